"""Reminders of an event as minutes before it, both ways; of an all-day one before 09:00. Knows no activities."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from crm.files.calendar_lines import Block, Property
from crm.models.events import When
from crm.utils.dates import to_local

_WANTED = frozenset(("TRIGGER", "ACTION"))
_MOST = 10
_LONGEST = 366 * 1440
OF_THE_MORNING = 540  # an all-day event's reminder counts from 09:00, an alarm from midnight


def minutes(block: Block, starts: When | None, *, length: int | None) -> tuple[int, ...]:
    """How long before the start each alarm of an event speaks, the nearest first; those after it are left out."""
    found: set[int] = set()
    for alarm in (inner for inner in block.blocks if inner.name == "VALARM"):
        told = alarm.properties(_WANTED)
        silent = any(one.value.strip().upper() == "NONE" for one in told.get("ACTION", []))
        before = None if silent or not told.get("TRIGGER") else _before(told["TRIGGER"][0], starts, length=length)
        if before is not None and 0 <= before <= _LONGEST:
            found.add(before)
    return tuple(sorted(found)[:_MOST])


def span(text: str) -> timedelta | None:
    """A length of time like "-PT15M"; None when it is none."""
    from icalendar.prop import vDuration

    try:
        read: object = vDuration.from_ical(text)  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError):
        return None
    return read if isinstance(read, timedelta) else None


def trigger(before: int, *, all_day: bool) -> str:
    """The alarm's distance from the start, as a file writes it."""
    ahead = before - OF_THE_MORNING if all_day else before
    return f"-PT{ahead}M" if ahead > 0 else f"PT{-ahead}M"


def _before(one: Property, starts: When | None, *, length: int | None) -> int | None:
    value = one.value.strip()
    distance = span(value)
    if distance is None:
        distance = _to_moment(value, starts)
    if distance is None:
        return None
    before = -int(distance.total_seconds() // 60)
    if one.parameters.get("RELATED", "").upper() == "END":
        before -= length or 0
    all_day = starts is not None and not isinstance(starts, datetime)
    return before + OF_THE_MORNING if all_day else before


def _to_moment(value: str, starts: When | None) -> timedelta | None:
    """From the start to an absolute moment."""
    if starts is None:
        return None
    try:
        moment = datetime.strptime(value.rstrip("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    if isinstance(starts, datetime):
        return moment - (starts if starts.tzinfo else starts.astimezone())
    here = to_local(moment.replace(tzinfo=None).isoformat() + "Z")
    return here.replace(tzinfo=None) - datetime(starts.year, starts.month, starts.day)
