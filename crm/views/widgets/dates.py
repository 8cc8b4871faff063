"""A field for a day: typed in any usual way or picked from a calendar; empty is no day. No appointments here."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from tkinter import ttk
from typing import Any

from tkcalendar import Calendar

from crm.utils import dates
from crm.utils.i18n import _, language
from crm.views import theme
from crm.views.widgets.popup import Popup

_STEPS = {"Left": -1, "Right": 1, "Up": -7, "Down": 7}


class MonthView(Calendar):  # type: ignore[misc]
    """tkcalendar's month in the colours of the theme, also after a change of theme, and walked by keyboard."""

    def __init__(self, parent: tk.Misc) -> None:
        look = {"locale": language(), "showweeknumbers": False, "borderwidth": 0, "font": theme.SMALL}
        super().__init__(parent, selectmode="day", date_pattern="dd/mm/yyyy", firstweekday="monday", **look)
        theme.follow(self, self._paint)

    def cget(self, key: str) -> Any:
        """tkcalendar refuses "style", which the theme asks of every ttk widget."""
        return "" if key == "style" else super().cget(key)

    def _paint(self) -> None:
        palette = theme.colors()
        page, text, muted = palette.background, palette.foreground, palette.muted
        usual = {f"{day}background": page for day in ("normal", "weekend", "othermonth", "othermonthwe", "headers")}
        inks = {"normalforeground": text, "weekendforeground": text, "headersforeground": muted}
        faint = {"othermonthforeground": palette.placeholder, "othermonthweforeground": palette.placeholder}
        chosen = {"selectbackground": palette.primary, "selectforeground": palette.on_primary}
        frame = {"background": page, "foreground": text, "bordercolor": page, "disabledbackground": page}
        off = {"disableddaybackground": page, "disableddayforeground": palette.placeholder}
        self.configure(**usual, **inks, **faint, **chosen, **frame, **off)


class DayEntry(ttk.Frame):
    """An entry with a calendar button. `get()` is "YYYY-MM-DD" or "" and raises ValueError with a sentence."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.on_change: Callable[[], None] | None = None
        self._text = tk.StringVar(self)
        self._kept = ""
        self._popup: Popup | None = None
        self.columnconfigure(0, weight=1)
        self.entry = ttk.Entry(self, textvariable=self._text, width=14)
        self.entry.grid(row=0, column=0, sticky="ew")
        self.button = ttk.Button(self, style="Icon.TButton", command=self.toggle, takefocus=False)
        theme.set_icon(self.button, "calendar3", size=16)
        self.button.grid(row=0, column=1)
        self._text.trace_add("write", lambda *_names: self.on_change() if self.on_change else None)
        self.entry.bind("<FocusOut>", self._settle)
        for key in ("<Alt-Down>", "<F4>"):
            self.entry.bind(key, lambda _event: self.open())
        self.entry.bind("<Down>", lambda _event: self._step(-1))
        self.entry.bind("<Up>", lambda _event: self._step(1))

    def set(self, day: str | None) -> None:
        """Show a kept day; None and "" show nothing."""
        self._kept = day or ""
        self._text.set(dates.show_day(self._kept))

    def get(self) -> str:
        """The day as it is kept."""
        typed = self._text.get()
        if not typed.strip():
            return ""
        return self._kept if typed == dates.show_day(self._kept) else dates.parse_day(typed)

    def typed(self) -> str:
        """What stands in the entry, letter for letter."""
        return self._text.get()

    def toggle(self) -> None:
        """Open or close the calendar."""
        if self._popup and self._popup.is_open:
            self._popup.close(back=True)
        else:
            self.open()

    def open(self) -> str:
        """Open the calendar on the day in the entry, or today."""
        if self._popup is None or not self._popup.winfo_exists():
            self._popup = Popup(self.entry)
            self._month = MonthView(self._popup.body)
            self._month.pack()
            self._feet(self._popup.body)
            self._month.bind("<<CalendarSelected>>", lambda _event: self._pick(self._month.selection_get()))
            self._bind_keys(self._popup)
        self._month.selection_set(self._shown_day())
        self._month.see(self._shown_day())
        self._popup.open()
        return "break"

    def _feet(self, body: ttk.Frame) -> None:
        row = ttk.Frame(body)
        row.pack(fill="x", pady=(theme.px(8), 0))
        ttk.Button(row, text=_("Today"), style="Muted.TButton", command=lambda: self._pick(_today())).pack(side="left")
        ttk.Button(row, text=_("No date"), style="Muted.TButton", command=lambda: self._pick(None)).pack(side="right")

    def _bind_keys(self, popup: Popup) -> None:
        for key, days in _STEPS.items():
            popup.bind(f"<{key}>", partial(self._walk, days))
        popup.bind("<Prior>", partial(self._walk, -30))
        popup.bind("<Next>", partial(self._walk, 30))
        popup.bind("<Return>", lambda _event: self._pick(self._month.selection_get()))

    def _walk(self, by: int, _event: object) -> str:
        day = _moved(self._month.selection_get() or _today(), by)
        self._month.selection_set(day)
        self._month.see(day)
        return "break"

    def _step(self, by: int) -> str:
        """Up and Down in the entry move a readable day by one; otherwise Down opens the calendar."""
        try:
            kept = self.get()
        except ValueError:
            kept = ""
        if not kept:
            return self.open() if by < 0 else "break"
        self.set(_moved(date.fromisoformat(kept), by).isoformat())
        return "break"

    def _pick(self, day: date | None) -> None:
        self.set(day.isoformat() if day else "")
        if self._popup:
            self._popup.close(back=True)

    def _shown_day(self) -> date:
        try:
            return date.fromisoformat(self.get() or dates.today())
        except ValueError:
            return _today()

    def _settle(self, _event: object) -> None:
        """Write a readable day the usual way; leave anything else as it was typed."""
        try:
            kept = self.get()
        except ValueError:
            return
        if self._text.get() != dates.show_day(kept):
            self.set(kept)


def _today() -> date:
    return date.fromisoformat(dates.today())


def _moved(day: date, by: int) -> date:
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return day
