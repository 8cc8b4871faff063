"""The numbers that a large one is made of, one a line below it: what it is, how much, the change to before."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from crm.models.dashboards import Number
from crm.models.periods import Period
from crm.views import dashboard_words, theme

_GAP = 12  # units between two columns
_NAME, _VALUE, _CHANGE = range(3)


class NumberLines(ttk.Frame):
    """`on_pick(number)` hears which one was clicked."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.on_pick: Callable[[Number], object] = lambda _number: None
        self._numbers: tuple[Number, ...] = ()
        self._compared: Period | None = None
        self._is_whole = False
        self._lines: list[tuple[ttk.Label, ...]] = []
        self.columnconfigure(_NAME, weight=1)
        self.bind("<Configure>", lambda _event: self._fit())
        theme.follow(self, self._fit)

    @property
    def words(self) -> list[tuple[str, ...]]:
        """What stands there: (what it is, value, change) of each."""
        return [tuple(str(one.cget("text")) for one in line) for line in self._lines]

    def show(self, numbers: Sequence[Number], compared: Period | None, *, whole: bool = False) -> None:
        """Show these numbers, and how they stand against a period; `whole`: their amounts are in whole units, as others
        of the card are."""
        self._numbers, self._compared = tuple(numbers), compared
        self._is_whole = whole or dashboard_words.are_whole(numbers)
        for child in self.winfo_children():
            child.destroy()
        self._lines = [self._line(number, row) for row, number in enumerate(numbers)]
        self._fit()

    def pick(self, place: int) -> None:
        """Click a number."""
        number = self._numbers[place]
        if number.has_records:
            self.on_pick(number)

    def _line(self, number: Number, row: int) -> tuple[ttk.Label, ...]:
        few, whole, _role = dashboard_words.change(number, self._compared)
        texts = ("", dashboard_words.value(number, whole=self._is_whole), few)
        tip = "\n".join(part for part in (number.label, dashboard_words.exact(number), whole, number.why) if part)
        made = []
        for column, text in enumerate(texts):
            label = ttk.Label(self, text=text, style="Strong.TLabel" if column == _VALUE else "Small.TLabel")
            label.grid(row=row, column=column, sticky="w" if column == _NAME else "e", pady=theme.px(2),
                       padx=(theme.px(_GAP) if column else 0, 0))  # fmt: skip
            if number.has_records:
                label.configure(cursor="hand2")
                label.bind("<Button-1>", lambda _event: self.pick(row))
            theme.tooltip(label, tip)
            made.append(label)
        return tuple(made)

    def _fit(self) -> None:
        """Names take what values and changes leave."""
        if not self._lines:
            return
        taken = sum(max(line[column].winfo_reqwidth() for line in self._lines) for column in (_VALUE, _CHANGE))
        room = self.winfo_width() - taken - 2 * theme.px(_GAP)
        for number, line in zip(self._numbers, self._lines, strict=True):
            _few, _whole, role = dashboard_words.change(number, self._compared)
            line[_NAME].configure(text=theme.fit(number.label, room, font=theme.SMALL) if room > 1 else "")
            line[_CHANGE].configure(foreground=getattr(theme.colors(), role or "muted"))
