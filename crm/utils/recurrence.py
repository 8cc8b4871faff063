"""Rules that repeat: an RRULE read, its days worked out. Days only: which moment a day brings is zones.py's.

Read are daily, weekly, monthly and yearly rules of RFC 5545. How a rule is told in words is recurrence_words.py's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, Literal

from crm.utils import zones
from crm.utils.i18n import N_, _
from crm.utils.text import one_line

DAILY, WEEKLY, MONTHLY, YEARLY = "DAILY", "WEEKLY", "MONTHLY", "YEARLY"
FREQUENCIES = (DAILY, WEEKLY, MONTHLY, YEARLY)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST = 10_000  # times, or steps, that a rule may name
_LIBRARY_NUMBERS: dict[str, Literal[0, 1, 2, 3]] = {
    YEARLY: 0,
    MONTHLY: 1,
    WEEKLY: 2,
    DAILY: 3,
}  # dateutil's numbers for them
_CYCLE = 400  # years after which the calendar is the same again, weekdays included
_WEEKDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_NUMBERS = {"BYMONTHDAY": 31, "BYMONTH": 12, "BYSETPOS": 366, "BYYEARDAY": 366, "BYWEEKNO": 53}
_NEVER_NEGATIVE = frozenset(("BYMONTH",))
# What a frequency may be narrowed by; RFC 5545 forbids the rest, or a calendar would read it in two ways.
_NARROWED = {
    DAILY: {"BYDAY", "BYMONTH", "BYMONTHDAY"},
    WEEKLY: {"BYDAY", "BYMONTH", "BYSETPOS"},
    MONTHLY: {"BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"},
    YEARLY: {"BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "BYYEARDAY", "BYWEEKNO"},
}
_UNREADABLE = N_("This rule of repetition cannot be read: “{rule}”.")
_UNKNOWN = N_("Activities repeat daily, weekly, monthly or yearly; this rule wants something else: “{rule}”.")


@dataclass(frozen=True)
class Weekday:
    """A day of the week, 0 is Monday; `place` counts it within the month or year, from the end if negative, 0 every."""

    day: int
    place: int = 0

    def __str__(self) -> str:
        return f"{self.place or ''}{WEEKDAYS[self.day]}"


@dataclass(frozen=True)
class Rule:
    """A rule that was read. `until` is its last possible day, "" without one; `count` how often at most, 0 without.

    `numbers` are the other narrowing parts by their names in an RRULE, each with its numbers.
    """

    frequency: str
    interval: int = 1
    count: int = 0
    until: str = ""
    weekdays: tuple[Weekday, ...] = ()
    numbers: dict[str, tuple[int, ...]] = field(default_factory=dict)
    week_start: int = 0

    def __str__(self) -> str:
        """The rule as an RRULE, always in the same order."""
        parts = [f"FREQ={self.frequency}"]
        parts += [f"INTERVAL={self.interval}"] if self.interval > 1 else []
        parts += [f"BYDAY={_joined(self.weekdays)}"] if self.weekdays else []
        parts += [f"{name}={_joined(self.numbers[name])}" for name in _NUMBERS if name in self.numbers]
        parts += [f"WKST={WEEKDAYS[self.week_start]}"] if self.week_start else []
        parts += [f"COUNT={self.count}"] if self.count else []
        parts += [f"UNTIL={self.until.replace('-', '')}"] if self.until else []
        return ";".join(parts)


def parse(rule: str, *, at: str = "", zone: str = "") -> Rule:
    """Read an RRULE. A moment as its end becomes the last day whose wall time `at` in `zone` does not lie after it.

    Raises ValueError with a sentence when it cannot be read or wants more than activities can do.
    """
    parts = _parts(rule)
    frequency = parts.pop("FREQ", "")
    if frequency not in FREQUENCIES or parts.keys() - _NARROWED.get(frequency, set()) - _ALWAYS:
        raise _refused(rule, _UNKNOWN)
    read = Rule(
        frequency,
        _positive(parts.get("INTERVAL", "1"), rule),
        _positive(parts["COUNT"], rule) if "COUNT" in parts else 0,
        _last_day(parts["UNTIL"], rule, at=at, zone=zone) if "UNTIL" in parts else "",
        tuple(_weekday(one, rule) for one in parts["BYDAY"].split(",")) if parts.get("BYDAY") else (),
        {name: _numbers(parts[name], rule, name=name) for name in _NUMBERS if name in parts},
        _week_start(parts.get("WKST", "MO"), rule),
    )
    if any(one.place for one in read.weekdays) and (frequency in (DAILY, WEEKLY) or "BYWEEKNO" in read.numbers):
        raise _refused(rule, _UNREADABLE)
    return read


_ALWAYS = {"INTERVAL", "COUNT", "UNTIL", "WKST"}


def days(rule: str | Rule, starts_on: str, *, first: str, last: str) -> list[str]:
    """The days of a rule from `first` to `last`, both of them too; days that are left out count in COUNT all the same.

    `starts_on` itself is one of them only when it fits the rule.
    """
    return list(_from(_read(rule), starts_on, first=first, last=last))


def coming(rule: str | Rule, starts_on: str, *, first: str) -> Iterator[str]:
    """The days of a rule from `first` on, one at a time. What does not occur for 400 years never does."""
    read = _read(rule)
    begin = date.fromisoformat(max(first, starts_on))
    last = read.until or date(min(begin.year + _CYCLE, date.max.year), 12, 31).isoformat()
    return _from(read, starts_on, first=first, last=last)


def next_days(rule: str | Rule, starts_on: str, *, first: str, most: int) -> list[str]:
    """The next days of a rule from `first` on, so many at most."""
    return list(islice(coming(rule, starts_on, first=first), most))


def until(rule: str | Rule, day: str) -> str:
    """The same rule that ends with a day, without a number of times."""
    return str(replace(_read(rule), until=day, count=0))


def split(rule: str | Rule, starts_on: str, *, day: str) -> tuple[str, str]:
    """The rule up to the day before `day`, and from `day` on; of a number of times each has its share.

    The first is "" when no day lies before, the second when none is left.
    """
    read = _read(rule)
    before = _day_before(day)
    done = list(_from(read, starts_on, first=starts_on, last=before))
    later = replace(read, count=read.count - len(done)) if read.count else read
    goes_on = bool(later.count or not read.count) and (not read.until or read.until >= day)
    return until(read, before) if done else "", str(later) if goes_on else ""


def shifted(rule: str | Rule, *, before: str, after: str) -> str:
    """The rule once its occurrence of the day `before` falls on `after`: the days of week or month it names move along.

    Raises ValueError with a sentence when only a new rule can tell what is meant.
    """
    read = _read(rule)
    was, becomes = date.fromisoformat(before), date.fromisoformat(after)
    if was == becomes:
        return str(read)
    moved = _shifted(read, was=was, becomes=becomes)
    if moved is None:
        raise ValueError(_("This repeats in a way that cannot move to another day. Change how it repeats instead."))
    if moved.until:
        moved = replace(moved, until=(date.fromisoformat(moved.until) + (becomes - was)).isoformat())
    return str(moved)


def begun_on(rule: str, *, before: str, after: str) -> str:
    """The rule of what was to begin on one day and begins on another: days it named because of the first move along.

    The same where it named others, or cannot move along; its end stays.
    """
    if not rule or before not in days(rule, before, first=before, last=before):
        return rule
    read = parse(rule)
    try:
        moved = parse(shifted(replace(read, until=""), before=before, after=after))
    except ValueError:
        return rule
    return str(replace(moved, until=read.until))


def _shifted(rule: Rule, *, was: date, becomes: date) -> Rule | None:
    """The rule with the parts that name `was` naming `becomes`; None when they name more than that."""
    if not rule.weekdays and not rule.numbers:
        return rule
    if rule.frequency == WEEKLY and not rule.numbers:
        by = (becomes - was).days
        return replace(rule, weekdays=tuple(sorted({Weekday((one.day + by) % 7) for one in rule.weekdays}, key=_order)))
    numbers = dict(rule.numbers)
    if "BYMONTH" in numbers and rule.frequency == YEARLY and numbers["BYMONTH"] == (was.month,):
        numbers["BYMONTH"] = (becomes.month,)
    elif rule.frequency not in (MONTHLY, YEARLY) or numbers.keys() - {"BYMONTHDAY"}:
        return None
    if rule.frequency == MONTHLY and (was.year, was.month) != (becomes.year, becomes.month):
        return None
    if numbers.get("BYMONTHDAY") == (was.day,) and not rule.weekdays:
        return replace(rule, numbers={**numbers, "BYMONTHDAY": (becomes.day,)})
    if len(rule.weekdays) == 1 and "BYMONTHDAY" not in numbers and rule.weekdays[0].place:
        return replace(rule, numbers=numbers, weekdays=(_same_place(rule.weekdays[0], becomes),))
    return None


def _same_place(weekday: Weekday, day: date) -> Weekday:
    """The weekday of a day and its place in the month, counted from the end when `weekday` is."""
    if weekday.place < 0:
        following = day.replace(day=28) + timedelta(days=4)
        in_month = (following - timedelta(days=following.day)).day
        return Weekday(day.weekday(), -((in_month - day.day) // 7 + 1))
    return Weekday(day.weekday(), (day.day - 1) // 7 + 1)


def _order(weekday: Weekday) -> int:
    return weekday.day


# Working out days


def _from(rule: Rule, starts_on: str, *, first: str, last: str) -> Iterator[str]:
    """The days of a rule from `first` to `last`, in order, one at a time."""
    last = min(last, rule.until) if rule.until else last
    near = max(first, starts_on)
    if last < near:
        return
    end = date.fromisoformat(last)
    for day in _walk(rule, date.fromisoformat(starts_on), near=date.fromisoformat(near), end=end):
        if day > end:
            return
        if (text := day.isoformat()) >= near:
            yield text


def _walk(rule: Rule, begin: date, *, near: date, end: date) -> Iterator[date]:
    """The days of a rule from its beginning, or from a little before `near` where skipping changes nothing.

    The library walks on to the year 9999 where a rule never occurs. So it works in the last years of the calendar,
    which repeats every 400, and is at the end soon.
    """
    from dateutil.rrule import rrule

    begin = begin if rule.count else _skipped(rule, begin, near=near)
    away = (date.max.year - end.year) // _CYCLE * _CYCLE
    start = datetime.combine(begin.replace(year=begin.year + away), time())
    for found in rrule(_LIBRARY_NUMBERS[rule.frequency], dtstart=start, **_options(rule)):
        yield found.date().replace(year=found.year - away)


def _skipped(rule: Rule, begin: date, *, near: date) -> date:
    """A later beginning with the same rhythm, at least one step before `near`."""
    step = {DAILY: 1, WEEKLY: 7}.get(rule.frequency, 0) * rule.interval
    return begin + timedelta(days=max(0, (near - begin).days // step - 1) * step) if step else begin


def _options(rule: Rule) -> dict[str, Any]:
    from dateutil.rrule import weekday

    options: dict[str, Any] = {"interval": rule.interval, "wkst": rule.week_start, "count": rule.count or None}
    options |= {name.lower(): list(numbers) for name, numbers in rule.numbers.items()}
    if rule.weekdays:
        options["byweekday"] = [weekday(one.day, one.place or None) for one in rule.weekdays]
    return options


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


# Reading


def _read(rule: str | Rule) -> Rule:
    return rule if isinstance(rule, Rule) else parse(rule)


def _parts(rule: str) -> dict[str, str]:
    text = rule.strip().upper().removeprefix("RRULE:")
    pairs = [part.partition("=") for part in text.split(";") if part]
    parts = {name.strip(): value.strip() for name, _mark, value in pairs}
    if not pairs or len(parts) < len(pairs) or not all(parts.values()):
        raise _refused(rule, _UNREADABLE)
    return parts


def _refused(rule: str, sentence: str) -> ValueError:
    return ValueError(_(sentence).format(rule=one_line(rule, 60)))


def _positive(text: str, rule: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise _refused(rule, _UNREADABLE)
    if int(text) > MOST:
        raise ValueError(_("A rule counts up to {most}; this one says {number}.").format(most=MOST, number=text))
    return int(text)


def _weekday(text: str, rule: str) -> Weekday:
    found = _WEEKDAY.fullmatch(text.strip())
    if not found or found[1] in ("0", "00") or abs(int(found[1] or 0)) > 53:
        raise _refused(rule, _UNREADABLE)
    return Weekday(WEEKDAYS.index(found[2]), int(found[1] or 0))


def _numbers(text: str, rule: str, *, name: str) -> tuple[int, ...]:
    try:
        found = tuple(int(one) for one in text.split(","))
    except ValueError:
        raise _refused(rule, _UNREADABLE) from None
    if any(not 0 < abs(one) <= _NUMBERS[name] or (one < 0 and name in _NEVER_NEGATIVE) for one in found):
        raise _refused(rule, _UNREADABLE)
    return found


def _week_start(text: str, rule: str) -> int:
    if text not in WEEKDAYS:
        raise _refused(rule, _UNREADABLE)
    return WEEKDAYS.index(text)


def _last_day(text: str, rule: str, *, at: str, zone: str) -> str:
    try:
        end = datetime.fromisoformat(text)
    except ValueError:
        raise _refused(rule, _UNREADABLE) from None
    if "T" not in text:
        return end.date().isoformat()
    local = end.astimezone(zones.named(zone)) if end.tzinfo else end
    early = bool(at) and local.time() < time.fromisoformat(at)
    return (local.date() - timedelta(days=early)).isoformat()


def _joined(values: Collection[object]) -> str:
    return ",".join(str(one) for one in values)
