"""Another program's event with our changes in it: only the lines of what differs are new, the rest stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from crm.files import calendar_lines, calendar_writing
from crm.files.calendar_lines import Block
from crm.files.calendar_reading import read_text
from crm.files.calendar_zone_writing import vtimezone
from crm.models.events import Event, When
from crm.utils import dates

# Which lines tell what of an event.
_LINES = {
    "title": ("SUMMARY", "X-CARTERA-UNTITLED"),
    "description": ("DESCRIPTION", "X-ALT-DESC", "STYLED-DESCRIPTION"),
    "place": ("LOCATION", "X-APPLE-STRUCTURED-LOCATION"),
    "starts": ("DTSTART", "DTEND", "DUE", "DURATION", "X-CARTERA-MINUTES", "X-MICROSOFT-CDO-ALLDAYEVENT"),
    "rule": ("RRULE",),
    "excluded": ("EXDATE",),
    "further": ("RDATE",),
    "type": ("X-CARTERA-TYPE",),
    "priority": ("PRIORITY",),
    "contact": ("X-CARTERA-CONTACT",),
    "completed_at": ("STATUS", "COMPLETED", "PERCENT-COMPLETE", "X-CARTERA-COMPLETED"),
    "outcome": ("X-CARTERA-OUTCOME",),
}
_ALWAYS = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")
_EVENTS = ("VEVENT", "VTODO")


def patched(text: str, events: Sequence[Event]) -> str:
    """The text of a calendar with one UID in which its events are as `events` are; what they do not tell stays."""
    before = read_text(text)
    found = calendar_lines.blocks(text)[0]
    holder = next((block for block in found if block.name == "VCALENDAR"), None)
    if before is None or holder is None or not before.events:
        return calendar_writing.write_text(events)
    known = {_key(event.replaces): event for event in before.events}
    blocks = {_key(read.replaces): block for block, read in _read(holder)}
    for event in events:
        key = _key(event.replaces)
        if key in known and key in blocks:
            _patch(blocks[key], known[key], after=event)
        else:
            holder.blocks.append(_block(replace(event, todo=before.events[0].todo)))
    _add_zones(holder)
    return calendar_writing.as_text(holder)


def _read(holder: Block) -> list[tuple[Block, Event]]:
    """The blocks of events with what each says by itself, among the zones of the calendar."""
    zones = [block for block in holder.blocks if block.name == "VTIMEZONE"]
    found = []
    for block in holder.blocks:
        if block.name in _EVENTS:
            alone = Block("VCALENDAR", 0, list(holder.lines), [*zones, block])
            read = read_text(alone.text())
            if read and read.events:
                found.append((block, read.events[0]))
    return found


def _patch(block: Block, before: Event, *, after: Event) -> None:
    after = _in_zone_of(before, after)
    new = _block(replace(after, todo=before.todo, sequence=before.sequence + 1, changed_at=dates.now()))
    different = {name for name in _LINES if _differs(name, before, after=after)}
    dropped = {line for name in different for line in _LINES[name]} | set(_ALWAYS)
    kept = [line for line in block.lines if _name(line) not in dropped]
    told = [line for line in new.lines if _name(line) in dropped]
    block.lines = [*kept, *told, f"LAST-MODIFIED:{datetime.now(UTC):%Y%m%dT%H%M%SZ}"]
    if before.reminders != after.reminders:
        others = [inner for inner in block.blocks if inner.name != "VALARM"]
        block.blocks = [*others, *new.blocks]


def _differs(name: str, before: Event, *, after: Event) -> bool:
    if name == "starts":
        return _moment(before.starts) != _moment(after.starts) or before.minutes != after.minutes
    if name in ("excluded", "further"):
        return {*map(_moment, getattr(before, name))} != {*map(_moment, getattr(after, name))}
    return bool(getattr(before, name) != getattr(after, name))


def _in_zone_of(before: Event, after: Event) -> Event:
    """The new time in the zone that the event was in."""
    starts, was = after.starts, before.starts
    if isinstance(starts, datetime) and isinstance(was, datetime) and starts.tzinfo and was.tzinfo:
        return replace(after, starts=starts.astimezone(was.tzinfo))
    return after


def _moment(when: When | None) -> When | None:
    return when.astimezone(UTC) if isinstance(when, datetime) and when.tzinfo else when


def _key(replaces: When | None) -> str:
    return str(_moment(replaces) or "")


def _block(event: Event) -> Block:
    text = "\r\n".join(calendar_writing.event_lines(event))
    return calendar_lines.blocks(text)[0][0]


def _name(line: str) -> str:
    return line.replace(":", ";", 1).partition(";")[0].upper()


def _add_zones(holder: Block) -> None:
    """The zones that new lines name and the calendar does not define yet."""
    wanted = frozenset(("DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "EXDATE", "RDATE", "TZID"))
    defined, named = set(), set()
    for block in holder.blocks:
        for properties in block.properties(wanted).values():
            for one in properties:
                if one.name == "TZID":
                    defined.add(one.value)
                elif one.zone:
                    named.add(one.zone)
    for zone in sorted(named - defined):
        if calendar_writing.is_known(zone):
            text = "\r\n".join(vtimezone(zone, datetime.now(UTC).year))
            holder.blocks.insert(0, calendar_lines.blocks(text)[0][0])
