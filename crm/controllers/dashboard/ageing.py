"""How old the open deals are, in days since they were created."""

from __future__ import annotations

from collections.abc import Mapping

from crm.controllers.analysis.asking import OPEN, Asked, Deals, start_of
from crm.controllers.analysis.sums import Total, nothing, together, totals_today
from crm.controllers.dashboard.asking import Question
from crm.controllers.dashboard.closed import narrowed
from crm.controllers.dashboard.words import of_enough, of_known, title_of
from crm.models.dashboards import AGEING, Behind, CardFigure, Number
from crm.models.figures import ALL, FLOOR
from crm.models.periods import EVER, Period
from crm.utils import dates
from crm.utils.chart_data import Chart, ChartKind, Role, Series, Unit
from crm.utils.i18n import _, ngettext

_EDGES = (30, 60, 90, 180)  # the last day of each stretch but the oldest
_OLD = "old"  # the part of those older than three months: the last two stretches
_OLDEST = len(_EDGES)
_PART = (
    "CASE "
    + " ".join(f"WHEN o.created_at >= :edge{place} THEN {place}" for place in range(_OLDEST))
    + f" ELSE {_OLDEST} END"
)


def figure(question: Question) -> CardFigure:
    """How many there are of each age, or with the option `show` "value" what they are worth."""
    asked = question.deals
    found = question.once((AGEING, "totals"), lambda: totals_today(asked, _open(asked), by=_PART))
    totals = [found.get(place, nothing(asked)) for place in range(_OLDEST + 1)]
    whole, old = together(asked, totals), together(asked, totals[3:])
    keys = tuple(str(place) for place in range(_OLDEST + 1))
    return CardFigure(
        AGEING,
        title_of(AGEING, question.card.options),
        _(
            "The opportunities that are open now by the days since they were created, whatever the period. Values are"
            " in the currency of the business at today's rates. The median is the age in the middle of all of them."
        ),
        "opportunities",
        Period(EVER),
        (
            _median(asked, whole.count),
            Number(_("Over 90 days"), old.count, better=-1, part=_OLD),
            of_known(
                Number(_("Value over 90 days"), old.worth.value, Unit.MONEY, old.worth.currency, better=-1, part=_OLD),
                old,
            ),
        ),
        _chart(totals, by_value=question.card.options.get("show") == "value") if whole.count else None,
        (keys,) if whole.count else (),
        whole.left_out(),
        "" if whole.count else _("There are no open opportunities."),
    )


def behind(question: Question, part: str, *, left_out: str) -> Behind:
    """The open deals of a stretch of ages ("0" to "4"), those over 90 days ("old"), or all of them."""
    asked = question.deals
    deals = narrowed(asked, _open(asked), left_out=left_out, day=":today")
    if part == _OLD:
        deals = deals.narrowed(f"{_PART} >= 3")
    elif part != ALL:
        deals = deals.narrowed(f"{_PART} = :part", part=_place(part))
    return Behind("opportunities", asked.ids(deals))


def _place(part: str) -> int:
    place = int(part)
    if not 0 <= place <= _OLDEST:
        raise KeyError(part)
    return place


def _open(asked: Asked) -> Deals:
    return asked.deals(OPEN, today=asked.today, **_marks(asked.today))


def _marks(today: str) -> Mapping[str, str]:
    """The moments the local days begin on that deals of each stretch were made at the earliest."""
    return {f"edge{place}": start_of(dates.days_after(today, -days)) for place, days in enumerate(_EDGES)}


def _median(asked: Asked, count: int) -> Number:
    """The age in the middle, of two the one between them."""
    label = _("Median age")
    if count < FLOOR:
        return of_enough(Number(label, None, Unit.DAYS, better=-1))
    deals = asked.deals(OPEN)
    rows = asked.rows(
        f"SELECT o.created_at AS made FROM opportunities o WHERE {deals.where} ORDER BY o.created_at DESC"
        " LIMIT :several OFFSET :skipped",
        deals,
        several=2 - count % 2,
        skipped=(count - 1) // 2,
    )
    ages = [max(0, dates.days_since(row["made"])) for row in rows]
    return Number(label, sum(ages) / len(ages), Unit.DAYS, better=-1)


def _chart(totals: list[Total], *, by_value: bool) -> Chart:
    ends = [*(str(days) for days in _EDGES)]
    starts = ["0", *(str(days + 1) for days in _EDGES)]
    labels = [f"{first}–{last}" for first, last in zip(starts, ends, strict=False)]
    labels.append(_("over {days}").format(days=_EDGES[-1]))
    places = tuple(ngettext("{count} day", "{count} days", 2).format(count=label) for label in labels)
    if not by_value:
        counts = Series(_("Opportunities"), tuple(one.count for one in totals), Role.MAIN, places)
        return Chart(ChartKind.BARS, tuple(labels), (counts,))
    values = Series(_("Value"), tuple(one.worth.value for one in totals), Role.MAIN, places)
    return Chart(ChartKind.BARS, tuple(labels), (values,), Unit.MONEY, totals[0].worth.currency)
