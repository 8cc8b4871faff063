"""What every way to lay out a calendar has in common: pieces of entries, marks, scrolling. Arithmetic, no widgets."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from crm.views.widgets.board_layout import Box
from crm.views.widgets.calendar_model import CalendarEntry, Content, Spot

BLOCK, BAR, LINE, ROW = "block", "bar", "line", "row"


class Piece(NamedTuple):
    """One drawing of an entry: those that go on in another week or day have several, told apart by `part`.

    `begins` and `ends` say whether the entry does so here; `is_upper` ones stand above what scrolls.
    """

    key: str
    part: int
    box: Box
    shape: str
    begins: bool = True
    ends: bool = True
    is_upper: bool = False


class More(NamedTuple):
    """The place that says how many entries of a day there was no room for."""

    day: date
    box: Box
    left_out: int


class Layout:
    """Set `content`, `width` and `height`, then `arrange`; boxes are where things are seen now."""

    has_hours = False  # whether a spot has a minute

    def __init__(self) -> None:
        self.content = Content()
        self.width = self.height = 1
        self.top = 0
        self.head = 0  # pixels above what scrolls
        self.depth = 0  # how high what scrolls is
        self.days: list[date] = []

    def arrange(self) -> None:
        """Find a place for everything."""

    def pieces(self) -> list[Piece]:
        """What is in view, in the order of drawing."""
        return []

    def more(self) -> list[More]:
        """Where it says that there is more."""
        return []

    def spot_at(self, x: int, y: int) -> Spot | None:
        """The day, and where hours are shown the minute, under a point; None beside them."""
        raise NotImplementedError

    def near_spot(self, x: int, y: int) -> Spot | None:
        """The spot nearest to a point: something is being dragged there."""
        return self.spot_at(max(0, min(x, self.width - 1)), max(0, min(y, self.height - 1)))

    def head_at(self, x: int, y: int) -> date | None:
        """The day whose name is under a point: a click leads to that day."""
        del x, y
        return None

    def boxes_of(self, entry: CalendarEntry) -> list[Piece]:
        """Where an entry that is not laid out would be drawn, alone."""
        raise NotImplementedError

    def day_box(self, day: date) -> Box | None:
        """The place of a day in view."""
        raise NotImplementedError

    def see(self, key: str) -> bool:
        """Scroll an entry into view; whether anything moved."""
        del key
        return False

    def touches(self, entry: CalendarEntry, day: date) -> bool:
        """Whether an entry is drawn on a day, as far as there is room."""
        return entry.first_on <= day <= entry.last_on

    def drawn(self) -> frozenset[str]:
        """The entries that have a place, in view or scrolled away."""
        raise NotImplementedError

    # What all of them do the same way

    def keys_on(self, day: date) -> list[str]:
        """The entries of a day that have a place, in their order."""
        drawn = self.drawn()
        there = [one for one in self.content.entries if one.key in drawn and self.touches(one, day)]
        return [one.key for one in sorted(there, key=lambda one: one.order)]

    def piece_at(self, x: int, y: int) -> Piece | None:
        """The piece under a point: the one drawn last."""
        under_head = y < self.head
        return next(
            (one for one in reversed(self.pieces()) if one.box.holds(x, y) and (one.is_upper or not under_head)), None
        )

    def more_at(self, x: int, y: int) -> More | None:
        """The mark under a point that says there is more."""
        return next((one for one in self.more() if one.box.holds(x, y)), None)

    def piece_of(self, key: str) -> Piece | None:
        """The first piece in view of an entry."""
        return next((one for one in self.pieces() if one.key == key), None)

    @property
    def room(self) -> int:
        """How high the part is that scrolls."""
        return max(1, self.height - self.head)

    def scroll_to(self, top: int) -> bool:
        """Scroll to a distance from the top; whether it moved."""
        before, self.top = self.top, max(0, min(top, self.depth - self.room))
        return before != self.top

    def scroll_between(self, top: int, bottom: int) -> bool:
        """Scroll until what lies between two heights, counted without scrolling, is in view; whether it moved."""
        if top < self.top:
            return self.scroll_to(top)
        return bottom > self.top + self.room and self.scroll_to(min(top, bottom - self.room))
