"""What a board shows, as plain data: columns, lanes, cards, and places among them. No widgets, nothing of the CRM."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as empty

Cell = tuple[str, str]  # the keys of a column and a lane


@dataclass(frozen=True)
class Place:
    """A place in a cell: `index` counts its cards from the top, or the cards above an insertion."""

    column: str
    lane: str
    index: int

    def at(self, index: int) -> Place:
        """Another place in the same cell."""
        return replace(self, index=index)

    @property
    def cell(self) -> Cell:
        """The cell it lies in."""
        return self.column, self.lane


@dataclass(frozen=True)
class Sums:
    """One line of totals. `short` stands for `words` where they do not fit."""

    words: str
    short: str = ""
    role: str = "foreground"


@dataclass(frozen=True)
class Column:
    """One column. `color` (#rrggbb) or `icon` with a palette `role` mark its name; `tip` says all about it.

    Not `ordered`: its cards have an order of their own, so that a drop goes to the column and to no place in it.
    """

    key: str
    title: str
    count: str = ""
    sums: tuple[Sums, ...] = ()
    color: str = ""
    icon: str = ""
    role: str = "muted"
    tip: str = ""
    empty: str = ""
    ordered: bool = True


@dataclass(frozen=True)
class Lane:
    """One lane across all columns; `note` stands behind its title."""

    key: str
    title: str = ""
    note: str = ""


@dataclass(frozen=True)
class CardLine:
    """One line of a card; roles are names of palette colours. `right` keeps its room, `text` is cut.

    `has_person`: the card's person stands at the right end.
    """

    text: str = ""
    right: str = ""
    icon: str = ""
    role: str = "muted"
    right_role: str = "muted"
    strong: bool = False
    has_person: bool = False


@dataclass(frozen=True)
class Card:
    """What one card says: equal cards look equal. `mark` is an icon, `edge` the role of a bar at its left side."""

    title: str = ""
    lines: tuple[CardLine, ...] = ()
    mark: str = ""
    mark_role: str = "muted"
    person: str = ""
    hue: str = ""
    edge: str = ""
    tip: str = ""


@dataclass(frozen=True)
class Content:
    """All that a board shows: the ids of each cell, from the top. A cell that is missing was not asked for."""

    columns: tuple[Column, ...] = ()
    lanes: tuple[Lane, ...] = (Lane(""),)
    ids: Mapping[Cell, array[int]] = empty(default_factory=dict)

    @property
    def has_lanes(self) -> bool:
        """Whether it is parted into lanes with headings."""
        return [lane.key for lane in self.lanes] != [""] or bool(self.lanes[0].title)

    def column(self, key: str) -> Column | None:
        """A column by its key."""
        return next((one for one in self.columns if one.key == key), None)

    def cells(self) -> list[Cell]:
        """Every cell, lane by lane from the left."""
        return [(column.key, lane.key) for lane in self.lanes for column in self.columns]

    def of(self, cell: Cell) -> array[int]:
        """The ids of a cell."""
        return self.ids.get(cell, array("q"))

    def find(self, row: int, *, near: Cell | None = None) -> Place | None:
        """Where an id stands; looked for in the cell `near` first."""
        cells = ([near] if near in self.ids else []) + [cell for cell in self.ids if cell != near]
        for cell in cells:
            if cell and row in self.ids[cell]:
                return Place(*cell, self.ids[cell].index(row))
        return None


@dataclass(frozen=True)
class Drop:
    """Cards a person moved: in front of the id `before`, behind `after`; None at an end, both in an empty cell."""

    ids: array[int]
    column: str
    lane: str
    before: int | None = None
    after: int | None = None
