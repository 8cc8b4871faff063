"""The parts of a shown chart under pointer and keys: which is meant, its emphasis, its words, picking it."""

from __future__ import annotations

import tkinter as tk
from functools import partial
from typing import TYPE_CHECKING

from crm.utils import chart_words
from crm.utils.chart_picks import Pick, pick_at
from crm.views import theme
from crm.views.widgets.chart_tips import ChartTip
from crm.views.widgets.focus import has_focus

if TYPE_CHECKING:
    from crm.views.widgets.chart import ChartView

_STEPS = {"<Left>": -1, "<Up>": -1, "<Right>": 1, "<Down>": 1}


class ChartParts:
    """At most one part is meant at a time: the one under the pointer, else the one the keys are at."""

    def __init__(self, view: ChartView) -> None:
        self._view = view
        self.tip = ChartTip(view)
        self.focused: Pick | None = None
        self.hovered: Pick | None = None
        view.bind("<Motion>", lambda event: self._hover(self._at(event)), add="+")
        view.bind("<Leave>", lambda _event: self._hover(None), add="+")
        view.bind("<ButtonRelease-1>", self._clicked, add="+")
        view.bind("<FocusIn>", lambda _event: self._focus(self.focused or self._first), add="+")
        view.bind("<FocusOut>", lambda _event: self._blur(), add="+")
        for sequence, step in _STEPS.items():
            view.bind(sequence, partial(self._walk, step), add="+")
        view.bind("<Home>", lambda _event: self._focus(self._first), add="+")
        view.bind("<End>", lambda _event: self._focus(self._picks[-1] if self._picks else None), add="+")
        for sequence in ("<Return>", "<KP_Enter>", "<space>"):
            view.bind(sequence, lambda _event: self._pick(self.focused), add="+")
        view.bind("<Escape>", lambda _event: self.tip.hide(), add="+")

    def reset(self) -> None:
        """Mean nothing: the chart is gone."""
        self.focused = self.hovered = None
        self.paint()

    def renew(self) -> None:
        """Mean the same part of a new picture, if it has that."""
        self.focused, self.hovered = self._same(self.focused), self._same(self.hovered)
        self.paint()

    def end(self) -> None:
        """Say nothing any more."""
        self.tip.hide()

    def paint(self) -> None:
        """Draw the emphasis and the focus, and say the part that is meant."""
        view, palette = self._view, theme.colors()
        view.delete("emphasis")
        has_focus = self._has_focus
        if has_focus and view.drawn:
            edge = view.winfo_width() - 1, view.winfo_height() - 1
            view.create_rectangle(0, 0, *edge, outline=palette.accent, tags="emphasis")
        meant = self.hovered or (self.focused if has_focus else None)
        view.configure(cursor="hand2" if self.hovered and self._can_pick(self.hovered) else "")
        if meant is None or view.chart is None:
            self.tip.hide()
            return
        margin = view.margin
        points = [(x + margin, y + margin) for x, y in meant.outline]
        view.create_polygon(*points, outline=palette.foreground, fill="", width=theme.px(2), tags="emphasis")
        across, _down = meant.box.middle
        words = chart_words.told(view.chart, meant.series, label=meant.label)
        self.tip.show(words, (round(across) + margin, round(meant.box.top) + margin))

    @property
    def _picks(self) -> tuple[Pick, ...]:
        return self._view.drawn.picks if self._view.drawn else ()

    @property
    def _first(self) -> Pick | None:
        return self._picks[0] if self._picks else None

    @property
    def _has_focus(self) -> bool:
        return has_focus(self._view)

    def _at(self, event: tk.Event[tk.Misc]) -> Pick | None:
        """The part under the pointer."""
        return pick_at(self._picks, (event.x - self._view.margin, event.y - self._view.margin))

    def _same(self, pick: Pick | None) -> Pick | None:
        if pick is None:
            return None
        return next((one for one in self._picks if (one.series, one.label) == (pick.series, pick.label)), None)

    def _hover(self, pick: Pick | None) -> None:
        if pick is not self.hovered:
            self.hovered = pick
            self.paint()

    def _focus(self, pick: Pick | None) -> str:
        self.focused, self.hovered = pick, None
        self.paint()
        return "break"

    def _blur(self) -> None:
        self.paint()

    def _walk(self, step: int, _event: tk.Event[tk.Misc]) -> str:
        picks = self._picks
        if not picks:
            return ""
        place = picks.index(self.focused) + step if self.focused in picks else 0
        return self._focus(picks[max(0, min(place, len(picks) - 1))])

    def _clicked(self, event: tk.Event[tk.Misc]) -> None:
        pick = self._at(event)
        if pick is not None:
            self.focused = pick
            self._pick(pick)

    def _can_pick(self, pick: Pick) -> bool:
        return self._view.can_pick(pick.series, pick.label)

    def _pick(self, pick: Pick | None) -> str:
        if pick is not None and self._can_pick(pick):
            self._view.on_pick(pick.series, pick.label)
        return "break"
