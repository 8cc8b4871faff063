"""The reminders of activities, kept in step with their times: one row for each, worked out here and nowhere else.

For inside a running write. The rows follow from their activities and go past the change log, as storage/bookkeeping.py
tells; whom a reminder speaks to and what becomes of it is reminders.py's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from crm.storage import bookkeeping
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import Row, among
from crm.utils import dates, zones

MORNING = "09:00"  # what has no time is reminded of from here on, counted back


def refresh(database: Database, activity_ids: Iterable[int]) -> None:
    """Bring the reminders of these activities in step, of those that are gone too.

    A moment that is past already is no reminder any more, so that nothing old speaks up after an import or an upgrade.
    One whose moment stays keeps what became of it: that it was seen, or put off.
    """
    ids = to_json(sorted(set(activity_ids)))
    if ids == "[]":
        return
    now = dates.now()
    wanted = {
        (row["id"], minutes): at for row in database.all(_SPEAKING, ids=ids) for minutes, at in moments(row).items()
    }
    there = database.all(
        f"SELECT id, activity_id, minutes, at FROM reminders WHERE {among('activity_id', 'ids')}", ids=ids
    )
    kept = {_key(row) for row in there if wanted.get(_key(row)) == row["at"]}
    bookkeeping.forget(database, "reminders", ids=[row["id"] for row in there if _key(row) not in kept])
    bookkeeping.derive(
        database,
        "reminders",
        rows=[
            {"activity_id": activity_id, "minutes": minutes, "at": at, "version": 0}
            for (activity_id, minutes), at in wanted.items()
            if at >= now and (activity_id, minutes) not in kept
        ],
    )


def refresh_written(database: Database, operation_id: int) -> None:
    """The same for every activity that an operation wrote."""
    refresh(database, database.ids(_WRITTEN, own=operation_id))


def moments(row: Mapping[str, Any]) -> dict[int, str]:
    """When to speak of an activity: its minutes before, each with its moment in UTC. Nothing without a day."""
    if not row["due_on"]:
        return {}
    start = datetime.fromisoformat(row["due_at"] or zones.moment(row["due_on"], MORNING))
    return {minutes: _before(start, minutes) for minutes in json.loads(row["reminders"])}


def _before(start: datetime, minutes: int) -> str:
    try:
        at = start - timedelta(minutes=minutes)
    except OverflowError:
        at = start
    return at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _key(row: Row) -> tuple[int, int]:
    return row["activity_id"], row["minutes"]


_SPEAKING = f"""
    SELECT id, due_on, due_at, reminders FROM activities
    WHERE {among("id", "ids")} AND completed_at = '' AND reminders <> '[]' ORDER BY id"""
_WRITTEN = "SELECT DISTINCT entity_id FROM changes WHERE operation_id = :own AND entity = 'activities'"
