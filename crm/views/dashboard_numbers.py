"""The large numbers of a card: value, what it is, the change to before. A click asks for the records behind."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk

from crm.models.dashboards import Number
from crm.models.periods import Period
from crm.utils.chart_data import Unit
from crm.views import dashboard_words, theme
from crm.views.widgets.board_pen import width_of

_GAP = 16  # units between two numbers
_NARROWEST = 100  # units a number needs; those that come last are left out where there is no room for all
_LEAST = 2  # numbers that stay even if their names are cut
_WHOLE = 4  # numbers that are rather shortened than left out
_SPARE = 4  # units a text leaves free, for what measuring does not see


@dataclass(frozen=True)
class _Labels:
    """The three lines of one number, and its tip."""

    value: ttk.Label
    name: ttk.Label
    change: ttk.Label
    tip: Callable[[str], object]


class CardNumbers(ttk.Frame):
    """Numbers beside each other; `on_pick(number)` hears which one was clicked."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.on_pick: Callable[[Number], object] = lambda _number: None
        self._numbers: tuple[Number, ...] = ()
        self._compared: Period | None = None
        self._labels: list[_Labels] = []
        self._is_whole_units = False  # as all amounts of the card are
        self._is_brief = False  # amounts beside each other are all short, or none is
        self._fitted: tuple[object, ...] = ()  # what was written, and for which width and theme
        for sequence in ("<Configure>", "<Map>"):
            self.bind(sequence, lambda _event: self._fit())
        theme.follow(self, self._fit)

    def show(self, numbers: Sequence[Number], compared: Period | None, *, whole: bool = False) -> None:
        """Show these numbers, as many as there is room for, and how they stand against a period; `whole`: their amounts
        are in whole units, as others of the card are."""
        self._numbers, self._compared = tuple(numbers), compared
        self._is_whole_units = whole or dashboard_words.are_whole(numbers)
        if not self._fit():
            self._make(1)  # its height at once: the chart below moves no more
        self._tell()

    @property
    def words(self) -> list[tuple[str, str, str]]:
        """What stands there: (value, what it is, change) of each."""
        return [(_text(one.value), _text(one.name), _text(one.change)) for one in self._labels]

    def pick(self, place: int) -> None:
        """Click a number."""
        number = self._numbers[place]
        if number.has_records:
            self.on_pick(number)

    def _make(self, count: int) -> None:
        for child in self.winfo_children():
            child.destroy()
        for column in range(self.grid_size()[0]):
            self.columnconfigure(column, weight=0, uniform="", minsize=0)
        self._labels = [self._one(place) for place in range(count)]

    def _one(self, place: int) -> _Labels:
        cell = ttk.Frame(self)
        cell.grid(row=0, column=2 * place, sticky="new")
        self.columnconfigure(2 * place, weight=1, uniform="number")
        if place:
            self.columnconfigure(2 * place - 1, minsize=theme.px(_GAP))
        lines = [ttk.Label(cell, style=style) for style in ("Title.TLabel", "Small.TLabel", "Small.TLabel")]
        for label in lines:
            label.configure(padding=0)
            label.bind("<Button-1>", lambda _event: self.pick(place))
            label.pack(anchor="w")
        tips = [theme.tooltip(label, "") for label in lines]

        def say(words: str) -> None:
            for tip in tips:
                tip(words)

        return _Labels(lines[0], lines[1], lines[2], say)

    def _fit(self) -> bool:
        """Write each number as fully as its column allows; whether there is room for any yet."""
        width, gap = self._width, theme.px(_GAP)
        if not self._numbers or width <= 1:
            return False
        wanted = (width, self._numbers, self._compared, self._is_whole_units, theme.colors())
        if wanted == self._fitted:
            return True
        self._fitted = wanted
        count = max(1, min(len(self._numbers), (width + gap) // (theme.px(_NARROWEST) + gap)))
        while count > _LEAST and not (self._is_told(count) and (count <= _WHOLE or self._is_whole(count))):
            count -= 1
        if count != len(self._labels):
            self._make(count)
            self._tell()
        room = self._room(count)
        self._is_brief = not self._is_whole(count)
        for number, labels in zip(self._numbers, self._labels, strict=False):
            self._write(number, labels, room=room)
        return True

    @property
    def _width(self) -> int:
        """The pixels there are: before it is laid out those of the card, which it will fill."""
        return self.winfo_width() if self.winfo_ismapped() else self.master.winfo_width()

    def _room(self, count: int) -> int:
        """What each of so many numbers may take."""
        return (self._width - (count - 1) * theme.px(_GAP)) // count - theme.px(_SPARE)

    def _is_told(self, count: int) -> bool:
        """Whether so many say whole what they are."""
        room = self._room(count)
        return all(width_of(one.label, font=theme.SMALL) <= room for one in self._numbers[:count])

    def _is_whole(self, count: int) -> bool:
        """Whether so many values have room for every figure."""
        room = self._room(count)
        return all(width_of(self._value(one), font=theme.TITLE) <= room for one in self._numbers[:count])

    def _value(self, number: Number) -> str:
        return dashboard_words.value(number, whole=self._is_whole_units)

    def _write(self, number: Number, labels: _Labels, *, room: int) -> None:
        full, brief = self._value(number), dashboard_words.short(number)
        is_full = not self._is_brief or number.unit != Unit.MONEY
        labels.value.configure(text=theme.fit(full if is_full else brief, room, font=theme.TITLE))
        for label in (labels.value, labels.name, labels.change):
            label.configure(cursor="hand2" if number.has_records else "")
        labels.name.configure(text=theme.fit(number.label, room, font=theme.SMALL))
        few, whole, role = dashboard_words.change(number, self._compared)
        if number.value is None:
            whole = few = number.briefly or number.why  # the tip says the rest
        words = whole if width_of(whole, font=theme.SMALL) <= room else few
        labels.change.configure(text=theme.fit(words, room, font=theme.SMALL))
        labels.change.configure(foreground=getattr(theme.colors(), role or "muted"))
        if words:
            labels.change.pack(anchor="w")
        else:
            labels.change.pack_forget()

    def _tell(self) -> None:
        """Say the whole of each number in its tip."""
        for number, labels in zip(self._numbers, self._labels, strict=False):
            _few, change, _role = dashboard_words.change(number, self._compared)
            parts = (number.label, dashboard_words.exact(number), change, number.why)
            labels.tip("\n".join(part for part in parts if part))


def _text(label: ttk.Label) -> str:
    return str(label.cget("text"))
