"""What keys, clicks and the wheel do to a matrix. Draws nothing."""

from __future__ import annotations

import sys
import tkinter as tk
from typing import TYPE_CHECKING, TypeAlias

from crm.views import theme

if TYPE_CHECKING:
    from crm.views.widgets.matrix import Matrix

_STEPS = {"Up": (-1, 0), "Down": (1, 0), "Left": (0, -1), "Right": (0, 1)}
_PAGE = 8
_SHIFT = 0x1
_Event: TypeAlias = "tk.Event[tk.Misc]"


class MatrixKeys:
    """Binds a matrix's canvas; one that is only read hears the wheel and the pointer alone."""

    def __init__(self, matrix: Matrix, *, chooses: bool) -> None:
        self._matrix = matrix
        canvas = matrix.canvas
        canvas.bind("<MouseWheel>", lambda event: self._wheel(event, -1 if event.delta > 0 else 1))
        canvas.bind("<Button-4>", lambda event: self._wheel(event, -1))
        canvas.bind("<Button-5>", lambda event: self._wheel(event, 1))
        canvas.bind("<Motion>", self._pointed)
        canvas.bind("<Leave>", lambda _event: matrix.on_point(""))
        if chooses:
            self._bind_keys(canvas)

    def _bind_keys(self, canvas: tk.Canvas) -> None:
        for key in (*_STEPS, "Prior", "Next", "Home", "End"):
            canvas.bind(f"<{key}>", self._move)
        canvas.bind("<space>", self._choose)
        canvas.bind("<Delete>", self._delete)
        canvas.bind("<Button-1>", self._click)
        for key in ("<Alt-Down>", "<Shift-F10>", "<App>" if sys.platform == "win32" else "<Menu>"):
            canvas.bind(key, self._open_note)
        canvas.bind("<FocusIn>", lambda _event: self._matrix.draw())
        canvas.bind("<FocusOut>", lambda _event: self._matrix.draw())

    def _move(self, event: _Event) -> str:
        matrix, last = self._matrix, len(self._matrix.lines) - 1
        ends = {"Home": -1, "End": last, "Prior": matrix.line - _PAGE, "Next": matrix.line + _PAGE}
        down, across = _STEPS.get(event.keysym, (0, 0))
        line = ends.get(event.keysym, matrix.line + down)
        while 0 <= line <= last and not matrix.lines[line].cells:  # a heading between the lines
            line += down or 1
        matrix.go_to(line if line <= last else matrix.line, matrix.column + across)
        return "break"

    def _choose(self, _event: _Event) -> str:
        self._matrix.on_choose(self._matrix.line, self._matrix.column)
        return "break"

    def _delete(self, _event: _Event) -> str:
        self._matrix.on_delete(self._matrix.column)
        return "break"

    def _click(self, event: _Event) -> str:
        matrix = self._matrix
        matrix.canvas.focus_set()
        place = matrix.place_at(event.x, event.y)
        if place is None:
            return "break"
        line, column = place
        if 0 <= column < len(matrix.heads):
            matrix.go_to(line, column)
            matrix.on_choose(line, column)
        elif line >= 0 and matrix.in_note(event.x) and matrix.lines[line].note:
            matrix.go_to(line, matrix.column)
            matrix.on_note(line, matrix.note_at(line))
        return "break"

    def _open_note(self, _event: _Event) -> str:
        matrix = self._matrix
        if matrix.line >= 0 and matrix.lines and matrix.lines[matrix.line].note:
            matrix.on_note(matrix.line, matrix.note_at(matrix.line))
        return "break"

    def _pointed(self, event: _Event) -> None:
        matrix = self._matrix
        place = matrix.place_at(event.x, event.y)
        line, column = place if place else (-1, -1)
        last = matrix.lines[line].last if 0 <= line < len(matrix.lines) and column == len(matrix.heads) else None
        matrix.on_point(last.text if last else matrix.text_at(line, column))

    def _wheel(self, event: _Event, way: int) -> str:
        step = way * 2 * theme.px(24)
        if int(event.state) & _SHIFT:
            self._matrix.scroll(step, 0)
        else:
            self._matrix.scroll(0, step)
        return "break"
