"""The user's exchange rates as SQL: what deals are worth in the business's own currency, each rounded for itself.

A rate holds from its day to the next one's. How one amount is converted is models/rates.py's.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from crm.models.pipelines import ExchangeRate
from crm.models.rates import RateBook
from crm.storage.sqlite_figures import rows_of
from crm.utils import money

RATES = f"{rows_of('rates', 'currency', 'first', 'behind', 'numerator', 'denominator')} r"


def _size(value: str, rate: str) -> str:
    """Half away from zero, and exact: what is multiplied first is smaller than the denominator."""
    return (
        f"(abs({value}) / {rate}.denominator * {rate}.numerator"
        f" + (abs({value}) % {rate}.denominator * {rate}.numerator + {rate}.denominator / 2) / {rate}.denominator)"
    )


def worth_of(value: str, rate: str) -> str:
    """An amount's expression converted by the rate of a row under a short name, rounded for itself."""
    size = _size(value, rate)
    return f"CASE WHEN {value} < 0 THEN -{size} ELSE {size} END"


_SIZE = _size("o.value", "r")
WORTH = worth_of("o.value", "r")
_WEIGHTED_SIZE = f"({_SIZE} * o.probability + 50) / 100"
WEIGHTED_WORTH = f"CASE WHEN o.value < 0 THEN -({_WEIGHTED_SIZE}) ELSE {_WEIGHTED_SIZE} END"
_END = "~"  # behind every day
_ROOM = 2**62  # what a product inside the engine's integers may reach
_Held = tuple[str, str, str, tuple[int, int]]  # a currency, the days from and before which a rate holds, its fraction


@dataclass(frozen=True)
class Prices:
    """The rates of a business whose currency is `base`."""

    base: str
    rates: tuple[ExchangeRate, ...] = ()

    def on(self, day: str) -> list[list[Any]]:
        """A row of RATES for each foreign currency, with the rate that holds on a day, whatever the day of a deal."""
        held = {currency: rate for currency, first, _end, rate in self._held if first <= day}
        return [[currency, "", _END, *rate] for currency, rate in held.items()]

    def by_day(self, since: str = "", behind: str = "") -> list[list[Any]]:
        """A row of RATES for each foreign currency and rate, for the days it holds from `since` to before `behind`."""
        last = behind or _END
        return [
            [currency, max(first, since), min(end, last), *rate]
            for currency, first, end, rate in self._held
            if max(first, since) < min(end, last)
        ]

    @cached_property
    def book(self) -> RateBook:
        """The same rates for single amounts."""
        return RateBook(self.base, self.rates)

    @cached_property
    def _held(self) -> list[_Held]:
        """Every rate with the days it holds, by currency, rising."""
        courses: dict[str, list[ExchangeRate]] = {}
        for one in sorted(self.rates, key=lambda one: one.day):
            if one.base == self.base != one.currency:
                courses.setdefault(one.currency, []).append(one)
        return [
            (one.currency, one.day, end, _fraction(self._minor_rate(one)))
            for course in courses.values()
            for one, end in zip(course, [*(one.day for one in course[1:]), _END], strict=True)
        ]

    def _minor_rate(self, rate: ExchangeRate) -> Decimal:
        """What one minor unit is worth in minor units of the base."""
        return Decimal(rate.rate).scaleb(money.decimals(self.base) - money.decimals(rate.currency))


def _fraction(rate: Decimal) -> tuple[int, int]:
    """A rate as numerator and denominator that 64 bits can reckon with; a longer one is rounded."""
    places = max(0, -int(rate.normalize().as_tuple().exponent))
    numerator = int(rate.scaleb(places))
    while numerator * 10**places > _ROOM and places:
        places -= 1
        numerator = (numerator + 5) // 10
    return numerator, 10**places
