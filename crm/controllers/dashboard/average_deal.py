"""How large a sale is on average, and how long it takes from creation to closing."""

from __future__ import annotations

from collections.abc import Sequence

from crm.controllers.analysis.asking import WON
from crm.controllers.analysis.outcomes import Sum, added, left_out_of
from crm.controllers.dashboard.asking import Question
from crm.controllers.dashboard.closed import ENTITY, narrowed, records, won, won_before
from crm.controllers.dashboard.course import Course, within
from crm.controllers.dashboard.words import of_enough, title_of
from crm.models.dashboards import AVERAGE_DEAL as KIND
from crm.models.dashboards import Behind, CardFigure, Number
from crm.models.figures import ALL, FLOOR
from crm.models.periods import start_of
from crm.utils.chart_data import Chart, ChartKind, Role, Series, Unit
from crm.utils.i18n import _


def figure(question: Question) -> CardFigure:
    """The average value and cycle, each beside the period before, and the course of the value."""
    now, former = won(question), won_before(question)
    total, before = now.total, former.total if former else None
    average, before_days = (before.average, before.cycle_days) if before else (None, None)
    course, sums = _widened(now.course, now.sums)
    is_known = any(one.average is not None for one in sums)
    return CardFigure(
        KIND,
        title_of(KIND),
        _(
            "The value of an opportunity won in the period, on average of those with a value, in the currency of the"
            " business at the rate of the day they were closed on; and the days from creation to closing, on average of"
            " all that were won. Fewer than {floor} are too few to say."
        ).format(floor=FLOOR),
        ENTITY,
        question.period,
        (
            of_enough(Number(_("Average deal"), total.average, Unit.MONEY, now.base, average)),
            of_enough(Number(_("Average cycle"), total.cycle_days, Unit.DAYS, before=before_days, better=-1)),
        ),
        _chart(course, sums, currency=now.base) if is_known else None,
        (course.keys,) if is_known else (),
        left_out_of(now.base, total),
        "" if is_known else _note(total),
        question.compared,
    )


def behind(question: Question, part: str, *, left_out: str) -> Behind:
    """The deals won in a stretch of days, or in all of the period."""
    asked = question.deals
    deals = asked.closed(WON) if part == ALL else within(asked.deals(WON), part)
    return records(asked, narrowed(asked, deals, left_out=left_out))


def _note(total: Sum) -> str:
    if not total.count:
        return _("Nothing was won in this period.")
    return _("No stretch of the period has the {floor} sales it takes for a course.").format(floor=FLOOR)


def _widened(course: Course, sums: Sequence[Sum]) -> tuple[Course, tuple[Sum, ...]]:
    """Days as weeks: on one day there are rarely enough deals for an average. Longer stretches stay."""
    if course.unit != "day":
        return course, tuple(sums)
    weeks: dict[str, list[int]] = {}
    for place, (day, _last) in enumerate(course.days):
        weeks.setdefault(start_of("week", day), []).append(place)
    days = tuple((course.days[places[0]][0], course.days[places[-1]][1]) for places in weeks.values())
    base = sums[0].worth.currency
    return Course("week", days), tuple(added(base, [sums[place] for place in places]) for places in weeks.values())


def _chart(course: Course, sums: Sequence[Sum], *, currency: str) -> Chart:
    values = tuple(one.average for one in sums)
    return Chart(
        ChartKind.LINE,
        course.labels,
        (Series(_("Average deal"), values, Role.MAIN, course.places),),
        Unit.MONEY,
        currency,
    )
