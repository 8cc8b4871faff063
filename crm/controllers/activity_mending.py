"""What follows from other columns of activities, put right after an undo that took back only some of them: the last
day, the folded subject. Checks no rights and asks nothing: the undo itself is history.py's."""

from __future__ import annotations

from crm.controllers.activity_values import following
from crm.storage.database import Database


def mend_activities_after(database: Database, operation_id: int) -> None:
    """Work out again what follows in the activities an operation wrote; rows from before there were such columns too.

    Nobody edited the activity, so its time stays.
    """
    for row in database.all(_WRITTEN, own=operation_id):
        database.update("activities", row["id"], following(row) | {"updated_at": row["updated_at"]})


_WRITTEN = """
    SELECT DISTINCT a.id, a.subject, a.due_on, a.due_at, a.duration_minutes, a.updated_at
    FROM changes c JOIN activities a ON a.id = c.entity_id
    WHERE c.operation_id = :own AND c.entity = 'activities' AND c.action <> 'remove' ORDER BY a.id"""
