"""Reading calendar files (.ics): every event and to-do that can be read, every other one named with its reason.

What a property says stands in calendar_values.py, which zone is meant in calendar_zones.py. Knows no activities.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from crm.errors import Invalid, Unavailable
from crm.files import calendar_lines, calendar_values
from crm.files.calendar_lines import Block
from crm.files.calendar_values import Unreadable
from crm.files.calendar_zones import Zones
from crm.files.sheet import Stop
from crm.models.events import CalendarFile, Event, Skipped
from crm.utils.i18n import _
from crm.utils.text import one_line

LARGEST = 200 * 1024 * 1024  # bytes: more is no calendar of a person
_EVENTS = ("VEVENT", "VTODO")
_KNOWN = frozenset(("VTIMEZONE", "VJOURNAL", "VFREEBUSY", "VALARM", "VAVAILABILITY", "STANDARD", "DAYLIGHT"))
_OF_CALENDAR = frozenset(("X-WR-CALNAME", "NAME", "X-WR-TIMEZONE"))


def read_file(path: Path, *, stop: Stop | None = None) -> CalendarFile:
    """The events of a file. Unavailable when it cannot be opened, Invalid when it is no calendar."""
    try:
        if path.stat().st_size > LARGEST:
            raise Invalid({"file": _("{name} is too large for a calendar. Nothing was read.").format(name=path.name)})
        content = path.read_bytes()
    except OSError as error:
        sentence = _("{name} could not be opened ({reason}). Nothing was read.")
        raise Unavailable(sentence.format(name=path.name, reason=error.strerror or error)) from error
    read = read_bytes(content, stop=stop)
    if not read:
        raise Invalid({"file": _("{name} is not a calendar file. Nothing was read.").format(name=path.name)})
    return read


def read_bytes(content: bytes, *, stop: Stop | None = None) -> CalendarFile | None:
    """The events of a calendar; None when the content is something else."""
    return read_text(calendar_lines.decode(content), stop=stop)


def read_text(text: str, *, stop: Stop | None = None) -> CalendarFile | None:
    """As `read_bytes`, of a text."""
    found, _outside = calendar_lines.blocks(text, stop=stop)
    if not found:
        return None
    reading = _Reading(found)
    return reading.read(stop)


def is_calendar(head: bytes) -> bool:
    """Whether a file that begins like this is a calendar."""
    begin = calendar_lines.decode(head[:2048]).lstrip().upper()
    return begin.startswith(("BEGIN:VCALENDAR", "BEGIN:VEVENT", "BEGIN:VTODO"))


class _Reading:
    """One file on its way."""

    def __init__(self, outermost: Sequence[Block]) -> None:
        self._blocks = list(_flat(outermost))
        self._whole = all(block.whole for block in outermost)
        self._zones = Zones({zone: block for block in self._blocks for zone in _zone_of(block)})
        self._events: list[Event] = []
        self._skipped: list[Skipped] = []

    def read(self, stop: Stop | None) -> CalendarFile:
        """Everything, in the file's order."""
        name, zone = self._about()
        for number, block in enumerate(self._blocks):
            if stop and number % 500 == 0 and stop():
                break
            if block.name in _EVENTS:
                self._take(block, default_zone=zone)
        notes = () if self._whole else (_("The file ends in the middle: what follows is missing."),)
        return CalendarFile(tuple(_newest(self._events)), tuple(self._skipped), name, notes, self._whole)

    def _about(self) -> tuple[str, str]:
        """The name of the calendar, and the zone it gives for times that say none."""
        for block in self._blocks:
            if block.name == "VCALENDAR":
                found = block.properties(_OF_CALENDAR)
                names = found.get("X-WR-CALNAME") or found.get("NAME") or []
                zones = found.get("X-WR-TIMEZONE") or []
                return one_line(names[0].value) if names else "", zones[0].value if zones else ""
        return "", ""

    def _take(self, block: Block, *, default_zone: str) -> None:
        try:
            event = calendar_values.event(block, self._zones, default_zone=default_zone)
        except Unreadable as problem:
            self._skipped.append(Skipped(calendar_values.called(block), str(problem), block.line))
            return
        except (ValueError, OverflowError, ArithmeticError) as problem:
            reason = _("It holds a value that is out of range ({reason}).").format(reason=one_line(str(problem), 80))
            self._skipped.append(Skipped(calendar_values.called(block), reason, block.line))
            return
        self._events.append(event if event.uid else replace(event, uid=_own_uid(event)))


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block that may be one of a calendar; what an event holds inside belongs to it."""
    for block in blocks:
        yield block
        if block.name not in _EVENTS and block.name not in _KNOWN:
            yield from _flat(block.blocks)


def _zone_of(block: Block) -> Iterator[str]:
    if block.name == "VTIMEZONE":
        for one in block.properties(frozenset(("TZID",))).get("TZID", []):
            yield one.value


def _own_uid(event: Event) -> str:
    """The same name for the same event at every reading, for one that has none."""
    starts = event.starts.isoformat() if event.starts else ""
    told = "\n".join((event.title, starts, str(event.minutes), event.place, event.rule, event.description))
    return f"{hashlib.sha256(told.encode()).hexdigest()[:32]}@no-uid"


def _newest(events: Iterable[Event]) -> list[Event]:
    """Of several versions of one event in one file the newest; the place is that of the first."""
    chosen: dict[tuple[str, str], Event] = {}
    for event in events:
        key = (event.uid, event.replaces.isoformat() if event.replaces else "")
        before = chosen.get(key)
        if before is None or (event.sequence, event.changed_at) >= (before.sequence, before.changed_at):
            chosen[key] = event
    return list(chosen.values())


def by_uid(events: Iterable[Event]) -> Mapping[str, list[Event]]:
    """The events of each UID, the one that repeats before those that replace single occurrences."""
    found: dict[str, list[Event]] = {}
    for event in events:
        found.setdefault(event.uid, []).append(event)
    for members in found.values():
        members.sort(key=lambda event: (event.replaces is not None, _order(event)))
    return found


def _order(event: Event) -> str:
    return event.replaces.isoformat() if isinstance(event.replaces, datetime) else str(event.replaces or "")
