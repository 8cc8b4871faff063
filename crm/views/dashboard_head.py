"""What stands above the dashboard: which one, and what the whole page is narrowed to."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from crm.utils.i18n import _
from crm.views import theme
from crm.views.commands import Entry
from crm.views.widgets.choice_button import ChoiceButton

FILTERS = ("period", "pipeline", "owner")
_NO_ENTRIES: Sequence[Entry] = ()


class DashboardHead(ttk.Frame):
    """`entries` gives what the menus hold, by their name: "dashboard" and those of FILTERS; `on_refresh` hears it."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, padding=(theme.px(12), theme.px(10), theme.px(8), theme.px(8)))
        self.on_refresh: Callable[[], object] = lambda: None
        self.entries: Callable[[str], Sequence[Entry]] = lambda _name: _NO_ENTRIES
        self.buttons: dict[str, ChoiceButton] = {}
        self._days = ""
        self.buttons["dashboard"] = self._menu("dashboard", style="Strong.TMenubutton")
        self.buttons["dashboard"].pack(side="left")
        self._said = ttk.Label(self, style="Small.TLabel", width=1)
        refresh = ttk.Button(self, style="Icon.TButton", takefocus=False, command=self._refresh)
        theme.set_icon(refresh, "arrow-repeat", size=14)
        theme.tooltip(refresh, _("Work all figures out again"))
        refresh.pack(side="right")
        for name in reversed(FILTERS):
            self.buttons[name] = self._menu(name, style="Quiet.TMenubutton")
            self.buttons[name].pack(side="right")
        self._said.pack(side="left", fill="x", expand=True, padx=theme.px(8))
        self._said.bind("<Configure>", lambda _event: self._fit())

    @property
    def days(self) -> str:
        """The days it says the page is about."""
        return self._days

    def name(self, words: str) -> None:
        """Say which dashboard is shown."""
        self.buttons["dashboard"].say(theme.fit(words, theme.px(260), font=theme.HEADING))

    def say(self, name: str, words: str, *, narrowed: bool) -> None:
        """Show what is chosen in a menu; `narrowed` makes it strong, so that nobody overlooks a filter."""
        button = self.buttons[name]
        button.configure(style="Strong.TMenubutton" if narrowed else "Quiet.TMenubutton")
        button.say(theme.fit(words, theme.px(190), font=theme.HEADING if narrowed else theme.SMALL))

    def say_days(self, words: str) -> None:
        """Say which days the page is about, and what they are compared with."""
        self._days = words
        self._fit()

    def _fit(self) -> None:
        room = self._said.winfo_width()
        self._said.configure(text=theme.fit(self._days, room, font=theme.SMALL) if room > 1 else "")

    def _menu(self, name: str, *, style: str) -> ChoiceButton:
        button = ChoiceButton(self, lambda: self.entries(name))
        button.configure(style=style)
        return button

    def _refresh(self) -> None:
        self.on_refresh()
