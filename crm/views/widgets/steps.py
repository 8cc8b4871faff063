"""A row of steps drawn as arrows, one of them the present one; a click or a key chooses another. Knows no records."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import font as tkfont

from crm.views import theme
from crm.views.colors import contrast, ink, mix
from crm.views.widgets.focus import has_focus

_HEIGHT, _POINT, _GAP, _EDGE = 38, 12, 3, 2
_LEFT, _RIGHT = ("Left", "Up"), ("Right", "Down")


@dataclass(frozen=True)
class Step:
    """One step: `note` is a few quiet words under its label, `hue` its colour as #rrggbb. One before the present may
    be `passed_over`.
    """

    key: int
    label: str
    hue: str
    note: str = ""
    passed_over: bool = False


class Steps(tk.Canvas):
    """`on_pick(key)` hears which step was chosen by a click, Enter or Space; the arrow keys walk.

    `locked` steps are shown and cannot be chosen.
    """

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, height=theme.px(_HEIGHT + 2 * _EDGE), borderwidth=0, highlightthickness=0, takefocus=1)
        self.on_pick: Callable[[int], object] = lambda _key: None
        self.locked = False
        self._steps: Sequence[Step] = ()
        self._current: int | None = None
        self._walked = 0
        self._hover: int | None = None
        self.bind("<Configure>", lambda _event: self.draw())
        self.bind("<Motion>", lambda event: self._point(self.step_at(event.x)))
        self.bind("<Leave>", lambda _event: self._point(None))
        self.bind("<Button-1>", self._clicked)
        for key in _LEFT + _RIGHT:
            self.bind(f"<{key}>", self._walk)
        for key in ("Return", "KP_Enter", "space"):
            self.bind(f"<{key}>", self._enter)
        self.bind("<FocusIn>", lambda _event: self.draw())
        self.bind("<FocusOut>", lambda _event: self.draw())
        theme.follow(self, self._paint)

    def set(self, steps: Sequence[Step], current: int | None) -> None:
        """Show these steps; `current` is the key of the present one, None when none is."""
        self._steps, self._current = tuple(steps), current
        self._walked = self._place(current)
        self.draw()

    @property
    def steps(self) -> Sequence[Step]:
        """What is shown."""
        return self._steps

    @property
    def current(self) -> int | None:
        """The key of the present step."""
        return self._current

    def step_at(self, x: int) -> int | None:
        """The place of the step at a horizontal place, None beside them."""
        width = self._width()
        place = int(x // width) if width > 0 else -1
        return place if 0 <= place < len(self._steps) else None

    def middle_of(self, key: int) -> tuple[int, int]:
        """Where to click a step."""
        return round((self._place(key) + 0.5) * self._width()), theme.px(_HEIGHT) // 2

    def draw(self) -> None:
        """Draw everything anew."""
        self.delete("all")
        present = self._place(self._current) if self._current is not None else -1
        for place, step in enumerate(self._steps):
            self._draw_step(place, step, present=present)

    def _draw_step(self, place: int, step: Step, *, present: int) -> None:
        palette = theme.colors()
        fill, text = self._look(place, step, present=present)
        pointed = place == self._hover and place != present and not self.locked
        if pointed:
            fill = mix(fill, step.hue, share=0.25)
        focused = has_focus(self) and place == self._walked
        edge = palette.primary if focused else fill
        corners = self._corners(place)
        self.create_polygon(corners, fill=fill, outline=edge, width=theme.px(2) if focused else 1, joinstyle="round")
        left, right = corners[0] + theme.px(_POINT + 4), corners[4] - theme.px(_POINT + 2)
        if place < present and not step.passed_over:  # no meaning rests on hue alone
            self.create_image(
                left, (corners[1] + corners[7]) // 2, image=theme.icon("check-lg", 12, color=text), anchor="w"
            )
            left += theme.px(18)
        self._write(step, (left, right), color=text, strong=place == present)

    def _look(self, place: int, step: Step, *, present: int) -> tuple[str, str]:
        """Fill and text: the present step in its full colour, those behind it in a quiet one, those ahead grey."""
        palette = theme.colors()
        if place == present:
            fill = step.hue
            return fill, max(("#ffffff", "#0f172a"), key=lambda color: contrast(color, fill))
        if place < present and not step.passed_over:
            return mix(palette.background, step.hue, share=0.24 if palette.mode == "light" else 0.4), ink(
                step.hue, palette
            )
        return palette.neutral_soft, palette.muted

    def _corners(self, place: int) -> list[int]:
        width, point, edge = self._width(), theme.px(_POINT), theme.px(_EDGE)
        left, right = round(place * width) + edge, round((place + 1) * width) - theme.px(_GAP) + edge
        top, bottom = edge, theme.px(_HEIGHT) + edge
        middle = (top + bottom) // 2
        last = place == len(self._steps) - 1
        tip = right - edge if last else right + point - theme.px(_GAP)
        notch = left if place == 0 else left + point
        shoulder = tip if last else tip - point
        return [left, top, shoulder, top, tip, middle, shoulder, bottom, left, bottom, notch, middle]

    def _write(self, step: Step, between: tuple[int, int], *, color: str, strong: bool) -> None:
        left, right = between
        font, room = theme.STRONG if strong else theme.BODY, max(1, right - left)
        middle = theme.px(_EDGE) + theme.px(_HEIGHT) // 2
        line = tkfont.nametofont(theme.SMALL).metrics("linespace") // 2
        up = line - theme.px(1) if step.note else 0
        self.create_text(
            left, middle - up, text=theme.fit(step.label, room, font=font), font=font, fill=color, anchor="w"
        )
        if step.note:
            note = theme.fit(step.note, room, font=theme.SMALL)
            self.create_text(left, middle + line, text=note, font=theme.SMALL, fill=color, anchor="w")

    def _width(self) -> float:
        return max(1, self.winfo_width() - theme.px(_EDGE)) / max(1, len(self._steps))

    def _place(self, key: int | None) -> int:
        return next((place for place, step in enumerate(self._steps) if step.key == key), 0)

    def _point(self, place: int | None) -> None:
        if place != self._hover:
            self._hover = place
            self.configure(cursor="hand2" if place is not None and not self.locked else "")
            self.draw()

    def _clicked(self, event: tk.Event[tk.Misc]) -> None:
        place = self.step_at(event.x)
        if place is not None:
            self._walked = place
            self._pick(place)

    def _walk(self, event: tk.Event[tk.Misc]) -> str:
        by = -1 if event.keysym in _LEFT else 1
        self._walked = max(0, min(len(self._steps) - 1, self._walked + by))
        self.draw()
        return "break"

    def _enter(self, _event: object) -> str:
        self._pick(self._walked)
        return "break"

    def _pick(self, place: int) -> None:
        if not self.locked and self._steps and self._steps[place].key != self._current:
            self.on_pick(self._steps[place].key)

    def _paint(self) -> None:
        self.configure(background=theme.colors().background)
        self.draw()
