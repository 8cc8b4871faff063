"""Chips in a row that wraps: tags, chosen values, active filters."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass, field
from tkinter import ttk

from crm.views import theme


@dataclass(frozen=True)
class Chip:
    """One chip. `run` answers a click on its words, `remove` one on its ×; without `run` the whole chip removes."""

    label: str
    hue: str
    remove: Callable[[], None] | None = None
    run: Callable[[], object] | None = None
    value: object = field(default=None)


class Flow(ttk.Frame):
    """Lays its children out in lines, as words in a paragraph. Call `flow()` after adding or removing one."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self._wrapped_at = 0
        self.bind("<Configure>", self._resized, add="+")

    def flow(self) -> None:
        """Place the children for the width there is."""
        width, gap = max(self.winfo_width(), theme.px(120)), theme.px(2)
        lines: list[list[tk.Misc]] = [[]]
        used = 0
        for child in self.winfo_children():
            wide = child.winfo_reqwidth()
            if isinstance(child, tk.Toplevel):
                continue
            if lines[-1] and used + wide > width:
                lines.append([])
                used = 0
            lines[-1].append(child)
            used += wide + gap
        self._wrapped_at = width
        self.configure(height=self._place(lines, width, gap=gap))

    def _place(self, lines: list[list[tk.Misc]], width: int, *, gap: int) -> int:
        y = 0
        for line in lines:
            x, high = 0, max((child.winfo_reqheight() for child in line), default=0)
            for child in line:
                at = {
                    "x": x,
                    "y": y + (high - child.winfo_reqheight()) // 2,
                    "width": min(width, child.winfo_reqwidth()),
                }
                self.tk.call("place", str(child), *(part for name, value in at.items() for part in (f"-{name}", value)))
                x += child.winfo_reqwidth() + gap
            y += high + (gap if high else 0)
        return max(1, y - gap)

    def _resized(self, _event: object) -> None:
        if self.winfo_width() != self._wrapped_at:
            self.flow()


class ChipRow(Flow):
    """A `Flow` of chips beside an editor that changes them by keyboard: Tab passes them by."""

    def set(self, chips: list[Chip]) -> None:
        """Show these chips."""
        for child in self.winfo_children():
            child.destroy()
        for chip in chips:
            chip_button(self, chip).configure(takefocus=False)
        self.flow()


def chip_button(parent: tk.Misc, chip: Chip) -> ttk.Button:
    """One chip as a button: Enter or a click on the words runs it, Delete, BackSpace or the × removes it."""
    made = ttk.Button(parent, text=theme.fit(chip.label, theme.px(340), font=theme.SMALL), compound="right")

    def paint() -> None:
        made.configure(style=theme.chip_style(chip.hue))
        if chip.remove:
            made.configure(image=theme.icon("x", 12, color=theme.chip_ink(chip.hue)))

    pressed = [0]  # where the pointer went down; a key leaves it at 0

    def invoke() -> None:
        over_mark = pressed[0] > made.winfo_width() - theme.px(26)
        act = chip.remove if chip.remove and (chip.run is None or over_mark) else chip.run
        pressed[0] = 0
        if act:
            act()

    made.bind("<ButtonPress-1>", lambda event: pressed.__setitem__(0, event.x))
    theme.follow(made, paint)
    made.configure(command=invoke)
    for key in ("<Delete>", "<BackSpace>"):
        made.bind(key, lambda _event: chip.remove() if chip.remove else None)
    return made
