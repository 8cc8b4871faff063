"""What amounts are worth in the business's currency, each at the rate of its own record's day, rounded for itself.

Amounts in the business's own currency are the engine's to add up; the others are read row by row and converted here,
because a table of rates that every record is joined with costs more than all the rest of a report.
"""

from __future__ import annotations

from bisect import bisect_right

from crm.controllers.analysis.prices import Prices
from crm.controllers.reporting.tables import Table
from crm.models.fields import Field

WEIGHTED = "weighted"
BASE = ":base"


class Courses:
    """The rates of each currency by day, asked often."""

    def __init__(self, prices: Prices) -> None:
        self._days: dict[str, list[str]] = {}
        self._fractions: dict[str, list[tuple[int, int]]] = {}
        for currency, first, _behind, numerator, denominator in prices.by_day():
            self._days.setdefault(currency, []).append(first)
            self._fractions.setdefault(currency, []).append((numerator, denominator))
        self._known: dict[tuple[str, str], tuple[int, int] | None] = {}

    def on(self, currency: str, day: str) -> tuple[int, int] | None:
        """The rate that holds on a day as a fraction of minor units."""
        key = (currency, day)
        if key not in self._known:
            place = bisect_right(self._days.get(currency, ()), day)
            self._known[key] = self._fractions[currency][place - 1] if place else None
        return self._known[key]


def converted(minor: int, fraction: tuple[int, int]) -> int:
    """An amount at a rate, halves away from zero."""
    numerator, denominator = fraction
    size = (2 * abs(minor) * numerator + denominator) // (2 * denominator)
    return size if minor >= 0 else -size


def weighed(minor: int, probability: int) -> int:
    """An amount by its probability in percent, halves away from zero."""
    if probability == 100:
        return minor
    size = (abs(minor) * probability + 50) // 100
    return size if minor >= 0 else -size


def currency_of(table: Table, money: Field) -> str:
    """The expression of the currency a field's amounts are in: an own field has one for all records."""
    if money.is_custom:
        return BASE if money.currency == table.prices.base else table.currency_mark(money)
    return table.source.currency


def is_foreign(table: Table, money: Field) -> str:
    """The condition that an amount is in another currency than the business's; "" where none can be."""
    currency, stored = currency_of(table, money), amount(table, money)
    return "" if currency == BASE else f"{currency} <> {BASE} AND {stored} IS NOT NULL"


def own_worth(table: Table, money: Field) -> str:
    """The expression of an amount that is in the business's currency; NULL for another."""
    currency, stored = currency_of(table, money), table.stored(money.name)
    return stored if currency == BASE else f"CASE WHEN {currency} = {BASE} THEN {stored} END"


def priced(table: Table, money: Field) -> str:
    """The expression of an amount that needs no conversion; NULL for one that does, or that lacks some part."""
    lacking, stored = table.source.unpriced.get(money.name), table.stored(money.name)
    return f"CASE WHEN {lacking} = 0 THEN {stored} END" if lacking else own_worth(table, money)


def amount(table: Table, money: Field) -> str:
    """The expression of the amount that is converted; a weighted value is weighed when it is."""
    return f"{table.source.alias}.value" if money.name == WEIGHTED else table.stored(money.name)


def weight(table: Table, money: Field) -> str:
    """The expression of what a converted amount is weighed by, in percent."""
    return f"{table.source.alias}.probability" if money.name == WEIGHTED else "100"
