"""What tests of series share: a file with series in it, its rows told briefly. No test stands here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from crm.session import Session
from crm.storage.sqlite import Row
from crm.utils import dates, recurrence, zones


def monday(weeks: int = 1) -> str:
    """The Monday so many weeks from this one."""
    today = date.fromisoformat(dates.today())
    return (today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)).isoformat()


def after(day: str, days: int) -> str:
    """The day so many days later."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


@dataclass
class Repeating:
    """A session and the activities of its series."""

    session: Session

    def add(self, rule: str, day: str, *, at: str = "10:00", **values: Any) -> int:
        """Begin a series on a day, at a wall time here or all day, and return its id."""
        due = {"due_at": zones.moment(day, at)} if at else {"due_on": day}
        return self.session.series.add({"subject": "Visit", **due, **values}, rule)

    def rows(self, series_id: int) -> list[Row]:
        """Its activities, in order."""
        return self.session.database.all(
            "SELECT * FROM activities WHERE series_id = :id ORDER BY series_day", id=series_id
        )

    def days(self, series_id: int) -> list[str]:
        """The days its activities are due."""
        return [row["due_on"] for row in self.rows(series_id)]

    def ids(self, series_id: int) -> list[int]:
        """The ids of its activities, in order."""
        return [row["id"] for row in self.rows(series_id)]

    def of(self, activity_id: int) -> int | None:
        """The series an activity belongs to now."""
        return self.session.activities.get(activity_id).series_id

    def change(self, activity_id: int, values: Mapping[str, Any], *, scope: str) -> None:
        """Change as a person does."""
        self.session.activities.change(activity_id, values, scope=scope)

    def by_rule(self, rule: str, day: str, most: int) -> list[str]:
        """The first days of a rule."""
        return recurrence.next_days(rule, day, first=day, most=most)
