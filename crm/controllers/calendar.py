"""What stands in a calendar between two days: activities, what series bring later, events of calendars that are read.

Only reads; how activities change is activities.py's, and series are activity_series.py's.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta
from typing import Any

from crm.controllers.access import Context, Controller, reads
from crm.controllers.activity_values import following
from crm.controllers.calendar_items import Items
from crm.models.activities import DAY
from crm.models.calendar import CalendarItem
from crm.storage.changelog import to_json
from crm.storage.sqlite import Row, among
from crm.utils import dates, recurrence, zones

Events = Callable[[str, str], list[CalendarItem]]


class Calendar(Controller):
    """Everything that has a day. `events(first, last)` brings what the calendars that are only read hold."""

    def __init__(self, context: Context, events: Events = lambda _first, _last: []) -> None:
        super().__init__(context)
        self._events = events

    @reads("activities")
    def between(
        self, first: str, last: str, *, owners: Collection[int] | None = None, types: Collection[str] | None = None
    ) -> list[CalendarItem]:
        """What touches the local days from `first` to `last`, in the order of time, all-day ones first on each day.

        `owners` and `types` narrow the activities to these users' and of these types; None leaves all.
        """
        marks = {"first": first, "last": last, **_narrowed(owners, types)}
        rows = self.database.all(_BETWEEN, **marks)
        coming = self._coming(self.database.all(_LATER, **marks), first=first, last=last)
        items = Items(self.database, [*rows, *coming])
        found = [items.activity(row) for row in rows] + [items.ghost(row) for row in coming]
        return sorted([*found, *self._events(first, last)], key=_in_time)

    def _coming(self, series: list[Row], *, first: str, last: str) -> list[Row]:
        """What series bring between two days beyond what was made, as rows of activities."""
        found: list[Row] = []
        for one in series:
            there = [row["series_day"] for row in self.database.all(_THERE, id=one["id"])]
            found += _ghosts(one, there, first=first, last=last)
        return found


def _narrowed(owners: Collection[int] | None, types: Collection[str] | None) -> dict[str, Any]:
    return {
        "every_owner": int(owners is None),
        "owners": to_json(sorted(owners or ())),
        "every_type": int(types is None),
        "types": to_json(sorted(types or ())),
    }


def _ghosts(series: Row, there: Collection[str], *, first: str, last: str) -> Iterator[Row]:
    """The rows that a series would have between two days, were they made already, save those that are."""
    lasting = (series["duration_minutes"] or 0) // DAY + 2  # a day more at each end: zones differ by that much
    begin = max(
        _moved(first, -lasting), _moved(series["made_until"] or series["starts_on"], bool(series["made_until"]))
    )
    there = {*there, *json.loads(series["excluded"])}
    for day in recurrence.days(series["rule"], series["starts_on"], first=begin, last=_moved(last, 1)):
        if day in there:
            continue
        due_at = zones.moment(day, series["starts_at"], zone=series["zone"]) if series["starts_at"] else ""
        due_on = dates.to_local(due_at).date().isoformat() if due_at else day
        row = {**series, "due_on": due_on, "due_at": due_at, "series_day": day}
        row |= following(row)
        if due_on <= last and row["ends_on"] >= first:
            yield row


def _moved(day: str, by: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=by)).isoformat()
    except OverflowError:
        return day


def _in_time(item: CalendarItem) -> tuple[str, bool, float, str]:
    return item.first_on, item.starts is not None, item.starts.timestamp() if item.starts else 0, item.title


_NARROWED = f"""(:every_owner = 1 OR {among("a.assigned_to", "owners")})
    AND (:every_type = 1 OR {among("a.type", "types")})"""
_BETWEEN = f"""
    SELECT a.id, a.type, a.subject, a.contact_id, a.opportunity_id, a.due_on, a.due_at, a.duration_minutes,
        a.assigned_to, a.completed_at, a.priority, a.place, a.ends_on, a.series_id, a.series_day
    FROM (
        SELECT id FROM activities WHERE due_on BETWEEN :first AND :last AND due_on <> ''
        UNION ALL SELECT id FROM activities WHERE ends_on > due_on AND ends_on >= :first AND due_on < :first
    ) f JOIN activities a ON a.id = f.id WHERE {_NARROWED}"""
_THERE = "SELECT series_day FROM activities WHERE series_id = :id"
_LATER = f"""
    SELECT a.*, a.id AS series_id, '' AS completed_at FROM activity_series a
    WHERE a.made_until < :last AND a.starts_on <= :last AND {_NARROWED}"""
