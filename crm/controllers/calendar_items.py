"""Rows of activities, and of what series bring, as the items a calendar shows. Which rows is calendar.py's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from crm.controllers.interaction_types import with_own_types
from crm.models.activities import FIELDS, OVERDUE, when_of
from crm.models.calendar import ACTIVITY, GHOST, CalendarItem
from crm.models.contacts import display_name
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import Row, among
from crm.utils import dates
from crm.utils.i18n import translate
from crm.utils.recurrence_words import sentence


class Items:
    """Makes items of these rows; what they name is read at once."""

    def __init__(self, database: Database, rows: Sequence[Row]) -> None:
        self._database = database
        self._types = {one.value: translate(one.label) for one in with_own_types(FIELDS, database)[0].choices}
        self._now, self._today = dates.now(), dates.today()
        self._contacts = {row["id"]: display_name(row) for row in self._named(_CONTACTS, rows, column="contact_id")}
        self._deals = {row["id"]: row["title"] for row in self._named(_DEALS, rows, column="opportunity_id")}
        self._owners = {row["id"]: row["name"] for row in self._named(_USERS, rows, column="assigned_to")}
        self._rules = {row["id"]: sentence(row["rule"]) for row in self._named(_SERIES, rows, column="series_id")}

    def activity(self, row: Row) -> CalendarItem:
        """The item of an activity."""
        return self._item(ACTIVITY, row["id"], row=row)

    def ghost(self, row: Row) -> CalendarItem:
        """The item of what a series brings: its row with the columns of an activity."""
        return self._item(GHOST, 0, row=row)

    def _named(self, sql: str, rows: Sequence[Row], *, column: str) -> list[Row]:
        """The rows of a table that these rows point at."""
        wanted = {row[column] for row in rows} - {None}
        return self._database.all(f"{sql} WHERE {among('id', 'wanted')}", wanted=to_json(sorted(wanted)))

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
            contact=self._contacts.get(row["contact_id"], ""),
            contact_id=row["contact_id"],
            opportunity=self._deals.get(row["opportunity_id"], ""),
            opportunity_id=row["opportunity_id"],
            owner=self._owners.get(row["assigned_to"], ""),
            owner_id=row["assigned_to"],
            done=bool(row["completed_at"]),
            priority=row["priority"],
            overdue=when_of(row, now=self._now, today=self._today) == OVERDUE,
            place=row["place"],
            repeats=self._rules.get(row["series_id"], ""),
            series_id=row["series_id"],
            series_day=row["series_day"],
        )


def _span(row: Row) -> tuple[datetime | None, datetime | None]:
    """When it begins and ends, in local time; nothing for all day."""
    if not row["due_at"]:
        return None, None
    starts = dates.to_local(row["due_at"])
    try:
        return starts, (starts + timedelta(minutes=row["duration_minutes"] or 0)).astimezone()
    except OverflowError:
        return starts, starts


_CONTACTS = "SELECT id, kind, first_name, last_name, company, email, phone, mobile_phone FROM contacts"
_DEALS = "SELECT id, title FROM opportunities"
_USERS = "SELECT id, name FROM users"
_SERIES = "SELECT id, rule FROM activity_series"
