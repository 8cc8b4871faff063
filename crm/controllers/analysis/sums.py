"""Totals of deals, part by part: per currency, and together in the business's own. No figure stands here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from crm.controllers.analysis.asking import Asked, Deals, added
from crm.controllers.analysis.prices import RATES, WEIGHTED_WORTH, WORTH
from crm.controllers.analysis.reasons import without_rate, without_value
from crm.controllers.opportunity_queries import WEIGHTED
from crm.models.figures import LeftOut, Worth
from crm.models.opportunities import Amount
from crm.storage.changelog import to_json
from crm.storage.sqlite import Row

_COUNTED = "count(*) AS count, count(*) - count(o.value) AS without_value, coalesce(sum(o.value), 0) AS value"
# A won deal weighs all it is worth, a lost one nothing: the probability is not looked at, so that an index is enough.
_CLOSED_WEIGHT = "CASE o.status WHEN 'won' THEN o.value ELSE 0 END"
_CLOSED_WORTH = f"CASE o.status WHEN 'won' THEN {WORTH} ELSE 0 END"


@dataclass(frozen=True)
class Total:
    """The deals of one part."""

    amounts: tuple[Amount, ...]
    worth: Worth

    @property
    def count(self) -> int:
        """How many deals."""
        return sum(one.count for one in self.amounts)

    def left_out(self) -> tuple[LeftOut, ...]:
        """Those of them that are in no sum, or in none of the business's currency."""
        valueless = sum(one.without_value for one in self.amounts)
        return (*without_value(valueless), *without_rate(self.worth.unpriced, self.worth.currency))


def nothing(asked: Asked) -> Total:
    """The total of no deals."""
    return Total((), Worth(asked.prices.base))


def totals_today(asked: Asked, deals: Deals, *, by: str, joined: str = "") -> dict[Any, Total]:
    """Deals by an expression, converted at today's rates; `joined` is a further table that the expression needs."""
    amounts = asked.rows(
        f"SELECT {by} AS part, o.currency AS currency, {_COUNTED}, coalesce(sum({WEIGHTED}), 0) AS weighted"
        f" FROM opportunities o {joined} WHERE {deals.where} GROUP BY 1, 2",
        deals,
    )
    foreign = asked.rows(
        f"SELECT {by} AS part, count(*) AS count, sum({WORTH}) AS value, sum({WEIGHTED_WORTH}) AS weighted"
        f" FROM opportunities o JOIN {RATES} ON r.currency = o.currency {joined}"
        f" WHERE {deals.where} AND o.value IS NOT NULL GROUP BY 1",
        deals,
        rates=to_json(asked.prices.on(asked.today)),
    )
    return _together(asked, amounts, foreign)


def closed_totals(asked: Asked, deals: Deals, *, by: str, joined: str = "") -> dict[Any, Total]:
    """Closed deals by an expression, each converted at the rate of the day it was closed on."""
    amounts = asked.rows(
        f"SELECT {by} AS part, o.currency AS currency, {_COUNTED}, coalesce(sum({_CLOSED_WEIGHT}), 0) AS weighted"
        f" FROM opportunities o {joined} WHERE {deals.where} GROUP BY 2, 1",
        deals,
    )
    foreign = asked.rows(
        f"SELECT {by} AS part, count(*) AS count, sum({WORTH}) AS value, sum({_CLOSED_WORTH}) AS weighted"
        f" FROM {RATES} CROSS JOIN opportunities o {joined} WHERE o.currency = r.currency"
        f" AND o.closed_on >= r.first AND o.closed_on < r.behind AND {deals.where} AND o.value IS NOT NULL GROUP BY 1",
        deals,
        rates=to_json(asked.prices.by_day()),
    )
    return _together(asked, amounts, foreign)


def together(asked: Asked, totals: list[Total]) -> Total:
    """Several totals as one."""
    worths = [one.worth for one in totals]
    return Total(
        added(amount for one in totals for amount in one.amounts),
        Worth(
            asked.prices.base,
            sum(one.count for one in worths),
            sum(one.value for one in worths),
            weighted=sum(one.weighted for one in worths),
            unpriced=sum(one.unpriced for one in worths),
        ),
    )


def _together(asked: Asked, amounts: list[Row], foreign: list[Row]) -> dict[Any, Total]:
    by_part: dict[Any, list[Amount]] = {}
    for row in amounts:
        by_part.setdefault(row.pop("part"), []).append(Amount(**row))
    converted = {row["part"]: row for row in foreign}
    return {part: Total(added(found), _worth(asked, found, converted.get(part))) for part, found in by_part.items()}


def _worth(asked: Asked, amounts: list[Amount], foreign: Row | None) -> Worth:
    """What deals are worth together: those in the business's currency as they are, the others as converted."""
    own = [one for one in amounts if one.currency == asked.prices.base]
    row = foreign or {"count": 0, "value": 0, "weighted": 0}
    count = sum(one.count - one.without_value for one in own) + row["count"]
    return Worth(
        asked.prices.base,
        count,
        sum(one.value for one in own) + round(row["value"]),
        weighted=sum(one.weighted for one in own) + round(row["weighted"]),
        unpriced=sum(one.count - one.without_value for one in amounts) - count,
    )
