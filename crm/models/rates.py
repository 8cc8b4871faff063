"""Exchange rates by day, read once and asked often: which held on a day, what an amount was worth. No SQL."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from crm.models.pipelines import ExchangeRate
from crm.utils import money


@dataclass
class _Course:
    """The rates of one currency, by day."""

    days: list[str] = field(default_factory=list)
    rates: list[Decimal] = field(default_factory=list)


class RateBook:
    """What amounts were worth in `base`, from rates given in any order."""

    def __init__(self, base: str, rates: Iterable[ExchangeRate]) -> None:
        self.base = base
        self._courses: dict[str, _Course] = {}
        for rate in sorted(rates, key=lambda one: one.day):
            if rate.base == base:
                course = self._courses.setdefault(rate.currency, _Course())
                course.days.append(rate.day)
                course.rates.append(Decimal(rate.rate))

    def on(self, currency: str, day: str) -> Decimal | None:
        """What one unit was worth on a day: the newest rate at or before it; None when there is none."""
        if currency == self.base:
            return Decimal(1)
        course = self._courses.get(currency)
        place = bisect_right(course.days, day) if course else 0
        return course.rates[place - 1] if course and place else None

    def convert(self, minor: int, currency: str, *, day: str) -> int | None:
        """Minor units of a currency in minor units of the base, halves away from zero; None without a rate."""
        rate = self.on(currency, day)
        if rate is None:
            return None
        exact = minor * rate * Decimal(10) ** (money.decimals(self.base) - money.decimals(currency))
        return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))
