"""Totals of deals, part by part: per currency, and together in the business's own. No figure stands here."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from crm.controllers.analysis.asking import WON, Asked, Deals, added, day_after
from crm.controllers.analysis.prices import RATES, WEIGHTED_WORTH, WORTH
from crm.controllers.analysis.reasons import without_rate, without_value
from crm.controllers.opportunity_queries import WEIGHTED
from crm.models.figures import LeftOut, Worth
from crm.models.opportunities import Amount
from crm.storage.changelog import to_json
from crm.storage.sqlite import Row
from crm.storage.sqlite_figures import listed

WHOLE = "''"  # what all deals together are parted by
_COUNTED = "count(*) AS count, count(*) - count(o.value) AS without_value, coalesce(sum(o.value), 0) AS value"


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
    # An expression keeps out the index by currency: the deals asked for are few.
    foreign = asked.rows(
        f"SELECT {by} AS part, count(*) AS count, sum({WORTH}) AS value, sum({WEIGHTED_WORTH}) AS weighted"
        f" FROM opportunities o JOIN {RATES} ON r.currency = o.currency || '' {joined}"
        f" WHERE {deals.where} AND o.value IS NOT NULL GROUP BY 1",
        deals,
        rates=to_json(asked.prices.on(asked.today)),
    )
    return _together(asked, amounts, foreign=foreign)


@dataclass(frozen=True)
class Parting:
    """What deals are parted by: an expression, a further table that it needs, and what makes a part of its values."""

    by: str = WHOLE
    joined: str = ""
    part_of: Callable[[Any], Any] = lambda value: value


EVERYTHING = Parting()


def closed_totals(asked: Asked, status: str, *, parting: Parting = EVERYTHING) -> dict[Any, Total]:
    """The WON or LOST deals of the period by their parts, each converted at the rate of the day it was closed on.

    A won one weighs all it is worth, a lost one nothing.
    """
    weight = int(status == WON)
    amounts, foreign = _amounts(asked, status, parting=parting), _converted(asked, status, parting=parting)
    for row in (*amounts, *foreign):
        row["weighted"] = (row["value"] or 0) * weight
    return _together(asked, amounts, foreign=foreign)


@dataclass(frozen=True)
class Source:
    """Some closed deals, as what a query reads."""

    tables: str
    condition: str
    values: Mapping[str, Any]

    def rows(self, asked: Asked, sums: str, *, parting: Parting = EVERYTHING) -> list[Row]:
        """Sums of them by the values of a parting, as `part`."""
        grouped = "" if parting.by == WHOLE else " GROUP BY 1"
        tables = f"{self.tables} {parting.joined}"
        query = f"SELECT {parting.by} AS part, {sums} FROM {tables} WHERE {self.condition}{grouped}"
        return asked.database.all(query, **self.values)

    def listed(self, asked: Asked, *columns: str) -> list[list[Any]]:
        """Columns of them, of equal length: thousands of parts are added up faster than the engine sorts all rows to
        group them."""
        texts = [f"{listed(one)} AS column{place}" for place, one in enumerate(columns)]
        query = f"SELECT {', '.join(texts)} FROM {self.tables} WHERE {self.condition}"
        (row,) = asked.database.all(query, **self.values)
        return [json.loads(text) for text in row.values()]


def in_currency(asked: Asked, status: str, *, currency: str) -> Source:
    """The WON or LOST deals of the period in one currency: an index has them in the order of their days."""
    deals = asked.closed(status)
    return Source(
        "opportunities o", f"{deals.where} AND o.currency = :currency", {**deals.values, "currency": currency}
    )


def in_others(asked: Asked, status: str) -> Source:
    """Those with a value and a rate in other currencies than the business's, each with the row of its rate in RATES.

    The rates are cut to the period, so that each walks only the days it holds.
    """
    deals = asked.deals(status)
    condition = (
        "o.currency = r.currency AND o.closed_on >= r.first AND o.closed_on < r.behind"
        f" AND {deals.where} AND o.value IS NOT NULL"
    )
    rates = asked.prices.by_day(asked.scope.since, day_after(asked.scope.until))
    return Source(f"{RATES} CROSS JOIN opportunities o", condition, {**deals.values, "rates": to_json(rates)})


def _amounts(asked: Asked, status: str, *, parting: Parting) -> list[Row]:
    """Deals by part and currency."""
    found = []
    for currency in currencies(asked):
        rows = in_currency(asked, status, currency=currency).rows(asked, _COUNTED, parting=parting)
        found += [{**row, "part": parting.part_of(row["part"]), "currency": currency} for row in rows]
    return found


def _converted(asked: Asked, status: str, *, parting: Parting) -> list[Row]:
    rows = in_others(asked, status).rows(asked, f"count(*) AS count, sum({WORTH}) AS value", parting=parting)
    return [{**row, "part": parting.part_of(row["part"])} for row in rows]


def currencies(asked: Asked) -> list[str]:
    """The currencies of all deals, each found behind the one before it in an index."""
    rows = asked.database.all(
        "WITH RECURSIVE known (currency) AS (SELECT min(currency) FROM opportunities UNION ALL"
        " SELECT (SELECT min(o.currency) FROM opportunities o WHERE o.currency > known.currency) FROM known"
        " WHERE known.currency IS NOT NULL) SELECT currency FROM known WHERE currency IS NOT NULL"
    )
    return [row["currency"] for row in rows]


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


def _together(asked: Asked, amounts: list[Row], *, foreign: list[Row]) -> dict[Any, Total]:
    by_part: dict[Any, list[Amount]] = {}
    for row in _summed(amounts, "part", "currency"):
        if row["count"]:
            by_part.setdefault(row.pop("part"), []).append(Amount(**row))
    converted = {row["part"]: row for row in _summed(foreign, "part")}
    return {
        part: Total(added(found), _worth(asked, found, foreign=converted.get(part))) for part, found in by_part.items()
    }


def _summed(rows: list[Row], *keys: str) -> list[Row]:
    """Rows with the same values of the keys as one, everything else of them added up."""
    sums: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        known = sums.setdefault(tuple(row[key] for key in keys), row)
        if known is not row:
            for name in row.keys() - keys:
                known[name] = (known[name] or 0) + (row[name] or 0)
    return list(sums.values())


def _worth(asked: Asked, amounts: list[Amount], *, foreign: Row | None) -> Worth:
    """What deals are worth together: those in the business's currency as they are, the others as converted."""
    own = [one for one in amounts if one.currency == asked.prices.base]
    row = foreign if foreign and foreign["count"] else {"count": 0, "value": 0, "weighted": 0}
    count = sum(one.count - one.without_value for one in own) + row["count"]
    return Worth(
        asked.prices.base,
        count,
        sum(one.value for one in own) + round(row["value"]),
        weighted=sum(one.weighted for one in own) + round(row["weighted"]),
        unpriced=sum(one.count - one.without_value for one in amounts) - count,
    )
