"""A matrix of texts: lines down, columns across, heads that stay in view, a cell under the keyboard. Knows no records.

Only what is in view is drawn, on one canvas, so that eight columns and a hundred lines cost as much as two and ten.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import NamedTuple

from crm.views import theme
from crm.views.widgets.matrix_keys import MatrixKeys

ROW, TOP = 30, 48  # units: the height of a line, and of the heads
Box = tuple[int, int, int, int]  # left, top, width, height
HEAD = -1  # the place of the heads among the lines
_LEFT, _NOTE, _LAST, _NARROWEST = 140, 132, 230, 190
_GAP = 10
_FITTED = 4000
_PAGE = 8  # lines that a click beside the knob of a scroll bar moves


class Cell(NamedTuple):
    """`look`: "" plain, "muted", "marked" (stands out), "chosen" or "free" (one of several to choose from)."""

    text: str
    look: str = ""


class Head(NamedTuple):
    """The head of a column; `look` is "" or as of a cell to choose."""

    text: str
    detail: str = ""
    look: str = ""


class Line(NamedTuple):
    """One line: `note` stands behind its head as something to open, `last` in the column at the right end."""

    key: str
    head: str
    cells: tuple[Cell, ...]
    note: str = ""
    last: Cell | None = None


class Matrix(ttk.Frame):
    """Set the `on_...` attributes to hear a person; places count from 0, HEAD is the line of the heads.

    Without `chooses` it is only read: nothing has the keyboard. `notes` keeps room for the notes, `last` names the
    column at the right end.
    """

    def __init__(self, parent: tk.Misc, *, chooses: bool = False, notes: bool = False, last: str = "") -> None:
        super().__init__(parent)
        self.on_choose: Callable[[int, int], object] = lambda _line, _column: None
        self.on_delete: Callable[[int], object] = lambda _column: None
        self.on_note: Callable[[int, tuple[int, int]], object] = lambda _line, _at: None
        self.on_point: Callable[[str], object] = lambda _text: None
        self.heads: tuple[Head, ...] = ()
        self.lines: tuple[Line, ...] = ()
        self.line, self.column = 0, 0  # where the keyboard stands
        self._last = last
        self._left = theme.px(_LEFT + (_NOTE if notes else 0))
        self._right = theme.px(_LAST) if last else 0
        self._x = self._y = 0
        self._fitted: dict[tuple[str, int, str], str] = {}
        self._build(chooses)
        MatrixKeys(self, chooses=chooses)

    # ---- what is shown

    def set(self, heads: Sequence[Head], lines: Sequence[Line], *, keep_place: bool = False) -> None:
        """Show these columns and lines, from the beginning or at the same place."""
        self.heads, self.lines = tuple(heads), tuple(lines)
        if not keep_place:
            self._x = self._y = self.line = self.column = 0
        self.line = max(HEAD, min(self.line, len(lines) - 1))
        self.column = max(0, min(self.column, len(heads) - 1))
        if self.line >= 0 and not lines[self.line].cells:  # a heading between the lines
            self.line = next((place for place, line in enumerate(lines) if place > self.line and line.cells), HEAD)
        self.scroll(0, 0)

    def go_to(self, line: int, column: int) -> None:
        """Put the keyboard on a cell and bring it into view."""
        self.line = max(HEAD, min(line, len(self.lines) - 1))
        self.column = max(0, min(column, len(self.heads) - 1))
        self._see()
        self.on_point(self.text_at(self.line, self.column))
        self.draw()

    def text_at(self, line: int, column: int) -> str:
        """The whole text of a cell; "" where there is none."""
        if not 0 <= column < len(self.heads):
            return ""
        if line == HEAD:
            return self.heads[column].text
        cells = self.lines[line].cells if 0 <= line < len(self.lines) else ()
        return cells[column].text if column < len(cells) else ""

    def scroll(self, across: int, down: int) -> None:
        """Move the view by pixels."""
        wide, high = self._room()
        self._x = max(0, min(self._x + across, self._wide() * len(self.heads) - wide))
        self._y = max(0, min(self._y + down, theme.px(ROW) * len(self.lines) - high))
        self.draw()

    def place_at(self, x: int, y: int) -> tuple[int, int] | None:
        """The (line, column) under a point: column -1 is the line's head, one behind the others the last; or None."""
        top = theme.px(TOP)
        line = HEAD if y < top else (y - top + self._y) // theme.px(ROW)
        if line >= len(self.lines):
            return None
        if x < self._left:
            return line, -1
        if x >= self.canvas.winfo_width() - self._right:
            return line, len(self.heads)
        column = (x - self._left + self._x) // self._wide()
        return (line, column) if column < len(self.heads) else None

    def note_at(self, line: int) -> tuple[int, int]:
        """The screen point under the note of a line."""
        left = self.canvas.winfo_rootx() + theme.px(_LEFT)
        return left, self.canvas.winfo_rooty() + theme.px(TOP) + (line + 1) * theme.px(ROW) - self._y

    def in_note(self, x: int) -> bool:
        """Whether a horizontal place is among the notes."""
        return theme.px(_LEFT) <= x < self._left

    # ---- making

    def _build(self, chooses: bool) -> None:
        self.rowconfigure(0, weight=1)
        self.columnconfigure(0, weight=1)
        self.canvas = tk.Canvas(self, borderwidth=0, highlightthickness=0, takefocus=chooses, width=1, height=1)
        self.canvas.grid(row=0, column=0, sticky="nsew")
        self._down = ttk.Scrollbar(self, style="Round.Vertical.TScrollbar", command=self._moved_down)
        self._across = ttk.Scrollbar(
            self, style="Round.Horizontal.TScrollbar", orient="horizontal", command=self._moved_across
        )
        self.canvas.bind("<Configure>", lambda _event: self.scroll(0, 0))
        theme.follow(self.canvas, self.draw)

    def _moved_down(self, *how: str) -> None:
        self.scroll(0, _pixels(how, whole=theme.px(ROW) * len(self.lines), now=self._y))

    def _moved_across(self, *how: str) -> None:
        self.scroll(_pixels(how, whole=self._wide() * len(self.heads), now=self._x), 0)

    # ---- measures

    def _room(self) -> tuple[int, int]:
        """The pixels that columns and lines have to themselves."""
        wide = self.canvas.winfo_width() - self._left - self._right
        return max(1, wide), max(1, self.canvas.winfo_height() - theme.px(TOP))

    def _wide(self) -> int:
        return max(theme.px(_NARROWEST), self._room()[0] // max(1, len(self.heads)))

    def _see(self) -> None:
        wide, high = self._room()
        left, row = self.column * self._wide(), theme.px(ROW)
        self._x = min(left, max(self._x, left + self._wide() - wide))
        if self.line != HEAD:
            self._y = min(self.line * row, max(self._y, (self.line + 1) * row - high))

    # ---- drawing

    def draw(self) -> None:
        """Draw what is in view."""
        self.canvas.delete("all")
        self.canvas.configure(background=theme.colors().background)
        if self.canvas.winfo_width() <= 1:
            return
        row, (_wide, high) = theme.px(ROW), self._room()
        first = self._y // row
        for place in range(first, min(len(self.lines), first + high // row + 2)):
            self._draw_line(place, theme.px(TOP) + place * row - self._y)
        self._draw_heads()
        self._draw_edges()
        self._show_bars()

    def _draw_line(self, place: int, y: int) -> None:
        line, row, palette = self.lines[place], theme.px(ROW), theme.colors()
        width = self.canvas.winfo_width()
        for column, cell in enumerate(line.cells):
            left = self._left + column * self._wide() - self._x
            if left + self._wide() > self._left and left < width - self._right:
                self._draw_cell(cell, (left, y, self._wide(), row), here=(place, column) == (self.line, self.column))
        self._cover((0, y, self._left, row))
        if line.cells:
            self._write((theme.px(2), y, theme.px(_LEFT - 8), row), line.head, ink=palette.muted, font=theme.BODY)
        else:
            self._write(
                (theme.px(2), y + theme.px(3), width, row), line.head, ink=palette.foreground, font=theme.STRONG
            )
        if line.note:
            self._draw_note(line.note, y)
        if line.last is not None:
            self._cover((width - self._right, y, self._right, row))
            self._draw_cell(line.last, (width - self._right, y, self._right, row), here=False)
        self.canvas.create_line(0, y + row - 1, width, y + row - 1, fill=palette.border)

    def _draw_note(self, note: str, y: int) -> None:
        palette, left, row = theme.colors(), theme.px(_LEFT), theme.px(ROW)
        self._write((left, y, theme.px(_NOTE - 26), row), note, ink=palette.accent, font=theme.SMALL)
        arrow = theme.icon("chevron-down", 10, color=palette.accent)
        self.canvas.create_image(left + theme.px(_NOTE - 18), y + row // 2, image=arrow, anchor="w")

    def _draw_cell(self, cell: Cell, box: Box, *, here: bool) -> None:
        palette, (left, y, wide, high) = theme.colors(), box
        fills = {"marked": palette.warning_soft, "chosen": palette.primary_soft}
        if cell.look in fills:
            edge = (left + theme.px(2), y + 2, left + wide - theme.px(2), y + high - 3)
            self.canvas.create_rectangle(*edge, fill=fills[cell.look], width=0)
        inset = theme.px(_GAP)
        if cell.look in ("chosen", "free"):
            self._draw_choice(left + inset, y + high // 2, chosen=cell.look == "chosen")
            inset += theme.px(22)
        ink = palette.muted if cell.look == "muted" else palette.foreground
        self._write((left + inset, y, wide - inset - theme.px(6), high), cell.text, ink=ink, font=theme.BODY)
        if here and self._has_keyboard():
            self._draw_ring(box)

    def _draw_choice(self, x: int, y: int, *, chosen: bool) -> None:
        palette = theme.colors()
        name, ink = ("record-circle", palette.accent) if chosen else ("circle", palette.placeholder)
        self.canvas.create_image(x, y, image=theme.icon(name, 14, color=ink), anchor="w")

    def _draw_ring(self, box: Box) -> None:
        left, y, wide, high = box
        edge = (left + theme.px(1), y + 1, left + wide - theme.px(2), y + high - 3)
        self.canvas.create_rectangle(*edge, outline=theme.colors().primary, width=theme.px(2))

    def _draw_heads(self) -> None:
        width, top, palette = self.canvas.winfo_width(), theme.px(TOP), theme.colors()
        self._cover((0, 0, width, top))
        for column, head in enumerate(self.heads):
            left = self._left + column * self._wide() - self._x
            if left + self._wide() > self._left and left < width - self._right:
                self._draw_head(head, left, column=column)
        self._cover((0, 0, self._left, top))
        if self._right:
            self._cover((width - self._right, 0, self._right, top))
            place = (width - self._right + theme.px(_GAP), 0, self._right - theme.px(_GAP), top)
            self._write(place, self._last, ink=palette.foreground, font=theme.STRONG)
        self.canvas.create_line(0, top - 1, width, top - 1, fill=palette.border_strong)

    def _draw_head(self, head: Head, left: int, *, column: int) -> None:
        palette, inset = theme.colors(), theme.px(_GAP)
        high, wide = theme.px(TOP), self._wide()
        if head.look:
            self._draw_choice(left + inset, high // 2, chosen=head.look == "chosen")
            inset += theme.px(22)
        room = wide - inset - theme.px(6)
        name = (left + inset, theme.px(4), room, theme.px(22)) if head.detail else (left + inset, 0, room, high)
        self._write(name, head.text, ink=palette.foreground, font=theme.STRONG)
        if head.detail:
            place = (left + inset, theme.px(24), room, theme.px(18))
            ink = palette.accent if head.look == "chosen" else palette.muted
            self._write(place, head.detail, ink=ink, font=theme.SMALL)
        if (self.line, self.column) == (HEAD, column) and self._has_keyboard():
            self._draw_ring((left, 0, wide, high))

    def _draw_edges(self) -> None:
        """Lines beside what does not scroll: the last column, and the line heads once something is under them."""
        edges = [self.canvas.winfo_width() - self._right] if self._right else []
        edges += [self._left - 1] if self._x else []
        bottom = min(self.canvas.winfo_height(), theme.px(TOP) + len(self.lines) * theme.px(ROW) - self._y)
        for x in edges:
            self.canvas.create_line(x, 0, x, bottom, fill=theme.colors().border_strong)

    def _write(self, box: Box, text: str, *, ink: str, font: str) -> None:
        left, y, wide, high = box
        key = (text, wide, font)
        if key not in self._fitted:
            if len(self._fitted) > _FITTED:
                self._fitted.clear()
            self._fitted[key] = theme.fit(text, wide, font=font) if text else ""
        self.canvas.create_text(left, y + high // 2, text=self._fitted[key], fill=ink, font=font, anchor="w")

    def _cover(self, box: Box) -> None:
        left, y, wide, high = box
        self.canvas.create_rectangle(left, y, left + wide, y + high, fill=theme.colors().background, width=0)

    def _has_keyboard(self) -> bool:
        return str(self.tk.call("focus")) == str(self.canvas)

    def _show_bars(self) -> None:
        wide, high = self._room()
        across, down = self._wide() * len(self.heads), theme.px(ROW) * len(self.lines)
        self._across.set(self._x / max(1, across), min(1.0, (self._x + wide) / max(1, across)))
        self._down.set(self._y / max(1, down), min(1.0, (self._y + high) / max(1, down)))
        self._across.grid(row=1, column=0, sticky="ew") if across > wide else self._across.grid_remove()
        self._down.grid(row=0, column=1, sticky="ns") if down > high else self._down.grid_remove()


def _pixels(how: tuple[str, ...], *, whole: int, now: int) -> int:
    """What a scroll bar asks for ("moveto", share) or ("scroll", count, unit), as pixels from where the view is."""
    if how[0] == "moveto":
        return round(float(how[1]) * whole) - now
    return int(how[1]) * theme.px(ROW) * (_PAGE if how[2] == "pages" else 1)
