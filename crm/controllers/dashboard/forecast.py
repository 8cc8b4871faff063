"""The coming months: what they brought and are likely to bring, against the goal of each."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crm.controllers import goal_progress
from crm.controllers.analysis import forecast as analysis
from crm.controllers.analysis.asking import Asked, day_after
from crm.controllers.dashboard.asking import Question
from crm.controllers.dashboard.words import title_of
from crm.models import periods
from crm.models.dashboards import FORECAST, Behind, CardFigure, Number
from crm.models.figures import ALL, NO_DATE, OVERDUE, ForecastMonth, Scope, Worth
from crm.models.periods import OWN, Period
from crm.utils import day_names
from crm.utils.chart_data import Chart, ChartKind, Role, Series, Unit
from crm.utils.i18n import N_, _, translate

_NARROW, _WIDE = 3, 6  # months on a card of one cell, and on a wider one
_WON, _OPEN = "won", "open"
_APART = {OVERDUE: N_("Overdue"), NO_DATE: N_("No date")}


@dataclass(frozen=True)
class _Month:
    """A month ("2026-11"), OVERDUE or NO_DATE: what it brought and may bring, and its goal, None without one."""

    key: str
    won: int
    weighted: int
    goal: int | None

    @property
    def name(self) -> str:
        """As on the axis."""
        if self.key in _APART:
            return translate(_APART[self.key])
        return day_names.short_month_and_year(date.fromisoformat(f"{self.key}-01"))


def figure(question: Question) -> CardFigure:
    """Months from this one on, 3 or on a wide card 6, whatever the period of the page."""
    asked = _asked(question)
    told = question.once((FORECAST, asked.scope), lambda: analysis.forecast(asked))
    parts = {part.key: part for part in told.parts}
    months, currency = _by_month(question, parts), asked.prices.base
    shown = _with_those_apart(months, parts)
    chart = _chart(shown, currency)
    return CardFigure(
        FORECAST,
        title_of(FORECAST),
        _definition(question),
        "opportunities",
        Period(OWN, asked.scope.since, asked.scope.until),
        (*_numbers(months[0], currency), *_beside(parts)),
        None if chart.is_empty else chart,
        () if chart.is_empty else _keys(shown),
        told.left_out,
        _("Nothing is expected in the coming months, and no goal is set.") if chart.is_empty else "",
    )


def behind(question: Question, part: str, *, left_out: str) -> Behind:
    """Deals won in a month ("won:2026-11"), open ones expected in it ("open:2026-11"), both ("2026-11"), the overdue,
    those without a date; all of them with ALL."""
    asked = _asked(question)
    if left_out or part in (OVERDUE, NO_DATE):
        found = analysis.behind(asked, part, left_out=left_out)
    else:
        status, _colon, month = part.rpartition(":")
        if month not in (ALL, *_months(question)) or status not in ("", _WON, _OPEN):
            raise KeyError(part)
        opened, won = analysis.behind(asked, month, left_out="")
        found = [one for key, one in ((_OPEN, opened), (_WON, won)) if status in ("", key)]
    return Behind("opportunities", array("q", sorted(set().union(*(asked.ids(one) for one in found)))))


def _asked(question: Question) -> Asked:
    """The question about the months shown."""
    months = _months(question)
    scope = question.deals.scope
    last = periods.end_of("month", f"{months[-1]}-01")
    return question.deals.within(Scope(f"{months[0]}-01", last, scope.pipeline_id, scope.owner_id))


def _months(question: Question) -> list[str]:
    count = _WIDE if question.card.width > 1 else _NARROW
    day, found = f"{question.deals.today[:7]}-01", list[str]()
    while len(found) < count:
        found.append(day[:7])
        day = day_after(periods.end_of("month", day))
    return found


def _by_month(question: Question, parts: Mapping[str, ForecastMonth]) -> list[_Month]:
    keys = _months(question)
    goals = goal_progress.of_months(question.deals, keys)
    none = Worth(question.deals.prices.base)
    worths = {key: (part.won_worth, part.open_worth) for key, part in parts.items()}
    pairs = [(key, *worths.get(key, (none, none))) for key in keys]
    return [_Month(key, won.value, opened.weighted, goals[key]) for key, won, opened in pairs]


def _with_those_apart(months: Sequence[_Month], parts: Mapping[str, ForecastMonth]) -> list[_Month]:
    """The months between the overdue and those without a date, where there are such."""
    overdue, undated = (
        [_Month(key, 0, parts[key].open_worth.weighted, None)] if parts[key].open else [] for key in (OVERDUE, NO_DATE)
    )
    return [*overdue, *months, *undated]


def _definition(question: Question) -> str:
    said = _(
        "What was won, by the day of closing, and the open opportunities by the month they are expected in, weighted:"
        " value times probability. From this month on, whatever the period; overdue ones and those without a date stand"
        " apart. In the currency of the business, open ones at today's rates, won ones at the rate of their day."
    )
    if question.filters.pipeline_id is not None:
        return said + " " + _("Goals know no pipeline: choose all pipelines to see them.")
    goals = _("The goal is everybody's, without one that of all persons together; a quarter's is shared out equally.")
    if question.filters.owner_id is not None:
        goals = _("The goal is the person's own; a quarter's is shared out equally over its months.")
    return f"{said} {goals}"


def _numbers(month: _Month, currency: str) -> tuple[Number, ...]:
    """This month: won, forecast, goal, what is missing."""
    to_go = None if month.goal is None else max(0, month.goal - month.won)
    why, few = ("", "") if month.goal is not None else (_("No goal is set for this month."), _("No goal"))
    return (
        Number(_("Won so far"), month.won, Unit.MONEY, currency, part=f"{_WON}:{month.key}"),
        Number(_("Forecast"), month.won + month.weighted, Unit.MONEY, currency, part=month.key),
        Number(_("Goal"), month.goal, Unit.MONEY, currency, better=0, why=why, briefly=few, part=""),
        Number(
            _("Still to go"), to_go, Unit.MONEY, currency, better=-1, why=why, briefly=few, part=f"{_OPEN}:{month.key}"
        ),
    )


def _beside(parts: Mapping[str, ForecastMonth]) -> tuple[Number, ...]:
    """What is in no month."""
    counts = {key: sum(one.count for one in parts[key].open) for key in (OVERDUE, NO_DATE)}
    return (
        Number(_("Overdue"), counts[OVERDUE], better=-1, part=OVERDUE),
        Number(_("No date"), counts[NO_DATE], better=-1, part=NO_DATE),
    )


def _chart(months: Sequence[_Month], currency: str) -> Chart:
    series = [
        Series(_("Won opportunities"), tuple(month.won for month in months), Role.GOOD),
        Series(_("Expected (weighted)"), tuple(month.weighted for month in months), Role.SECOND),
    ]
    if any(month.goal for month in months):
        series.append(Series(_("Goal"), tuple(month.goal for month in months), Role.GOAL))
    return Chart(ChartKind.STACKED, tuple(month.name for month in months), tuple(series), Unit.MONEY, currency)


def _keys(months: Sequence[_Month]) -> tuple[tuple[str, ...], ...]:
    won = tuple("" if month.key in _APART else f"{_WON}:{month.key}" for month in months)
    opened = tuple(month.key if month.key in _APART else f"{_OPEN}:{month.key}" for month in months)
    keys = [won, opened]
    if any(month.goal for month in months):
        keys.append(("",) * len(months))
    return tuple(keys)
