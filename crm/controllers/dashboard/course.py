"""The stretches of days that a card's chart is drawn over: days, weeks, months, quarters or years of its period.

The key of a stretch tells its first and its last day, so that the deals behind one are found without working it out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crm.controllers.analysis.asking import LAST_DAY, LOST, WON, Asked, Deals, day_after
from crm.controllers.analysis.outcomes import END, Stretch
from crm.controllers.analysis.sums import currencies
from crm.controllers.dashboard.asking import Question
from crm.models import periods
from crm.models.periods import Period
from crm.utils import day_names
from crm.utils.day_spans import span

# The longest period, in days, that is shown by each unit; a longer one is shown by the next.
_LONGEST = {"day": 31, "week": 100, "month": 930, "quarter": 2800}
_BETWEEN = ".."


@dataclass(frozen=True)
class Course:
    """Stretches of days that follow one another, as their first and last days."""

    unit: str
    days: tuple[tuple[str, str], ...]

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The same, each to the day behind its last one."""
        return tuple((first, day_after(last) or END) for first, last in self.days)

    @property
    def keys(self) -> tuple[str, ...]:
        """What each is asked for by: see `within`."""
        return tuple(f"{first}{_BETWEEN}{last}" for first, last in self.days)

    @property
    def places(self) -> tuple[str, ...]:
        """What each is called in full."""
        return tuple(span(first, last) for first, last in self.days)

    @property
    def labels(self) -> tuple[str, ...]:
        """What each is called on a chart, as short as it is clear."""
        starts = [date.fromisoformat(first) for first, _last in self.days]
        years, months = {one.year for one in starts}, {(one.year, one.month) for one in starts}
        return tuple(_label(one, self.unit, one_year=len(years) < 2, one_month=len(months) < 2) for one in starts)


def course_of(question: Question) -> Course:
    """The stretches of the page's period; where it is open, from the first closed deal to the last one or today."""
    return question.once("course", lambda: _course(question))


def course_before(question: Question) -> Course:
    """The stretches of the period compared with, in the same unit: each stands where that of `course_of` does.

    None at all where there is no such period.
    """
    unit = course_of(question).unit
    compared = question.compared
    return Course(unit, _days(unit, compared.since, until=compared.until) if compared else ())


def within(deals: Deals, part: str) -> Deals:
    """Those of the deals that were closed in the stretch with this key. ValueError when it is none."""
    first, last = (date.fromisoformat(day).isoformat() for day in part.split(_BETWEEN))
    return deals.narrowed("o.closed_on BETWEEN :first AND :last", first=first, last=last)


def _course(question: Question) -> Course:
    period = _bounded(question)
    length = (date.fromisoformat(period.until) - date.fromisoformat(period.since)).days + 1
    unit = next((name for name, longest in _LONGEST.items() if length <= longest), "year")
    return Course(unit, _days(unit, period.since, until=period.until))


def _bounded(question: Question) -> Period:
    period, today = question.period, question.deals.today
    if period.since and period.until:
        return period
    first, last = _closed_days(question.deals)
    until = period.until or max(last, today, period.since)
    return Period(period.key, period.since or min(first or today, until), until)


def _closed_days(asked: Asked) -> tuple[str, str]:
    """The first and the last day a deal was closed on, "" when none was. An index has them by status and currency."""
    found = [
        asked.database.value(
            f"SELECT {which}(o.closed_on) FROM opportunities o WHERE {condition} AND o.currency = :currency",
            currency=currency,
        )
        for which in ("min", "max")
        for condition in (WON, LOST)
        for currency in currencies(asked)
    ]
    days = [day for day in found if day]
    return (min(days), min(max(days), LAST_DAY)) if days else ("", "")


def _days(unit: str, since: str, *, until: str) -> tuple[tuple[str, str], ...]:
    starts = periods.starts_of(unit, since, until=until)
    return tuple((max(one, since), min(periods.end_of(unit, one), until)) for one in starts)


def _label(day: date, unit: str, *, one_year: bool, one_month: bool) -> str:
    if unit == "year":
        return str(day.year)
    if unit == "quarter":
        return day_names.quarter(day) if one_year else day_names.quarter_and_year(day)
    if unit == "month":
        return day_names.short_month(day) if one_year else day_names.short_month_and_year(day)
    return str(day.day) if one_month else f"{day.day} {day_names.short_month(day)}"
