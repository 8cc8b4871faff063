"""Rates by day: the newest one holds, amounts round once, a currency without a rate has no worth."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from crm.models.pipelines import ExchangeRate
from crm.models.rates import RateBook


def book(*rates, base="EUR"):
    return RateBook(base, [ExchangeRate(0, currency, base, day, rate) for currency, day, rate in rates])


def test_the_newest_rate_at_or_before_the_day_holds():
    rates = book(("USD", "2026-03-01", "0.93"), ("USD", "2026-01-01", "0.9"))
    days = ("2025-12-31", "2026-01-01", "2026-02-28", "2026-03-01", "2027-01-01")
    assert [rates.on("USD", day) for day in days] == [None, *map(Decimal, ("0.9", "0.9", "0.93", "0.93"))]


def test_the_base_is_worth_itself_on_any_day():
    assert book().convert(12345, "EUR", day="1999-01-01") == 12345


def test_without_a_rate_an_amount_is_not_priced():
    assert book(("USD", "2026-01-01", "0.9")).convert(100, "MXN", day="2026-05-05") is None


def test_rates_in_another_base_do_not_count():
    rates = RateBook("EUR", [ExchangeRate(1, "USD", "MXN", "2026-01-01", "17")])
    assert rates.on("USD", "2026-05-05") is None


@pytest.mark.parametrize(("minor", "worth"), [(5, 3), (15, 8), (-5, -3), (0, 0)])
def test_halves_go_away_from_zero(minor, worth):
    assert book(("USD", "2026-01-01", "0.5")).convert(minor, "USD", day="2026-05-05") == worth


def test_decimals_of_both_currencies_count():
    assert book(("JPY", "2026-01-01", "0.006")).convert(10_000, "JPY", day="2026-05-05") == 6000
    assert book(("EUR", "2026-01-01", "150"), base="JPY").convert(100, "EUR", day="2026-05-05") == 150
    assert book(("KWD", "2026-01-01", "3"), base="EUR").convert(1000, "KWD", day="2026-05-05") == 300


@settings(max_examples=50)
@given(some.integers(-(10**12), 10**12), some.decimals("0.0001", "9999", places=4))
def test_an_amount_is_never_off_by_more_than_half_a_cent(minor, rate):
    worth = book(("USD", "2026-01-01", str(rate))).convert(minor, "USD", day="2026-05-05")
    assert abs(Decimal(worth) - minor * rate) <= Decimal("0.5")
