"""Where the cards of a day and their rows lie, in pixels. Arithmetic only, no widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crm.views.widgets.board_layout import Box
from crm.views.widgets.day_model import DayCard, Place


@dataclass(frozen=True)
class DaySizes:
    """The measures of the cards."""

    margin: int = 16
    gap: int = 14
    head: int = 42
    row: int = 46
    more: int = 34
    foot: int = 6
    two_columns: int = 860  # the width from which cards stand in two columns
    widest: int = 900


class DayLayout:
    """Call `arrange` after cards or width changed; boxes are before scrolling."""

    def __init__(self, sizes: DaySizes) -> None:
        self.sizes = sizes
        self.cards: tuple[DayCard, ...] = ()
        self.height = 0
        self._boxes: dict[str, Box] = {}
        self._sides: list[list[DayCard]] = []

    def arrange(self, cards: Sequence[DayCard], width: int) -> None:
        """Give every card its place; a day with cards of one side only shares them between both columns."""
        sizes = self.sizes
        self.cards = tuple(cards)
        self._boxes = {}
        self._sides = self._columns(width)
        number = len(self._sides)
        wide = (width - 2 * sizes.margin - (number - 1) * sizes.gap) // number
        wide = min(wide, sizes.widest)
        bottoms = [
            self._stack(side, sizes.margin + place * (wide + sizes.gap), wide=wide)
            for place, side in enumerate(self._sides)
        ]
        self.height = max([*bottoms, 0]) + sizes.margin - sizes.gap

    def card(self, key: str) -> Box:
        """The rectangle of a card."""
        return self._boxes[key]

    def row(self, place: Place) -> Box:
        """The rectangle of a row, or of the line that tells of more."""
        box, sizes = self._boxes[place.card], self.sizes
        count = len(self._of(place.card).rows)
        height = sizes.row if place.index < count else sizes.more
        return Box(box.x, box.y + sizes.head + place.index * sizes.row, box.width, height)

    def at(self, x: int, y: int) -> Place | None:
        """The row at a point."""
        for place in self.places():
            if self.row(place).holds(x, y):
                return place
        return None

    def places(self) -> list[Place]:
        """Every row, column by column, from top to bottom."""
        return [Place(card.key, index) for side in self._sides for card in side for index in range(_lines(card))]

    def beside(self, place: Place, by: int) -> Place | None:
        """The row at the same height in the next column."""
        columns = [[Place(card.key, index) for card in side for index in range(_lines(card))] for side in self._sides]
        here = next((number for number, rows in enumerate(columns) if place in rows), 0)
        if not 0 <= here + by < len(columns):
            return None
        y = self.row(place).y
        return min(columns[here + by], key=lambda one: abs(self.row(one).y - y), default=None)

    def _of(self, key: str) -> DayCard:
        return next(one for one in self.cards if one.key == key)

    def _columns(self, width: int) -> list[list[DayCard]]:
        if width < self.sizes.two_columns:
            return [list(self.cards)]
        sides = [[one for one in self.cards if one.side == side] for side in (0, 1)]
        if all(sides):
            return sides
        halves: list[list[DayCard]] = [[], []]
        for card in self.cards:
            min(halves, key=lambda half: sum(self._tall(one) for one in half)).append(card)
        return halves

    def _tall(self, card: DayCard) -> int:
        sizes = self.sizes
        return sizes.head + len(card.rows) * sizes.row + (sizes.more if card.more else 0) + sizes.foot

    def _stack(self, cards: Sequence[DayCard], x: int, *, wide: int) -> int:
        """Put cards below each other; where the next one would begin."""
        y = self.sizes.margin
        for card in cards:
            self._boxes[card.key] = Box(x, y, wide, self._tall(card))
            y += self._tall(card) + self.sizes.gap
        return y


def _lines(card: DayCard) -> int:
    return len(card.rows) + (1 if card.more else 0)
