"""What a calendar shows, as plain data: entries, spots of time, what a person did with them. No widgets, no CRM.

Days are dates, times are `datetime` without a zone: what the clock on the wall says.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

MONTH, WEEK, DAY, AGENDA = "month", "week", "day", "agenda"
WHOLE_DAY = 24 * 60  # minutes
SOLID, DASHED, HOLLOW = "solid", "dashed", "hollow"
_UNPLANNED = 30  # minutes that something without a known end is drawn for


@dataclass(frozen=True)
class CalendarEntry:
    """One thing in the calendar: all day without `starts`, else from `starts` until `ends` (None: nobody knows).

    `hue` is #rrggbb, `icon` a name of theme.icon, `outline` one of SOLID, DASHED, HOLLOW. `fixed` says in a sentence
    why it cannot be moved; "" lets it be moved.
    """

    key: str
    title: str
    first_on: date
    last_on: date
    starts: datetime | None = None
    ends: datetime | None = None
    hue: str = "#475569"
    icon: str = ""
    note: str = ""
    outline: str = SOLID
    fixed: str = ""
    done: bool = False
    overdue: bool = False
    urgent: bool = False
    repeats: bool = False

    @property
    def minutes(self) -> int:
        """How long it is: whole days of 1,440 minutes without a time, 0 when nobody knows."""
        if self.starts is None:
            return ((self.last_on - self.first_on).days + 1) * WHOLE_DAY
        return max(0, _minutes(self.ends - self.starts)) if self.ends else 0

    @property
    def is_bar(self) -> bool:
        """Whether it is drawn across days: it has no time, or lasts a day and longer."""
        return self.starts is None or self.minutes >= WHOLE_DAY

    @property
    def minute(self) -> int | None:
        """The minute of its first day at which it starts; None all day."""
        return None if self.starts is None else self.starts.hour * 60 + self.starts.minute

    @property
    def shown_until(self) -> datetime:
        """When its drawing ends."""
        if self.starts is None:
            return datetime.combine(self.last_on, time()) + timedelta(days=1)
        return self.starts + timedelta(minutes=self.minutes or _UNPLANNED)

    @property
    def order(self) -> tuple[bool, datetime, int, str, str]:
        """How entries follow one another: all day first, then by the clock, the longer first."""
        starts = self.starts or datetime.combine(self.first_on, time())
        return self.starts is not None, starts, -self.minutes, self.title, self.key


@dataclass(frozen=True)
class Spot:
    """A place in the calendar: a day, and the minute of it where hours are shown."""

    day: date
    minute: int | None = None

    @property
    def moment(self) -> datetime:
        """The spot as a moment; the start of the day without a minute."""
        return datetime.combine(self.day, time()) + timedelta(minutes=self.minute or 0)


@dataclass(frozen=True)
class Drop:
    """Where a person put an entry: its new first day, its start (`minute` None: all day) and its length in minutes."""

    key: str
    day: date
    minute: int | None
    minutes: int


@dataclass(frozen=True)
class Slot:
    """Where a person wants something new; without `minute` all day, `minutes` 0 leaves the length open."""

    day: date
    minute: int | None = None
    minutes: int = 0


@dataclass(frozen=True)
class Content:
    """All that a calendar shows. `anchor` is the day it is about; entries outside the days in view are ignored."""

    view: str = MONTH
    anchor: date = date(2000, 1, 1)
    today: date = date(2000, 1, 1)
    entries: tuple[CalendarEntry, ...] = ()
    weekends: bool = True

    def entry(self, key: str) -> CalendarEntry | None:
        """An entry by its key."""
        return next((one for one in self.entries if one.key == key), None)


def placed(entry: CalendarEntry, drop: Drop) -> CalendarEntry:
    """The entry as it would be after a drop."""
    if drop.minute is None:
        last = drop.day + timedelta(days=max(1, -(-drop.minutes // WHOLE_DAY)) - 1)
        return replace(entry, first_on=drop.day, last_on=last, starts=None, ends=None)
    starts = Spot(drop.day, drop.minute).moment
    ends = starts + timedelta(minutes=drop.minutes) if drop.minutes else None
    last = (ends - timedelta(minutes=1)).date() if ends else starts.date()
    return replace(entry, first_on=starts.date(), last_on=last, starts=starts, ends=ends)


def is_same_place(entry: CalendarEntry, drop: Drop) -> bool:
    """Whether a drop leaves an entry where it is."""
    return (entry.first_on, entry.minute, entry.minutes) == (drop.day, drop.minute, drop.minutes)


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds() // 60)
