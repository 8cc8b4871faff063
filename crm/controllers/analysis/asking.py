"""What every figure is asked with: the file, the scope as SQL, the rates, today. Each figure has its own module."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from crm.controllers.analysis.prices import Prices
from crm.models.figures import NOBODY, Scope
from crm.models.opportunities import Amount
from crm.storage.database import Database
from crm.storage.sqlite import Row
from crm.utils import dates

# Closed deals: the first condition is the literal text of their index, the second keeps out an index by stages.
_OUTCOMES = "o.status <> 'open' AND o.pipeline_id > 0"
WON = f"o.status = 'won' AND {_OUTCOMES}"
LOST = f"o.status = 'lost' AND {_OUTCOMES}"
CLOSED = f"o.status IN ('won', 'lost') AND {_OUTCOMES}"
OPEN = "o.status = 'open'"
LAST_DAY = "9999-12-31"


@dataclass(frozen=True)
class Deals:
    """Some opportunities, as a condition on `opportunities o` and its marks."""

    where: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def narrowed(self, condition: str, **values: Any) -> Deals:
        """Those of them that meet one more condition."""
        return Deals(f"{self.where} AND ({condition})", {**self.values, **values})


@dataclass(frozen=True)
class Asked:
    """One question: which file, which deals, which rates, on which day."""

    database: Database
    scope: Scope
    prices: Prices
    today: str

    def deals(self, condition: str, **values: Any) -> Deals:
        """The deals of the scope's pipeline and owner that meet a condition, whenever they were."""
        found = Deals(condition, values)
        if self.scope.pipeline_id is not None:
            found = found.narrowed("o.pipeline_id = :pipeline", pipeline=self.scope.pipeline_id)
        # The open ones are few, and an index has them whole: a plus keeps away that of all an owner's deals.
        owner = "+o.assigned_to" if condition.startswith(OPEN) else "o.assigned_to"
        if self.scope.owner_id == NOBODY:
            return found.narrowed(f"{owner} IS NULL")
        if self.scope.owner_id is not None:
            return found.narrowed(f"{owner} = :owner", owner=self.scope.owner_id)
        return found

    def closed(self, condition: str) -> Deals:
        """The deals of the scope that were closed in its period; `condition` is WON, LOST or CLOSED."""
        return self.deals(condition).narrowed("o.closed_on BETWEEN :since AND :until", **self.days())

    def days(self) -> dict[str, str]:
        """The first and the last day of the period, as the marks since and until."""
        return {"since": self.scope.since, "until": self.scope.until or LAST_DAY}

    def moments(self) -> dict[str, str]:
        """The moments the period lies between, the second one outside it, as the marks begin and end."""
        return {"begin": start_of(self.scope.since), "end": start_of(day_after(self.scope.until)) or LAST_DAY}

    def unpriced(self, deals: Deals, *, day: str = "o.closed_on") -> Deals:
        """Those of the deals that have a value and a currency without a rate for the day, an expression."""
        known = (
            "SELECT 1 FROM exchange_rates x WHERE x.currency = o.currency AND x.base = :base_currency"
            f" AND x.day <= {day}"
        )
        condition = f"o.value IS NOT NULL AND o.currency <> :base_currency AND NOT EXISTS ({known})"
        return deals.narrowed(condition, base_currency=self.prices.base)

    def within(self, scope: Scope) -> Asked:
        """The same question about other deals."""
        return replace(self, scope=scope)

    def ids(self, deals: Deals) -> array[int]:
        """The ids of deals, rising."""
        return self.database.ids(f"SELECT o.id FROM opportunities o WHERE {deals.where} ORDER BY o.id", **deals.values)

    def count(self, deals: Deals) -> int:
        """How many deals."""
        return int(self.database.value(f"SELECT count(*) FROM opportunities o WHERE {deals.where}", **deals.values))

    def rows(self, sql: str, deals: Deals, **values: object) -> list[Row]:
        """The rows of a query over deals, whose marks it holds."""
        return self.database.all(sql, **{**deals.values, **values})


def start_of(day: str) -> str:
    """The moment a local day begins, as moments are kept; "" stays ""."""
    return dates.to_moment(day) if day else ""


def day_after(day: str) -> str:
    """The next day; "" stays "", and so does the last one there is."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day and day < LAST_DAY else ""


def added(amounts: Iterable[Amount]) -> tuple[Amount, ...]:
    """Totals of several groups of deals together, by currency."""
    sums: dict[str, Amount] = {}
    for one in amounts:
        known = sums.get(one.currency, Amount(one.currency, 0, 0, 0, 0))
        sums[one.currency] = Amount(
            one.currency,
            known.count + one.count,
            known.without_value + one.without_value,
            known.value + one.value,
            known.weighted + one.weighted,
        )
    return tuple(sums[currency] for currency in sorted(sums))
