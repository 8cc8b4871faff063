"""What calendars outside the file bring between two days, as items of a calendar. Reads what was kept, no servers."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from crm.files.calendar_expanding import local_days, occurrences
from crm.models.calendar import EVENT, CalendarItem
from crm.models.events import Event, from_plain
from crm.storage.database import Database
from crm.storage.sqlite import Row
from crm.utils import recurrence
from crm.utils.i18n import _
from crm.utils.recurrence_words import sentence

_KEPT = 5000  # events whose occurrences are remembered
Span = tuple[str, str]


class OutsideEvents:
    """Works out the occurrences of kept events; what was worked out is remembered until its event changes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: OrderedDict[tuple[Any, ...], list[CalendarItem]] = OrderedDict()

    def between(self, first: str, last: str, *, user_id: int) -> list[CalendarItem]:
        """The items that touch the local days from `first` to `last`, of the calendars that are shown."""
        rows = self._database.all(_BETWEEN, first=first, last=last, user=user_id)
        return [item for row in rows for item in self._items(row, (first, last))]

    def _items(self, row: Row, span: Span) -> list[CalendarItem]:
        key = (row["id"], row["source"], row["color"], span)
        if key in self._known:
            self._known.move_to_end(key)
            return self._known[key]
        events = [from_plain(plain) for plain in json.loads(row["source"])]
        found = occurrences(events, date.fromisoformat(span[0]), last=date.fromisoformat(span[1])) if events else []
        repeats = _repeats(events)
        self._known[key] = [_item(row, event, repeats=repeats) for event in found if not event.cancelled]
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return self._known[key]


def _item(row: Row, event: Event, *, repeats: str) -> CalendarItem:
    days = local_days(event) or (date.min, date.min)
    starts, ends = _span(event)
    return CalendarItem(
        EVENT,
        row["id"],
        event.title or _("Without a title"),
        days[0].isoformat(),
        days[1].isoformat(),
        starts=starts,
        ends=ends,
        done=bool(event.completed_at),
        priority=event.priority,
        color=row["color"],
        calendar_id=row["calendar_id"],
        place=event.place,
        repeats=repeats,
    )


def _span(event: Event) -> tuple[datetime | None, datetime | None]:
    if not isinstance(event.starts, datetime):
        return None, None
    starts = event.starts.astimezone()
    return starts, (starts + timedelta(minutes=event.minutes or 0)).astimezone()


def _repeats(events: Sequence[Event]) -> str:
    rule = next((event.rule for event in events if event.rule), "")
    try:
        return sentence(str(recurrence.parse(rule))) if rule else ""
    except ValueError:
        return _("Repeats")


_BETWEEN = """
    SELECT e.id, e.calendar_id, e.source, c.color FROM calendar_events e JOIN calendars c ON c.id = e.calendar_id
    WHERE c.shown = 1 AND c.kind <> 'caldav' AND (c.user_id IS NULL OR c.user_id = :user)
    AND e.first_on <= :last AND (e.last_on = '' OR e.last_on >= :first)
    ORDER BY e.first_on, e.id"""
