"""What an event of a calendar file is, whoever wrote it, and what reading such a file gives. No parsing, no SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

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
    shown_as: str = field(default="", compare=False)  # what others show of it where it has no title
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
    contact: Guest | None = None  # the customer it is with, where this program wrote it
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
    whole: bool = True  # whether it has its end


@dataclass(frozen=True)
class CalendarResult:
    """What bringing a calendar file in did: how many activities, what was skipped, and sentences about the rest.

    `operation` is what undo takes back; None of a trial, and when nothing changed.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    operation: int | None = None
    dry_run: bool = False
    cancelled: bool = False

    def to_plain(self) -> dict[str, Any]:
        """The result as JSON tells it."""
        plain = {one.name: getattr(self, one.name) for one in fields(self)}
        return plain | {"skipped": [vars(one) for one in self.skipped], "notes": list(self.notes)}


def zone_name(info: tzinfo | None) -> str:
    """The IANA name of a zone, "" for none."""
    return "UTC" if info is UTC else str(getattr(info, "key", ""))


def day_of(when: When) -> date:
    """The day of a moment, in its own zone."""
    return when.date() if isinstance(when, datetime) else when


_TIMES = ("excluded", "further")
_LEFT_OUT = frozenset(("notes", "shown_as"))


def to_plain(event: Event) -> dict[str, Any]:
    """An event as JSON keeps it; what is as usual is left out."""
    plain: dict[str, Any] = {"uid": event.uid, "starts": when_to_text(event.starts)}
    for one in fields(Event):
        value = getattr(event, one.name)
        if one.name not in plain and one.name not in _LEFT_OUT and value != one.default:
            plain[one.name] = value
    if event.replaces is not None:
        plain["replaces"] = when_to_text(event.replaces)
    for name in _TIMES:
        if name in plain:
            plain[name] = [when_to_text(when) for when in plain[name]]
    if event.guests:
        plain["guests"] = [vars(guest) for guest in event.guests]
    if event.contact:
        plain["contact"] = vars(event.contact)
    return plain


def from_plain(plain: Mapping[str, Any]) -> Event:
    """The event that was kept."""
    found = dict(plain)
    found["starts"] = text_to_when(found["starts"])
    if "replaces" in found:
        found["replaces"] = text_to_when(found["replaces"])
    for name in _TIMES:
        found[name] = tuple(text_to_when(text) for text in found.get(name, ()))
    found["guests"] = tuple(Guest(**one) for one in found.get("guests", ()))
    found["contact"] = Guest(**found["contact"]) if found.get("contact") else None
    found["reminders"] = tuple(found.get("reminders", ()))
    return Event(**found)


def when_to_text(when: When | None) -> str:
    """A day, or a wall time with the name of its zone behind a blank; "" for None."""
    if not isinstance(when, datetime):
        return when.isoformat() if when else ""
    return f"{when.replace(tzinfo=None).isoformat()} {zone_name(when.tzinfo)}" if when.tzinfo else when.isoformat()


def text_to_when(text: str) -> Any:
    """What `when_to_text` wrote."""
    wall, _blank, zone = text.partition(" ")
    if not wall:
        return None
    if len(wall) == 10:
        return date.fromisoformat(wall)
    return datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone) if zone else None)
