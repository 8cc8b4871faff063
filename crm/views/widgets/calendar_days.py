"""Which days a calendar shows, and how one comes to the next ones. Arithmetic of days only; weeks begin on Monday."""

from __future__ import annotations

from datetime import date, timedelta

from crm.views.widgets.calendar_model import AGENDA, DAY, MONTH, WEEK

_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)  # far from where the calendar of dates itself ends


def bounded(day: date) -> date:
    """The day itself, or the nearest one that a calendar goes to."""
    return max(_FIRST, min(day, _LAST))


def week_of(day: date) -> date:
    """The Monday of a week."""
    return day - timedelta(days=day.weekday())


def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of a month."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def days_of(view: str, anchor: date, *, weekends: bool = True) -> list[date]:
    """The days a view shows, in their order: whole weeks for a month."""
    first, last = span(view, anchor)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [day for day in days if weekends or view in (DAY, AGENDA) or day.weekday() < 5]


def span(view: str, anchor: date) -> tuple[date, date]:
    """The first and the last day a view shows."""
    if view == DAY:
        return anchor, anchor
    if view == WEEK:
        return week_of(anchor), week_of(anchor) + timedelta(days=6)
    first, last = month_of(anchor)
    if view == MONTH:
        return week_of(first), week_of(last) + timedelta(days=6)
    return first, last


def step(view: str, anchor: date, *, by: int) -> date:
    """The anchor of the period `by` periods away; the day of the month stays as far as that month has it."""
    if view == DAY:
        return bounded(anchor + timedelta(days=by))
    if view == WEEK:
        return bounded(anchor + timedelta(days=7 * by))
    months = anchor.year * 12 + anchor.month - 1 + by
    first = date(max(_FIRST.year, min(months // 12, _LAST.year)), months % 12 + 1, 1)
    return bounded(min(first.replace(day=1) + timedelta(days=anchor.day - 1), month_of(first)[1]))


def nearest(days: list[date], day: date) -> date:
    """The day among `days` that lies nearest to another."""
    return min(days, key=lambda one: abs((one - day).days))
