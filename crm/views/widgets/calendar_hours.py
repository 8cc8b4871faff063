"""Where everything of a day or a week lies: days side by side, hours downwards, all-day entries above. No widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from crm.views.widgets.board_layout import Box
from crm.views.widgets.calendar_days import days_of
from crm.views.widgets.calendar_layout import BAR, BLOCK, Layout, More, Piece
from crm.views.widgets.calendar_model import DAY, WEEK, WHOLE_DAY, CalendarEntry, Spot
from crm.views.widgets.calendar_packing import lanes, side_by_side

_FEW = 3  # rows of all-day entries that are shown unasked


@dataclass(frozen=True)
class HourSizes:
    """The measures of a day or week; `least` is how high an entry is at least."""

    names: int = 48
    gutter: int = 78
    hour: int = 52
    line: int = 20
    gap: int = 2
    least: int = 20
    beside: int = 10


class HourLayout(Layout):
    """Hours scroll; names of days and all-day entries stand. `is_open` shows all of the all-day entries."""

    has_hours = True

    def __init__(self, sizes: HourSizes, view: str = WEEK) -> None:
        super().__init__()
        self.sizes = sizes
        self.view = view
        self.is_open = False
        self._blocks: list[Piece] = []
        self._bars: list[Piece] = []
        self._more: list[More] = []

    def arrange(self) -> None:
        """Find a place for everything."""
        content = self.content
        self.days = days_of(self.view, content.anchor, weekends=content.weekends or self.view == DAY)
        self.depth = 24 * self.sizes.hour
        self._bars, self._more, self._blocks = [], [], []
        first, last = self.days[0] - timedelta(days=1), self.days[-1]  # the evening before may reach over midnight
        near = [one for one in content.entries if one.first_on <= last and one.last_on >= first]
        entries = sorted(near, key=lambda one: one.order)
        self._place_bars([one for one in entries if one.is_bar and self._columns(one)])
        timed = [one for one in entries if not one.is_bar]
        for column, day in enumerate(self.days):
            self._place_day(column, day, entries=[one for one in timed if one.first_on <= day and _touches(one, day)])
        self._blocks.sort(key=lambda one: one.box.y)
        self.scroll_to(self.top)

    # What is where

    def pieces(self) -> list[Piece]:
        """What is in view, all-day entries last: they stand above the others."""
        low, high = self.top, self.top + self.room
        seen = [one for one in self._blocks if one.box.y < high and one.box.y + one.box.height > low]
        return [one._replace(box=self._scrolled(one.box)) for one in seen] + self._bars

    def more(self) -> list[More]:
        """Where it says that there are more all-day entries."""
        return self._more

    def spot_at(self, x: int, y: int) -> Spot | None:
        """The day, and below the all-day entries the minute, under a point."""
        if not self.sizes.gutter <= x < self.width or not self.sizes.names <= y < self.height:
            return None
        room = self.width - self.sizes.gutter
        day = self.days[min(len(self.days) - 1, (x - self.sizes.gutter) * len(self.days) // max(1, room))]
        if y < self.head:
            return Spot(day)
        minute = (y - self.head + self.top) * 60 // self.sizes.hour
        return Spot(day, max(0, min(minute, WHOLE_DAY - 1)))

    def near_spot(self, x: int, y: int) -> Spot | None:
        """The spot nearest to a point."""
        inside = max(self.sizes.gutter, min(x, self.width - 1)), max(self.sizes.names, min(y, self.height - 1))
        return self.spot_at(*inside)

    def head_at(self, x: int, y: int) -> date | None:
        """The day whose name is under a point."""
        spot = self.spot_at(x, self.sizes.names) if 0 <= y < self.sizes.names else None
        return spot.day if spot else None

    def day_box(self, day: date) -> Box | None:
        """The column of a day, its name included."""
        if day not in self.days:
            return None
        left, width = self._column(self.days.index(day))
        return Box(left, 0, width, self.height)

    def y_of(self, minute: int) -> int:
        """The height at which a minute of the day is seen now."""
        return self.head + self._y(minute) - self.top

    def boxes_of(self, entry: CalendarEntry) -> list[Piece]:
        """Where an entry would be drawn, alone: over the whole width of each of its days."""
        if entry.is_bar:
            return [self._bar(entry, row=0)] if self._columns(entry) else []
        found = []
        for column, day in enumerate(self.days):
            if _touches(entry, day):
                piece = self._block(entry, column, bounds=_bounds(entry, day))
                found.append(piece._replace(box=self._scrolled(piece.box)))
        return found

    def see(self, key: str) -> bool:
        """Scroll an entry into view; whether anything moved."""
        piece = next((one for one in self._blocks if one.key == key), None)
        margin = self.sizes.gap * 4
        return piece is not None and self.scroll_between(
            piece.box.y - margin, min(piece.box.y + piece.box.height, piece.box.y + self.room) + margin
        )

    def see_minute(self, minute: int) -> bool:
        """Scroll so that a minute stands at the top; whether anything moved."""
        return self.scroll_to(self._y(minute))

    def drawn(self) -> frozenset[str]:
        """The entries that have a place."""
        return frozenset(one.key for one in [*self._blocks, *self._bars])

    # Making

    def _place_bars(self, bars: Sequence[CalendarEntry]) -> None:
        spans = [self._columns(one) for one in bars]
        order = sorted(range(len(bars)), key=lambda at: (spans[at][0], -spans[at][-1], bars[at].order))
        rows = lanes([(spans[at][0], spans[at][-1]) for at in order])
        most = max(rows, default=-1) + 1
        shown = most if self.is_open or most <= _FEW else _FEW - 1
        hidden = [0] * len(self.days)
        for at, row in zip(order, rows, strict=True):
            if row < shown:
                self._bars.append(self._bar(bars[at], row=row))
            else:
                for column in spans[at]:
                    hidden[column] += 1
        count = shown + (any(hidden) or (self.is_open and most > _FEW))
        step = self.sizes.line + self.sizes.gap
        self.head = self.sizes.names + max(count, 1) * step + 2 * self.sizes.gap
        for column, left_out in enumerate(hidden):
            if left_out or (self.is_open and most > _FEW and column == 0):
                left, width = self._column(column)
                box = Box(left + 2, self._bar_y(shown), width - 4, self.sizes.line)
                self._more.append(More(self.days[column], box, left_out))

    def _place_day(self, column: int, day: date, *, entries: Sequence[CalendarEntry]) -> None:
        bounds = [_bounds(one, day) for one in entries]
        least = self.sizes.least * 60 // self.sizes.hour
        drawn = [
            (min(start, WHOLE_DAY - least), max(end, min(start, WHOLE_DAY - least) + least)) for start, end in bounds
        ]
        order = sorted(range(len(entries)), key=lambda at: (drawn[at][0], -drawn[at][1]))
        for at, share in zip(order, side_by_side([drawn[at] for at in order]), strict=True):
            whole = self._block(entries[at], column, bounds=bounds[at])
            left = whole.box.x + whole.box.width * share.first // share.columns
            right = whole.box.x + whole.box.width * (share.first + share.span) // share.columns
            self._blocks.append(whole._replace(box=whole.box._replace(x=left, width=max(4, right - left - 1))))

    def _block(self, entry: CalendarEntry, column: int, *, bounds: tuple[int, int]) -> Piece:
        left, width = self._column(column)
        top = self._y(bounds[0])
        height = max(self.sizes.least, self._y(bounds[1]) - top - 1)
        top = min(top, self.depth - self.sizes.least)
        day = self.days[column]
        begins = entry.starts is None or entry.starts.date() == day
        ends = entry.shown_until <= _midnight(day) + timedelta(days=1)
        return Piece(entry.key, column, Box(left + 1, top, width - self.sizes.beside, height), BLOCK, begins, ends)

    def _bar(self, entry: CalendarEntry, *, row: int) -> Piece:
        columns = self._columns(entry)
        left = self._column(columns[0])[0]
        last_left, last_width = self._column(columns[-1])
        box = Box(left + 2, self._bar_y(row), last_left + last_width - left - 4, self.sizes.line)
        whole = (entry.first_on >= self.days[0], entry.last_on <= self.days[-1])
        return Piece(entry.key, 0, box, BAR, *whole, is_upper=True)

    def _bar_y(self, row: int) -> int:
        return self.sizes.names + self.sizes.gap + row * (self.sizes.line + self.sizes.gap)

    def _columns(self, entry: CalendarEntry) -> list[int]:
        return [column for column, day in enumerate(self.days) if entry.first_on <= day <= entry.last_on]

    def _column(self, column: int) -> tuple[int, int]:
        room, count, gutter = self.width - self.sizes.gutter, len(self.days), self.sizes.gutter
        left = gutter + room * column // count
        return left, gutter + room * (column + 1) // count - left

    def _y(self, minute: int) -> int:
        return minute * self.sizes.hour // 60

    def _scrolled(self, box: Box) -> Box:
        return box._replace(y=box.y + self.head - self.top)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _touches(entry: CalendarEntry, day: date) -> bool:
    """Whether an entry with a time is drawn on a day."""
    return entry.first_on == day or (entry.first_on < day and entry.shown_until > _midnight(day))


def _bounds(entry: CalendarEntry, day: date) -> tuple[int, int]:
    """The first and the last minute of a day that an entry takes up."""
    begin = _midnight(day)
    starts = entry.starts or begin
    first, last = (starts - begin).total_seconds() // 60, (entry.shown_until - begin).total_seconds() // 60
    return max(0, int(first)), min(WHOLE_DAY, int(last))
