"""Paints what stands around the cards of a board: columns, their heads, lanes, scroll thumbs. No cards."""

from __future__ import annotations

import tkinter as tk

from crm.views import theme
from crm.views.widgets.board_layout import Box, Layout
from crm.views.widgets.board_model import Column, Lane
from crm.views.widgets.board_pen import Fitter, Pen, color, line_height, width_of

_RADIUS = 8
_THUMB = 5


class FramePainter:
    """Draws everything anew when anything of it is different."""

    def __init__(self, canvas: tk.Canvas, layout: Layout, *, fitter: Fitter) -> None:
        self._canvas = canvas
        self._layout = layout
        self._fit = fitter.fit
        self._drawn: object = None
        self._target: str | None = None
        self._head = Pen(canvas, "frame", "head")
        self._body = Pen(canvas, "frame", "body")
        self._lane = Pen(canvas, "frame", "lane")

    def forget(self) -> None:
        """Draw anew next time: the theme is another."""
        self._drawn = None

    def head_height(self, lines: int) -> int:
        """How high the heads are with so many lines of totals."""
        return self._sums_top() + lines * (line_height(theme.SMALL) + theme.px(1)) + theme.px(7)

    def draw(self) -> None:
        """Draw columns, heads and lanes if anything of them changed."""
        layout = self._layout
        boxes = [(layout.column(key), key in layout.folded) for key in layout.keys]
        lanes = [(layout.lane(lane.key), lane.key in layout.folded_lanes) for lane in layout.content.lanes]
        empty = [self._is_empty(key) for key in layout.keys]
        signature = (boxes, lanes, empty, layout.content.columns, layout.content.lanes, layout.height)
        if signature == self._drawn:
            return
        self._drawn = signature
        self._canvas.delete("frame")
        for column in layout.content.columns:
            self._draw_column(column)
        if layout.content.has_lanes:
            for lane in layout.content.lanes:
                self._draw_lane(lane)
        self._canvas.tag_lower("body")
        self.aim(self._target)

    def aim(self, key: str | None) -> None:
        """Show that a drop would go to a column, or to none: nothing is drawn anew for that."""
        if self._target is not None:
            self._canvas.itemconfigure(f"ground:{self._target}", fill=color("surface"))
        self._target = key
        if key is not None:
            self._canvas.itemconfigure(f"ground:{key}", fill=color("primary_soft"))

    def raise_all(self) -> None:
        """Bring heads above the cards that scrolled under them."""
        for tag in ("lane", "head", "thumb", "drag"):
            self._canvas.tag_raise(tag)

    def draw_thumbs(self) -> None:
        """Show how far each column is scrolled."""
        self._canvas.delete("thumb")
        pen, keys = Pen(self._canvas, "thumb"), self._layout.keys
        for key in keys[-1:] if self._layout.content.has_lanes else keys:
            box = self.thumb(key)
            if box:
                x, wide = box.x + box.width // 2, theme.px(_THUMB)
                pen.stroke((x, box.y + wide, x, box.y + box.height - wide), color("border_strong"), width=wide)

    def thumb(self, key: str) -> Box | None:
        """Where the thumb of a column's scroll lies; None when all is in view."""
        layout = self._layout
        depth, room = layout.depth(key), layout.room
        if depth <= room:
            return None
        box = layout.column(key)
        edge = layout.width if layout.content.has_lanes else box.x + box.width
        high = max(theme.px(32), room * room // depth)
        y = layout.sizes.head + (room - high) * layout.top(key) // (depth - room)
        return Box(edge - theme.px(8), y, theme.px(8), high)

    def fold_button(self, key: str) -> Box:
        """What folds a column when it is clicked; of a folded one, all of its head."""
        box, side = self._layout.column(key), theme.px(28)
        if key in self._layout.folded:
            return box
        return Box(box.x + box.width - side, 0, side, self._sums_top())

    def _draw_column(self, column: Column) -> None:
        box, head = self._layout.column(column.key), self._layout.sizes.head
        folded, fill, ground = column.key in self._layout.folded, color("surface"), f"ground:{column.key}"
        Pen(self._canvas, "frame", "body", ground).round(box, fill, radius=_RADIUS)
        if not folded:  # what is aimed at gets a frame: the corners of cards are made for the usual ground
            self._body.block(Box(box.x + 2, head, box.width - 4, box.height - head - 2), fill)
        over = Pen(self._canvas, "frame", "head", ground)
        over.round(Box(box.x, 0, box.width, head), fill, radius=_RADIUS)
        over.block(Box(box.x, _RADIUS, box.width, head - _RADIUS), fill)
        if folded:
            self._draw_folded(column, box)
            return
        self._draw_title(column, box)
        room = Box(box.x + theme.px(12), self._sums_top(), box.width - theme.px(24), line_height(theme.SMALL))
        for sums in column.sums:
            fits = not sums.short or width_of(sums.words) <= room.width
            self._head.text((room.x, room.y), self._fit(sums.words if fits else sums.short, room.width), role=sums.role)
            room = room._replace(y=room.y + room.height + theme.px(1))
        if column.empty and not self._layout.content.has_lanes and self._is_empty(column.key):
            middle = (box.x + box.width // 2, head + theme.px(28))
            self._body.text(middle, self._fit(column.empty, box.width - theme.px(24)), role="placeholder", anchor="n")

    def _draw_title(self, column: Column, box: Box) -> None:
        x, y, right = box.x + theme.px(12), theme.px(9), box.x + box.width - theme.px(10)
        middle = y + line_height(theme.STRONG) // 2
        self._head.icon((right, middle), "chevron-left", size=10, role="placeholder", anchor="e")
        if image := self._glyph(column):
            self._head.image((x, middle), image, anchor="w")
            x += theme.px(21 if column.icon else 16)
        words = self._fit(column.title, right - x - width_of(column.count) - theme.px(24), font=theme.STRONG)
        self._head.text((x, y), words, font=theme.STRONG)
        self._head.text(
            (x + width_of(words, font=theme.STRONG) + theme.px(8), middle), column.count, role="muted", anchor="w"
        )

    def _draw_folded(self, column: Column, box: Box) -> None:
        middle, y = box.x + box.width // 2, theme.px(11)
        if image := self._glyph(column):
            self._head.image((middle, y), image, anchor="n")
        y += theme.px(20)
        self._head.text((middle, y), self._fit(column.count, box.width), role="muted", anchor="n")
        top = max(self._layout.sizes.head, y + line_height(theme.SMALL)) + theme.px(8)
        words = self._fit(column.title, self._layout.height - top - theme.px(16), font=theme.STRONG)
        self._head.text((middle, top), words, role="muted", font=theme.STRONG, angle=270, anchor="w")

    def _glyph(self, column: Column) -> str:
        if column.icon:
            return theme.icon(column.icon, 13, color=color(column.role))
        return theme.dot(column.color, 8) if column.color else ""

    def _draw_lane(self, lane: Lane) -> None:
        box = self._layout.lane(lane.key)
        band = box._replace(height=self._layout.sizes.lane_head - theme.px(4))
        self._lane.block(band, color("background"))
        x, middle = theme.px(34), band.y + band.height // 2
        folded = lane.key in self._layout.folded_lanes
        self._lane.icon((theme.px(14), middle), "chevron-right" if folded else "chevron-down", size=11)
        words = self._fit(lane.title, theme.px(420), font=theme.STRONG)
        self._lane.text((x, middle), words, font=theme.STRONG, anchor="w")
        self._lane.text(
            (x + width_of(words, font=theme.STRONG) + theme.px(10), middle), lane.note, role="muted", anchor="w"
        )

    def _is_empty(self, key: str) -> bool:
        content = self._layout.content
        return not any(content.of((key, lane.key)) for lane in content.lanes)

    def _sums_top(self) -> int:
        return theme.px(9) + line_height(theme.STRONG) + theme.px(3)
