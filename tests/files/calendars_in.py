"""What tests of calendar files share: an event as text, and reading one back. No test stands here."""

from __future__ import annotations

from crm.files.calendar_reading import read_text
from crm.models.events import CalendarFile, Event


def calendar(*lines: str, kind: str = "VEVENT", around: tuple[str, ...] = ()) -> str:
    """A calendar with one event of these lines, and with what stands around it."""
    event = [f"BEGIN:{kind}", "UID:uno", "SUMMARY:Visita", *lines, f"END:{kind}"]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *around, *event, "END:VCALENDAR", ""])


def read(text: str) -> CalendarFile:
    """What a text holds; it is a calendar."""
    found = read_text(text)
    assert found is not None
    return found


def event(*lines: str, kind: str = "VEVENT", around: tuple[str, ...] = ()) -> Event:
    """The one event of a calendar with these lines."""
    found = read(calendar(*lines, kind=kind, around=around))
    assert found.skipped == ()
    return found.events[0]


def refusal(*lines: str, kind: str = "VEVENT") -> str:
    """Why the one event of a calendar with these lines was skipped."""
    found = read(calendar(*lines, kind=kind))
    assert found.events == ()
    return found.skipped[0].reason
