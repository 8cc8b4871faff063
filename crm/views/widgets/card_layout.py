"""Where the cards of a grid lie: in their order into the first free cells, for a number of columns. No Tk, no CRM."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crm.views.widgets.board_layout import Box


@dataclass(frozen=True)
class Tile:
    """One card: what it is known by, how many cells wide and high it is; a grid with fewer columns clips its width."""

    key: str
    width: int = 1
    height: int = 1


@dataclass(frozen=True)
class Cells:
    """The cells a card takes: of column and row, from 0."""

    column: int
    row: int
    width: int
    height: int


@dataclass(frozen=True)
class Sizes:
    """In pixels: the margin around, the gap between, the least width of a cell, its height."""

    margin: int = 16
    gap: int = 12
    column: int = 272
    row: int = 236
    most: int = 6


def columns_in(width: int, sizes: Sizes) -> int:
    """How many columns stand beside each other in a width."""
    room = width - 2 * sizes.margin + sizes.gap
    return max(1, min(sizes.most, room // (sizes.column + sizes.gap)))


class CardLayout:
    """The cells of each tile. A small one fills the hole that a wide one before it left."""

    def __init__(self, tiles: Sequence[Tile], columns: int) -> None:
        self.columns = columns
        self.cells: dict[str, Cells] = {}
        self._taken: set[tuple[int, int]] = set()
        for tile in tiles:
            self.cells[tile.key] = self._first_free(tile)
        self.rows = max((one.row + one.height for one in self.cells.values()), default=0)

    def box(self, key: str, sizes: Sizes, *, width: int) -> Box:
        """Where a tile lies in a grid so many pixels wide."""
        cells, step = self.cells[key], self._step(sizes, width)
        left, right = round(cells.column * step), round((cells.column + cells.width) * step)
        high = cells.height * (sizes.row + sizes.gap) - sizes.gap
        top = sizes.margin + cells.row * (sizes.row + sizes.gap)
        return Box(sizes.margin + left, top, right - left - sizes.gap, high)

    def depth(self, sizes: Sizes) -> int:
        """How high everything is, with its margins."""
        return 2 * sizes.margin + self.rows * (sizes.row + sizes.gap) - (sizes.gap if self.rows else 0)

    def span(self, sizes: Sizes, *, width: int, pixels: int) -> int:
        """How many cells wide a card of so many pixels would be."""
        return max(1, min(self.columns, round((pixels + sizes.gap) / self._step(sizes, width))))

    def beside(self, key: str, direction: str) -> str:
        """The nearest tile to the "Left", "Right", "Up" or "Down" of one; that one where there is none."""
        here = self.cells[key]
        found = [
            (self._far(here, cells, direction=direction), other) for other, cells in self.cells.items() if other != key
        ]
        near = [(far, other) for far, other in found if far is not None]
        return min(near)[1] if near else key

    def _step(self, sizes: Sizes, width: int) -> float:
        return (width - 2 * sizes.margin + sizes.gap) / self.columns

    def _first_free(self, tile: Tile) -> Cells:
        wide, row = min(tile.width, self.columns), 0
        while True:
            for column in range(self.columns - wide + 1):
                cells = [(column + x, row + y) for x in range(wide) for y in range(tile.height)]
                if self._taken.isdisjoint(cells):
                    self._taken.update(cells)
                    return Cells(column, row, wide, tile.height)
            row += 1

    @staticmethod
    def _far(here: Cells, there: Cells, *, direction: str) -> tuple[int, int] | None:
        """How far one lies from the other in a direction, then how far aside; None when it does not lie there."""
        ways = {
            "Left": here.column - (there.column + there.width),
            "Right": there.column - (here.column + here.width),
            "Up": here.row - (there.row + there.height),
            "Down": there.row - (here.row + here.height),
        }
        along = ways[direction]
        if along < 0:
            return None
        sideways = direction in ("Left", "Right")
        over = (
            _apart((here.row, here.height), (there.row, there.height))
            if sideways
            else _apart((here.column, here.width), (there.column, there.width))
        )
        if sideways and over:  # beside means in the same row
            return None
        aside = abs(here.row - there.row) if sideways else abs(here.column - there.column)
        return (over * 100 + along, aside)


def _apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    """The gap between two stretches of (start, length); 0 where they overlap."""
    return max(0, one[0] - (other[0] + other[1]) + 1, other[0] - (one[0] + one[1]) + 1)
