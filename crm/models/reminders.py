"""What a reminder says: the activity it is of, and when that is. No SQL, no sound."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Due:
    """An activity to speak of now. `reminder_ids` are all of its reminders that fell due, `at` the moment of the last.

    `due_at` is "" for what has no time of day; `at` is the moment it was put off to, when it was.
    """

    activity_id: int
    reminder_ids: tuple[int, ...]
    at: str
    title: str
    due_on: str
    due_at: str = ""
    type: str = ""
    contact: str = ""
    contact_id: int | None = None
    opportunity: str = ""
    opportunity_id: int | None = None
    place: str = ""
