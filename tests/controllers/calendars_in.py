"""What tests of calendars in the file share: bringing a text in, plain pictures of it. No test stands here."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from crm.models.events import CalendarResult
from crm.session import Session
from crm.utils import dates
from tests.files.calendars_in import calendar

COLUMNS = (
    "type", "subject", "description", "place", "due_on", "due_at", "duration_minutes", "priority", "reminders",
    "ends_on", "completed_at", "outcome", "series_day", "apart",
)  # fmt: skip


def day(ahead: int) -> str:
    """The day so many days from today, as calendar files write it."""
    return (date.fromisoformat(dates.today()) + timedelta(days=ahead)).strftime("%Y%m%d")


def kept(ahead: int) -> str:
    """The same as it is kept."""
    return (date.fromisoformat(dates.today()) + timedelta(days=ahead)).isoformat()


def bring(session: Session, folder: Path, *texts: str, **options: Any) -> CalendarResult:
    """Import calendars as one file."""
    path = folder / "citas.ics"
    path.write_text("".join(texts), encoding="utf-8", newline="")
    return session.calendars.import_file(path, **options)


def bring_event(session: Session, folder: Path, *lines: str, **options: Any) -> CalendarResult:
    """Import a calendar with one event of these lines."""
    return bring(session, folder, calendar(*lines), **options)


def activities(session: Session) -> list[dict[str, Any]]:
    """Every activity, by date."""
    return session.database.all("SELECT * FROM activities ORDER BY due_on, due_at, id")


def plain(session: Session) -> list[tuple[Any, ...]]:
    """What every activity says, without its ids."""
    return sorted((tuple(row[name] for name in COLUMNS) for row in activities(session)), key=repr)
