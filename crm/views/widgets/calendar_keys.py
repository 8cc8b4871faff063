"""The keyboard on a calendar: going from entry to entry and day to day, moving entries, the keys of its views."""

from __future__ import annotations

import sys
import tkinter as tk
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from crm.views import keys
from crm.views.widgets.calendar_carry import SNAP
from crm.views.widgets.calendar_model import AGENDA, DAY, MONTH, WEEK, Slot

if TYPE_CHECKING:
    from crm.views.widgets.calendar_sheet import CalendarSheet

_VIEWS = {"1": MONTH, "2": WEEK, "3": DAY, "4": AGENDA}
_SIDEWAYS, _DOWN = {"Left": -1, "Right": 1}, {"Up": -1, "Down": 1}
_SHIFT, _ALT = 0x1, 0x8 | 0x20000  # Alt on X11 and a Mac's Command, Alt on Windows
_Event: TypeAlias = "tk.Event[tk.Misc]"


class CalendarKeys:
    """Binds the keys to the canvas of a calendar."""

    def __init__(self, sheet: CalendarSheet) -> None:
        self._sheet = sheet
        canvas = sheet.canvas
        for name in (*_SIDEWAYS, *_DOWN):
            canvas.bind(f"<KeyPress-{name}>", self._arrow)
            canvas.bind(f"<Alt-KeyPress-{name}>", self._carry)
            canvas.bind(f"<Alt-Shift-KeyPress-{name}>", self._carry)
        self._bind(self._to_today, "Home", "t", "T")
        self._bind(lambda: sheet.on_step(-1), "Prior")
        self._bind(lambda: sheet.on_step(1), "Next")
        self._bind(self._add, "n", "N")
        self._bind(self._complete, "space")
        self._bind(self._enter, "Return", "KP_Enter")
        for digit, view in _VIEWS.items():
            self._bind(partial(self._show, view), digit, f"KP_{digit}")
        for sequence in keys.sequences("Delete"):
            canvas.bind(sequence, lambda _event: self._remove())
        for sequence in ("<Shift-F10>", "<App>" if sys.platform == "win32" else "<Menu>"):
            canvas.bind(sequence, lambda _event: self._context())

    def _bind(self, act: Callable[[], object], *names: str) -> None:
        """Have a key without Ctrl and Alt do something; with them it may mean something to the window."""

        def pressed(event: _Event) -> str | None:
            if int(event.state) & (keys.CONTROL | _ALT):
                return None
            act()
            return "break"

        for name in names:
            self._sheet.canvas.bind(f"<KeyPress-{name}>", pressed)

    # Going about

    def _arrow(self, event: _Event) -> str:
        sheet, key = self._sheet, event.keysym
        if sheet.carry.is_active:
            self._nudge(key, stretch=bool(int(event.state) & _SHIFT))
        elif key in _SIDEWAYS and sheet.content.view == AGENDA:
            sheet.on_step(_SIDEWAYS[key])
        elif key in _SIDEWAYS:
            self._to_day(self._day_beside(_SIDEWAYS[key]), at=self._place())
        else:
            self._down(_DOWN[key])
        return "break"

    def _down(self, by: int) -> None:
        """The next entry of the day; behind the last one the day below."""
        sheet = self._sheet
        there = sheet.layout.keys_on(sheet.day)
        at = there.index(sheet.chosen) + by if sheet.chosen in there else (0 if by > 0 else len(there) - 1)
        if 0 <= at < len(there) and there:
            sheet.choose(there[at], day=sheet.day)
        elif sheet.content.view == MONTH:
            self._to_day(sheet.day + timedelta(days=7 * by), at=0 if by > 0 else -1)
        elif sheet.content.view == AGENDA:
            self._to_next_full_day(by)
        elif not there:
            sheet.scroll(by * 60)

    def _to_next_full_day(self, by: int) -> None:
        """In an agenda: the next day that holds anything."""
        layout, day = self._sheet.layout, self._sheet.day
        days = [one for one in layout.days if (one > day if by > 0 else one < day) and layout.keys_on(one)]
        if days:
            self._to_day(days[0 if by > 0 else -1], at=0 if by > 0 else -1)

    def _day_beside(self, by: int) -> date:
        """The day to the left or right; weekends that are not shown are left out."""
        sheet = self._sheet
        day = sheet.day + timedelta(days=by)
        while not sheet.content.weekends and sheet.content.view != DAY and day.weekday() > 4:
            day += timedelta(days=by)
        return day

    def _place(self) -> int:
        """How many entries stand above the chosen one on its day."""
        there = self._sheet.layout.keys_on(self._sheet.day)
        return there.index(self._sheet.chosen) if self._sheet.chosen in there else 0

    def _to_day(self, day: date, *, at: int) -> None:
        sheet = self._sheet
        if day not in sheet.layout.days:
            sheet.choose("", day=day)
            sheet.on_reach(day)
            return
        there = sheet.layout.keys_on(day)
        sheet.choose(there[min(at, len(there) - 1)] if there else "", day=day)

    # Moving entries

    def _carry(self, event: _Event) -> str:
        """Alt takes the chosen entry up; from then on arrows alone move it, Enter puts it down."""
        sheet = self._sheet
        entry = sheet.entry(sheet.chosen)
        if entry is None:
            return "break"
        if not sheet.carry.is_active:
            if entry.fixed:
                sheet.on_refuse(entry)
                return "break"
            sheet.carry.lift(entry)
        self._nudge(event.keysym, stretch=bool(int(event.state) & _SHIFT))
        return "break"

    def _nudge(self, key: str, *, stretch: bool) -> None:
        carry, layout = self._sheet.carry, self._sheet.layout
        if stretch:
            carry.stretch(days=_SIDEWAYS.get(key, 0), minutes=_DOWN.get(key, 0) * SNAP)
        elif key in _SIDEWAYS:
            carry.nudge(days=_SIDEWAYS[key])
        elif layout.has_hours:
            carry.nudge(minutes=_DOWN[key] * SNAP)
        else:
            carry.nudge(days=_DOWN[key] * (7 if self._sheet.content.view == MONTH else 1))
        if carry.target and carry.target.day not in layout.days:
            self._sheet.on_reach(carry.target.day)
        self._sheet.see_carried()

    # The rest

    def _show(self, view: str) -> None:
        self._sheet.on_view(view)

    def _to_today(self) -> None:
        self._sheet.on_today()

    def _add(self) -> None:
        self._sheet.on_add(Slot(self._sheet.day))

    def _enter(self) -> None:
        sheet = self._sheet
        if sheet.carry.is_active:
            sheet.carry.drop()
        elif sheet.chosen:
            sheet.on_open(sheet.chosen)
        elif sheet.content.view != DAY:
            sheet.on_day(sheet.day)

    def _complete(self) -> None:
        if self._sheet.chosen and not self._sheet.carry.is_active:
            self._sheet.on_complete(self._sheet.chosen)

    def _remove(self) -> str:
        if self._sheet.chosen:
            self._sheet.on_delete(self._sheet.chosen)
        return "break"

    def _context(self) -> str:
        sheet = self._sheet
        piece, day = sheet.layout.piece_of(sheet.chosen), sheet.layout.day_box(sheet.day)
        box = piece.box if piece else day
        if box is not None:
            sheet.on_context(sheet.canvas.winfo_rootx() + box.x + 20, sheet.canvas.winfo_rooty() + box.y + 16)
        return "break"
