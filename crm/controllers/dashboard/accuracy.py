"""How right the forecasts were: what each past month was said to bring, and what it brought."""

from __future__ import annotations

import statistics
from array import array
from collections.abc import Sequence
from datetime import date

from crm.controllers.analysis import snapshots
from crm.controllers.analysis.asking import WON, Asked, Deals
from crm.controllers.analysis.reasons import without_rate
from crm.controllers.dashboard.asking import Question
from crm.controllers.dashboard.words import of_enough, title_of
from crm.models import periods
from crm.models.dashboards import ACCURACY, Behind, CardFigure, Number
from crm.models.figures import ALL, FLOOR, WITHOUT_RATE, LeftOut, MonthAccuracy, Scope
from crm.models.periods import OWN, Period
from crm.models.rates import RateBook
from crm.utils import dates, day_names
from crm.utils.chart_data import Chart, ChartKind, Role, Series, Unit
from crm.utils.i18n import _

_NARROW, _WIDE = 6, 12  # months on a card of one cell, and on a wider one
_SAID = "said_without_rate"


def figure(question: Question) -> CardFigure:
    """The last 6 months that are over, 12 on a wide card, as far as forecasts were kept; whatever the period."""
    asked = _asked(question)
    book = asked.prices.book
    told = question.once((ACCURACY, asked.scope), lambda: snapshots.accuracy(asked, book))
    months = told.parts
    note = _("The forecast is kept each day. The first month that can be compared is the one that runs now.")
    return CardFigure(
        ACCURACY,
        title_of(ACCURACY),
        told.definition + " " + _("The last months that are over, whatever the period."),
        "opportunities",
        Period(OWN, asked.scope.since, asked.scope.until),
        _numbers(months),
        _chart(months, asked.prices.base) if months else None,
        (("",) * len(months), tuple(month.key for month in months)) if months else (),
        _left_out(asked, months),
        "" if months else note,
    )


def behind(question: Question, part: str, *, left_out: str) -> Behind:
    """The deals won in a month ("2026-10"), or in all months shown; what was said has no records."""
    asked = _asked(question)
    if left_out == _SAID:
        return Behind("opportunities", array("q"))
    if left_out not in ("", WITHOUT_RATE):
        raise KeyError(left_out)
    months = [month.key for month in snapshots.accuracy(asked, RateBook(asked.prices.base, ())).parts]
    if part not in (ALL, *months):
        raise KeyError(part)
    deals = _won(asked, months if part == ALL else [part])
    return Behind("opportunities", asked.ids(asked.unpriced(deals) if left_out else deals))


def _asked(question: Question) -> Asked:
    """The question about the months shown."""
    first = f"{question.deals.today[:7]}-01"
    for _place in range(_WIDE if question.card.width > 1 else _NARROW):
        first = periods.start_of("month", dates.days_after(first, -1))
    scope, last = question.deals.scope, dates.days_after(f"{question.deals.today[:7]}-01", -1)
    return question.deals.within(Scope(first, last, scope.pipeline_id, scope.owner_id))


def _won(asked: Asked, months: Sequence[str]) -> Deals:
    """The deals won in months."""
    spans = " OR ".join(f"o.closed_on BETWEEN :first{n} AND :last{n}" for n in range(len(months)))
    marks = {f"first{n}": f"{month}-01" for n, month in enumerate(months)}
    marks |= {f"last{n}": periods.end_of("month", f"{month}-01") for n, month in enumerate(months)}
    return asked.deals(WON).narrowed(spans or "1 = 0", **marks)


def _numbers(months: Sequence[MonthAccuracy]) -> tuple[Number, ...]:
    """What came of all that was said, and by how much a month usually missed."""
    said, came = sum(month.said for month in months), sum(month.came for month in months)
    ratios = [month.ratio for month in months if month.ratio is not None]
    missed = statistics.median(abs(ratio - 1) for ratio in ratios) if len(ratios) >= FLOOR else None
    nothing_said = "" if said > 0 else _("Nothing was said of these months.")
    return (
        Number(_("Came of what was said"), came / said if said > 0 else None, Unit.SHARE, better=0, why=nothing_said),
        of_enough(Number(_("Usually off by"), missed, Unit.SHARE, better=-1)),
    )


def _chart(months: Sequence[MonthAccuracy], currency: str) -> Chart:
    names = tuple(day_names.short_month_and_year(date.fromisoformat(f"{month.key}-01")) for month in months)
    series = (
        Series(_("Said"), tuple(month.said for month in months), Role.SECOND),
        Series(_("Came"), tuple(month.came for month in months), Role.GOOD),
    )
    return Chart(ChartKind.BARS, names, series, Unit.MONEY, currency)


def _left_out(asked: Asked, months: Sequence[MonthAccuracy]) -> tuple[LeftOut, ...]:
    whole = sum(month.unpriced for month in months)
    came = asked.count(asked.unpriced(_won(asked, [month.key for month in months]))) if whole else 0
    said = _("In the forecasts kept, but in no sum: no exchange rate was known on their day.")
    kept = (LeftOut(_SAID, said, whole - came),) if whole > came else ()
    return (*without_rate(came, asked.prices.base), *kept)
