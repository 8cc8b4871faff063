"""What the coming months may bring: open deals by expected close, won ones by the day they were closed on."""

from __future__ import annotations

from crm.controllers.analysis.asking import OPEN, WON, Asked, Deals
from crm.controllers.analysis.sums import Parting, closed_totals, nothing, together, totals_today
from crm.models.figures import (
    ALL,
    FORECAST,
    NO_DATE,
    OVERDUE,
    WITHOUT_RATE,
    WITHOUT_VALUE,
    Figure,
    ForecastMonth,
)
from crm.utils.i18n import _

_DAY = "o.expected_close"
_PART = f"CASE WHEN {_DAY} = '' THEN '{NO_DATE}' WHEN {_DAY} < :today THEN '{OVERDUE}' ELSE substr({_DAY}, 1, 7) END"
_CLOSED_IN = "substr(o.closed_on, 1, 7)"


def forecast(asked: Asked) -> Figure[ForecastMonth]:
    """The overdue, the months, those without a date, in this order."""
    opened = totals_today(asked, _open(asked), by=_PART)
    # By day, as an index has them, so that nothing is sorted.
    won = closed_totals(asked, WON, parting=Parting("o.closed_on", part_of=lambda day: str(day)[:7]))
    none = nothing(asked)
    months = sorted((opened.keys() | won.keys()) - {OVERDUE, NO_DATE})
    parts = [(key, opened.get(key, none), won.get(key, none)) for key in (OVERDUE, *months, NO_DATE)]
    total = together(asked, [*opened.values(), *won.values()])
    return Figure(
        FORECAST,
        _(
            "Open opportunities by the month they are expected to close in, and won ones by the month they were closed"
            " in. Weighted: value times probability, rounded for each opportunity, then added; won ones count in full."
            " Overdue ones (expected before today) and those without a date stand apart, whatever the period."
            " Other currencies: open ones at today's rate, won ones at the rate of the day they were closed on."
        ),
        asked.scope,
        tuple(ForecastMonth(key, o.amounts, w.amounts, open_worth=o.worth, won_worth=w.worth) for key, o, w in parts),
        total.left_out(),
    )


def behind(asked: Asked, part: str, *, left_out: str) -> list[Deals]:
    """The deals of a month or of all."""
    opened, won = _open(asked), asked.closed(WON)
    if part in (OVERDUE, NO_DATE):
        opened, won = opened.narrowed(f"{_PART} = :part", part=part), won.narrowed("1 = 0")
    elif part != ALL:
        opened = opened.narrowed(f"{_PART} = :part", part=part)
        won = won.narrowed(f"{_CLOSED_IN} = :part", part=part)
    if left_out == WITHOUT_RATE:
        return [asked.unpriced(opened, day=":today"), asked.unpriced(won)]
    if left_out == WITHOUT_VALUE:
        return [one.narrowed("o.value IS NULL") for one in (opened, won)]
    return [opened, won]


def _open(asked: Asked) -> Deals:
    """Open deals of the period, and those that are no month's."""
    chosen = asked.deals(OPEN, today=asked.today)
    period = f"{_DAY} < :today OR {_DAY} BETWEEN :since AND :until"
    return chosen.narrowed(period, **asked.days())
