"""How a report's table is drawn: heads, lines, the total at the bottom. It decides nothing about places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from crm.views import theme
from crm.views.widgets.board_pen import Fitter
from crm.views.widgets.report_table_columns import GAP, INDENT, Row

if TYPE_CHECKING:
    from crm.views.widgets.report_table import ReportTable

_ROW, _TOP = 28, 32
_WAITING = (0.62, 0.44, 0.7, 0.36, 0.56, 0.4)  # how much of a first column the bars of lines to come are wide


class ReportTablePen:
    """Draws the table anew each time: what is in view is little."""

    def __init__(self, table: ReportTable) -> None:
        self._table = table
        self._fitter = Fitter()

    def draw(self) -> None:
        """Draw what is in view."""
        table, canvas = self._table, self._table.canvas
        canvas.delete("all")
        canvas.configure(background=theme.colors().background)
        if canvas.winfo_width() <= 1:
            return
        if table.waiting:
            self._draw_waiting()
            return
        row, top = theme.px(_ROW), theme.px(_TOP)
        first = table.top // row
        for place in range(first, min(len(table.rows) - table.has_total, first + table.room[1] // row + 2)):
            self._draw_line(place, top + place * row - table.top)
        if table.has_total:
            self._draw_line(len(table.rows) - 1, table.total_y)
        if table.heads:
            self._draw_heads()
        if table.line < 0 and self._has_keyboard():
            canvas.create_rectangle(
                1, 1, canvas.winfo_width() - 2, canvas.winfo_height() - 2, outline=theme.colors().primary, width=2
            )

    def _draw_line(self, place: int, y: int) -> None:
        table, palette = self._table, theme.colors()
        row, width, high = table.rows[place], table.canvas.winfo_width(), theme.px(_ROW)
        table.canvas.create_rectangle(0, y, width, y + high, fill=self._fill(place), width=0)
        edge = -table.left
        for column, wide in enumerate(table.widths):
            if edge + wide > 0 and edge < width:
                self._draw_cell((place, column), (edge, y, wide))
            edge += wide
        if row.look in ("subtotal", "total"):
            line = palette.border_strong
            table.canvas.create_line(0, y, width, y, fill=line)
        table.canvas.create_line(0, y + high - 1, width, y + high - 1, fill=palette.border)
        if place == table.line and self._has_keyboard():
            table.canvas.create_rectangle(0, y, theme.px(3), y + high - 1, fill=palette.primary, width=0)

    def _fill(self, place: int) -> str:
        table, palette = self._table, theme.colors()
        if place in table.selected:
            return palette.selected
        if place == table.hovered[0]:
            return palette.hover
        return palette.surface if table.rows[place].look in ("group", "total") else palette.background

    def _draw_cell(self, place: tuple[int, int], box: tuple[int, int, int]) -> None:
        table, palette, (line, column), (left, y, wide) = self._table, theme.colors(), place, box
        row = table.rows[line]
        if not row.cells[column]:
            return
        indent = row.indent * theme.px(INDENT) if not column else 0
        gap, middle = theme.px(GAP), y + theme.px(_ROW) // 2
        room = self._room_of(row, column) if not column and row.wide else wide
        font = theme.STRONG if row.look else theme.BODY
        text = self._fitter.fit(row.cells[column], room - indent - 2 * gap, font=font)
        link = place == table.hovered and table.is_link(place)
        ink = palette.accent if link else palette.foreground
        right = table.heads[column].right and not (row.wide and not column)
        x = left + wide - gap if right else left + gap + indent
        item = table.canvas.create_text(x, middle, text=text, fill=ink, font=font, anchor=_side(right))
        if link:
            begin, _top, end, bottom = table.canvas.bbox(item)
            table.canvas.create_line(begin, bottom - 1, end, bottom - 1, fill=ink)

    def _room_of(self, row: Row, column: int) -> int:
        """The pixels a wide cell has: up to the next one that holds something."""
        table = self._table
        used = next((at for at, text in enumerate(row.cells) if at > column and text), 0)
        return sum(table.widths[column:used]) if used else table.canvas.winfo_width() + table.left

    def _draw_heads(self) -> None:
        table, canvas, palette = self._table, self._table.canvas, theme.colors()
        width, top, gap = canvas.winfo_width(), theme.px(_TOP), theme.px(GAP)
        table.canvas.create_rectangle(0, 0, width, top, fill=palette.background, width=0)
        edge = -table.left
        for place, (head, wide) in enumerate(zip(table.heads, table.widths, strict=True)):
            if edge + wide > 0 and edge < width:
                text = self._fitter.fit(head.text, wide - 2 * gap)
                x, side = edge + wide - gap if head.right else edge + gap, _side(head.right)
                ink = palette.foreground if table.sorted_by[0] == place else palette.muted
                item = canvas.create_text(x, top // 2, text=text, fill=ink, font=theme.SMALL, anchor=side)
                if table.sorted_by[0] == place:
                    self._draw_arrow(canvas.bbox(item), right=head.right)
            edge += wide
        table.canvas.create_line(0, top - 1, width, top - 1, fill=palette.border_strong)

    def _draw_arrow(self, around: tuple[int, int, int, int], *, right: bool) -> None:
        """Beside the text of a head: before one that stands at the right."""
        name = "chevron-down" if self._table.sorted_by[1] else "chevron-up"
        image = theme.icon(name, 9, color=theme.colors().foreground)
        x = around[0] - theme.px(3) if right else around[2] + theme.px(3)
        middle = (around[1] + around[3]) // 2
        self._table.canvas.create_image(x, middle, image=image, anchor="e" if right else "w")

    def _draw_waiting(self) -> None:
        canvas, palette = self._table.canvas, theme.colors()
        width, row, gap = canvas.winfo_width(), theme.px(_ROW), theme.px(GAP)
        for place, share in enumerate(_WAITING):
            y = theme.px(_TOP) + place * row + row // 3
            canvas.create_rectangle(gap, y, gap + width * share * 0.4, y + row // 3, fill=palette.neutral_soft, width=0)
            canvas.create_rectangle(
                width - gap - width * 0.12, y, width - gap, y + row // 3, fill=palette.neutral_soft, width=0
            )

    def _has_keyboard(self) -> bool:
        return str(self._table.tk.call("focus")) == str(self._table.canvas)


def _side(right: bool) -> Literal["e", "w"]:
    return "e" if right else "w"
