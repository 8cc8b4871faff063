"""What the properties of one event say: days, moments, lengths, rules, reminders, people. One block in, one Event out.

What makes an event wrong when it is left out (its start, its length, its rule) makes it unreadable; the rest is left
out with a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta

from crm.files import calendar_guests, calendar_lines, calendar_reminders
from crm.files.calendar_lines import Block, Property
from crm.files.calendar_zones import Zones, fixed_utc, in_zone, to_moment
from crm.models.events import Event, When, zone_name
from crm.utils.i18n import _
from crm.utils.text import one_line

MINUTES_A_DAY = 1440
_FIRST_YEAR, _LAST_YEAR = 1000, 9000  # beyond, zones and lengths lead out of the calendar
_LONGEST_TITLE = 1000
_MOST_MINUTES = 100 * 366 * MINUTES_A_DAY  # a century: more is a mistake
_WANTED = frozenset(
    (
        "UID", "SUMMARY", "DESCRIPTION", "LOCATION", "DTSTART", "DTEND", "DUE", "DURATION", "RRULE", "EXDATE", "RDATE",
        "RECURRENCE-ID", "ORGANIZER", "ATTENDEE", "PRIORITY", "STATUS", "COMPLETED", "LAST-MODIFIED", "DTSTAMP",
        "SEQUENCE", "X-MICROSOFT-CDO-ALLDAYEVENT", "X-CARTERA-TYPE", "X-CARTERA-MINUTES", "X-CARTERA-OUTCOME",
        "X-CARTERA-COMPLETED", "X-CARTERA-CONTACT", "X-CARTERA-UNTITLED",
    )
)  # fmt: skip
_DECIDING = ("DTSTART", "DTEND", "DUE", "DURATION", "RRULE", "RECURRENCE-ID")
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MOMENT = re.compile(r"(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?(Z)?")
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_OFTEN = ("HOURLY", "MINUTELY", "SECONDLY")
Properties = Mapping[str, list[Property]]


class Unreadable(ValueError):  # noqa: N818 - it reads as what the event is
    """Why an event cannot be taken, as a sentence."""


def called(block: Block) -> str:
    """What to call an event that may be broken: its title, else its UID, else where it stands."""
    found = block.properties(frozenset(("SUMMARY", "UID")))
    for name in ("SUMMARY", "UID"):
        if found.get(name) and found[name][0].value.strip():
            return one_line(found[name][0].value, 120)
    return _("Event of line {line}").format(line=block.line)


def event(block: Block, zones: Zones, *, default_zone: str) -> Event:
    """The event of a block. Unreadable, with a sentence, when it cannot be taken."""
    if not block.whole:
        raise Unreadable(_("It is cut off: the file ends in the middle of it."))
    found = block.properties(_WANTED)
    _require_readable(block)
    times = _Times(found, zones, default_zone=default_zone)
    todo = block.name == "VTODO"
    starts, minutes = _when(found, times, todo=todo)
    told = _title(found) or _text(found, "X-CARTERA-TYPE")
    if starts is None and not told and not _text(found, "DESCRIPTION").strip():
        raise Unreadable(_("It says neither when it is nor what it is about."))
    rule = _rule(found, times) if starts is not None else ""
    if any(one.parameters.get("RANGE") for one in found.get("RECURRENCE-ID", [])):
        times.note(_("It also stands for those after it: only this one was changed."))
    made = Event(
        uid=_text(found, "UID").strip()[:1000],
        starts=starts,
        title=_title(found),
        minutes=minutes,
        description=_text(found, "DESCRIPTION").strip(),
        place=one_line(_text(found, "LOCATION"), _LONGEST_TITLE),
        todo=todo,
        type=_text(found, "X-CARTERA-TYPE").strip(),
        rule=rule,
        excluded=tuple(times.several("EXDATE")) if rule else (),
        further=tuple(times.several("RDATE")),
        replaces=times.first("RECURRENCE-ID"),
        guests=calendar_guests.guests(found),
        contact=calendar_guests.contact(found),
        priority=_priority(_text(found, "PRIORITY")),
        cancelled=_text(found, "STATUS").strip().upper() == "CANCELLED",
        completed_at=_completed(found, times),
        outcome=_text(found, "X-CARTERA-OUTCOME").strip(),
        reminders=calendar_reminders.minutes(block, starts, length=minutes),
        changed_at=times.moment("LAST-MODIFIED") or times.moment("DTSTAMP"),
        sequence=_number(_text(found, "SEQUENCE")),
    )
    return made.with_notes(*times.notes, *([calendar_lines.unreadable(block.broken)] if block.broken else []))


def _require_readable(block: Block) -> None:
    """Unreadable when a line that decides when the event is cannot be read."""
    for line in block.broken:
        if line.upper().startswith(_DECIDING):
            raise Unreadable(_("“{line}” cannot be read.").format(line=one_line(line, 80)))


class _Times:
    """The times of one event, with the sentences that reading them leaves."""

    def __init__(self, found: Properties, zones: Zones, *, default_zone: str) -> None:
        self.notes: dict[str, None] = {}
        self._found = found
        self._zones = zones
        self._default_zone = default_zone

    def first(self, name: str) -> When | None:
        """The time of a property; None without one. Unreadable when it is no time."""
        found = self._found.get(name)
        return self._read(found[0], found[0].value) if found and found[0].value.strip() else None

    def several(self, name: str) -> Iterator[When]:
        """The times of a property that may list many."""
        for one in self._found.get(name, []):
            for text in filter(None, (part.strip() for part in one.value.split(","))):
                try:
                    yield self._read(one, text.partition("/")[0])  # of a period its start counts
                except Unreadable:
                    self.note(calendar_lines.unreadable([f"{name}:{text}"]))

    def moment(self, name: str) -> str:
        """A moment as it is kept, "" for none or one that cannot be read: nothing hangs on it."""
        try:
            when = self.first(name)
        except ValueError:
            return ""
        return to_moment(when) if isinstance(when, datetime) else ""

    def _read(self, one: Property, text: str) -> When:
        text = text.strip().upper()
        moment = _MOMENT.fullmatch(text)
        if moment and one.parameters.get("VALUE", "").upper() != "DATE":
            return self._zoned(_wall(moment, text), one, utc=bool(moment[7]))
        day = _DAY.fullmatch(text[:8]) if moment else _DAY.fullmatch(text)
        if not day:
            sentence = _("“{text}” of {name} is not a date that can be read.")
            raise Unreadable(sentence.format(text=one_line(text, 40), name=one.name))
        return _day(day, text)

    def _zoned(self, wall: datetime, one: Property, *, utc: bool) -> datetime:
        if utc:
            return wall.replace(tzinfo=UTC)
        name = one.zone or self._default_zone
        if not name:
            return wall
        zone = self._zones.find(name, wall)
        if zone is None:
            sentence = _("The time zone “{zone}” is not known: its times are taken as those of this computer.")
            self.notes[sentence.format(zone=one_line(name, 60))] = None
            return wall
        when = in_zone(wall, zone)
        if not zone_name(zone):
            self.notes[_("Its time zone has no name: the time is kept as a moment in UTC.")] = None
            return fixed_utc(when)
        return when

    def note(self, sentence: str) -> None:
        """Remember a sentence about what was not taken."""
        self.notes[sentence] = None


def _wall(found: re.Match[str], text: str) -> datetime:
    day = _day(found, text)
    try:
        second = min(int(found[6] or 0), 59)  # 60 is a leap second
        return datetime.combine(day, time(int(found[4]), int(found[5]), second))
    except ValueError:
        raise Unreadable(_("There is no such time of day: {text}.").format(text=text)) from None


def _day(found: re.Match[str], text: str) -> date:
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise Unreadable(_("The date {text} does not exist.").format(text=text)) from None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise Unreadable(_("The date {text} is too far away to be meant.").format(text=text))
    return day


def _when(found: Properties, times: _Times, *, todo: bool) -> tuple[When | None, int | None]:
    """When it starts, and its length in minutes."""
    own = _text(found, "X-CARTERA-MINUTES").strip()
    if todo:
        starts, length = times.first("DTSTART"), _duration(found)
        due = times.first("DUE")
        if due is None and starts is not None and length is not None and not own:
            due = starts + timedelta(minutes=length)
        when = due if due is not None else starts
        return when, int(own) if own.isdigit() and int(own) <= _MOST_MINUTES else None
    starts = times.first("DTSTART")
    ends = times.first("DTEND") if starts is not None else None
    if starts is None:
        return None, None
    if _all_day_of_outlook(found, starts, ends=ends):
        starts, ends = _dates(starts, ends)
    return starts, _length(starts, ends, found=found, times=times)


def _all_day_of_outlook(found: Properties, starts: When, *, ends: When | None) -> bool:
    """Outlook writes whole days as moments at midnight and says so beside them."""
    if _text(found, "X-MICROSOFT-CDO-ALLDAYEVENT").strip().upper() != "TRUE":
        return False
    return all(isinstance(when, datetime) and when.time() == time() for when in (starts, ends) if when is not None)


def _dates(starts: When, ends: When | None) -> tuple[date, date | None]:
    first = starts.date() if isinstance(starts, datetime) else starts
    return first, ends.date() if isinstance(ends, datetime) else ends


def _length(starts: When, ends: When | None, *, found: Properties, times: _Times) -> int | None:
    if ends is None:
        minutes = _duration(found)
    else:
        minutes = _between(starts, ends)
        if minutes is None or minutes < 0 or (minutes == 0 and not isinstance(starts, datetime)):
            if minutes != 0:
                times.note(_("Its end lies before its start: it was taken without a length."))
            return None
    if minutes is not None and not 0 <= minutes <= _MOST_MINUTES:
        raise Unreadable(_("Its length cannot be right."))
    if minutes is not None and not isinstance(starts, datetime):
        days = max(1, -(-minutes // MINUTES_A_DAY))
        return days * MINUTES_A_DAY if days > 1 else None
    return minutes


def _between(starts: When, ends: When) -> int | None:
    """Minutes from one to the other; a day against a moment counts from midnight."""
    if isinstance(starts, datetime) and isinstance(ends, datetime):
        if starts.tzinfo is None or ends.tzinfo is None:
            starts, ends = starts.replace(tzinfo=None), ends.replace(tzinfo=None)
        elif starts.tzinfo is ends.tzinfo:  # of one zone Python would compare the walls
            starts, ends = starts.astimezone(UTC), ends.astimezone(UTC)
        return int((ends - starts).total_seconds() // 60)
    first, last = _dates(starts, ends)
    return (last - first).days * MINUTES_A_DAY if last else None


def _duration(found: Properties) -> int | None:
    if not found.get("DURATION"):
        return None
    text = _text(found, "DURATION").strip()
    length = calendar_reminders.span(text)
    if length is None:
        raise Unreadable(_("Its length “{text}” cannot be read.").format(text=one_line(text, 40)))
    return int(length.total_seconds() // 60)


def _rule(found: Properties, times: _Times) -> str:
    """The rule as one text in capitals. Unreadable when it is none, "" when nothing repeats."""
    rules = [one.value.strip().rstrip(";") for one in found.get("RRULE", []) if one.value.strip()]
    if not rules:
        return ""
    if len(rules) > 1:
        times.note(_("It repeats by several rules: the first one was taken."))
    rule = "".join(rules[0].upper().split())
    from icalendar.prop import vRecur

    try:
        read = vRecur.from_ical(rule)
        frequency = str(read["FREQ"][0]).upper()
        # a step of no days would be taken for ever
        smallest = min(int(number) for name in ("INTERVAL", "COUNT") for number in read.get(name, (1,)))
    except (ValueError, KeyError, IndexError, TypeError):
        smallest = 0
    if smallest < 1:
        sentence = _("Its rule “{rule}” cannot be read.")
        raise Unreadable(sentence.format(rule=one_line(rules[0], 80)))
    scale = re.search(r"RSCALE=([A-Z]+)", rule)
    if frequency in _OFTEN or frequency not in _FREQUENCIES:
        times.note(_("It repeats more often than once a day: its first time was taken."))
        return ""
    if scale and scale[1] != "GREGORIAN":
        times.note(_("It repeats by a calendar that is not known here: its first time was taken."))
        return ""
    return re.sub(r"(^|;)(RSCALE|SKIP)=[A-Z]+", "", rule).lstrip(";")


def _title(found: Properties) -> str:
    """The title; what this program shows of one that has none is none."""
    shown = one_line(_text(found, "SUMMARY"), _LONGEST_TITLE)
    return "" if shown == _text(found, "X-CARTERA-UNTITLED").strip() else shown


def _completed(found: Properties, times: _Times) -> str:
    own = _text(found, "X-CARTERA-COMPLETED").strip()
    if own:
        return times.moment("X-CARTERA-COMPLETED")
    if _text(found, "STATUS").strip().upper() != "COMPLETED" and not found.get("COMPLETED"):
        return ""
    return times.moment("COMPLETED") or times.moment("LAST-MODIFIED") or times.moment("DTSTAMP")


def _priority(text: str) -> str:
    number = _number(text)
    return "normal" if number in (0, 5) or number > 9 else "high" if number < 5 else "low"


def _number(text: str) -> int:
    return int(text) if text.strip().isascii() and text.strip().isdigit() and len(text.strip()) < 10 else 0


def _text(found: Properties, name: str) -> str:
    values = found.get(name)
    return values[0].value if values else ""
