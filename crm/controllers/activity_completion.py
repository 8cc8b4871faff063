"""Completing an activity: the interaction it was, logged and linked, and where nothing is planned any more.

Checks no rights; the writing of the activity itself is activities.py's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from crm.controllers.interactions import refresh_contact
from crm.models.activities import MEETING, TASK
from crm.models.interactions import NOTE
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import Row, among


def log_interactions(database: Database, rows: Sequence[Row], *, user_id: int | None, now: str) -> list[int]:
    """Log what completed activities were, each linked to its own, and return the ids.

    Without a contact nothing is logged, nor where an interaction says already what was done. An appointment took
    place when it was planned, anything else now. A task becomes a note: that is no contact with the customer.
    """
    ids = to_json([row["id"] for row in rows])
    said = set(database.ids(f"SELECT activity_id FROM interactions WHERE {among('activity_id', 'ids')}", ids=ids))
    silent = [row for row in rows if row["contact_id"] is not None and row["id"] not in said]
    told = [_interaction(row, now=now) | {"user_id": user_id} for row in silent]
    made = list(database.insert_many("interactions", told))
    _refresh(database, (row["contact_id"] for row in told))
    return made


def _interaction(row: Row, *, now: str) -> dict[str, Any]:
    note = row["type"] == TASK
    appointed = row["due_at"] and row["due_at"] <= now and (row["type"] == MEETING or row["duration_minutes"])
    return {
        "contact_id": row["contact_id"],
        "opportunity_id": row["opportunity_id"],
        "activity_id": row["id"],
        "type": NOTE if note else row["type"],
        "subject": row["subject"],
        "body": row["outcome"] if note else "",
        "at": row["due_at"] if appointed and not note else now,
        "duration_minutes": row["duration_minutes"] if row["due_at"] and not note else None,
        "outcome": "" if note else row["outcome"],
    }


def take_logs_back(database: Database, activity_ids: Sequence[int]) -> int:
    """Remove what completing these activities logged; how many interactions that were."""
    rows = database.all(
        f"SELECT id, contact_id FROM interactions WHERE {among('activity_id', 'ids')}", ids=to_json(list(activity_ids))
    )
    count = database.delete_many("interactions", [row["id"] for row in rows])
    _refresh(database, (row["contact_id"] for row in rows))
    return count


def without_next(database: Database, rows: Sequence[Row]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The open deals of these activities, and the contacts of those without a deal, for which nothing is planned."""
    deals = {row["opportunity_id"] for row in rows} - {None}
    contacts = {row["contact_id"] for row in rows if row["opportunity_id"] is None} - {None}
    open_deals = (
        "SELECT o.id FROM opportunities o WHERE o.status = 'open' AND NOT EXISTS"
        f" ({_PLANNED} a.opportunity_id = o.id) AND {among('o.id', 'ids')}"
    )
    idle = f"SELECT k.id FROM contacts k WHERE NOT EXISTS ({_PLANNED} a.contact_id = k.id) AND {among('k.id', 'ids')}"
    return (
        tuple(database.ids(f"{open_deals} ORDER BY o.id", ids=to_json(sorted(deals)))),
        tuple(database.ids(f"{idle} ORDER BY k.id", ids=to_json(sorted(contacts)))),
    )


def _refresh(database: Database, contact_ids: Iterable[int]) -> None:
    for contact_id in dict.fromkeys(contact_ids):
        refresh_contact(database, contact_id)


_PLANNED = "SELECT 1 FROM activities a WHERE a.completed_at = '' AND"
