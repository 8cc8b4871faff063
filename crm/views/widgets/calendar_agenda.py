"""Where everything of an agenda lies: the days that hold something, one below the other. Arithmetic, no widgets."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from crm.views.widgets.board_layout import Box
from crm.views.widgets.calendar_days import days_of
from crm.views.widgets.calendar_layout import ROW, Layout, Piece
from crm.views.widgets.calendar_model import AGENDA, CalendarEntry, Spot


@dataclass(frozen=True)
class AgendaSizes:
    """The measures of an agenda: `day` is how wide the names of the days are."""

    day: int = 150
    row: int = 32
    around: int = 8
    margin: int = 12


class AgendaLayout(Layout):
    """Days without anything are left out, but for today. An entry of several days stands on each of them."""

    def __init__(self, sizes: AgendaSizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.shown: dict[date, tuple[int, int]] = {}  # y and height of each day, before scrolling
        self._pieces: list[Piece] = []

    def arrange(self) -> None:
        """Find a place for everything."""
        content = self.content
        self.days = days_of(AGENDA, content.anchor)
        there: dict[date, list[CalendarEntry]] = defaultdict(list)
        for entry in sorted(content.entries, key=lambda one: one.order):
            for day in self._touched(entry):
                there[day].append(entry)
        if content.today in self.days:
            there.setdefault(content.today, [])
        self.shown, self._pieces, y = {}, [], 0
        for day in sorted(there):
            high = max(1, len(there[day])) * self.sizes.row + 2 * self.sizes.around
            self.shown[day] = (y, high)
            self._pieces += [self._row(entry, day, y=y + self._offset(at)) for at, entry in enumerate(there[day])]
            y += high
        self.depth = y + self.sizes.around
        self.scroll_to(self.top)

    def pieces(self) -> list[Piece]:
        """What is in view."""
        low, high = self.top, self.top + self.height
        seen = [one for one in self._pieces if one.box.y < high and one.box.y + one.box.height > low]
        return [one._replace(box=one.box._replace(y=one.box.y - self.top)) for one in seen]

    def spot_at(self, x: int, y: int) -> Spot | None:
        """The day under a point."""
        if not 0 <= x < self.width or not 0 <= y < self.height:
            return None
        return next((Spot(day) for day, (top, high) in self.shown.items() if top <= y + self.top < top + high), None)

    def near_spot(self, x: int, y: int) -> Spot | None:
        """The day nearest to a point."""
        last = max((top + high for top, high in self.shown.values()), default=0) - self.top - 1
        return self.spot_at(max(0, min(x, self.width - 1)), max(0, min(y, self.height - 1, last)))

    def head_at(self, x: int, y: int) -> date | None:
        """The day whose name is under a point."""
        spot = self.spot_at(x, y) if x < self.sizes.day else None
        return spot.day if spot else None

    def day_box(self, day: date) -> Box | None:
        """The place of a day."""
        if day not in self.shown:
            return None
        y, high = self.shown[day]
        return Box(0, y - self.top, self.width, high)

    def boxes_of(self, entry: CalendarEntry) -> list[Piece]:
        """Where an entry would be drawn: at the head of each of its days that is shown."""
        found = []
        for day in self._touched(entry):
            if day in self.shown:
                piece = self._row(entry, day, y=self.shown[day][0] + self._offset(0))
                found.append(piece._replace(box=piece.box._replace(y=piece.box.y - self.top)))
        return found

    def see(self, key: str) -> bool:
        """Scroll an entry into view; whether anything moved."""
        piece = next((one for one in self._pieces if one.key == key), None)
        around = self.sizes.around
        return piece is not None and self.scroll_between(piece.box.y - around, piece.box.y + piece.box.height + around)

    def see_day(self, day: date) -> bool:
        """Scroll so that the first day from `day` on stands at the top; whether anything moved."""
        return self.scroll_to(next((y for one, (y, _high) in self.shown.items() if one >= day), self.depth))

    def drawn(self) -> frozenset[str]:
        """All entries of the period."""
        return frozenset(one.key for one in self._pieces)

    def holds(self, day: date) -> bool:
        """Whether anything stands on a day."""
        return any(one.part == (day - self.days[0]).days for one in self._pieces)

    def _touched(self, entry: CalendarEntry) -> list[date]:
        first, last = max(entry.first_on, self.days[0]), min(entry.last_on, self.days[-1])
        return [first + timedelta(days=number) for number in range((last - first).days + 1)]

    def _offset(self, row: int) -> int:
        return self.sizes.around + row * self.sizes.row

    def _row(self, entry: CalendarEntry, day: date, *, y: int) -> Piece:
        sizes = self.sizes
        box = Box(sizes.day, y, max(1, self.width - sizes.day - sizes.margin), sizes.row - 2)
        part = (day - self.days[0]).days
        return Piece(entry.key, part, box, ROW, day == entry.first_on, day == entry.last_on)
