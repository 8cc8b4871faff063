"""The occurrences of events within days, by recurring-ical-events. Knows events, no activities and no calendars."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import islice
from typing import Any

from crm.files.calendar_writing import write_text
from crm.models.events import Event, When, day_of

MOST = 1000  # occurrences of one event within the days asked for
_ENDS = re.compile(r"(^|;)(UNTIL|COUNT)=")
_DAY = timedelta(days=1)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def occurrences(events: Sequence[Event], first: date, *, last: date) -> list[Event]:
    """What the events of one UID come to between two local days, each in its own zone, without what repeats them.

    A rule that cannot be worked out gives the event once.
    """
    if not any(_repeats(event) for event in events):
        return [event for event in events if _touches(event, first, last=last)]
    try:
        found = list(islice(_expanded(events, first - _DAY, last=last + _DAY), MOST))
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError):
        found = [replace(event, rule="", excluded=(), further=()) for event in events]
    return [event for event in found if _touches(event, first, last=last)]


def local_days(event: Event) -> tuple[date, date] | None:
    """The first and the last day of this computer that an event touches; None without a day."""
    starts = event.starts
    if starts is None:
        return None
    if not isinstance(starts, datetime):
        days = max(1, -(-(event.minutes or 0) // 1440))
        return starts, starts + timedelta(days=days - 1)
    begins = local(starts)
    ends = begins + timedelta(minutes=event.minutes or 0)
    if event.minutes and (ends.hour, ends.minute) == (0, 0):
        ends -= timedelta(minutes=1)
    return begins.date(), ends.date()


def local(when: datetime) -> datetime:
    """A moment as the wall time of this computer, without a zone."""
    if when.tzinfo is None:
        return when
    try:
        return when.astimezone().replace(tzinfo=None)
    except (OverflowError, OSError, ValueError):
        return when.replace(tzinfo=None)


def day_in(when: When, zone: tzinfo | None) -> date:
    """The day of a time in a zone (None: this computer's); of a day that day."""
    if not isinstance(when, datetime) or when.tzinfo is None:
        return day_of(when)
    return when.astimezone(zone).date()


def last_day(events: Sequence[Event]) -> str:
    """The last day that events of one UID may touch, "" when it is open: they repeat without an end."""
    latest = ""
    for event in events:
        days = local_days(event)
        if event.rule:
            until = re.search(r"UNTIL=(\d{4})(\d{2})(\d{2})", event.rule)
            if not until:
                return ""
            latest = max(latest, f"{until[1]}-{until[2]}-{until[3]}")
        latest = max([latest, *(day_of(when).isoformat() for when in event.further)])
        if days:
            latest = max(latest, days[1].isoformat())
    return latest


def _repeats(event: Event) -> bool:
    return bool(event.rule or event.further or event.replaces)


def _touches(event: Event, first: date, *, last: date) -> bool:
    days = local_days(event)
    return days is not None and days[0] <= last and days[1] >= first


def _expanded(events: Sequence[Event], first: date, *, last: date) -> Iterator[Event]:
    import recurring_ical_events  # type: ignore[import-untyped]
    from icalendar import Calendar

    plain = [_bounded(replace(event, todo=False), last) for event in events]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        calendar = Calendar.from_ical(write_text(plain))
        found = recurring_ical_events.of(calendar, components=["VEVENT"]).between(first, last)
    by_day = {event.replaces: event for event in events if event.replaces is not None}
    main = next((event for event in events if event.replaces is None), events[0])
    for component in found:
        origin = _origin(component)
        own = next((one for when, one in by_day.items() if _same(when, origin)), main)
        yield replace(own, starts=component["DTSTART"].dt, rule="", excluded=(), further=(), replaces=origin)


def _origin(component: Any) -> When:
    found: When = (component.get("RECURRENCE-ID") or component["DTSTART"]).dt
    return found


def _same(one: When, other: When) -> bool:
    if isinstance(one, datetime) and isinstance(other, datetime) and one.tzinfo and other.tzinfo:
        return one.astimezone(UTC) == other.astimezone(UTC)
    return one == other


def _bounded(event: Event, last: date) -> Event:
    """An endless rule with an end behind the days asked for: one that never occurs must not be sought for ever."""
    starts = event.starts
    if isinstance(starts, datetime) and starts.tzinfo is None:  # beside times in UTC it would be taken for one of them
        excluded, further = (
            tuple(local(when) if isinstance(when, datetime) else when for when in times)
            for times in (event.excluded, event.further)
        )
        event = replace(event, excluded=excluded, further=further)
    event = replace(event, rule=_sparing(event.rule, event.starts))
    if not event.rule or _ENDS.search(event.rule):
        return event
    clock = "" if not isinstance(starts, datetime) else "T235959Z" if starts.tzinfo else "T235959"
    return replace(event, rule=f"{event.rule};UNTIL={last + _DAY:%Y%m%d}{clock}")


def _sparing(rule: str, starts: When | None) -> str:
    """The same rule in a form that is worked out year by year: the library walks through every single day until it
    finds one, for one that never comes up to the year 9999. "" for a rule that never finds one."""
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    narrowed = parts.keys() & {"BYMONTH", "BYMONTHDAY", "BYDAY"}
    if parts.get("FREQ") != "DAILY" or not narrowed or "BYSETPOS" in parts:
        return rule
    steps = int(parts.get("INTERVAL", "1"))
    if steps == 1:
        return ";".join(f"{name}={value}" for name, value in {**parts, "FREQ": "YEARLY"}.items())
    days = {name.strip()[-2:] for name in parts.get("BYDAY", "").split(",") if name}
    same_weekday = steps % 7 == 0 and days and starts is not None and _WEEKDAYS[day_of(starts).weekday()] not in days
    return "" if same_weekday or _is_impossible(parts) else rule


def _is_impossible(parts: Mapping[str, str]) -> bool:
    """Whether no month that is named has a day that is named."""
    if not {"BYMONTH", "BYMONTHDAY"} <= parts.keys():
        return False
    months = [int(month) for month in parts["BYMONTH"].split(",")]
    return all(abs(int(day)) > _LENGTHS[month - 1] for month in months for day in parts["BYMONTHDAY"].split(","))
