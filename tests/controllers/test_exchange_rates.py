"""Exchange rates: kept by hand, one a day, exact, in the currency of the business."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crm.errors import Denied, Invalid, NotFound
from tests.records import second_user


def test_an_amount_is_converted_by_the_rate_of_its_day(session):
    session.rates.add("USD", "2026-01-01", rate="0.9")
    session.rates.add("USD", "2026-06-01", rate=Decimal("0.85"))
    assert session.rates.convert(1000, "USD", day="2026-05-31") == 900
    assert session.rates.convert(1000, "USD", day="2026-06-01") == 850
    assert session.rates.convert(1000, "USD", day="2025-06-01") is None


def test_a_rate_is_kept_exactly(session):
    session.rates.add("MXN", "2026-01-01", rate="0.04987654321")
    assert session.rates.on("MXN", "2026-01-01") == Decimal("0.04987654321")


def test_a_second_rate_of_a_day_replaces_the_first(session):
    first = session.rates.add("USD", "2026-01-01", rate="0.9")
    assert session.rates.add("usd ", "2026-01-01", rate="0.95") == first
    assert [one.rate for one in session.rates.all()] == ["0.95"]


def test_a_rate_may_move_to_a_free_day_alone(session):
    first = session.rates.add("USD", "2026-01-01", rate="0.9")
    session.rates.add("USD", "2026-02-01", rate="0.8")
    with pytest.raises(Invalid, match="already"):
        session.rates.change(first, day="2026-02-01")
    session.rates.change(first, day="2026-03-01", rate="0.7")
    assert [(one.day, one.rate) for one in session.rates.all()] == [("2026-03-01", "0.7"), ("2026-02-01", "0.8")]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (("US", "2026-01-01", "1"), "currency"),
        (("EUR", "2026-01-01", "1"), "currency"),
        (("USD", "1/1/2026", "1"), "day"),
        (("USD", "2026-01-01", "0"), "rate"),
        (("USD", "2026-01-01", "-1"), "rate"),
        (("USD", "2026-01-01", "NaN"), "rate"),
        (("USD", "2026-01-01", "abc"), "rate"),
    ],
)
def test_what_is_no_rate_is_refused_beside_its_field(session, given, field):
    currency, day, rate = given
    with pytest.raises(Invalid) as refused:
        session.rates.add(currency, day, rate=rate)
    assert list(refused.value.fields) == [field]


def test_rates_follow_the_currency_of_the_business(session):
    session.rates.add("USD", "2026-01-01", rate="0.9")
    session.settings.set("currency", "MXN")
    assert (session.rates.base(), session.rates.all(), session.rates.on("USD", "2026-02-02")) == ("MXN", [], None)
    session.settings.set("currency", "EUR")
    assert session.rates.on("USD", "2026-02-02") == Decimal("0.9")


def test_currencies_without_any_rate_are_named(session):
    session.opportunities.add({"title": "Casa", "value": 100, "currency": "MXN"})
    session.products.add({"name": "Silla", "currency": "USD"})
    session.rates.add("USD", "2026-01-01", rate="0.9")
    assert session.rates.missing() == ["MXN"]


def test_a_removed_rate_comes_back(session):
    rate = session.rates.add("USD", "2026-01-01", rate="0.9")
    session.rates.remove(rate)
    with pytest.raises(NotFound):
        session.rates.remove(rate)
    session.history.undo()
    assert session.rates.on("USD", "2026-02-02") == Decimal("0.9")


def test_a_salesperson_reads_rates_and_keeps_none(session):
    theirs = second_user(session).rates
    assert theirs.base() == "EUR"
    with pytest.raises(Denied):
        theirs.add("USD", "2026-01-01", rate="0.9")
