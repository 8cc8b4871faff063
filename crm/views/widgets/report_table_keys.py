"""What keys, clicks and the wheel do to a report's table. Draws nothing."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING, TypeAlias

from crm.views import keys, theme

if TYPE_CHECKING:
    from crm.views.widgets.report_table import ReportTable

_STEPS = {"Up": -1, "Down": 1}
_SIDEWAYS = {"Left": -48, "Right": 48}  # units
_ROW, _TOP = 28, 32
_SHIFT = 0x1
_Event: TypeAlias = "tk.Event[tk.Misc]"


class ReportTableKeys:
    """Binds the canvas of a table."""

    def __init__(self, table: ReportTable) -> None:
        self._table = table
        canvas = table.canvas
        for key in (*_STEPS, "Home", "End", "Prior", "Next"):
            canvas.bind(f"<KeyPress-{key}>", self._move)
        for key in _SIDEWAYS:
            canvas.bind(f"<KeyPress-{key}>", self._sideways)
        for name in ("<Return>", "<KP_Enter>"):
            canvas.bind(name, self._enter)
        for sequence in keys.sequences("Ctrl+C"):
            canvas.bind(sequence, self._copy)
        for sequence in keys.sequences("Ctrl+A"):
            canvas.bind(sequence, self._select_all)
        canvas.bind("<Button-1>", self._press)
        canvas.bind("<B1-Motion>", self._drag)
        canvas.bind("<Double-Button-1>", self._open)
        canvas.bind("<Motion>", lambda event: table.hover(table.place_at(event.x, event.y)))
        canvas.bind("<Leave>", lambda _event: table.hover((-1, -1)))
        canvas.bind("<MouseWheel>", lambda event: self._wheel(event, -1 if event.delta > 0 else 1))
        canvas.bind("<Button-4>", lambda event: self._wheel(event, -1))
        canvas.bind("<Button-5>", lambda event: self._wheel(event, 1))
        for name in ("<FocusIn>", "<FocusOut>"):
            canvas.bind(name, lambda _event: table.draw())

    def _move(self, event: _Event) -> str:
        table = self._table
        page = max(1, table.room[1] // theme.px(_ROW) - 1)
        far = {"Home": 0, "End": len(table.rows) - 1, "Prior": table.line - page, "Next": table.line + page}
        line = far.get(event.keysym, table.line + _STEPS.get(event.keysym, 0))
        table.go_to(line, extend=bool(int(event.state) & _SHIFT))
        return "break"

    def _sideways(self, event: _Event) -> str:
        self._table.scroll(theme.px(_SIDEWAYS[event.keysym]), 0)
        return "break"

    def _enter(self, _event: _Event) -> str:
        if self._table.line >= 0:
            self._table.on_open(self._table.line, -1)
        return "break"

    def _copy(self, _event: _Event) -> str:
        self._table.clipboard_clear()
        self._table.clipboard_append(self._table.text())
        return "break"

    def _select_all(self, _event: _Event) -> str:
        self._table.select_all()
        return "break"

    def _press(self, event: _Event) -> str:
        table = self._table
        table.canvas.focus_set()
        place = table.place_at(event.x, event.y)
        self._choose_head(event)
        if place[0] >= 0:
            held = bool(int(event.state) & _SHIFT)
            table.go_to(place[0], extend=held)
            if table.is_link(place) and not held:
                table.on_open(*place)
        return "break"

    def _choose_head(self, event: _Event) -> None:
        if event.y < theme.px(_TOP) and self._table.heads:
            self._table.on_head(self._table.column_at(event.x))

    def _drag(self, event: _Event) -> str:
        line, _column = self._table.place_at(event.x, event.y)
        if line >= 0 and self._table.line >= 0 and line != self._table.line:
            self._table.go_to(line, extend=True)
        return "break"

    def _open(self, event: _Event) -> str:
        self._choose_head(event)  # clicked twice, a column goes the other way
        place = self._table.place_at(event.x, event.y)
        if place[0] >= 0 and not self._table.is_link(place):
            self._table.on_open(*place)
        return "break"

    def _wheel(self, event: _Event, way: int) -> str:
        step = way * 2 * theme.px(_ROW)
        if int(event.state) & _SHIFT:
            self._table.scroll(step, 0)
        else:
            self._table.scroll(0, step)
        return "break"
