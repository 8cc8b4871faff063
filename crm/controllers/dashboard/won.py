"""What was won in a period, stretch by stretch, beside the previous equal one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from crm.controllers.analysis.asking import WON
from crm.controllers.analysis.outcomes import left_out_of
from crm.controllers.dashboard.asking import Question
from crm.controllers.dashboard.closed import ENTITY, Won, narrowed, records, won, won_before
from crm.controllers.dashboard.course import within
from crm.controllers.dashboard.words import title_of
from crm.models.dashboards import WON as KIND
from crm.models.dashboards import Behind, CardFigure, Number
from crm.models.figures import ALL
from crm.utils.chart_data import Chart, ChartKind, Role, Series, Unit
from crm.utils.i18n import _

Value = TypeVar("Value")


def figure(question: Question) -> CardFigure:
    """Value and number, and the course of the value, each beside the period before."""
    now, former = won(question), won_before(question)
    total, before = now.total, former.total if former else None
    is_empty = not total.count and not (before and before.count)
    return CardFigure(
        KIND,
        title_of(KIND),
        _(
            "The opportunities won in the period, by the day they were closed on. Values are in the currency of the"
            " business, each at the rate of that day. A period that is still running is compared with the same days of"
            " the one before, any other with as many days or months before it."
        ),
        ENTITY,
        question.period,
        (
            Number(_("Won value"), total.worth.value, Unit.MONEY, now.base, before.worth.value if before else None),
            Number(_("Won opportunities"), total.count, before=before.count if before else None),
        ),
        None if is_empty else _chart(now, former, today=question.deals.today),
        () if is_empty else _parts(now, former),
        left_out_of(now.base, total),
        _("Nothing was won in this period.") if is_empty else "",
        question.compared,
    )


def behind(question: Question, part: str, *, left_out: str) -> Behind:
    """The deals won in a stretch of days, or in all of the period."""
    asked = question.deals
    deals = asked.closed(WON) if part == ALL else within(asked.deals(WON), part)
    return records(asked, narrowed(asked, deals, left_out=left_out))


def _chart(now: Won, former: Won | None, *, today: str) -> Chart:
    """A day that has not come is empty; the period before stands where this one does."""
    places = zip(now.course.days, now.sums, strict=True)
    values = tuple(None if first > today and not one.count else one.worth.value for (first, _last), one in places)
    series = [Series(_("This period"), values, Role.MAIN, now.course.places)]
    if former:
        held = _fitted((one.worth.value for one in former.sums), length=len(values), rest=None)
        named = _fitted(former.course.places, length=len(values), rest="")
        series.append(Series(_("The one before"), held, Role.BEFORE, named))
    return Chart(ChartKind.BARS, now.course.labels, tuple(series), Unit.MONEY, now.base)


def _parts(now: Won, former: Won | None) -> tuple[tuple[str, ...], ...]:
    keys = now.course.keys
    return (keys, _fitted(former.course.keys, length=len(keys), rest="")) if former else (keys,)


def _fitted(values: Iterable[Value], *, length: int, rest: Value) -> tuple[Value, ...]:
    """So many values: the others are dropped, those that miss are `rest`."""
    held = [*values][:length]
    return (*held, *[rest] * (length - len(held)))
