"""Closed deals by owner and stretch of days: one reading that many figures take their totals from. No figure here."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from crm.controllers.analysis.asking import Asked
from crm.controllers.analysis.prices import WORTH
from crm.controllers.analysis.reasons import without_rate, without_value
from crm.controllers.analysis.sums import Total, currencies
from crm.models.figures import FLOOR, NOBODY, LeftOut, Worth
from crm.storage.changelog import to_json
from crm.storage.sqlite_figures import packed, rows_of

# A first day, and the day behind the last one; as text they compare with every day there is.
Stretch = tuple[str, str]
BEGINNING, END = "", "~"
_COUNTED = ("count(*)", "count(o.value)", "coalesce(sum(o.value), 0)")
_RATES = rows_of("rates", "place", "currency", "first", "behind", "numerator", "denominator")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Deals of one currency that one owner (NOBODY for none) closed in one stretch, by its place among those asked.

    `valued` ones have a value, which `value` adds up in their own currency; of these `priced` ones have a rate, and
    `worth` adds them up in the business's, each converted and rounded for itself.
    """

    place: int
    owner: int
    currency: str
    count: int
    valued: int
    value: int
    priced: int
    worth: int


@dataclass(frozen=True)
class Sum:
    """Closed deals added up: how many, and what they are worth together."""

    count: int
    valued: int
    worth: Worth

    @staticmethod
    def of(total: Total) -> Sum:
        """The same of a total by currency."""
        return Sum(total.count, total.worth.count + total.worth.unpriced, total.worth)

    @property
    def average(self) -> int | None:
        """What one is worth, of those with a value and a rate; None when they are too few to say."""
        return round(self.worth.value / self.worth.count) if self.worth.count >= FLOOR else None


def outcomes(asked: Asked, condition: str, *, stretches: Sequence[Stretch]) -> list[Outcome]:
    """The deals that are WON or LOST, of the asked pipeline and owner, closed in stretches that rise without overlap.

    There is none for an owner and a stretch without deals. The asked period plays no part.
    """
    return [*_own(asked, condition, stretches=stretches), *_foreign(asked, condition, stretches=stretches)]


def summed(base: str, found: Sequence[Outcome]) -> Sum:
    """Closed deals as one sum."""
    return Sum(sum(one.count for one in found), sum(one.valued for one in found), _worth(base, found))


def added(base: str, sums: Sequence[Sum]) -> Sum:
    """Several sums as one."""
    worths = [one.worth for one in sums]
    value, priced = sum(one.value for one in worths), sum(one.count for one in worths)
    worth = Worth(base, priced, value, weighted=value, unpriced=sum(one.unpriced for one in worths))
    return Sum(sum(one.count for one in sums), sum(one.valued for one in sums), worth)


def by_owner(base: str, found: Sequence[Outcome]) -> dict[int, Sum]:
    """A sum for each owner of any of them, NOBODY among them."""
    groups: dict[int, list[Outcome]] = {}
    for one in found:
        groups.setdefault(one.owner, []).append(one)
    return {owner: summed(base, ours) for owner, ours in groups.items()}


def left_out_of(base: str, *sums: Sum) -> tuple[LeftOut, ...]:
    """Deals of several sums that are in no sum of money."""
    all_ = added(base, sums)
    return (*without_value(all_.count - all_.valued), *without_rate(all_.worth.unpriced, base))


def _own(asked: Asked, condition: str, *, stretches: Sequence[Stretch]) -> Iterator[Outcome]:
    """Those in the business's currency. Each owner and stretch is asked for by itself: an index has them together."""
    deals, base = asked.deals(condition), asked.prices.base
    rows = asked.rows(
        f"SELECT s.place AS place, u.id AS owner, (SELECT {packed(*_COUNTED)} FROM opportunities o WHERE {deals.where}"
        " AND o.currency = :base AND o.assigned_to IS u.id AND o.closed_on >= s.first AND o.closed_on < s.behind)"
        f" AS told FROM {rows_of('stretches', 'place', 'first', 'behind')} s CROSS JOIN {rows_of('owners', 'id')} u",
        deals,
        base=base,
        stretches=to_json([(place, *days) for place, days in enumerate(stretches)]),
        owners=to_json([[one] for one in _owners(asked)]),
    )
    for row in rows:
        count, valued, value = json.loads(row["told"])
        if count:
            yield Outcome(row["place"], row["owner"] or NOBODY, base, count, valued, value, valued, value)


def _foreign(asked: Asked, condition: str, *, stretches: Sequence[Stretch]) -> Iterator[Outcome]:
    """Those in other currencies, each stretch of days cut where another rate begins."""
    deals = asked.deals(condition)
    count, valued, value = _COUNTED
    rows = asked.rows(
        "SELECT r.place AS place, coalesce(o.assigned_to, 0) AS owner, r.currency AS currency,"
        f" {count} AS count, {valued} AS valued, {value} AS value, r.numerator IS NOT NULL AS is_priced,"
        f" coalesce(sum({WORTH}), 0) AS worth FROM {_RATES} r CROSS JOIN opportunities o WHERE {deals.where}"
        " AND o.currency = r.currency AND o.closed_on >= r.first AND o.closed_on < r.behind GROUP BY 1, 2, 3, 7",
        deals,
        rates=to_json(_cut(asked, stretches)),
    )
    for row in rows:
        is_priced = row.pop("is_priced")
        yield Outcome(**row, priced=row["valued"] if is_priced else 0)


def _owners(asked: Asked) -> list[int | None]:
    """The owners that are asked about, None for nobody."""
    wanted = asked.scope.owner_id
    if wanted is not None:
        return [wanted or None]
    return [None, *asked.database.ids("SELECT id FROM users")]


def _cut(asked: Asked, stretches: Sequence[Stretch]) -> list[list[Any]]:
    """A row of rates for each foreign currency, stretch and rate in it; no rate where none was known yet."""
    known: dict[str, list[list[Any]]] = {}
    for currency, *held in asked.prices.by_day(stretches[0][0], stretches[-1][1]) if stretches else ():
        known.setdefault(currency, []).append(held)
    rows = []
    for currency in (one for one in currencies(asked) if one != asked.prices.base):
        course = known.get(currency, [])
        unknown = [BEGINNING, course[0][0] if course else END, None, None]
        for first, behind, *rate in (unknown, *course):
            rows += [[place, currency, *days, *rate] for place, days in _within(stretches, first, behind=behind)]
    return rows


def _within(stretches: Sequence[Stretch], first: str, *, behind: str) -> Iterator[tuple[int, Stretch]]:
    """The stretches that touch the days from `first` to before `behind`, cut to them, with their places."""
    start = max(0, bisect_right(stretches, (first, END)) - 1)
    for place, (since, until) in enumerate(stretches[start:], start):
        if since >= behind:
            return
        if max(since, first) < min(until, behind):
            yield place, (max(since, first), min(until, behind))


def _worth(base: str, found: Sequence[Outcome]) -> Worth:
    worth, priced = sum(one.worth for one in found), sum(one.priced for one in found)
    return Worth(base, priced, worth, weighted=worth, unpriced=sum(one.valued for one in found) - priced)
