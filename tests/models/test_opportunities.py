"""Opportunities as plain data: lines and weighted values round halves away from zero, once."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as some

from crm.models.opportunities import FIELDS, Line, Opportunity, weighted
from crm.models.tags import Tag

MINOR = some.integers(-(10**15), 10**15)


def rounded(exact: Decimal) -> int:
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


@given(MINOR, some.integers(0, 100))
def test_a_weighted_value_is_that_of_decimals(value, probability):
    assert weighted(value, probability) == rounded(Decimal(value) * probability / 100)


def test_a_value_that_is_not_known_weighs_nothing_known():
    assert weighted(None, 50) is None


@given(MINOR, some.integers(-(10**6), 10**6), some.integers(0, 10_000))
def test_the_total_of_a_line_is_that_of_decimals(price, quantity, discount):
    exact = Decimal(price) * quantity * (10_000 - discount) / 10_000_000
    assert Line(unit_price=price, quantity=quantity, discount=discount).total == rounded(exact)


def test_a_line_without_a_price_has_no_total():
    assert Line(name="x").total is None


def test_the_values_of_a_deal_are_those_of_a_form():
    deal = Opportunity(1, "Pan", 1, 2, "EUR", 3, tags=(Tag(7, "VIP", "#000000"),), custom={"f1": "Norte"})
    values = deal.values()
    assert (values["title"], values["tags"], values["custom.f1"]) == ("Pan", [7], "Norte")
    assert values.keys() == {*(field.name for field in FIELDS), "custom.f1"}
