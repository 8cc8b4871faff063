"""What an event of a calendar file is, whoever wrote it, and what reading such a file gives. No parsing, no SQL."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, tzinfo

When = date | datetime


@dataclass(frozen=True)
class Guest:
    """Somebody an event names: an e-mail address, a name as far as one is known."""

    email: str
    name: str = ""
    organizer: bool = False


@dataclass(frozen=True)
class Event:
    """One VEVENT or VTODO.

    `starts` is a date (all day), a datetime in its zone, a datetime without one (wall time of this computer), or None.
    A to-do starts when it is due. `minutes` is its length; all day whole days, None where nothing is said. `rule`, with
    the occurrences `excluded` and `further`, repeats it; `replaces` is the occurrence of the same `uid` it stands for.
    `reminders` are minutes before, of an all-day event before 09:00. `notes` are sentences about what was not taken.
    """

    uid: str
    starts: When | None
    title: str = ""
    minutes: int | None = None
    description: str = ""
    place: str = ""
    todo: bool = False
    type: str = ""  # the type of the activity that it was written from
    rule: str = ""
    excluded: tuple[When, ...] = ()
    further: tuple[When, ...] = ()
    replaces: When | None = None
    guests: tuple[Guest, ...] = ()
    priority: str = "normal"
    cancelled: bool = False
    completed_at: str = ""
    outcome: str = ""
    reminders: tuple[int, ...] = ()
    changed_at: str = ""
    sequence: int = 0
    notes: tuple[str, ...] = field(default=(), compare=False)

    @property
    def all_day(self) -> bool:
        """Whether it has a day and no time."""
        return self.starts is not None and not isinstance(self.starts, datetime)

    @property
    def zone(self) -> str:
        """The IANA name of its zone, "" for this computer's own and for all day."""
        info = self.starts.tzinfo if isinstance(self.starts, datetime) else None
        return zone_name(info)

    def with_notes(self, *notes: str) -> Event:
        """The same event with more sentences about it."""
        return replace(self, notes=(*self.notes, *notes))


@dataclass(frozen=True)
class Skipped:
    """What a calendar file holds and could not be taken: what it is called, where it stands, and why."""

    name: str
    reason: str
    line: int = 0


@dataclass(frozen=True)
class CalendarFile:
    """What a calendar file holds: its events in their order, what was skipped, and sentences about the whole."""

    events: tuple[Event, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    name: str = ""
    notes: tuple[str, ...] = ()


def zone_name(info: tzinfo | None) -> str:
    """The IANA name of a zone, "" for none."""
    return "UTC" if info is UTC else str(getattr(info, "key", ""))


def day_of(when: When) -> date:
    """The day of a moment, in its own zone."""
    return when.date() if isinstance(when, datetime) else when
