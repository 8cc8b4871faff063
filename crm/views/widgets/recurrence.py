"""The editor of a rule that repeats: how often, on which days, until when; with its sentence and the next days.

It knows rules and days, no activities. What its fields make of a rule stands in recurrence_draft.py.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import replace
from tkinter import ttk

from crm.utils import dates, recurrence
from crm.utils.day_names import MONTHS
from crm.utils.i18n import N_, _, ngettext, translate
from crm.utils.recurrence import DAILY, MONTHLY, WEEKLY, YEARLY
from crm.utils.recurrence_words import sentence
from crm.views import theme
from crm.views.widgets import recurrence_draft as drafts
from crm.views.widgets.dates import DayEntry
from crm.views.widgets.recurrence_days import MonthDays, WeekDays

_FREQUENCIES = {
    "": N_("Does not repeat"), DAILY: N_("Daily"), WEEKLY: N_("Weekly"), MONTHLY: N_("Monthly"), YEARLY: N_("Yearly"),
}  # fmt: skip
_OWN = "own"
_NEVER, _COUNT, _UNTIL = "never", "count", "until"
_ENDS = {_NEVER: N_("Never"), _COUNT: N_("After a number of times"), _UNTIL: N_("On a day")}
_NEXT = 5


class RecurrenceEditor(ttk.Frame):
    """`rule` is what is chosen, "" when nothing repeats; reading it raises ValueError with a sentence.

    `starts_on` is the day the first one falls on: set it, so that the days fit. `on_change` hears every choice.
    """

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.on_change: Callable[[], object] = lambda: None
        self._starts_on = dates.today()
        self._kept = ""
        self._own = False
        self._setting = False
        self.columnconfigure(1, weight=1)
        self._add_frequency()
        self.week = WeekDays(self, self._changed)
        self.month = MonthDays(self, self._changed)
        self._month_name = tk.StringVar(self)
        self.month_choice = ttk.Combobox(self, textvariable=self._month_name, state="readonly", width=12)
        self._add_end()
        self.words = ttk.Label(self, justify="left")
        self.coming = ttk.Label(self, style="Small.TLabel", justify="left")
        for place, label in enumerate((self.words, self.coming)):
            label.grid(row=5 + place, column=0, columnspan=2, sticky="w", pady=(theme.px(6 if not place else 2), 0))
        self.bind("<Configure>", lambda event: self._wrap(event.width))
        for variable in (self._frequency, self._interval, self._month_name, self._end, self._count):
            variable.trace_add("write", lambda *_names: self._changed())
        self.rule = ""

    # ---- what is chosen

    @property
    def starts_on(self) -> str:
        """The day the first one falls on."""
        return self._starts_on

    @starts_on.setter
    def starts_on(self, day: str) -> None:
        day = day or dates.today()
        if day == self._starts_on:
            return
        untouched, self._starts_on = not self._frequency_key(), day
        if untouched:
            self.rule = ""
        self._show_words()

    @property
    def rule(self) -> str:
        """The rule that is chosen."""
        return self._kept if self._own else drafts.rule_of(self._draft())

    @rule.setter
    def rule(self, rule: str) -> None:
        draft = drafts.of(rule, self._starts_on)
        self._kept, self._own = rule, draft is None
        self._setting = True
        self._offer_frequencies()
        self._show(draft or replace(drafts.new(self._starts_on), frequency=_OWN))
        self._setting = False
        self._arrange()
        self._show_words()

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        self.frequency.focus_set()

    def choose(self, frequency: str) -> None:
        """Choose how often by its key ("" or an RRULE's word) as a person would."""
        self._frequency.set(_(_FREQUENCIES[frequency]))

    # ---- parts

    def _add_frequency(self) -> None:
        self._frequency, self._interval = tk.StringVar(self), tk.StringVar(self)
        self.frequency = ttk.Combobox(self, textvariable=self._frequency, state="readonly", width=22)
        self.frequency.grid(row=0, column=0, sticky="w")
        self._every = ttk.Frame(self)
        ttk.Label(self._every, text=_("Every")).pack(side="left")
        self.interval = self._number(self._every, self._interval)
        self.interval.pack(side="left", padx=theme.px(6))
        self._unit = ttk.Label(self._every)
        self._unit.pack(side="left")

    def _add_end(self) -> None:
        self._end, self._count = tk.StringVar(self), tk.StringVar(self)
        self._ending = ttk.Frame(self)
        ttk.Label(self._ending, text=_("Ends")).pack(side="left", padx=(0, theme.px(6)))
        names = [_(name) for name in _ENDS.values()]
        self.end = ttk.Combobox(self._ending, textvariable=self._end, values=names, state="readonly", width=24)
        self.end.pack(side="left")
        self.count = self._number(self._ending, self._count)
        self.until = DayEntry(self._ending)
        self.until.on_change = self._changed

    @staticmethod
    def _number(parent: tk.Misc, variable: tk.StringVar) -> ttk.Entry:
        """An entry for a whole number; Up and Down count."""
        entry = ttk.Entry(parent, textvariable=variable, width=5, justify="right")
        for key, by in (("<Up>", 1), ("<Down>", -1)):
            entry.bind(key, lambda _event, by=by: _step(variable, by))  # type: ignore[misc]
        return entry

    def _offer_frequencies(self) -> None:
        names = [_(name) for name in _FREQUENCIES.values()]
        self.frequency.configure(values=[*names, *([_("As it is")] if self._own else [])])

    def _show(self, draft: drafts.Draft) -> None:
        self._frequency.set(_("As it is") if draft.frequency == _OWN else _(_FREQUENCIES[draft.frequency]))
        self._interval.set(str(draft.interval))
        self.week.days = draft.weekdays
        self.month.show(draft)
        self.month_choice.configure(values=[_(name) for name in MONTHS])
        self._month_name.set(_(MONTHS[draft.month - 1]))
        self._end.set(_(_ENDS[_UNTIL if draft.until else _COUNT if draft.count else _NEVER]))
        self._count.set(str(draft.count or 10))
        self.until.set(draft.until)

    def _frequency_key(self) -> str:
        shown = self._frequency.get()
        return next((key for key, name in _FREQUENCIES.items() if _(name) == shown), _OWN)

    def _end_key(self) -> str:
        return next(key for key, name in _ENDS.items() if _(name) == self._end.get())

    def _draft(self) -> drafts.Draft:
        end, frequency = self._end_key(), self._frequency_key()
        until = self.until.get() if frequency and end == _UNTIL else ""
        if frequency and end == _UNTIL and not until:
            raise ValueError(_("Tell the day on which it ends."))
        days = self.week.days
        if frequency == WEEKLY and not days:
            raise ValueError(_("Choose a day of the week at least."))
        return replace(
            self.month.read(drafts.new(self._starts_on)),
            frequency=frequency,
            interval=_whole(self._interval.get()) if frequency else 1,
            weekdays=days,
            month=1 + [translate(name) for name in MONTHS].index(self._month_name.get()),
            count=_whole(self._count.get()) if frequency and end == _COUNT else 0,
            until=until,
        )

    # ---- what is shown

    def _changed(self) -> None:
        if self._setting:
            return
        self._own = self._frequency_key() == _OWN
        self._arrange()
        self._show_words()
        self.on_change()

    def _arrange(self) -> None:
        """Show the fields that the frequency needs."""
        frequency = self._frequency_key()
        plain = frequency in recurrence.FREQUENCIES
        self._unit.configure(text=_unit(frequency, self._interval.get()))
        gap = {"pady": (theme.px(8), 0), "sticky": "w"}
        _place(self._every, plain, row=0, column=1, sticky="w", padx=(theme.px(12), 0))
        _place(self.week, frequency == WEEKLY, row=1, column=0, columnspan=2, **gap)
        _place(self.month_choice, frequency == YEARLY, row=2, column=0, columnspan=2, **gap)
        _place(self.month, frequency in (MONTHLY, YEARLY), row=3, column=0, columnspan=2, **gap)
        _place(self._ending, plain, row=4, column=0, columnspan=2, **gap)
        end = self._end_key()
        self.count.pack(side="left", padx=(theme.px(6), 0)) if end == _COUNT else self.count.pack_forget()
        self.until.pack(side="left", padx=(theme.px(6), 0)) if end == _UNTIL else self.until.pack_forget()

    def _show_words(self) -> None:
        try:
            rule = self.rule
            told = sentence(rule) if rule else ""
            coming = recurrence.next_days(rule, self._starts_on, first=self._starts_on, most=_NEXT) if rule else []
        except ValueError as error:
            self._say(str(error), "", wrong=True)
            return
        if rule and not coming:
            self._say(_("This never occurs: no day fits the rule."), "", wrong=True)
        else:
            listed = " · ".join(dates.show_day(day) for day in coming)
            self._say(told, _("Next: {days}").format(days=listed) if coming else "")

    def _say(self, words: str, coming: str, *, wrong: bool = False) -> None:
        self.words.configure(text=words, style="Error.TLabel" if wrong else "TLabel")
        self.coming.configure(text=coming)
        for label, text in ((self.words, words), (self.coming, coming)):
            label.grid() if text else label.grid_remove()

    def _wrap(self, width: int) -> None:
        for label in (self.words, self.coming):
            label.configure(wraplength=max(1, width))


def _place(widget: tk.Widget, shown: bool, **where: object) -> None:
    if shown:
        widget.grid(**where)  # type: ignore[arg-type]
    else:
        widget.grid_remove()


def _unit(frequency: str, interval: str) -> str:
    """What is counted, as many as the interval says."""
    count = int(interval) if _is_whole(interval) else 2
    units = {
        DAILY: ngettext("day", "days", count),
        WEEKLY: ngettext("week", "weeks", count),
        MONTHLY: ngettext("month", "months", count),
        YEARLY: ngettext("year", "years", count),
    }
    return units.get(frequency, "")


def _step(variable: tk.StringVar, by: int) -> str:
    if _is_whole(variable.get()) and _is_whole(str(int(variable.get()) + by)):
        variable.set(str(int(variable.get()) + by))
    return "break"


def _is_whole(text: str) -> bool:
    return text.strip().isdecimal() and 0 < int(text) <= recurrence.MOST


def _whole(text: str) -> int:
    if not _is_whole(text):
        raise ValueError(_("Write a whole number, 1 or more."))
    return int(text)
