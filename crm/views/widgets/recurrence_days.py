"""On which days a rule falls: the days of a week to tick, and the day of a month, by number or by weekday. No rules."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Collection
from dataclasses import replace
from tkinter import ttk

from crm.utils import recurrence_words
from crm.utils.day_names import WEEKDAYS
from crm.utils.i18n import _
from crm.views import theme
from crm.views.widgets.recurrence_draft import LAST_DAY, PLACES, Draft


class WeekDays(ttk.Frame):
    """The seven days of a week, Monday first, each to tick; `on_change` hears every tick."""

    def __init__(self, parent: tk.Misc, on_change: Callable[[], object]) -> None:
        super().__init__(parent)
        self._ticks = [tk.BooleanVar(self) for _name in WEEKDAYS]
        self.boxes: list[ttk.Checkbutton] = []
        for name, tick in zip(WEEKDAYS, self._ticks, strict=True):
            box = ttk.Checkbutton(self, text=_(name)[:3], variable=tick, command=on_change)
            theme.tooltip(box, _(name))
            box.pack(side="left", padx=(0, theme.px(8)))
            self.boxes.append(box)

    @property
    def days(self) -> frozenset[int]:
        """The ticked days, 0 is Monday."""
        return frozenset(day for day, tick in enumerate(self._ticks) if tick.get())

    @days.setter
    def days(self, days: Collection[int]) -> None:
        for day, tick in enumerate(self._ticks):
            tick.set(day in days)


class MonthDays(ttk.Frame):
    """The day of a month: "day 15", "the last day", "the second Tuesday", "the last working day"."""

    def __init__(self, parent: tk.Misc, on_change: Callable[[], object]) -> None:
        super().__init__(parent)
        self._by_weekday = tk.BooleanVar(self)
        self._day, self._place, self._weekday = (tk.StringVar(self) for _part in range(3))
        self._days = {**{number: str(number) for number in range(1, 32)}, LAST_DAY: _("the last one")}
        self._places = {place: _(recurrence_words.PLACES[place]) for place in PLACES}
        self._weekdays = dict(enumerate([*(_(name) for name in WEEKDAYS), _("working day")]))
        ttk.Radiobutton(self, text=_("On day"), value=False, variable=self._by_weekday).grid(
            row=0, column=0, sticky="w"
        )
        self.day = self._choice(self._day, list(self._days.values()), width=12)
        self.day.grid(row=0, column=1, sticky="w", padx=(theme.px(6), 0), columnspan=2)
        ttk.Radiobutton(self, text=_("On the"), value=True, variable=self._by_weekday).grid(
            row=1, column=0, sticky="w", pady=(theme.px(4), 0)
        )
        self.place_choice = self._choice(self._place, list(self._places.values()), width=12)
        self.place_choice.grid(row=1, column=1, sticky="w", padx=(theme.px(6), 0), pady=(theme.px(4), 0))
        self.weekday = self._choice(self._weekday, list(self._weekdays.values()), width=14)
        self.weekday.grid(row=1, column=2, sticky="w", padx=(theme.px(6), 0), pady=(theme.px(4), 0))
        self.day.bind("<<ComboboxSelected>>", lambda _event: self._by_weekday.set(False))
        for box in (self.place_choice, self.weekday):
            box.bind("<<ComboboxSelected>>", lambda _event: self._by_weekday.set(True))
        for variable in (self._by_weekday, self._day, self._place, self._weekday):
            variable.trace_add("write", lambda *_names: on_change())

    def show(self, draft: Draft) -> None:
        """Show what a draft says of the month."""
        self._day.set(self._days[draft.month_day])
        self._place.set(self._places[draft.place])
        self._weekday.set(self._weekdays[draft.weekday])
        self._by_weekday.set(draft.by_weekday)

    def read(self, draft: Draft) -> Draft:
        """The draft with what is chosen here."""
        return replace(
            draft,
            by_weekday=self._by_weekday.get(),
            month_day=_key(self._days, self._day.get()),
            place=_key(self._places, self._place.get()),
            weekday=_key(self._weekdays, self._weekday.get()),
        )

    def choose_weekday(self, place: int, weekday: int) -> None:
        """Choose a weekday by its place in the month as a person would."""
        self._place.set(self._places[place])
        self._weekday.set(self._weekdays[weekday])
        self._by_weekday.set(True)

    def _choice(self, variable: tk.StringVar, names: list[str], *, width: int) -> ttk.Combobox:
        return ttk.Combobox(self, textvariable=variable, values=names, state="readonly", width=width)


def _key(names: dict[int, str], shown: str) -> int:
    return next(key for key, name in names.items() if name == shown)
