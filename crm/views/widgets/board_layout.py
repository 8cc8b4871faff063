"""Where everything of a board lies, in pixels: columns, lanes, cards, scrolling. Arithmetic only, no widgets.

Without lanes each column scrolls by itself; with lanes all of them scroll together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from crm.views.widgets.board_model import Cell, Content, Place

_ALL = ""  # the one scroll of a board with lanes


class Box(NamedTuple):
    """A rectangle on the canvas."""

    x: int
    y: int
    width: int
    height: int

    def holds(self, x: int, y: int) -> bool:
        """Whether a point lies inside."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


@dataclass(frozen=True)
class Sizes:
    """The measures of a board."""

    card: int = 104
    gap: int = 8
    head: int = 64
    lane_head: int = 34
    folded: int = 44
    narrowest: int = 212
    widest: int = 420
    margin: int = 12


class Layout:
    """Call `arrange` after anything it is made from has changed; boxes are where things are seen now."""

    def __init__(self, sizes: Sizes) -> None:
        self.sizes = sizes
        self.content = Content()
        self.folded: set[str] = set()
        self.folded_lanes: set[str] = set()
        self.width = self.height = 1
        self.left = 0
        self._tops: dict[str, int] = {}
        self._columns: dict[str, tuple[int, int]] = {}  # key -> x, width; before scrolling
        self._lanes: dict[str, tuple[int, int]] = {}  # key -> y, height with its heading; before scrolling
        self.card_width = 1

    def arrange(self) -> None:
        """Give columns their widths and lanes their heights; scrolls stay as far as they can."""
        self._place_columns()
        self._place_lanes()
        self.left = max(0, min(self.left, self.total_width - self.width))
        for key in self._tops:
            self._tops[key] = self._within(key, self._tops[key])

    # What there is

    @property
    def step(self) -> int:
        """From the top of one card to the top of the next."""
        return self.sizes.card + self.sizes.gap

    @property
    def total_width(self) -> int:
        """How wide all columns are together."""
        ends = [x + width for x, width in self._columns.values()]
        return max(ends, default=0) + self.sizes.margin

    @property
    def keys(self) -> list[str]:
        """The columns in their order."""
        return list(self._columns)

    def count(self, cell: Cell) -> int:
        """How many cards a cell shows: none where its column or lane is folded."""
        if cell[0] in self.folded or cell[1] in self.folded_lanes:
            return 0
        return len(self.content.of(cell))

    # Where it lies

    def column(self, key: str) -> Box:
        """A column, its head included."""
        x, width = self._columns[key]
        return Box(x - self.left, 0, width, self.height)

    def lane(self, key: str) -> Box:
        """A lane, its heading included."""
        y, height = self._lanes[key]
        return Box(0, y - self.top(""), self.width, height)

    def card(self, place: Place) -> Box:
        """The card at a place; also one that would stand there."""
        column = self.column(place.column)
        return Box(column.x + self.sizes.gap, self._cell_top(place.cell) + place.index * self.step,
                   column.width - 2 * self.sizes.gap, self.sizes.card)  # fmt: skip

    def visible(self, cell: Cell, *, margin: int = 0) -> range:
        """The places of a cell whose cards are in view, and those up to `margin` pixels away."""
        column = self.column(cell[0])
        if column.x + column.width <= 0 or column.x >= self.width:
            return range(0)
        top = self._cell_top(cell)
        first = (self.sizes.head - margin - top - self.sizes.card) // self.step + 1
        last = (self.height + margin - top - 1) // self.step + 1
        count = self.count(cell)
        return range(max(0, min(first, count)), max(0, min(last, count)))

    def cell_at(self, x: int, y: int) -> Cell | None:
        """The cell under a point; between two columns the nearer one, beyond the last lane that one."""
        column = self.column_at(x)
        if column is None or not self._lanes:
            return None
        below = [key for key in self._lanes if self.lane(key).y <= max(y, self.sizes.head)]
        return column, below[-1] if below else next(iter(self._lanes))

    def column_at(self, x: int) -> str | None:
        """The column at a height of any kind; None beside them all."""
        half = self.sizes.gap // 2 + 1
        for key in self._columns:
            box = self.column(key)
            if box.x - half <= x < box.x + box.width + half:
                return key
        return None

    def card_at(self, x: int, y: int) -> Place | None:
        """The place of the card under a point."""
        cell = self.cell_at(x, y) if y >= self.sizes.head else None
        if cell is None:
            return None
        index = (y - self._cell_top(cell)) // self.step
        place = Place(*cell, index)
        return place if 0 <= index < self.count(cell) and self.card(place).holds(x, y) else None

    def gap_at(self, x: int, y: int) -> Place | None:
        """Where something dropped at a point would come to stand."""
        cell = self.cell_at(x, y)
        if cell is None:
            return None
        index = (y - self._cell_top(cell) + self.step // 2) // self.step
        return Place(*cell, max(0, min(index, self.count(cell))))

    def lane_head_at(self, x: int, y: int) -> str | None:
        """The lane whose heading is under a point."""
        if not self.content.has_lanes or y < self.sizes.head or x < 0:
            return None
        for key in self._lanes:
            box = self.lane(key)
            if box.y <= y < box.y + self.sizes.lane_head:
                return key
        return None

    # Scrolling

    def scroll_key(self, column: str) -> str:
        """Under which key a column scrolls."""
        return _ALL if self.content.has_lanes else column

    def top(self, column: str) -> int:
        """How far a column is scrolled."""
        return self._tops.get(self.scroll_key(column), 0)

    def scroll_to(self, column: str, top: int) -> bool:
        """Scroll a column to a distance from its top; whether it moved."""
        key = self.scroll_key(column)
        before, self._tops[key] = self._tops.get(key, 0), self._within(key, top)
        return before != self._tops[key]

    def scroll_sideways(self, left: int) -> bool:
        """Scroll all columns to a distance from the left; whether they moved."""
        before, self.left = self.left, max(0, min(left, self.total_width - self.width))
        return before != self.left

    def depth(self, column: str) -> int:
        """How high what scrolls with a column is."""
        if self.content.has_lanes:
            return max((y + height for y, height in self._lanes.values()), default=0) - self.sizes.head
        return len(self.content.of((column, ""))) * self.step + self.sizes.gap if column not in self.folded else 0

    @property
    def room(self) -> int:
        """How high the part below the heads is."""
        return max(1, self.height - self.sizes.head)

    def see(self, place: Place) -> bool:
        """Scroll a card into view; whether anything moved."""
        box, heading = self.card(place), self.sizes.lane_head if self.content.has_lanes else 0
        up = box.y - self.sizes.gap - self.sizes.head - heading
        down = box.y + box.height + self.sizes.gap - self.height
        moved = (up < 0 or down > 0) and self.scroll_to(
            place.column, self.top(place.column) + (up if up < 0 else min(down, up))
        )
        column, margin = self.column(place.column), self.sizes.margin
        if column.x < margin:
            return self.scroll_sideways(self.left + column.x - margin) or moved
        if column.x + column.width > self.width - margin:
            return self.scroll_sideways(self.left + column.x + column.width - self.width + margin) or moved
        return moved

    def forget_scroll(self) -> None:
        """Begin at the top left."""
        self._tops, self.left = {}, 0

    # Making

    def _place_columns(self) -> None:
        sizes, columns = self.sizes, self.content.columns
        folded = sum(column.key in self.folded for column in columns)
        opened = max(1, len(columns) - folded)
        room = self.width - 2 * sizes.margin - folded * sizes.folded - max(0, len(columns) - 1) * sizes.gap
        width = max(sizes.narrowest, min(sizes.widest, room // opened)) // 4 * 4  # few widths: few pictures of cards
        self.card_width = width - 2 * sizes.gap
        x = sizes.margin
        self._columns = {}
        for column in columns:
            wide = sizes.folded if column.key in self.folded else width
            self._columns[column.key] = (x, wide)
            x += wide + sizes.gap

    def _place_lanes(self) -> None:
        sizes, y = self.sizes, self.sizes.head
        self._lanes = {}
        for lane in self.content.lanes:
            most = max((self.count((column.key, lane.key)) for column in self.content.columns), default=0)
            high = 0 if lane.key in self.folded_lanes else max(most, 1) * self.step + sizes.gap
            high += sizes.lane_head if self.content.has_lanes else 0
            self._lanes[lane.key] = (y, high)
            y += high

    def _cell_top(self, cell: Cell) -> int:
        heading = self.sizes.lane_head if self.content.has_lanes else self.sizes.gap
        return self._lanes[cell[1]][0] + heading - self.top(cell[0])

    def _within(self, key: str, top: int) -> int:
        return max(0, min(top, self.depth(key) - self.room))
