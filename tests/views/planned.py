"""What tests of the page of the calendar share: activities on days of this week. No test stands here."""

from __future__ import annotations

from datetime import date, timedelta

from crm.session import Session
from crm.utils import dates
from crm.views.calendar_tab import CalendarTab


def today() -> date:
    """The day it is."""
    return date.fromisoformat(dates.today())


def weekday(number: int) -> str:
    """A day of this week as it is kept; 0 is Monday."""
    return (today() - timedelta(days=today().weekday() - number)).isoformat()


def plan(session: Session, day: str, clock: str = "", **values) -> int:
    """Plan a meeting on a day, at a time where one is told."""
    moment = {"due_at": dates.to_moment(f"{day} {clock}")} if clock else {}
    return session.activities.add({"type": "meeting", "subject": "Demo", "due_on": day, **moment, **values})


def clock_of(session: Session, activity_id: int) -> tuple[str, str, int | None]:
    """Where an activity stands: its day, its wall time, its minutes."""
    kept = session.activities.get(activity_id)
    wall = f"{dates.to_local(kept.due_at):%H:%M}" if kept.due_at else ""
    return kept.due_on, wall, kept.duration_minutes


def entry_of(page: CalendarTab, activity_id: int) -> str:
    """The key of an activity's entry."""
    return next(key for key in page.sheet._entries if key == f"activity-{activity_id}")
