"""What a person chooses in the editor of a rule, and the rule it makes. No widgets.

A rule that the editor has no fields for has no draft: it stays as it is until another one is chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from crm.utils import recurrence
from crm.utils.recurrence import DAILY, MONTHLY, WEEKLY, YEARLY, Rule, Weekday

PLACES = (1, 2, 3, 4, 5, -1)  # which Monday of a month
WORKING_DAY = 7  # stands beside the seven days of a week: Monday to Friday
LAST_DAY = -1
_WORKING = tuple(Weekday(day) for day in range(5))


@dataclass(frozen=True)
class Draft:
    """A choice: how often, on which days, until when. `frequency` "" does not repeat.

    In a month and year either `month_day` counts (LAST_DAY is the last one), or with `by_weekday` the `place` of a
    `weekday` (0 is Monday, or WORKING_DAY). It ends on the day `until`, after `count` times, or never.
    """

    frequency: str = ""
    interval: int = 1
    weekdays: frozenset[int] = frozenset()
    by_weekday: bool = False
    month_day: int = 1
    place: int = 1
    weekday: int = 0
    month: int = 1
    count: int = 0
    until: str = ""


def new(starts_on: str) -> Draft:
    """What stands in the fields at first: whatever fits the day it begins."""
    day = date.fromisoformat(starts_on)
    place = -1 if day.day > 28 else (day.day - 1) // 7 + 1
    return Draft("", 1, frozenset((day.weekday(),)), False, day.day, place, day.weekday(), day.month)


def of(rule: str, starts_on: str) -> Draft | None:
    """The draft of a rule; None when the editor has no fields for it."""
    first = new(starts_on)
    if not rule:
        return first
    read = recurrence.parse(rule)
    fields = _BY_FREQUENCY[read.frequency](read)
    if fields is None:
        return None
    shared = {"frequency": read.frequency, "interval": read.interval, "count": read.count, "until": read.until}
    return Draft(**{**vars(first), **fields, **shared})


def rule_of(draft: Draft) -> str:
    """The rule of a draft, "" when nothing repeats."""
    if not draft.frequency:
        return ""
    weekdays: tuple[Weekday, ...] = ()
    numbers: dict[str, tuple[int, ...]] = {"BYMONTH": (draft.month,)} if draft.frequency == YEARLY else {}
    if draft.frequency == WEEKLY:
        weekdays = tuple(Weekday(day) for day in sorted(draft.weekdays))
    elif draft.frequency in (MONTHLY, YEARLY) and not draft.by_weekday:
        numbers["BYMONTHDAY"] = (draft.month_day,)
    elif draft.frequency in (MONTHLY, YEARLY) and draft.weekday == WORKING_DAY:
        weekdays, numbers["BYSETPOS"] = _WORKING, (draft.place,)
    elif draft.frequency in (MONTHLY, YEARLY):
        weekdays = (Weekday(draft.weekday, draft.place),)
    count = 0 if draft.until else draft.count
    return str(Rule(draft.frequency, draft.interval, count, draft.until, weekdays, numbers))


def _daily(rule: Rule) -> Mapping[str, object] | None:
    return None if rule.weekdays or rule.numbers else {}


def _weekly(rule: Rule) -> Mapping[str, object] | None:
    if rule.numbers or rule.week_start:
        return None
    return {"weekdays": frozenset(one.day for one in rule.weekdays)} if rule.weekdays else {}


def _monthly(rule: Rule) -> Mapping[str, object] | None:
    numbers = {name: found for name, found in rule.numbers.items() if name != "BYMONTH"}
    if not numbers and not rule.weekdays:
        return {}
    days = numbers.get("BYMONTHDAY", ())
    if not rule.weekdays and numbers.keys() == {"BYMONTHDAY"} and len(days) == 1 and days[0] >= LAST_DAY:
        return {"month_day": days[0]}
    if len(rule.weekdays) == 1 and not numbers and rule.weekdays[0].place in PLACES:
        return {"by_weekday": True, "place": rule.weekdays[0].place, "weekday": rule.weekdays[0].day}
    places = numbers.get("BYSETPOS", ())
    if rule.weekdays == _WORKING and numbers.keys() == {"BYSETPOS"} and len(places) == 1 and places[0] in PLACES:
        return {"by_weekday": True, "place": places[0], "weekday": WORKING_DAY}
    return None


def _yearly(rule: Rule) -> Mapping[str, object] | None:
    months = rule.numbers.get("BYMONTH", ())
    within = _monthly(rule)
    if within is None or len(months) > 1 or (within and not months):
        return None
    return {**within, "month": months[0]} if months else within


_BY_FREQUENCY = {DAILY: _daily, WEEKLY: _weekly, MONTHLY: _monthly, YEARLY: _yearly}
