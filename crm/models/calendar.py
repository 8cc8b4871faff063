"""What a calendar shows: one entry of any kind, as plain data. Where it lies on the screen is the view's."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

ACTIVITY, GHOST, EVENT = "activity", "ghost", "event"


class CalendarItem(NamedTuple):
    """An activity (`id` set), a ghost or an event of a calendar that is only read; a tuple, because a month holds
    thousands.

    A ghost is what a series brings after the last of its activities that was made: `id` is 0, and
    `series.reach(series_id, series_day)` makes it an activity. `starts` and `ends` are aware moments in the computer's
    own zone, None for all day; without a duration both are the same. `first_on` and `last_on` are the first and the
    last local day it touches. `color` is that of an event's calendar, else "". `repeats` tells its rule as a sentence.
    """

    kind: str
    id: int
    title: str
    first_on: str
    last_on: str
    starts: datetime | None = None
    ends: datetime | None = None
    type: str = ""
    contact: str = ""
    contact_id: int | None = None
    opportunity: str = ""
    opportunity_id: int | None = None
    owner: str = ""
    owner_id: int | None = None
    done: bool = False
    priority: str = "normal"
    overdue: bool = False
    color: str = ""
    calendar_id: int | None = None
    place: str = ""
    repeats: str = ""
    series_id: int | None = None
    series_day: str = ""

    @property
    def all_day(self) -> bool:
        """Whether it has no time of day."""
        return self.starts is None

    @property
    def movable(self) -> bool:
        """Whether it may be moved by hand: a calendar that is only read keeps its events where they are."""
        return self.kind != EVENT and not self.done
