"""Exchange rates as SQL: the same amounts as models/rates.py gives, one by one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.controllers.analysis.prices import RATES, WEIGHTED_WORTH, WORTH, Prices
from crm.models.pipelines import ExchangeRate
from crm.models.rates import RateBook
from crm.storage.changelog import to_json
from tests.controllers.analysis.world import few, weigh


def rate(currency, day, worth, base="EUR"):
    return ExchangeRate(1, currency, base, day, worth)


def worth_of(session, prices, *, value, probability=100):
    deal = f"(SELECT {value} AS value, {probability} AS probability) o"
    row = session.database.one(
        f"SELECT {WORTH} AS worth, {WEIGHTED_WORTH} AS weighted FROM {RATES}, {deal}",
        rates=to_json(prices.on("2026-01-01")),
    )
    return row["worth"], row["weighted"]


AMOUNTS = st.tuples(st.integers(-(10**12), 10**12), st.integers(0, 100))
COURSES = st.tuples(st.sampled_from(("USD", "JPY", "KWD")), st.decimals("0.000001", 5000, places=6))


@few
@given(amount=AMOUNTS, course=COURSES)
def test_an_amount_is_converted_as_the_session_converts_it(session, amount, course):
    (value, probability), (currency, worth) = amount, course
    known = rate(currency, "2025-01-01", f"{worth:f}")
    expected = RateBook("EUR", [known]).convert(value, currency, day="2026-01-01")
    found = worth_of(session, Prices("EUR", (known,)), value=value, probability=probability)
    assert found == (expected, weigh(expected, probability))


@pytest.mark.parametrize(("value", "worth"), [(1, 1), (-1, -1), (3, 2), (-3, -2)])
def test_halves_are_rounded_away_from_zero(session, value, worth):
    assert worth_of(session, Prices("EUR", (rate("USD", "2025-01-01", "0.5"),)), value=value)[0] == worth


def test_a_rate_with_more_figures_than_the_engine_reckons_with_is_all_but_exact(session):
    known = rate("USD", "2025-01-01", "1234.123456789123456789")
    found, _weighted = worth_of(session, Prices("EUR", (known,)), value=10**9)
    assert found == pytest.approx(10**9 * Decimal(known.rate), rel=Decimal("1e-9"))


def test_a_rate_holds_until_the_next_one():
    prices = Prices("EUR", (rate("USD", "2026-02-01", "2"), rate("USD", "2024-02-29", "1")))
    assert [row[:3] for row in prices.by_day()] == [["USD", "2024-02-29", "2026-02-01"], ["USD", "2026-02-01", "~"]]


def test_rates_are_cut_to_a_period():
    prices = Prices(
        "EUR", (rate("USD", "2024-02-29", "1"), rate("USD", "2026-02-01", "2"), rate("USD", "2027-01-01", "3"))
    )
    found = [row[:3] for row in prices.by_day("2025-01-01", "2026-03-01")]
    assert found == [["USD", "2025-01-01", "2026-02-01"], ["USD", "2026-02-01", "2026-03-01"]]


def test_the_newest_rate_at_or_before_a_day_counts():
    prices = Prices(
        "EUR", (rate("USD", "2024-02-29", "1"), rate("USD", "2026-02-01", "2"), rate("USD", "2026-02-02", "3"))
    )
    assert [row[3] for row in prices.on("2026-02-01")] == [2]


def test_rates_in_another_base_do_not_count():
    prices = Prices("EUR", (rate("MXN", "2024-01-01", "20", base="USD"), rate("EUR", "2024-01-01", "2")))
    assert (prices.on("2026-01-01"), prices.by_day()) == ([], [])
