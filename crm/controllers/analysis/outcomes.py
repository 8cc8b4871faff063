"""Closed deals by stretch of days and by owner or loss reason: one reading that many figures take their totals from.

No figure stands here.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from crm.controllers.analysis.asking import WON, Asked, Deals
from crm.controllers.analysis.prices import WORTH
from crm.controllers.analysis.reasons import without_rate, without_value
from crm.controllers.analysis.sums import Total, currencies
from crm.models.figures import FLOOR, LeftOut, Worth
from crm.storage.changelog import to_json
from crm.storage.sqlite_figures import at_least, days_from, packed, rows_of

# A first day, and the day behind the last one; as text they compare with every day there is.
Stretch = tuple[str, str]
BEGINNING, END = "", "~"
_COUNTED = ("count(*)", "count(o.value)", "coalesce(sum(o.value), 0)")
# A deal that was entered after it was won took no time.
_DAYS = f"coalesce(sum({at_least(0, days_from('o.created_at', 'o.closed_on'))}), 0)"
_KEYS = 2**40  # more than there are owners or reasons
_WORTH = f"coalesce(sum({WORTH}), 0)"
_AT_RATE = "o.currency = r.currency AND o.closed_on >= r.first AND o.closed_on < r.behind"
_RATES = rows_of("rates", "place", "currency", "first", "behind", "numerator", "denominator")


@dataclass(frozen=True)
class Kind:
    """What closed deals are told apart by: a column that an index has them in the order of, a query for its values."""

    column: str
    keys: str


WHOLE = Kind("NULL", "SELECT id FROM users WHERE 1 = 0")  # not told apart
OWNER = Kind("o.assigned_to", "SELECT id FROM users")
REASON = Kind("o.loss_reason_id", "SELECT id FROM loss_reasons")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Deals of one currency and one owner or reason (`key`, 0 for none) that were closed in one stretch, by its place
    among those asked.

    `valued` ones have a value, which `value` adds up in their own currency; of these `priced` ones have a rate, and
    `worth` adds them up in the business's, each converted and rounded for itself. `days` from creation to closing are
    added up only of won ones that are told apart by nothing.
    """

    place: int
    key: int
    currency: str
    count: int
    valued: int
    value: int
    days: int
    priced: int
    worth: int


@dataclass(frozen=True)
class Sum:
    """Closed deals added up: how many, what they are worth together, and the days won ones took together."""

    count: int
    valued: int
    worth: Worth
    days: int = 0

    @staticmethod
    def of(total: Total) -> Sum:
        """The same of a total by currency, the days aside."""
        return Sum(total.count, total.worth.count + total.worth.unpriced, total.worth)

    @property
    def average(self) -> int | None:
        """What one is worth, of those with a value and a rate; None when they are too few to say."""
        return round(self.worth.value / self.worth.count) if self.worth.count >= FLOOR else None

    @property
    def cycle_days(self) -> float | None:
        """The days one that was won took on average; None when they are too few to say."""
        return self.days / self.count if self.count >= FLOOR else None


def outcomes(asked: Asked, condition: str, *, stretches: Sequence[Stretch], kind: Kind = WHOLE) -> list[Outcome]:
    """The deals that are WON or LOST, of the asked pipeline and owner, closed in stretches that rise without overlap.

    There is none for a key and a stretch without deals. The asked period plays no part.
    """
    reading = _Reading(
        asked, asked.deals(condition), kind, (*_COUNTED, _DAYS if condition == WON and kind == WHOLE else "0")
    )
    return [*_own(reading, stretches), *_foreign(reading, stretches)]


def summed(base: str, found: Sequence[Outcome]) -> Sum:
    """Closed deals as one sum."""
    worth, priced, valued = (sum(getattr(one, name) for one in found) for name in ("worth", "priced", "valued"))
    told = Worth(base, priced, worth, weighted=worth, unpriced=valued - priced)
    return Sum(sum(one.count for one in found), valued, told, sum(one.days for one in found))


def added(base: str, sums: Sequence[Sum]) -> Sum:
    """Several sums as one."""
    worths = [one.worth for one in sums]
    value, priced = sum(one.value for one in worths), sum(one.count for one in worths)
    worth = Worth(base, priced, value, weighted=value, unpriced=sum(one.unpriced for one in worths))
    count, valued, days = (sum(getattr(one, name) for one in sums) for name in ("count", "valued", "days"))
    return Sum(count, valued, worth, days)


def by_key(base: str, found: Sequence[Outcome]) -> dict[int, Sum]:
    """A sum for each owner or reason of any of them, 0 for none."""
    groups: dict[int, list[Outcome]] = {}
    for one in found:
        groups.setdefault(one.key, []).append(one)
    return {key: summed(base, ours) for key, ours in groups.items()}


def left_out_of(base: str, *sums: Sum) -> tuple[LeftOut, ...]:
    """Deals of several sums that are in no sum of money."""
    all_ = added(base, sums)
    return (*without_value(all_.count - all_.valued), *without_rate(all_.worth.unpriced, base))


@dataclass(frozen=True)
class _Reading:
    """Which deals are read, what they are told apart by, and the four sums that are wanted of them."""

    asked: Asked
    deals: Deals
    kind: Kind
    sums: tuple[str, ...]


def _own(reading: _Reading, stretches: Sequence[Stretch]) -> Iterator[Outcome]:
    """Those in the business's currency. Each key and stretch is asked for by itself: an index has them together."""
    asked, base = reading.asked, reading.asked.prices.base
    rows = asked.rows(
        f"SELECT s.place AS place, k.id AS key, (SELECT {packed(*reading.sums)} FROM opportunities o"
        f" WHERE {reading.deals.where} AND o.currency = :base AND {reading.kind.column} IS k.id"
        " AND o.closed_on >= s.first AND o.closed_on < s.behind) AS told"
        f" FROM {rows_of('stretches', 'place', 'first', 'behind')} s CROSS JOIN {rows_of('keys', 'id')} k",
        reading.deals,
        base=base,
        stretches=to_json([(place, *days) for place, days in enumerate(stretches)]),
        keys=to_json([[None], *([one] for one in asked.database.ids(reading.kind.keys))]),
    )
    for row in rows:
        count, valued, value, days = json.loads(row["told"])
        if count:
            yield Outcome(row["place"], row["key"] or 0, base, count, valued, value, days or 0, valued, value)


def _foreign(reading: _Reading, stretches: Sequence[Stretch]) -> Iterator[Outcome]:
    """Those in other currencies, each stretch of days cut where another rate begins."""
    places: dict[tuple[int, str, bool], int] = {}  # the groups that are told apart, besides owner or reason
    rows = [
        [places.setdefault((place, currency, rate[0] is not None), len(places)), currency, *days, *rate]
        for place, currency, days, rate in _cut(reading.asked, stretches)
    ]
    groups, sums = list(places), dict[tuple[int, int], list[int]]()
    for part, found in _one_by_one(reading, rows) if reading.kind == WHOLE else _grouped(reading, rows):
        known = sums.get(part)
        sums[part] = [one + other for one, other in zip(known, found, strict=True)] if known else found
    for (group, key), (count, valued, value, days, worth) in sums.items():
        place, currency, is_priced = groups[group]
        yield Outcome(place, key, currency, count, valued, value, days, valued if is_priced else 0, worth)


def _grouped(reading: _Reading, rates: list[list[Any]]) -> Iterator[tuple[tuple[int, int], list[int]]]:
    """The sums by group and key, which are one number to the engine: it sorts that in two thirds of the time."""
    part = f"r.place * {_KEYS} + coalesce({reading.kind.column}, 0)"
    found = reading.asked.rows(
        f"SELECT {part} AS part, {packed(*reading.sums, _WORTH)} AS told"
        f" FROM {_RATES} r CROSS JOIN opportunities o WHERE {reading.deals.where} AND {_AT_RATE} GROUP BY 1",
        reading.deals,
        rates=to_json(rates),
    )
    for row in found:
        yield divmod(row["part"], _KEYS), json.loads(row["told"])


def _one_by_one(reading: _Reading, rates: list[list[Any]]) -> Iterator[tuple[tuple[int, int], list[int]]]:
    """The sums of each stretch with one rate: an index has them together, so that nothing is sorted."""
    found = reading.asked.rows(
        f"SELECT r.place AS place, (SELECT {packed(*reading.sums, _WORTH)} FROM opportunities o"
        f" WHERE {reading.deals.where} AND {_AT_RATE}) AS told FROM {_RATES} r",
        reading.deals,
        rates=to_json(rates),
    )
    for row in found:
        told = json.loads(row["told"])
        if told[0]:
            yield (row["place"], 0), told


def _cut(asked: Asked, stretches: Sequence[Stretch]) -> Iterator[tuple[int, str, Stretch, list[int | None]]]:
    """Each foreign currency, stretch and rate in it, by the place of the stretch; Nones where none was known yet."""
    known: dict[str, list[list[Any]]] = {}
    for currency, *held in asked.prices.by_day(stretches[0][0], stretches[-1][1]) if stretches else ():
        known.setdefault(currency, []).append(held)
    for currency in (one for one in currencies(asked) if one != asked.prices.base):
        course = known.get(currency, [])
        unknown = [BEGINNING, course[0][0] if course else END, None, None]
        for first, behind, *rate in (unknown, *course):
            for place, days in _within(stretches, first, behind=behind):
                yield place, currency, days, rate


def _within(stretches: Sequence[Stretch], first: str, *, behind: str) -> Iterator[tuple[int, Stretch]]:
    """The stretches that touch the days from `first` to before `behind`, cut to them, with their places."""
    start = max(0, bisect_right(stretches, (first, END)) - 1)
    for place, (since, until) in enumerate(stretches[start:], start):
        if since >= behind:
            return
        if max(since, first) < min(until, behind):
            yield place, (max(since, first), min(until, behind))
