"""Where an activity goes when it is put off or dragged: the columns of another day or time. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from crm.utils import dates, zones


def on_day(row: Mapping[str, Any], day: str) -> dict[str, Any]:
    """The values that put an activity on another day at the hour it has; the same clock time across a DST change."""
    if not row["due_at"] or not day:
        return {"due_on": day, "due_at": ""}
    if day == row["due_on"]:
        return {"due_on": day, "due_at": row["due_at"]}
    return {"due_at": zones.moment(day, f"{dates.to_local(row['due_at']):%H:%M:%S}", zone=zones.here())}


def days_later(row: Mapping[str, Any], days: int) -> dict[str, Any]:
    """The values that put an activity off; one that is overdue, or has no day, counts from today."""
    today = dates.today()
    first = row["due_on"] or today
    start = date.fromisoformat(max(first, today) if days > 0 else first)
    ordinal = min(max(start.toordinal() + days, 1), date.max.toordinal())
    return on_day(row, date.fromordinal(ordinal).isoformat())


def dragged(row: Mapping[str, Any], due_on: str, *, due_at: str) -> dict[str, Any]:
    """The values of an activity dropped on a day or at a moment; how long it lasts is forgotten between a time and
    whole days."""
    values: dict[str, Any] = {"due_on": due_on, "due_at": due_at}
    if bool(row["due_at"]) != bool(due_at):
        values["duration_minutes"] = None
    return values
