"""Putting activities on another day, or on none. The writing is activity_actions.py's."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from datetime import date
from functools import partial
from tkinter import ttk

from crm.errors import Invalid
from crm.models.fields import Field, Kind
from crm.utils import dates
from crm.utils.i18n import N_, _, ngettext
from crm.utils.money import show_number
from crm.views import theme
from crm.views.widgets.dialog import Dialog
from crm.views.widgets.form import Form

_DAY = Field("day", Kind.DATE, N_("Day (empty: without a date)"))


class DayDialog(Dialog):
    """`on_day` hears the chosen day, "" for none; each keeps the time of day it has."""

    def __init__(self, parent: tk.Misc, *, count: int) -> None:
        words = ngettext("Put it on another day", "Put {count} activities on another day", count)
        super().__init__(parent, words.format(count=show_number(count)), confirm=_("Move"))
        self.on_day: Callable[[str], object] = lambda _day: None
        quick = ttk.Frame(self.body)
        quick.pack(anchor="w", pady=(0, theme.px(10)))
        for label, day in offered():
            button = ttk.Button(quick, text=label, style="Secondary.TButton", command=partial(self._choose, day))
            button.pack(side="left", padx=(0, theme.px(4)))
        self.form = Form(self.body, [_DAY])
        self.form.set({_DAY.name: dates.days_after(dates.today(), 1)})
        self.form.pack(fill="x")
        self.on_confirm = self._confirmed

    def open(self) -> None:
        """Show it with the keyboard on the day."""
        super().open()
        self.form.focus_first()

    def _choose(self, day: str) -> None:
        self.form.put(_DAY.name, day)
        self.confirm()

    def _confirmed(self) -> bool | None:
        try:
            day = str(self.form.values()[_DAY.name] or "")
        except Invalid as error:
            self.form.show_errors(error.fields)
            return False
        self.master.after_idle(self.on_day, day)
        return None


def offered() -> list[tuple[str, str]]:
    """Days that are often meant: their words, and the day; "" is none."""
    return [
        (_("Today"), dates.today()),
        (_("Tomorrow"), dates.days_after(dates.today(), 1)),
        (_("Next Monday"), next_monday()),
        (_("No date"), ""),
    ]


def next_monday() -> str:
    """The first Monday after today."""
    today = dates.today()
    return dates.days_after(today, 7 - date.fromisoformat(today).weekday())


def ask_day(parent: tk.Misc, count: int, *, then: Callable[[str], object]) -> DayDialog:
    """Ask for a day; `then` receives it."""
    dialog = DayDialog(parent, count=count)
    dialog.on_day = then
    dialog.open()
    return dialog
