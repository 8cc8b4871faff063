"""Periods of local days by name, and the one before each that it is compared with. No SQL, no words on a screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from crm.models.fields import Choice
from crm.utils.i18n import N_

MONTH, LAST_MONTH, QUARTER, LAST_QUARTER = "month", "last_month", "quarter", "last_quarter"
YEAR, LAST_YEAR, WEEK, LAST_WEEK = "year", "last_year", "week", "last_week"
DAYS_30, DAYS_90, DAYS_365, EVER, OWN = "days_30", "days_90", "days_365", "ever", "own"
PERIODS = (
    Choice(WEEK, N_("This week")),
    Choice(LAST_WEEK, N_("Last week")),
    Choice(MONTH, N_("This month")),
    Choice(LAST_MONTH, N_("Last month")),
    Choice(QUARTER, N_("This quarter")),
    Choice(LAST_QUARTER, N_("Last quarter")),
    Choice(YEAR, N_("This year")),
    Choice(LAST_YEAR, N_("Last year")),
    Choice(DAYS_30, N_("Last 30 days")),
    Choice(DAYS_90, N_("Last 90 days")),
    Choice(DAYS_365, N_("Last 365 days")),
    Choice(EVER, N_("All time")),
    Choice(OWN, N_("Own period…")),
)
_CALENDAR = {WEEK: 0, LAST_WEEK: 0, MONTH: 1, LAST_MONTH: 1, QUARTER: 3, LAST_QUARTER: 3, YEAR: 12, LAST_YEAR: 12}
_DAYS = {DAYS_30: 30, DAYS_90: 90, DAYS_365: 365}
_LAST = frozenset((LAST_WEEK, LAST_MONTH, LAST_QUARTER, LAST_YEAR))


@dataclass(frozen=True)
class Period:
    """Local days from `since` to `until`, both included; "" leaves an end open. `key` is of PERIODS."""

    key: str
    since: str = ""
    until: str = ""


def period(key: str, today: str, *, since: str = "", until: str = "") -> Period:
    """The days a name stands for on a day. Present ones reach to their own end: this month to its last day.

    `since` and `until` are those of OWN. ValueError for a name that is not one of PERIODS, or a day that is none.
    """
    day = date.fromisoformat(today)
    if key == EVER:
        return Period(key)
    if key == OWN:
        return Period(key, *(date.fromisoformat(one).isoformat() if one else "" for one in (since, until)))
    if key in _DAYS:
        return Period(key, (day - timedelta(days=_DAYS[key] - 1)).isoformat(), today)
    if key not in _CALENDAR:
        raise ValueError(key)
    first = _start(day, _CALENDAR[key])
    if key in _LAST:
        first = _start(first - timedelta(days=1), _CALENDAR[key])
    return Period(key, first.isoformat(), _end(first, _CALENDAR[key]).isoformat())


def before(asked: Period, today: str) -> Period | None:
    """The previous equal period; None where an end is open.

    Of a calendar period that is over, the whole one before it; of one that runs, the same days of the one before it: on
    the 21st of a month the 1st to the 21st of the last one, to its end where it is shorter. Of any other period, as
    many days before it.
    """
    if not asked.since or not asked.until:
        return None
    first, last = date.fromisoformat(asked.since), date.fromisoformat(asked.until)
    if asked.key not in _CALENDAR:
        days = (last - first).days + 1
        return Period(asked.key, (first - timedelta(days=days)).isoformat(), (first - timedelta(days=1)).isoformat())
    months = _CALENDAR[asked.key]
    former = _start(first - timedelta(days=1), months)
    end = first - timedelta(days=1)
    now = date.fromisoformat(today)
    if first <= now < last:
        end = min(end, _same_place(former, first, now=now))
    return Period(asked.key, former.isoformat(), end.isoformat())


def starts_of(unit: str, since: str, *, until: str) -> list[str]:
    """The first days of the days, weeks, months, quarters or years that a period touches, the earliest first.

    `unit` is "day", "week", "month", "quarter" or "year"; a week begins on Monday.
    """
    day, last, found = start_of(unit, since), date.fromisoformat(until), []
    while day <= last.isoformat():
        found.append(day)
        day = end_of(unit, day)
        day = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    return found


UNITS = {"day": -1, "week": 0, "month": 1, "quarter": 3, "year": 12}


def start_of(unit: str, day: str) -> str:
    """The first day of the unit of UNITS that a day lies in. KeyError when there is no such unit."""
    months = UNITS[unit]
    return day if months < 0 else _start(date.fromisoformat(day), months).isoformat()


def end_of(unit: str, day: str) -> str:
    """The last day of the unit of UNITS that a day lies in. KeyError when there is no such unit."""
    months = UNITS[unit]
    return day if months < 0 else _end(_start(date.fromisoformat(day), months), months).isoformat()


def _start(day: date, months: int) -> date:
    """The first day of the week (0) or of the calendar stretch of so many months that a day lies in."""
    if not months:
        return day - timedelta(days=day.weekday())
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _end(first: date, months: int) -> date:
    """The last day of the stretch that begins on `first`."""
    return _shifted(first, months) - timedelta(days=1) if months else first + timedelta(days=6)


def _shifted(first: date, months: int) -> date:
    """The first of the month so many months after one."""
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _same_place(former: date, first: date, *, now: date) -> date:
    """The day in the stretch from `former` that stands where `now` does in the one from `first`: as many months in and
    on the same day of the month, its last one where it is shorter; in a week as many days in."""
    if (first - former).days == 7:
        return former + (now - first)
    months = (now.year - first.year) * 12 + now.month - first.month
    month = _shifted(former, months)
    return min(month + timedelta(days=now.day - 1), _end(month, 1))
