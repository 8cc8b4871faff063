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
        x = y = line = 0
        for child in self.winfo_children():
            if isinstance(child, tk.Toplevel):
                continue
            wide, high = child.winfo_reqwidth(), child.winfo_reqheight()
            if x and x + wide > width:
                x, y, line = 0, y + line + gap, 0
            self.tk.call("place", str(child), *_at(x, y, min(wide, width), high))
            x, line = x + wide + gap, max(line, high)
        self._wrapped_at = width
        self.configure(height=y + line)

    def _resized(self, _event: object) -> None:
        if self.winfo_width() != self._wrapped_at:
            self.flow()


def _at(x: int, y: int, width: int, height: int) -> tuple[object, ...]:
    return ("-x", x, "-y", y, "-width", width, "-height", height)


class ChipRow(Flow):
    """A `Flow` of chips."""

    def set(self, chips: list[Chip]) -> None:
        """Show these chips."""
        for child in self.winfo_children():
            child.destroy()
        for chip in chips:
            chip_button(self, chip)
        self.flow()


def chip_button(parent: tk.Misc, chip: Chip) -> ttk.Button:
    """One chip as a button: Enter or a click on the words runs it, Delete, BackSpace or the × removes it."""
    made = ttk.Button(parent, text=theme.fit(chip.label, theme.px(260), theme.SMALL), compound="right")

    def paint() -> None:
        made.configure(style=theme.chip_style(chip.hue))
        if chip.remove:
            made.configure(image=theme.icon("x", 12, theme.chip_ink(chip.hue)))

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
