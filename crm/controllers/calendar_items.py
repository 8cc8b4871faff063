"""Rows of activities, and of what series bring, as the items a calendar shows. Which rows is calendar.py's."""

from __future__ import annotations

from datetime import datetime, timedelta

from crm.controllers.interaction_types import with_own_types
from crm.models.activities import FIELDS, OVERDUE, when_of
from crm.models.calendar import ACTIVITY, GHOST, CalendarItem
from crm.models.contacts import display_name
from crm.storage.database import Database
from crm.storage.sqlite import Row
from crm.utils import dates
from crm.utils.i18n import translate
from crm.utils.recurrence_words import sentence


class Items:
    """Makes items; what all of them need is read once."""

    def __init__(self, database: Database) -> None:
        self._types = {one.value: translate(one.label) for one in with_own_types(FIELDS, database)[0].choices}
        self._now, self._today = dates.now(), dates.today()
        self._sentences: dict[str, str] = {}

    def activity(self, row: Row) -> CalendarItem:
        """The item of an activity."""
        return self._item(ACTIVITY, row["id"], row=row)

    def ghost(self, row: Row) -> CalendarItem:
        """The item of what a series brings: its row with the columns of an activity."""
        return self._item(GHOST, 0, row={**row, "series_id": row["id"]})

    def _item(self, kind: str, item_id: int, *, row: Row) -> CalendarItem:
        starts, ends = _span(row)
        return CalendarItem(
            kind,
            item_id,
            str(row["subject"] or self._types.get(row["type"], row["type"])),
            row["due_on"],
            row["ends_on"] or row["due_on"],
            starts=starts,
            ends=ends,
            type=row["type"],
            contact=display_name(row) if row["kind"] else "",
            contact_id=row["contact_id"],
            opportunity=row["opportunity"] or "",
            opportunity_id=row["opportunity_id"],
            owner=row["owner"] or "",
            owner_id=row["assigned_to"],
            done=bool(row["completed_at"]),
            priority=row["priority"],
            overdue=when_of(row, now=self._now, today=self._today) == OVERDUE,
            place=row["place"],
            repeats=self._sentence(row["rule"]),
            series_id=row["series_id"],
            series_day=row["series_day"],
        )

    def _sentence(self, rule: str | None) -> str:
        if not rule:
            return ""
        if rule not in self._sentences:
            self._sentences[rule] = sentence(rule)
        return self._sentences[rule]


def _span(row: Row) -> tuple[datetime | None, datetime | None]:
    """When it begins and ends, in local time; nothing for all day."""
    if not row["due_at"]:
        return None, None
    starts = dates.to_local(row["due_at"])
    try:
        return starts, (starts + timedelta(minutes=row["duration_minutes"] or 0)).astimezone()
    except OverflowError:
        return starts, starts
