"""What the program notes for itself: how far a series was made, which reminder was seen. No record of a person's work.

It goes past the change log and leaves the version of a row alone, so that no undo, no history and no conflict ever
meets it. Tables in `DERIVED` hold nothing else: their rows follow from other rows, go with them, are worked out anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from crm.storage.sqlite import among

if TYPE_CHECKING:
    from crm.storage.database import Database

DERIVED = frozenset(("reminders", "calendar_events", "contact_segments", "segment_computations"))


def note(database: Database, table: str, *, row_id: int, values: Mapping[str, Any]) -> None:
    """Keep values of the program's own in a row, inside the running transaction."""
    marks = ", ".join(f"{name} = :{name}" for name in values)
    database.execute(f"UPDATE {table} SET {marks} WHERE id = :id", {**values, "id": row_id})


def derive(database: Database, table: str, *, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows that follow from others to one of the DERIVED tables; each has the same columns."""
    for row in rows:
        columns = ", ".join(row)
        database.execute(f"INSERT INTO {table} ({columns}) VALUES (:{', :'.join(row)})", row)


def forget(database: Database, table: str, *, ids: Sequence[int]) -> None:
    """Drop rows of one of the DERIVED tables."""
    database.execute(f"DELETE FROM {table} WHERE {among('id', 'ids')}", {"ids": f"[{','.join(map(str, ids))}]"})
