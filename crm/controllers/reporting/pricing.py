"""What amounts are worth in the business's currency, each at the rate of its own record's day: as SQL to join with."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from crm.controllers.analysis.prices import WEIGHTED_WORTH, Prices, worth_of
from crm.controllers.reporting.tables import Table
from crm.models.fields import Field, Kind
from crm.storage.changelog import to_json
from crm.storage.sqlite_figures import rows_of

_WEIGHTED = "weighted"


@dataclass(frozen=True)
class Pricing:
    """The tables of rates to join with, their marks, and by field of money the expression of its worth.

    A worth is NULL where nothing is stored or no rate is known.
    """

    joined: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    worth: dict[str, str] = field(default_factory=dict)


def pricing(table: Table, names: Iterable[str]) -> Pricing:
    """The worth of some fields; those that are no money are left out."""
    fields = [table.fields[name] for name in dict.fromkeys(names) if table.fields[name].kind == Kind.MONEY]
    joined, values, worth = "", dict[str, Any](), dict[str, str]()
    for currency in dict.fromkeys(currency_of(table, one) for one in fields):
        short = "r" if not joined else f"r{len(values)}"
        mark = f"rates_{short}"
        rates = _rates(table, currency)
        if rates:
            made = rows_of(mark, "currency", "day", "numerator", "denominator")
            joined += f" LEFT JOIN {made} {short} ON {short}.currency = {currency} AND {short}.day = {table.source.day}"
            values[mark] = to_json(rates)
        for one in fields:
            if currency_of(table, one) == currency:
                worth[one.name] = _worth(table, one, rate=short if rates else "")
    return Pricing(joined, values, worth)


def currency_of(table: Table, money: Field) -> str:
    """The expression of the currency a field's amounts are in: an own field has one for all records."""
    if money.is_custom:
        return table.currency_mark(money)
    return table.source.currency


def _worth(table: Table, money: Field, *, rate: str) -> str:
    stored, currency = table.stored(money.name), currency_of(table, money)
    if currency == ":base":
        return stored
    own = f"CASE WHEN {currency} = :base THEN {stored}"
    if not rate:
        return f"{own} END"
    converted = WEIGHTED_WORTH if money.name == _WEIGHTED else worth_of(stored, rate)
    return f"{own} WHEN {stored} IS NOT NULL THEN {converted} END"


def _rates(table: Table, currency: str) -> list[list[Any]]:
    """(currency, day, numerator, denominator) for each foreign currency and day there is among the records."""
    if currency == ":base":
        return []
    found = table.database.all(
        f"SELECT DISTINCT {currency} AS currency, {table.source.day} AS day FROM {table.chosen.tables}"
        f" WHERE {table.where} AND {currency} <> :base",
        **table.values,
    )
    known = _Courses(table.prices) if found else None
    rows = [(one["currency"], one["day"]) for one in found]
    return [[*pair, *fraction] for pair in rows if known and (fraction := known.on(*pair))]


class _Courses:
    """The rates of each currency by day, asked often."""

    def __init__(self, prices: Prices) -> None:
        self._days: dict[str, list[str]] = {}
        self._fractions: dict[str, list[tuple[int, int]]] = {}
        for currency, first, _behind, numerator, denominator in prices.by_day():
            self._days.setdefault(currency, []).append(first)
            self._fractions.setdefault(currency, []).append((numerator, denominator))

    def on(self, currency: str, day: str) -> tuple[int, int] | None:
        """The rate that holds on a day as a fraction."""
        place = bisect_right(self._days.get(currency, ()), day)
        return self._fractions[currency][place - 1] if place else None
