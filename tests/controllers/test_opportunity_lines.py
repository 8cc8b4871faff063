"""Lines of a deal: summed, kept in their order, refused with their number; the value follows them until it is typed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm.controllers.opportunity_lines import total
from crm.errors import Invalid
from crm.models.opportunities import LARGEST_VALUE, Line
from tests.records import newest, picture

SACK, BAG = Line(name="Saco", unit_price=1000), Line(name="Bolsa", quantity=2500, unit_price=333, discount=1000)


def add(deals, *lines: Line, **values) -> int:
    return deals.session.opportunities.add({"title": "Pan", **values}, lines=lines)


def kept(deals, deal: int):
    return deals.session.opportunities.get(deal)


def test_lines_are_read_back_in_their_order(deals):
    lines = kept(deals, add(deals, SACK, BAG)).lines
    assert [replace(one, id=0) for one in lines] == [SACK, BAG]


def test_the_value_is_the_sum_of_the_lines(deals):
    deal = kept(deals, add(deals, SACK, BAG))
    assert (deal.value, deal.value_from_lines) == (1000 + 749, True)


def test_a_line_without_a_price_adds_nothing_and_none_at_all_is_not_known():
    assert total([SACK, Line(name="?")]) == 1000
    assert total([Line(name="?")]) is None
    assert total([]) is None


def test_a_value_given_beside_lines_counts(deals):
    deal = kept(deals, add(deals, SACK, value=5))
    assert (deal.value, deal.value_from_lines) == (5, False)


def test_other_lines_mean_another_value(deals):
    deal = add(deals, SACK, BAG)
    first, _second = kept(deals, deal).lines
    deals.session.opportunities.change(deal, {}, lines=[replace(first, quantity=3000)])
    after = kept(deals, deal)
    assert (after.value, [(one.id, one.quantity) for one in after.lines]) == (3000, [(first.id, 3000)])


def test_a_value_typed_by_hand_counts_until_the_lines_are_asked_for_again(deals):
    deal = add(deals, SACK)
    deals.session.opportunities.change(deal, {"value": 700})
    deals.session.opportunities.change(deal, {}, lines=[BAG])
    assert (kept(deals, deal).value, kept(deals, deal).value_from_lines) == (700, False)
    deals.session.opportunities.change(deal, {"value_from_lines": 1})
    assert (kept(deals, deal).value, kept(deals, deal).value_from_lines) == (749, True)


def test_a_form_that_sends_the_old_value_back_with_new_lines_gets_their_sum(deals):
    deal = add(deals, SACK)
    deals.session.opportunities.change(deal, kept(deals, deal).values(), lines=[SACK, SACK])
    assert kept(deals, deal).value == 2000


def test_a_line_takes_the_name_of_its_product(deals):
    product = deals.session.products.add({"name": "Harina", "currency": "EUR"})
    line = kept(deals, add(deals, Line(product_id=product))).lines[0]
    assert (line.product_id, line.name) == (product, "Harina")


@pytest.mark.parametrize(
    "bad",
    [
        Line(),
        Line(name="  "),
        Line(name="x\x00"),
        Line(name="x" * 1001),
        Line(product_id=999),
        Line(name="x", quantity=0),
        Line(name="x", quantity=10**13),
        Line(name="x", unit_price=LARGEST_VALUE + 1),
        Line(name="x", quantity=10**9, unit_price=10**12),
        Line(name="x", discount=10_001),
        Line(name="x", discount=-1),
    ],
)
def test_a_bad_line_is_refused_with_its_number(deals, bad):
    deal = add(deals, SACK)
    before = picture(deals.session.database)
    with pytest.raises(Invalid, match="Line 2: ") as refused:
        deals.session.opportunities.change(deal, {}, lines=[SACK, bad])
    assert list(refused.value.fields) == ["lines"]
    assert picture(deals.session.database) == before


def test_the_same_lines_again_are_no_change(deals):
    deal = add(deals, SACK, BAG)
    before = newest(deals.session.database)
    deals.session.opportunities.change(deal, {}, lines=kept(deals, deal).lines)
    assert newest(deals.session.database) == before


def test_lines_come_back_with_an_undo(deals):
    deal = add(deals, SACK, BAG)
    before = picture(deals.session.database)
    deals.session.opportunities.change(deal, {}, lines=[BAG, Line(name="Otro", unit_price=5)])
    deals.session.history.undo()
    assert picture(deals.session.database) == before


def test_a_sum_that_cannot_be_kept_is_refused(deals):
    large = Line(name="a", unit_price=10**15)
    deal = deals.add()
    with pytest.raises(Invalid) as refused:
        deals.session.opportunities.change(deal, {}, lines=[large, large])
    assert list(refused.value.fields) == ["lines"]
