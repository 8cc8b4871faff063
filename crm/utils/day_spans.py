"""Stretches of days in few words: "1–21 Oct", "October", "1 Oct – 15 Nov". Those of this year name no year."""

from __future__ import annotations

from datetime import date, timedelta

from crm.utils import day_names
from crm.utils.dates import today


def span(since: str, until: str) -> str:
    """The days from one to another, both included: a single one, part of a month, whole months, a whole year."""
    first, last = date.fromisoformat(since), date.fromisoformat(until)
    year = "" if first.year == last.year == date.fromisoformat(today()).year else str(last.year)
    if first == last:
        return _with_year(_day_month(first), year)
    if first.year != last.year:
        return f"{dated(first)} – {dated(last)}"
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        return _months(first, last, year=year)
    if first.month == last.month:
        return _with_year(f"{first.day}–{_day_month(last)}", year)
    return _with_year(f"{_day_month(first)} – {_day_month(last)}", year)


def dated(day: date) -> str:
    """A day with its year: "1 Oct 2025"."""
    return _with_year(_day_month(day), str(day.year))


def _months(first: date, last: date, *, year: str) -> str:
    if (first.month, last.month) == (1, 12):
        return str(first.year)
    if first.month == last.month:
        return _with_year(day_names.month(first), year)
    return _with_year(f"{day_names.month(first)} – {day_names.month(last)}", year)


def _day_month(day: date) -> str:
    return f"{day.day} {day_names.short_month(day)}"


def _with_year(words: str, year: str) -> str:
    return f"{words} {year}" if year else words
