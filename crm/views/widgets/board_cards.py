"""Paints the cards of a board: one picture for the box, texts cut by measuring. What stands on a card, others say."""

from __future__ import annotations

import tkinter as tk
from typing import NamedTuple

from crm.views import theme
from crm.views.shapes import Shapes
from crm.views.widgets.board_layout import Box
from crm.views.widgets.board_model import Card, CardLine
from crm.views.widgets.board_pen import Fitter, Pen, color, line_height, width_of

NORMAL, HOVER, SELECTED, HOLE = "normal", "hover", "selected", "hole"
_HALO, _RADIUS = 2, 6


class Look(NamedTuple):
    """How a card looks now; `card` None is still to come."""

    card: Card | None
    state: str = NORMAL
    focused: bool = False


class CardPainter:
    """Draws cards on a canvas; every item of a card carries the tags it is given."""

    def __init__(self, canvas: tk.Canvas, fitter: Fitter, *, lines: int) -> None:
        self._canvas = canvas
        self._fit = fitter.fit
        self._size = (0, 0)
        self._padding = theme.px(10)
        self._title_high = line_height(theme.STRONG) + theme.px(3)
        self._line_high = line_height(theme.SMALL) + theme.px(4)
        self.set_lines(lines)
        self.forget()

    def set_lines(self, lines: int) -> None:
        """Make room for so many lines below the title on every card."""
        self.height = 2 * self._padding + self._title_high + lines * self._line_high - theme.px(2)

    def forget(self) -> None:
        """Make the pictures anew: the theme or the size is another."""
        self._shapes = Shapes(self._canvas)

    def draw(self, box: Box, look: Look, *, tags: tuple[str, ...]) -> None:
        """Draw one card."""
        pen = Pen(self._canvas, *tags)
        Pen(self._canvas, *tags, "box").image((box.x - _HALO, box.y - _HALO), self._picture(box, look))
        if look.card is None:
            pen.text((box.x + self._padding, box.y + self._padding), "…", role="placeholder")
        elif look.state == HOLE:
            self._title(pen, box, card=look.card, role="placeholder")
        else:
            self._contents(pen, box, card=look.card)

    def repaint_box(self, tag: str, box: Box, *, look: Look) -> None:
        """Give the box of a card another look, its texts left as they are."""
        self._canvas.itemconfigure(f"{tag}&&box", image=self._picture(box, look))

    def _picture(self, box: Box, look: Look) -> str:
        if self._size != (box.width, box.height):
            self._size = (box.width, box.height)
            self.forget()
        colors = theme.colors()
        fill, border = {
            NORMAL: (colors.raised, colors.border),
            HOVER: (colors.raised, colors.border_strong),
            SELECTED: (colors.selected, colors.primary),
            HOLE: (colors.surface, colors.border),
        }[look.state]
        size = (box.width + 2 * _HALO, box.height + 2 * _HALO)
        ring = colors.primary if look.focused else ""
        shape = {"fill": fill, "border": border, "ring": ring, "behind": colors.surface, "halo": _HALO}
        return self._shapes.box(size, theme.px(_RADIUS), **shape)

    def _contents(self, pen: Pen, box: Box, *, card: Card) -> None:
        if card.edge:
            inset = theme.px(_RADIUS)
            bar = Box(box.x + 1, box.y + inset, theme.px(3), box.height - 2 * inset)
            pen.block(bar, color(card.edge))
        self._title(pen, box, card=card, role="foreground")
        right = box.x + box.width - self._padding
        if card.mark:
            pen.icon((right, box.y + self._padding), card.mark, size=15, role=card.mark_role, anchor="ne")
        self._lines(pen, box, card=card)

    def _title(self, pen: Pen, box: Box, *, card: Card, role: str) -> None:
        room = box.width - 2 * self._padding - (theme.px(22) if card.mark else 0)
        words = self._fit(card.title, room, font=theme.STRONG)
        pen.text((box.x + self._padding, box.y + self._padding), words, role=role, font=theme.STRONG)

    def _lines(self, pen: Pen, box: Box, *, card: Card) -> None:
        y = box.y + self._padding + self._title_high
        for line in card.lines:
            room = Box(box.x + self._padding, y, box.width - 2 * self._padding, self._line_high)
            if line.has_person and card.person:
                picture = theme.avatar(card.person, size=20, hue=card.hue)
                middle = y + line_height(theme.SMALL) // 2
                pen.image((room.x + room.width, middle), picture, anchor="e")
                room = room._replace(width=room.width - theme.px(26))
            self._line(pen, room, line=line)
            y += self._line_high

    def _line(self, pen: Pen, room: Box, *, line: CardLine) -> None:
        font = theme.STRONG if line.strong else theme.SMALL
        left, width = room.x, room.width
        if line.icon:
            pen.icon((left, room.y + line_height(font) // 2), line.icon, role=line.role)
            left, width = left + theme.px(17), width - theme.px(17)
        if line.right:
            right = self._fit(line.right, width)
            pen.text((room.x + room.width, room.y), right, role=line.right_role, anchor="ne")
            width -= width_of(right) + theme.px(8)
        pen.text((left, room.y), self._fit(line.text, width, font=font), role=line.role, font=font)
