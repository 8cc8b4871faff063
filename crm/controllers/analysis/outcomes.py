"""Closed deals by owner and stretch of days: one reading that many figures take their totals from. No figure here."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from crm.controllers.analysis.asking import Asked
from crm.controllers.analysis.prices import WORTH
from crm.controllers.analysis.sums import currencies
from crm.models.figures import NOBODY, Worth
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


def outcomes(asked: Asked, condition: str, *, stretches: Sequence[Stretch]) -> list[Outcome]:
    """The deals that are WON or LOST, of the asked pipeline and owner, closed in stretches that rise without overlap.

    There is none for an owner and a stretch without deals. The asked period plays no part.
    """
    return [*_own(asked, condition, stretches=stretches), *_foreign(asked, condition, stretches=stretches)]


def worth_of(base: str, found: Iterable[Outcome]) -> Worth:
    """What deals are worth together in the business's currency."""
    ours = list(found)
    worth, priced = sum(one.worth for one in ours), sum(one.priced for one in ours)
    return Worth(base, priced, worth, weighted=worth, unpriced=sum(one.valued for one in ours) - priced)


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
        f" {count} AS count, {valued} AS valued, {value} AS value, count({WORTH}) AS priced,"
        f" coalesce(sum({WORTH}), 0) AS worth FROM {_RATES} r CROSS JOIN opportunities o WHERE {deals.where}"
        " AND o.currency = r.currency AND o.closed_on >= r.first AND o.closed_on < r.behind GROUP BY 1, 2, 3",
        deals,
        rates=to_json(_cut(asked, stretches)),
    )
    return (Outcome(**row) for row in rows)


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
