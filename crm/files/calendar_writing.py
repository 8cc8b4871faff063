"""Writing calendar files (.ics) that calendar_reading reads back equal, and that other programs show. No activities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from crm.files.calendar_lines import Block
from crm.files.calendar_reminders import trigger
from crm.files.calendar_zone_writing import vtimezone
from crm.files.replacing import replacing
from crm.models.events import Event, When
from crm.utils import dates, zones

_PRODUCT = "-//Cartera//Cartera//EN"
_LINE_BYTES = 75
_PRIORITIES = {"high": 1, "low": 9}
_MINUTES_A_DAY = 1440


def write_file(path: Path, events: Iterable[Event], *, name: str = "") -> int:
    """Write a calendar file; how many events. Unavailable with a plain sentence, and the old file stays."""
    found = list(events)
    with replacing(path) as file:
        file.write(write_text(found, name=name, method="PUBLISH").encode("utf-8", errors="replace"))
    return len(found)


def write_text(events: Sequence[Event], *, name: str = "", method: str = "") -> str:
    """The text of a calendar. `method` PUBLISH is for files that are sent; servers want none."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN"]
    if method:
        lines.append(f"METHOD:{method}")
    if name:
        lines.append(f"X-WR-CALNAME:{_escaped(name)}")
    for zone, year in sorted(_zones(events).items()):
        lines += vtimezone(zone, year)
    for event in events:
        lines += event_lines(event)
    return "".join(map(_folded, [*lines, "END:VCALENDAR"]))


def _zones(events: Iterable[Event]) -> dict[str, int]:
    """The zones that times are written in, with the first year each is needed for."""
    found: dict[str, int] = {}
    for event in events:
        if isinstance(event.starts, datetime) and event.zone not in ("", "UTC"):
            found[event.zone] = min(found.get(event.zone, event.starts.year), event.starts.year)
    return found


def as_text(block: Block) -> str:
    """The text of a calendar that was read as blocks."""
    return "".join(_folded(line) for line in block.text().split("\r\n") if line)


def is_known(zone: str) -> bool:
    """Whether a zone can be written with its rules."""
    return zones.named(zone) is not None


def event_lines(event: Event) -> Iterator[str]:
    """The lines of one event, not folded yet."""
    kind = "VTODO" if event.todo else "VEVENT"
    yield f"BEGIN:{kind}"
    yield f"UID:{_escaped(event.uid)}"
    yield f"DTSTAMP:{_utc(event.changed_at or dates.now())}"
    yield from _when(event)
    yield from _words(event)
    yield from _state(event)
    yield from _people(event)
    if event.starts is not None:
        for before in event.reminders:
            yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_escaped(event.title or event.uid)}")
            yield from (f"TRIGGER:{trigger(before, all_day=event.all_day)}", "END:VALARM")
    yield f"END:{kind}"


def _when(event: Event) -> Iterator[str]:
    if event.replaces is not None:
        yield f"RECURRENCE-ID{_time(event.replaces)}"
    if event.starts is None:
        yield from _own_minutes(event)
        return
    if event.todo:
        if event.rule or event.replaces:  # what repeats needs a start
            yield f"DTSTART{_time(event.starts)}"
        yield f"DUE{_time(event.starts)}"
        yield from _own_minutes(event)
    else:
        yield f"DTSTART{_time(event.starts)}"
        ends = _ends(event)
        if ends is not None:
            yield f"DTEND{_time(ends)}"
    if event.rule:
        yield f"RRULE:{event.rule}"
    for name, times in (("EXDATE", event.excluded), ("RDATE", event.further)):
        for when in times:
            yield f"{name}{_time(when)}"


def _own_minutes(event: Event) -> Iterator[str]:
    if event.minutes is not None:
        yield f"X-CARTERA-MINUTES:{event.minutes}"


def _ends(event: Event) -> When | None:
    starts = event.starts
    if isinstance(starts, datetime):
        if event.minutes is None:
            return None
        length = timedelta(minutes=event.minutes)
        if starts.tzinfo is None:
            return starts + length
        return (starts.astimezone(UTC) + length).astimezone(starts.tzinfo)  # minutes that pass, not of the clock
    days = max(1, -(-(event.minutes or 0) // _MINUTES_A_DAY))
    return starts + timedelta(days=days) if starts else None


def _state(event: Event) -> Iterator[str]:
    if event.type:
        yield f"X-CARTERA-TYPE:{_escaped(event.type)}"
    if event.priority in _PRIORITIES:
        yield f"PRIORITY:{_PRIORITIES[event.priority]}"
    if event.outcome:
        yield f"X-CARTERA-OUTCOME:{_escaped(event.outcome)}"
    if event.cancelled:
        yield "STATUS:CANCELLED"
    elif event.completed_at and event.todo:
        yield from ("STATUS:COMPLETED", f"COMPLETED:{_utc(event.completed_at)}")
    elif event.completed_at:
        yield f"X-CARTERA-COMPLETED:{_utc(event.completed_at)}"
    if event.sequence:
        yield f"SEQUENCE:{event.sequence}"


def _words(event: Event) -> Iterator[str]:
    if not event.title and event.shown_as:
        yield f"X-CARTERA-UNTITLED:{_escaped(event.shown_as)}"
    shown = event.title or event.shown_as
    for name, text in (("SUMMARY", shown), ("DESCRIPTION", event.description), ("LOCATION", event.place)):
        if text:
            yield f"{name}:{_escaped(text)}"


def _people(event: Event) -> Iterator[str]:
    """Those who were invited, and the customer, whom no server shall send an invitation."""
    roles = [("ORGANIZER" if guest.organizer else "ATTENDEE", guest) for guest in event.guests]
    roles += [("X-CARTERA-CONTACT", event.contact)] if event.contact else []
    for kind, guest in roles:
        name = "".join(letter for letter in guest.name if letter.isprintable() and letter != '"')
        shown = f';CN="{name}"' if name else ""
        yield f"{kind}{shown}:mailto:{guest.email}"


def _time(when: When) -> str:
    """The parameters and value of a time, from its colon or semicolon on."""
    if not isinstance(when, datetime):
        return f";VALUE=DATE:{_day(when)}"
    if when.tzinfo is None:
        return f":{_wall(when)}"
    zone = str(getattr(when.tzinfo, "key", ""))
    if zone in ("", "UTC"):
        return f":{_wall(when.astimezone(UTC))}Z"
    return f";TZID={zone}:{_wall(when)}"


def _day(when: date) -> str:
    return f"{when.year:04}{when.month:02}{when.day:02}"


def _wall(when: datetime) -> str:
    return f"{_day(when)}T{when.hour:02}{when.minute:02}{when.second:02}"


def _utc(moment: str) -> str:
    return moment.replace("-", "").replace(":", "")


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> str:
    """A line with its end, cut into pieces of at most 75 bytes between letters."""
    if len(line) * 4 <= _LINE_BYTES or len(line.encode()) <= _LINE_BYTES:
        return line + "\r\n"
    pieces, piece, size = [], "", 0
    for letter in line:
        width = len(letter.encode("utf-8", errors="replace"))
        if size + width > _LINE_BYTES:
            pieces.append(piece)
            piece, size = " ", 1
        piece += letter
        size += width
    return "\r\n".join([*pieces, piece]) + "\r\n"
