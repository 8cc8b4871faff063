"""What follows from activities, put right after an undo that took back only some of it: the last day, the folded
subject, and that nothing is logged of what is open. Checks no rights and asks nothing: the undo is history.py's."""

from __future__ import annotations

from crm.controllers.activity_completion import take_logs_back
from crm.controllers.activity_values import following
from crm.storage.database import Database


def mend_activities_after(database: Database, operation_id: int) -> None:
    """Work out again what follows in the activities an operation wrote; rows from before there were such columns too.

    Nobody edited the activity, so its time stays. One that is open again may have been logged by a later completion,
    in the same second as the one that was taken back: that goes too.
    """
    rows = database.all(_WRITTEN, own=operation_id)
    for row in rows:
        database.update("activities", row["id"], following(row) | {"updated_at": row["updated_at"]})
    take_logs_back(database, [row["id"] for row in rows if not row["completed_at"]])


_WRITTEN = """
    SELECT DISTINCT a.id, a.subject, a.due_on, a.due_at, a.duration_minutes, a.updated_at,
        a.completed_at
    FROM changes c JOIN activities a ON a.id = c.entity_id
    WHERE c.operation_id = :own AND c.entity = 'activities' AND c.action <> 'remove' ORDER BY a.id"""
