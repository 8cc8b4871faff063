"""What stands above the calendar: which days, the way to others, whose and what is shown, month or week or day."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from crm.utils.i18n import _
from crm.views import theme
from crm.views.calendar_state import VIEWS
from crm.views.commands import Entry
from crm.views.widgets.choice_button import ChoiceButton

_NO_ENTRIES: Sequence[Entry] = ()


class CalendarHead(ttk.Frame):
    """`on_step` hears -1 and 1, `on_today` and `on_view` what they say.

    `entries` gives what the menus hold, by their name: "owner", "type", "show".
    """

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, padding=(theme.px(12), theme.px(10), theme.px(8), theme.px(6)))
        self.on_step: Callable[[int], object] = lambda _by: None
        self.on_today: Callable[[], object] = lambda: None
        self.on_view: Callable[[str], object] = lambda _view: None
        self.entries: Callable[[str], Sequence[Entry]] = lambda _name: _NO_ENTRIES
        self.buttons: dict[str, ChoiceButton] = {}
        self._words = ""
        self._view = tk.StringVar(self)
        self.today = ttk.Button(self, text=_("Today"), style="Secondary.TButton", takefocus=False)
        self.today.configure(command=self._go_to_today)
        self.today.pack(side="left")
        self.back = self._arrow("chevron-left", -1, tip=_("Previous"))
        self.forward = self._arrow("chevron-right", 1, tip=_("Next"))
        self._right = ttk.Frame(self)
        self._right.pack(side="right")
        self._build_right(self._right)
        self._title = ttk.Label(self, style="Heading.TLabel", width=1)
        self._title.pack(side="left", fill="x", expand=True, padx=theme.px(8))
        self._title.bind("<Configure>", lambda event: self._fit(event.width))

    @property
    def title(self) -> str:
        """The name of the days in view."""
        return self._words

    def show(self, view: str, title: str) -> None:
        """Say which view of which days."""
        self._view.set(view)
        self._words = title
        self._fit(self._title.winfo_width())

    def say(self, name: str, words: str, *, narrowed: bool) -> None:
        """Show what is chosen in a menu; `narrowed` makes it strong, so that nobody overlooks a filter."""
        self.buttons[name].say(theme.fit(words, theme.px(150)))
        self.buttons[name].configure(style="Strong.TMenubutton" if narrowed else "Quiet.TMenubutton")

    def _go_to_today(self) -> None:
        self.on_today()

    def _fit(self, width: int) -> None:
        """Cut the name of the days where there is little room: the menus and views stay whole."""
        words = theme.fit(self._words, width, font=theme.HEADING) if width > 1 else self._words
        if words != str(self._title.cget("text")):
            self._title.configure(text=words)

    def _build_right(self, right: ttk.Frame) -> None:
        for name in ("owner", "type", "show"):
            self.buttons[name] = ChoiceButton(right, lambda name=name: self.entries(name))  # type: ignore[misc]
            self.buttons[name].pack(side="left")
        ttk.Frame(right, width=theme.px(8)).pack(side="left")
        for view, label in VIEWS:
            button = ttk.Radiobutton(right, text=_(label), value=view, style="Pill.TRadiobutton", takefocus=False)
            button.configure(variable=self._view, command=lambda: self.on_view(self._view.get()))
            button.pack(side="left")

    def _arrow(self, icon: str, by: int, *, tip: str) -> ttk.Button:
        button = ttk.Button(self, style="Icon.TButton", takefocus=False, command=lambda: self.on_step(by))
        theme.set_icon(button, icon, size=14)
        theme.tooltip(button, tip)
        button.pack(side="left", padx=(theme.px(4) if by < 0 else 0, 0))
        return button
