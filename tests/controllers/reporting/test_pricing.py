"""Tests of crm/controllers/reporting/pricing.py."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from crm.controllers.analysis.prices import Prices
from crm.controllers.reporting.pricing import Courses, converted, weighed
from crm.models.fields import Kind
from crm.models.pipelines import ExchangeRate
from crm.models.rates import RateBook
from crm.models.reports import Aggregate, Definition, Measure, Money

RATES = tuple(
    ExchangeRate(number, currency, "EUR", day, rate, 0)
    for number, (currency, day, rate) in enumerate(
        [("USD", "2026-01-01", "0.925"), ("USD", "2026-02-01", "1.005"), ("JPY", "2020-01-01", "0.00615")]
    )
)


@settings(max_examples=100, deadline=None)
@given(
    st.integers(-(10**15), 10**15),
    st.sampled_from(("USD", "JPY", "MXN")),
    st.sampled_from(("2025-12-31", "2026-01-01", "2026-01-31", "2026-02-01")),
)
def test_amounts_are_converted_as_everywhere(minor, currency, day):
    fraction = Courses(Prices("EUR", RATES)).on(currency, day)
    found = converted(minor, fraction) if fraction else None
    assert found == RateBook("EUR", RATES).convert(minor, currency, day=day)


@given(st.integers(-(10**15), 10**15), st.integers(0, 100))
def test_weights_are_rounded_half_away_from_zero(minor, percent):
    exact = Decimal(minor) * percent / 100
    assert weighed(minor, percent) == int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def test_an_own_field_of_money_is_converted_from_its_own_currency(session):
    session.rates.add("USD", "2020-01-01", rate="0.5")
    session.fields.add("Coste", Kind.MONEY, entity="opportunities", currency="USD")
    session.opportunities.add({"title": "Trato", "custom.f1": 1001})
    measure = Measure(Aggregate.SUM, "custom.f1")
    assert session.reports.preview(Definition("opportunities", measures=(measure,))).lines[-1].cells == (
        Money(501, "EUR"),
    )
