"""What stands beside the calendar: a small month to jump with, and what the colours mean."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from datetime import date
from tkinter import ttk

from crm.utils.i18n import _
from crm.views import theme
from crm.views.widgets.dates import MonthView

Meaning = tuple[str, str]  # a colour, and what it stands for
_MOST = 14


class CalendarSide(ttk.Frame):
    """`on_jump` hears the day that was picked in the small month."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, padding=(theme.px(12), theme.px(4), theme.px(12), 0))
        self.on_jump: Callable[[date], object] = lambda _day: None
        self._shown: tuple[Meaning, ...] = ()
        self._today: date | None = None
        self._day: date | None = None
        self.month = MonthView(self)
        self.month.pack(fill="x")
        self.month.bind("<<CalendarSelected>>", lambda _event: self._picked())
        self._legend = ttk.Frame(self)
        self._legend.pack(fill="x", pady=(theme.px(16), 0))
        theme.follow(self, self._repaint)

    def show(self, day: date, today: date) -> None:
        """Show the month of a day, the day chosen and today marked."""
        if today != self._today:
            self._today = today
            self.month.calevent_remove("all")
            self.month.calevent_create(today, _("Today"), "today")
        if day != self._day:  # each of these draws the whole month anew
            self._day = day
            self.month.selection_set(day)
            self.month.see(day)

    def explain(self, meanings: Sequence[Meaning]) -> None:
        """Say what the colours mean."""
        if tuple(meanings) != self._shown:
            self._shown = tuple(meanings)
            self._write()

    def meanings(self) -> tuple[Meaning, ...]:
        """What is explained now."""
        return self._shown

    def _picked(self) -> None:
        self._day = self.month.selection_get()
        if self._day is not None:
            self.on_jump(self._day)

    def _repaint(self) -> None:
        palette = theme.colors()
        self.month.tag_config("today", background=palette.primary_soft, foreground=palette.accent)
        self._write()

    def _write(self) -> None:
        for child in self._legend.winfo_children():
            child.destroy()
        for hue, words in self._shown[:_MOST]:
            fitted = theme.fit(words, theme.px(170), font=theme.SMALL)
            line = ttk.Label(self._legend, text="  " + fitted, image=theme.dot(hue, 9), compound="left")
            line.configure(style="Small.TLabel")
            line.pack(anchor="w", pady=theme.px(2))
