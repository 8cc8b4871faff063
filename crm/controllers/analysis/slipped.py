"""Deals that did not close when they were to: open ones whose day has passed, and those put off out of a month."""

from __future__ import annotations

from dataclasses import replace

from crm.controllers.analysis.asking import OPEN, Asked, Deals
from crm.controllers.analysis.sums import WHOLE, Total, nothing, together, totals_today
from crm.models.figures import ALL, OVERDUE, SLIPPED, WITHOUT_RATE, WITHOUT_VALUE, Figure, LeftOut, Slipped
from crm.storage.sqlite_figures import redated
from crm.utils.i18n import _

_WAS, _BECAME, _REDATED = redated("c")
# Every month that a deal was once taken out of, to a later one or to none.
_PUT_OFF = (
    f"SELECT DISTINCT substr({_WAS}, 1, 7) AS month, c.entity_id AS deal_id FROM changes c"
    f" WHERE {_REDATED} AND {_WAS} BETWEEN :since AND :until AND {_WAS} <> ''"
    f" AND ({_BECAME} = '' OR substr({_BECAME}, 1, 7) > substr({_WAS}, 1, 7))"
)
# It did not come back, nor was it closed by then after all.
_STILL_OUT = (
    "CASE WHEN o.status <> 'open' THEN substr(o.closed_on, 1, 7) > p.month"
    " ELSE o.expected_close = '' OR substr(o.expected_close, 1, 7) > p.month END"
)
_JOINED = f"JOIN ({_PUT_OFF}) p ON p.deal_id = o.id"


def slipped(asked: Asked) -> Figure[Slipped]:
    """The overdue ones, then the months with deals that were put off, in their order."""
    overdue = totals_today(asked, _overdue(asked), by=WHOLE).get("", nothing(asked))
    months = totals_today(asked, asked.deals(_STILL_OUT, **asked.days()), by="p.month", joined=_JOINED)
    return Figure(
        SLIPPED,
        _(
            "Overdue: open opportunities that were expected to close before today, whatever the period. Months: those"
            " that were expected in a month of the period and were then put off to a later one, or to no date, and"
            " neither came back nor closed by its end; one put off twice counts in both months. At today's rates."
        ),
        asked.scope,
        (
            Slipped(OVERDUE, overdue.amounts, overdue.worth),
            *(Slipped(month, months[month].amounts, months[month].worth) for month in sorted(months)),
        ),
        _left_out(asked, together(asked, [overdue, *months.values()])),
    )


def behind(asked: Asked, part: str, *, left_out: str) -> list[Deals]:
    """The overdue ones, those put off out of a month, or all."""
    month = "" if part == ALL else " AND p.month = :part"
    still_out = f"SELECT o.id FROM opportunities o {_JOINED} WHERE {_STILL_OUT}{month}"
    put_off = asked.deals(f"o.id IN ({still_out})", part=part, **asked.days())
    found = {OVERDUE: [_overdue(asked)], ALL: [_overdue(asked), put_off]}.get(part, [put_off])
    if left_out == WITHOUT_VALUE:
        return [one.narrowed("o.value IS NULL") for one in found]
    if left_out == WITHOUT_RATE:
        return [asked.unpriced(one.narrowed("1 = 1", today=asked.today), day=":today") for one in found]
    return found


def _left_out(asked: Asked, total: Total) -> tuple[LeftOut, ...]:
    """What all parts together leave out, a deal that stands in several of them once."""
    return tuple(
        replace(one, count=len(set().union(*map(asked.ids, behind(asked, ALL, left_out=one.key)))))
        for one in total.left_out()
    )


def _overdue(asked: Asked) -> Deals:
    return asked.deals(f"{OPEN} AND o.expected_close <> '' AND o.expected_close < :today", today=asked.today)
