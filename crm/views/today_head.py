"""The head of the day's page: which day it is, the day and the month in a line, whose. And the line that plans."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from crm.utils.i18n import N_, _
from crm.views import theme
from crm.views.desk import Desk
from crm.views.quick_add import QuickAdd

_WHOSE = (("mine", N_("Mine")), ("everyone", N_("Everyone's")))

_AROUND, _NARROWEST = 96, 160  # units: what stands between the parts of the first line, the least the month needs


class TodayHead(ttk.Frame):
    """`on_everyone` hears that somebody else's day is wanted, or one's own again, `on_month` that the month is."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, everyone: bool) -> None:
        super().__init__(parent, padding=(theme.px(16), theme.px(10), theme.px(16), theme.px(8)))
        self.on_everyone: Callable[[], object] = lambda: None
        self.on_month: Callable[[], object] = lambda: None
        self.columnconfigure(2, weight=1)
        self._day = ttk.Label(self, style="Title.TLabel")
        self._day.grid(row=0, column=0, sticky="w")
        self._summary = ttk.Label(self, style="Muted.TLabel")
        self._summary.grid(row=0, column=1, sticky="w", padx=(theme.px(16), 0))
        self._words = ""
        self.month = ttk.Button(self, style="Muted.TButton", command=self._month_clicked)
        self.month_tip = theme.tooltip(self.month, "")
        self.bind("<Configure>", lambda _event: self._fit())
        self._whose = tk.StringVar(self, "everyone" if everyone else "mine")
        self._tools = tools = ttk.Frame(self)
        tools.grid(row=0, column=3, sticky="e")
        self.quick = QuickAdd(self, desk)
        self.quick.grid(row=1, column=0, columnspan=4, sticky="ew", pady=(theme.px(10), 0))
        for value, words in _WHOSE:
            button = ttk.Radiobutton(tools, text=_(words), value=value, variable=self._whose, style="Pill.TRadiobutton")
            button.configure(command=self._chosen)
            button.pack(side="left")

    @property
    def everyone(self) -> bool:
        """Whether the day of all users is wanted."""
        return self._whose.get() == "everyone"

    def _chosen(self) -> None:
        self.on_everyone()

    @property
    def summary(self) -> str:
        """What it says of the day."""
        return str(self._summary.cget("text"))

    def choose(self, whose: str) -> None:
        """Choose as a click does: "mine" or "everyone"."""
        self._whose.set(whose)
        self._chosen()

    def show(self, day: str, summary: str) -> None:
        """Say which day it is, and what it holds."""
        self._day.configure(text=day)
        self._summary.configure(text=summary)
        self._fit()

    def show_month(self, words: str) -> None:
        """Say how the month goes; "" says nothing."""
        self._words = words
        self._fit()

    def _fit(self) -> None:
        """The month stands in what room the day leaves it: nothing below moves when it comes."""
        taken = sum(one.winfo_reqwidth() for one in (self._day, self._summary, self._tools))
        room = self.winfo_width() - taken - theme.px(_AROUND)
        if not self._words or room < theme.px(_NARROWEST):
            self.month.grid_forget()
            return
        shown = theme.fit(self._words, room, font=theme.SMALL)
        self.month.configure(text=shown)
        self.month_tip("" if shown == self._words else self._words)
        self.month.grid(row=0, column=2, sticky="e", padx=theme.px(8))

    def _month_clicked(self) -> None:
        self.on_month()
