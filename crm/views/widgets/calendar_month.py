"""Where everything of a month lies: weeks of days, bars across them, lines in them. Arithmetic, no widgets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crm.views.widgets.board_layout import Box
from crm.views.widgets.calendar_days import days_of
from crm.views.widgets.calendar_layout import BAR, LINE, Layout, More, Piece
from crm.views.widgets.calendar_model import MONTH, CalendarEntry, Spot
from crm.views.widgets.calendar_packing import lanes


@dataclass(frozen=True)
class MonthSizes:
    """The measures of a month."""

    names: int = 28
    number: int = 24
    line: int = 20
    gap: int = 2
    side: int = 4


class MonthLayout(Layout):
    """Every week has the same height; a day shows as many entries as fit, and says how many more there are."""

    def __init__(self, sizes: MonthSizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.weeks: list[list[date]] = []
        self._pieces: list[Piece] = []
        self._more: list[More] = []

    def arrange(self) -> None:
        """Find a place for everything."""
        content = self.content
        self.head = self.sizes.names
        self.days = days_of(MONTH, content.anchor, weekends=content.weekends)
        wide = 7 if content.weekends else 5
        self.weeks = [self.days[at : at + wide] for at in range(0, len(self.days), wide)]
        self._pieces, self._more = [], []
        bars, lines = self._sorted()
        for number, week in enumerate(self.weeks):
            self._place(number, [one for one in bars if self._touches(one, week)], lines=lines)

    def pieces(self) -> list[Piece]:
        """All there is: a month does not scroll."""
        return self._pieces

    def more(self) -> list[More]:
        """Where it says that there is more."""
        return self._more

    def spot_at(self, x: int, y: int) -> Spot | None:
        """The day under a point."""
        if y < self.head or not 0 <= x < self.width or y >= self.height:
            return None
        week = self.weeks[min(len(self.weeks) - 1, (y - self.head) * len(self.weeks) // self.room)]
        return Spot(week[min(len(week) - 1, x * len(week) // max(1, self.width))])

    def near_spot(self, x: int, y: int) -> Spot | None:
        """The day nearest to a point."""
        return self.spot_at(max(0, min(x, self.width - 1)), max(self.head, min(y, self.height - 1)))

    def head_at(self, x: int, y: int) -> date | None:
        """The day whose number is under a point."""
        spot = self.spot_at(x, y)
        if spot is None:
            return None
        box = self.day_box(spot.day)
        return spot.day if box and y < box.y + self.sizes.number and x < box.x + 2 * self.sizes.number else None

    def day_box(self, day: date) -> Box | None:
        """The cell of a day."""
        for number, week in enumerate(self.weeks):
            if day in week:
                return self._cell(number, week.index(day))
        return None

    def boxes_of(self, entry: CalendarEntry) -> list[Piece]:
        """Where an entry would be drawn: below the number of each day, through every week it touches."""
        found = []
        for number, week in enumerate(self.weeks):
            if self._touches(entry, week):
                found.append(self._piece(entry, number, row=0))
        return found

    def touches(self, entry: CalendarEntry, day: date) -> bool:
        """Whether an entry is drawn on a day, as far as there is room."""
        return entry.first_on <= day <= self._last(entry)

    def drawn(self) -> frozenset[str]:
        """The entries there was room for."""
        return frozenset(one.key for one in self._pieces)

    # Making

    def _sorted(self) -> tuple[list[CalendarEntry], dict[date, list[CalendarEntry]]]:
        bars, lines = [], defaultdict(list)
        first, last = self.days[0], self.days[-1]
        for entry in sorted(self.content.entries, key=lambda one: one.order):
            if entry.is_bar:
                bars.append(entry)
            elif first <= entry.first_on <= last:
                lines[entry.first_on].append(entry)
        return sorted(bars, key=lambda one: (one.first_on, one.first_on - one.last_on, one.order)), lines

    def _place(self, number: int, bars: Sequence[CalendarEntry], *, lines: Mapping[date, list[CalendarEntry]]) -> None:
        """Bars first, lines in the rows they leave free; the last row of a day that is too full tells how many more."""
        week = self.weeks[number]
        spans = [self._columns(one, week) for one in bars]
        rows = lanes(spans)
        counts = [len(lines.get(day, ())) for day in week]
        limits = _limits(list(zip(spans, rows, strict=True)), counts, room=self._rows(number))
        taken: list[set[int]] = [set() for _day in week]
        for bar, (first, last), row in zip(bars, spans, rows, strict=True):
            for column in range(first, last + 1):
                counts[column] += 1
            if all(row < limits[column] for column in range(first, last + 1)):
                self._pieces.append(self._piece(bar, number, row=row))
                for column in range(first, last + 1):
                    taken[column].add(row)
        for column, day in enumerate(week):
            free = [row for row in range(limits[column]) if row not in taken[column]]
            shown = len(taken[column]) + self._lines(number, lines.get(day, ()), free=free)
            if shown < counts[column]:
                self._more.append(self._mark(number, column, left_out=counts[column] - shown))

    def _lines(self, number: int, entries: Sequence[CalendarEntry], *, free: Sequence[int]) -> int:
        for entry, row in zip(entries, free, strict=False):
            self._pieces.append(self._piece(entry, number, row=row))
        return min(len(entries), len(free))

    def _rows(self, number: int) -> int:
        cell, sizes = self._cell(number, 0), self.sizes
        return max(1, (cell.height - sizes.number - sizes.gap) // (sizes.line + sizes.gap))

    def _cell(self, number: int, column: int) -> Box:
        wide, high = len(self.weeks[number]), len(self.weeks)
        x, y = self.width * column // wide, self.head + self.room * number // high
        right, bottom = self.width * (column + 1) // wide, self.head + self.room * (number + 1) // high
        return Box(x, y, right - x, bottom - y)

    def _piece(self, entry: CalendarEntry, number: int, *, row: int) -> Piece:
        week, sizes = self.weeks[number], self.sizes
        first, last = self._columns(entry, week)
        begin, end = self._cell(number, first), self._cell(number, last)
        y = begin.y + sizes.number + row * (sizes.line + sizes.gap)
        box = Box(begin.x + sizes.side, y, end.x + end.width - begin.x - 2 * sizes.side, sizes.line)
        whole = (entry.first_on >= week[0], self._last(entry) <= week[-1])
        return Piece(entry.key, number, box, BAR if entry.is_bar else LINE, *whole)

    def _mark(self, number: int, column: int, *, left_out: int) -> More:
        cell, sizes = self._cell(number, column), self.sizes
        y = cell.y + sizes.number + (self._rows(number) - 1) * (sizes.line + sizes.gap)
        box = Box(cell.x + sizes.side, y, cell.width - 2 * sizes.side, sizes.line)
        return More(self.weeks[number][column], box, left_out)

    def _columns(self, entry: CalendarEntry, week: list[date]) -> tuple[int, int]:
        """The first and the last column of a week that an entry touches."""
        touched = [column for column, day in enumerate(week) if self.touches(entry, day)]
        return touched[0], touched[-1]

    def _touches(self, entry: CalendarEntry, week: list[date]) -> bool:
        return any(self.touches(entry, day) for day in week)

    @staticmethod
    def _last(entry: CalendarEntry) -> date:
        """The last day it is drawn on: what runs a little over midnight stands on the day it starts."""
        return entry.last_on if entry.is_bar else entry.first_on


def _limits(bars: Sequence[tuple[tuple[int, int], int]], lines: Sequence[int], *, room: int) -> list[int]:
    """How many rows of each day hold entries: one less than there are where not all of a day's fit."""
    limits = []
    for column, count in enumerate(lines):
        over = [row for (first, last), row in bars if first <= column <= last]
        needed = max(count + len(over), max(over, default=-1) + 1)
        limits.append(room if needed <= room else room - 1)
    while True:  # a bar that has no room on one day has none on its others
        hidden = [span for span, row in bars if any(row >= limits[at] for at in range(span[0], span[1] + 1))]
        short = {at for first, last in hidden for at in range(first, last + 1) if limits[at] == room}
        if not short:
            return limits
        limits = [room - 1 if at in short else limit for at, limit in enumerate(limits)]
