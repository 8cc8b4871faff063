"""The cards a person is moving, by mouse or keyboard: where they would land, how that looks, putting them down."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from crm.views import theme
from crm.views.widgets.board_cards import SELECTED, Look
from crm.views.widgets.board_layout import Box
from crm.views.widgets.board_model import Drop, Place
from crm.views.widgets.board_pen import Pen, color, width_of

if TYPE_CHECKING:
    from crm.views.widgets.board import Board

_LINE = 3


class Carry:
    """Nothing is asked and nothing repainted while cards are carried: a ghost and a line move.

    After a drop the ghost stays where it landed until `settle`, so that no card jumps back before it moves.
    """

    def __init__(self, board: Board) -> None:
        self._board = board
        self.ids: array[int] = array("q")
        self.target: Place | None = None
        self.dropped = False
        self._at = (0, 0)

    @property
    def is_active(self) -> bool:
        """Whether cards are in the air."""
        return bool(self.ids) and not self.dropped

    def lift(self, ids: array[int], first: Place) -> None:
        """Take cards up; the ghost shows the one at `first`."""
        self.settle()
        self.ids, self.dropped = ids, False
        box = self._board.layout.card(first)
        self._draw_ghost(box, self._board.content.of(first.cell)[first.index])
        self._at = (box.x, box.y)
        self.aim(first)
        self._board.draw()
        self._board.on_carry(True)

    def aim(self, place: Place | None) -> None:
        """Say where the cards would land; None: nowhere."""
        self.target = place
        self._board.frame.aim(place.column if place else None)
        self._draw_line()

    def hold(self, x: int, y: int) -> None:
        """Bring the corner of the ghost to a point."""
        self._board.canvas.move("ghost", x - self._at[0], y - self._at[1])
        self._at = (x, y)

    def hold_at_target(self) -> None:
        """Bring the ghost to where it would land, a little aside so that the place is seen."""
        if self.target:
            box = self._board.layout.card(self.target)
            self.hold(box.x + theme.px(8), box.y + (theme.px(3) if self._has_place else theme.px(12)))

    def drop(self) -> None:
        """Put the cards down where they are aimed at; without a new place nothing happens."""
        drop = self._drop()
        if drop is None:
            self.settle()
            return
        self.dropped = True
        self._board.frame.aim(None)
        self._board.canvas.delete("insertion")
        if self.target and self.target.column not in self._board.layout.folded:
            box = self._board.layout.card(self.target)
            self.hold(box.x, box.y)
        self._board.follow = self._board.selection.focus_id
        self._board.draw()
        self._board.on_carry(False)
        self._board.on_drop(drop)

    def settle(self) -> None:
        """Leave everything as it is listed: after a drop that came through, or was given up."""
        if not self.ids:
            return
        self.ids, self.target, self.dropped = array("q"), None, False
        self._board.frame.aim(None)
        self._board.canvas.delete("drag")
        self._board.draw()
        self._board.on_carry(False)

    @property
    def _has_place(self) -> bool:
        """Whether it matters where in the column the cards land."""
        column = self._board.content.column(self.target.column) if self.target else None
        return column is not None and column.ordered and column.key not in self._board.layout.folded

    def _drop(self) -> Drop | None:
        place = self.target
        if place is None:
            return None
        ids, carried = self._board.content.of(place.cell), set(self.ids)
        above = [row for row in ids[: place.index] if row not in carried]
        below = [row for row in ids[place.index :] if row not in carried]
        here = [row for row in ids if row in carried]
        if len(here) == len(carried) and (not self._has_place or [*above, *self.ids, *below] == list(ids)):
            return None
        if not self._has_place:
            return Drop(self.ids, place.column, place.lane)
        return Drop(self.ids, *place.cell, before=below[0] if below else None, after=above[-1] if above else None)

    def _draw_ghost(self, box: Box, row: int) -> None:
        board, tags = self._board, ("drag", "ghost")
        if len(self.ids) > 1:
            behind = box._replace(x=box.x + theme.px(6), y=box.y + theme.px(6))
            board.cards.draw(behind, Look(None), tags=tags)
        board.cards.draw(box, Look(board.card(row), SELECTED, True), tags=tags)
        if len(self.ids) > 1:
            pen, words = Pen(board.canvas, *tags), str(len(self.ids))
            wide = width_of(words, font=theme.STRONG) + theme.px(16)
            badge = Box(box.x + box.width - wide + theme.px(8), box.y - theme.px(8), wide, theme.px(22))
            pen.round(badge, color("primary"), radius=theme.px(11))
            middle = (badge.x + wide // 2, badge.y + badge.height // 2)
            pen.text(middle, words, role="on_primary", font=theme.STRONG, anchor="center")

    def _draw_line(self) -> None:
        """The line between two cards where the carried ones would be put in."""
        canvas = self._board.canvas
        if self.target is None or not self._has_place:
            canvas.delete("insertion")
            return
        box = self._board.layout.card(self.target)
        y = box.y - self._board.layout.sizes.gap // 2
        ends = (box.x, y, box.x + box.width, y)
        if canvas.find_withtag("insertion"):
            canvas.coords("insertion", *ends)
        else:
            Pen(canvas, "drag", "insertion").stroke(ends, color("primary"), width=theme.px(_LINE))
