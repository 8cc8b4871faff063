"""The story of one deal: what was said, what is planned or done, the stages it went through. Reads only."""

from __future__ import annotations

from crm.controllers.opportunity_stages import all_stages
from crm.models.history import FeedEntry
from crm.storage.database import Database
from crm.storage.sqlite import Row
from crm.utils.i18n import _, translate

ACTIVITY, MOVE = "activity", "move"  # kinds of entries beside an interaction's type


def timeline(database: Database, opportunity_id: int, *, limit: int) -> list[FeedEntry]:
    """One entry for each interaction, activity and move, newest first; an open activity stands where it was planned.

    An activity whose completion logged an interaction is told by that; of a series the open ones are told by the next.
    """
    entries = [
        *_interactions(database, opportunity_id, limit=limit),
        *_activities(database, opportunity_id, limit=limit),
        *_moves(database, opportunity_id, limit=limit),
    ]
    return sorted(entries, key=lambda one: one.at, reverse=True)[:limit]


def _interactions(database: Database, opportunity_id: int, *, limit: int) -> list[FeedEntry]:
    rows = database.all(
        "SELECT i.*, coalesce((SELECT u.name FROM users u WHERE u.id = i.user_id), '') AS user,"
        " (SELECT name FROM interaction_types t WHERE t.key = i.type) AS type_name FROM interactions i"
        " WHERE i.opportunity_id = :id ORDER BY i.at DESC, i.id DESC LIMIT :limit",
        id=opportunity_id,
        limit=limit,
    )
    return [
        FeedEntry(
            row["at"],
            row["type"],
            row["subject"],
            row["body"],
            row["user"],
            interaction_id=row["id"],
            details=_part(row, "contact_id", "type_name", "duration_minutes", "outcome", "next_step"),
        )
        for row in rows
    ]


def _activities(database: Database, opportunity_id: int, *, limit: int) -> list[FeedEntry]:
    rows = database.all(
        "SELECT a.*, coalesce((SELECT u.name FROM users u WHERE u.id = a.assigned_to), '') AS user,"
        " (SELECT name FROM interaction_types t WHERE t.key = a.type) AS type_name FROM activities a"
        f" WHERE a.opportunity_id = :id AND NOT EXISTS ({_LOGGED}) AND NOT EXISTS ({_SOONER})"
        " ORDER BY a.id DESC LIMIT :limit",
        id=opportunity_id,
        limit=limit,
    )
    return [
        FeedEntry(
            row["completed_at"] or row["created_at"],
            ACTIVITY,
            row["subject"],
            row["description"],
            row["user"],
            details={
                "activity_id": row["id"],
                **_part(row, "type", "type_name", "due_on", "due_at", "completed_at", "outcome"),
            },
        )
        for row in rows
    ]


_LOGGED = "SELECT 1 FROM interactions i WHERE i.activity_id = a.id AND i.opportunity_id = a.opportunity_id"
_SOONER = (
    "SELECT 1 FROM activities s WHERE a.completed_at = '' AND s.series_id = a.series_id AND s.completed_at = ''"
    " AND s.series_day < a.series_day AND s.opportunity_id = a.opportunity_id"
)


def _moves(database: Database, opportunity_id: int, *, limit: int) -> list[FeedEntry]:
    names = {stage.id: translate(stage.name) for stage in all_stages(database).values()}
    rows = database.all(
        "SELECT h.*, coalesce((SELECT u.name FROM users u WHERE u.id = h.user_id), '') AS user FROM stage_history h"
        " WHERE h.opportunity_id = :id ORDER BY h.id DESC LIMIT :limit",
        id=opportunity_id,
        limit=limit,
    )
    return [
        FeedEntry(row["at"], MOVE, _moved(row, names), user=row["user"], details=_part(row, "seconds")) for row in rows
    ]


def _moved(row: Row, names: dict[int, str]) -> str:
    to = names[row["to_stage_id"]]
    if row["from_stage_id"] is None:
        return _("Added in {stage}").format(stage=to)
    return _("From {stage} to {next}").format(stage=names[row["from_stage_id"]], next=to)


def _part(row: Row, *names: str) -> Row:
    return {name: row[name] for name in names}
