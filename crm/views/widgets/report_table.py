"""A table of a report: headings of groups, records, subtotals, a total, under heads that stay. Knows plain texts alone.

Only the lines in view are drawn, on one canvas, so that thousands cost as much as thirty.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import font as tkfont
from tkinter import ttk

from crm.views import theme
from crm.views.widgets import report_table_columns as columns
from crm.views.widgets.empty import Empty
from crm.views.widgets.report_table_columns import Extent, Head, Row
from crm.views.widgets.report_table_keys import ReportTableKeys
from crm.views.widgets.report_table_pen import ReportTablePen

__all__ = ["Head", "ReportTable", "Row"]

ROW, TOP = 28, 32  # units: the height of a line, and of the heads
Place = tuple[int, int]  # line and column


class ReportTable(ttk.Frame):
    """`on_open(line, column)` hears Return, a double click, and a click on a link; column -1 for the line as a whole.

    `on_head(column)` hears a click on a head. The last line stays at the bottom when it is a total. `line` is where the
    keyboard stands, -1 nowhere yet.
    """

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.on_open: Callable[[int, int], object] = lambda _line, _column: None
        self.on_head: Callable[[int], object] = lambda _column: None
        self.sorted_by = (-1, False)  # the column, and whether it goes down
        self.heads: tuple[Head, ...] = ()
        self.rows: tuple[Row, ...] = ()
        self.line = self.began = -1
        self.hovered: Place = (-1, -1)
        self.waiting = False
        self.widths: list[int] = []
        self.left = self.top = 0  # how many pixels of the table are out of view
        self._natural: list[int] = []
        self._build()
        self._pen = ReportTablePen(self)
        ReportTableKeys(self)
        theme.follow(self.canvas, self.draw)

    # ---- what is shown

    def set(
        self, heads: Sequence[Head], rows: Sequence[Row], *, keep_place: bool = False, extent: Extent | None = None
    ) -> None:
        """Show these columns and lines, from the beginning or at the same place; `extent` is theirs, when known."""
        self.heads, self.rows, self.waiting = tuple(heads), tuple(rows), False
        self.hovered = (-1, -1)
        if not keep_place:
            self.line = self.began = -1
            self.left = self.top = 0
        self.line, self.began = (min(one, len(rows) - 1) for one in (self.line, self.began))
        fonts = [tkfont.nametofont(one) for one in (theme.BODY, theme.STRONG)]  # either may be the wider one
        found = extent or columns.extent(self.rows, len(self.heads))
        self._natural = columns.natural(
            self.heads, found, measure=lambda text: max(one.measure(text) for one in fonts), unit=theme.px
        )
        self._fit()
        self._empty.show(not rows)

    def show_sorted(self, column: int, *, descending: bool) -> None:
        """Show by an arrow which column the lines are ordered by; -1 for none. Orders nothing."""
        self.sorted_by = (column, descending)
        self.draw()

    def wait(self) -> None:
        """Show that lines are on their way."""
        self.clear()
        self.waiting = True
        self.draw()

    def clear(self) -> None:
        """Show nothing at all, not even why."""
        self.set((), ())
        self._empty.show(False)

    def set_empty(self, title: str, text: str = "", *, action: tuple[str, Callable[[], None]] | None = None) -> None:
        """What stands in the middle of a table without lines."""
        self._empty.say(title, text, action=action)

    @property
    def has_total(self) -> bool:
        """Whether the last line is a total, which stays in view."""
        return bool(self.rows) and self.rows[-1].look == "total"

    @property
    def wanted(self) -> int:
        """The pixels that all columns would like together."""
        return sum(self._natural)

    @property
    def selected(self) -> range:
        """The places of the selected lines."""
        if self.line < 0:
            return range(0)
        return range(min(self.line, self.began), max(self.line, self.began) + 1)

    def text(self) -> str:
        """The selected lines as lines with tabs for a spreadsheet; all of them, or none, under their heads."""
        places = self.selected or range(len(self.rows))
        lines = [tuple(head.text for head in self.heads)] if len(places) == len(self.rows) else []
        lines += [self.rows[place].cells for place in places]
        return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)

    # ---- moving about

    def go_to(self, line: int, *, extend: bool = False) -> None:
        """Put the keyboard on a line and bring it into view; `extend` selects all from where the selection began."""
        if not self.rows:
            return
        self.line = max(0, min(line, len(self.rows) - 1))
        if not extend or self.began < 0:
            self.began = self.line
        self.see(self.line)

    def select_all(self) -> None:
        """Select every line."""
        if self.rows:
            self.began, self.line = 0, len(self.rows) - 1
            self.draw()

    def see(self, line: int) -> None:
        """Bring a line into view."""
        height, row = self.room[1], theme.px(ROW)
        if not (self.has_total and line == len(self.rows) - 1):
            self.top = min(line * row, max(self.top, (line + 1) * row - height))
        self.scroll(0, 0)

    def scroll(self, across: int, down: int) -> None:
        """Move the view by pixels; it never leaves the table."""
        width, height = self.room
        self.left = max(0, min(self.left + across, sum(self.widths) - width))
        self.top = max(0, min(self.top + down, self.lines_height - height))
        self.draw()

    def hover(self, place: Place) -> None:
        """Show what is under the pointer."""
        if place != self.hovered:
            self.hovered = place
            self.canvas.configure(cursor="hand2" if self.is_link(place) else "")
            self.draw()

    # ---- places

    @property
    def room(self) -> tuple[int, int]:
        """The pixels that lines have to themselves: a total at the bottom and the heads take theirs."""
        taken = theme.px(TOP) + (theme.px(ROW) if self.has_total else 0)
        return max(1, self.canvas.winfo_width()), max(1, self.canvas.winfo_height() - taken)

    @property
    def lines_height(self) -> int:
        """The pixels that all lines would take, but a total that stays."""
        return theme.px(ROW) * (len(self.rows) - self.has_total)

    @property
    def total_y(self) -> int:
        """Where a total that stays is drawn: under the last line, or at the bottom."""
        under = theme.px(TOP) + self.lines_height - self.top
        return min(under, self.canvas.winfo_height() - theme.px(ROW))

    def place_at(self, x: int, y: int) -> Place:
        """The line and column under a point; -1 for none."""
        if y < theme.px(TOP):
            return -1, self.column_at(x)
        if self.has_total and self.total_y <= y < self.total_y + theme.px(ROW):
            return len(self.rows) - 1, self.column_at(x)
        line = (y - theme.px(TOP) + self.top) // theme.px(ROW)
        return (line, self.column_at(x)) if line < len(self.rows) - self.has_total else (-1, -1)

    def column_at(self, x: int) -> int:
        """The column under a horizontal place; -1 beside all of them."""
        edge = -self.left
        for place, width in enumerate(self.widths):
            edge += width
            if x < edge:
                return place
        return -1

    def is_link(self, place: Place) -> bool:
        """Whether a click on a cell opens something."""
        line, column = place
        return 0 <= line < len(self.rows) and column in self.rows[line].links

    def draw(self) -> None:
        """Draw what is in view."""
        self._pen.draw()
        self._show_bars()

    # ---- inside

    def _build(self) -> None:
        self.rowconfigure(0, weight=1)
        self.columnconfigure(0, weight=1)
        self.canvas = tk.Canvas(self, borderwidth=0, highlightthickness=0, takefocus=True, width=1, height=1)
        self.canvas.grid(row=0, column=0, sticky="nsew")
        self._down = ttk.Scrollbar(self, style="Round.Vertical.TScrollbar", command=self._moved_down)
        self._across = ttk.Scrollbar(
            self, style="Round.Horizontal.TScrollbar", orient="horizontal", command=self._moved_across
        )
        self._empty = Empty(self)
        self.canvas.bind("<Configure>", lambda _event: self._fit())

    def _fit(self) -> None:
        room, words = self.canvas.winfo_width(), [not head.right for head in self.heads]
        seen = columns.narrowed(
            self._natural, room, words=words, cut=(theme.px(columns.CUT[0]), theme.px(columns.CUT[1]))
        )
        self.widths = columns.stretched(seen, room)
        self.scroll(0, 0)

    def _moved_down(self, *how: str) -> None:
        self.scroll(0, _pixels(how, self.lines_height, now=self.top, page=self.room[1]))

    def _moved_across(self, *how: str) -> None:
        self.scroll(_pixels(how, sum(self.widths), now=self.left, page=self.room[0]), 0)

    def _show_bars(self) -> None:
        width, height = self.room
        across, down = sum(self.widths), self.lines_height
        self._across.set(self.left / max(1, across), min(1.0, (self.left + width) / max(1, across)))
        self._down.set(self.top / max(1, down), min(1.0, (self.top + height) / max(1, down)))
        self._across.grid(row=1, column=0, sticky="ew") if across > width > 1 else self._across.grid_remove()
        self._down.grid(row=0, column=1, sticky="ns") if down > height > 1 else self._down.grid_remove()


def _pixels(how: tuple[str, ...], whole: int, *, now: int, page: int) -> int:
    """What a scroll bar asks for ("moveto", share) or ("scroll", count, unit), as pixels from where the view is."""
    if how[0] == "moveto":
        return round(float(how[1]) * whole) - now
    return int(how[1]) * (page if how[2] == "pages" else theme.px(ROW))
