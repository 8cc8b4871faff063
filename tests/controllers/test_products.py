"""Products: found by name and code, single, priced in minor units, out of use while deals name them."""

from __future__ import annotations

import pytest

from crm.errors import Conflict, Denied, Invalid
from crm.models.opportunities import Line
from tests.records import second_user


@pytest.fixture
def chair(session):
    """The id of a chair."""
    return session.products.add({"name": "Silla Ávila", "code": "SI-01", "price": 8990})


def test_a_product_has_the_currency_of_the_business_unless_it_says(session, chair):
    mexican = session.products.add({"name": "Mesa", "currency": "MXN"})
    assert [session.products.get(one).currency for one in (chair, mexican)] == ["EUR", "MXN"]


@pytest.mark.parametrize("typed", ["silla", "avila", "SIL", "si-01", "ávila si", "01"])
def test_a_product_is_found_by_any_word_of_its_name_or_code(session, chair, typed):
    assert [one.id for one in session.products.search(typed)] == [chair]


def test_those_that_begin_so_come_first(session, chair):
    folding = session.products.add({"name": "Gran silla"})
    assert [one.id for one in session.products.search("silla")] == [chair, folding]


def test_nothing_typed_finds_the_first_by_name(session, chair):
    table = session.products.add({"name": "Mesa"})
    assert [one.id for one in session.products.search("", limit=5)] == [table, chair]


def test_a_product_is_known_by_name_and_by_code(session, chair):
    assert session.products.by_name("SILLA AVILA").id == chair
    assert session.products.by_code(" SI-01 ").id == chair
    assert (session.products.by_name("Silla"), session.products.by_code("")) == (None, None)


def test_a_code_is_there_once(session, chair):
    assert chair
    with pytest.raises(Invalid) as refused:
        session.products.add({"name": "Otra", "code": "SI-01"})
    assert list(refused.value.fields) == ["code"]


def test_a_name_may_be_there_again_under_another_code(session, chair):
    session.products.add({"name": "Silla Ávila", "code": "SI-02"})
    session.products.add({"name": "Silla Ávila"})
    with pytest.raises(Invalid) as refused:
        session.products.add({"name": "silla avila"})
    assert list(refused.value.fields) == ["name"]
    assert session.products.by_name("silla ávila").id == chair


@pytest.mark.parametrize(
    ("values", "field"),
    [({"name": " "}, "name"), ({"price": -1}, "price"), ({"price": 1.5}, "price"), ({"currency": "EURO"}, "currency"),
     ({"code": "x" * 61}, "code"), ({"color": "x"}, "color")],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(session, chair, values, field):
    with pytest.raises(Invalid) as refused:
        session.products.change(chair, values)
    assert list(refused.value.fields) == [field]


def test_a_price_may_be_unknown(session, chair):
    session.products.change(chair, {"price": None})
    assert session.products.get(chair).price is None


def test_a_stale_editor_is_told(session, chair):
    version = session.products.get(chair).version
    session.products.change(chair, {"price": 1})
    with pytest.raises(Conflict):
        session.products.change(chair, {"price": 2}, version=version)


def test_an_unused_product_is_gone_and_comes_back(session, chair):
    assert session.products.remove(chair) is True
    assert session.products.by_name("Silla Ávila") is None
    session.history.undo()
    assert session.products.get(chair).price == 8990


def test_a_used_product_goes_out_of_use_and_its_lines_stay(session, chair):
    deal = session.opportunities.add({"title": "Comedor"}, lines=[Line(chair, "Silla", 4000, 8990)])
    assert session.products.remove(chair) is False
    assert session.opportunities.get(deal).lines[0].product_id == chair
    assert session.products.search("silla") == []
    assert [one.id for one in session.products.all(inactive=True)] == [chair]


def test_a_product_out_of_use_leaves_its_code_free(session, chair):
    session.products.change(chair, {"active": 0})
    assert session.products.add({"name": "Nueva", "code": "SI-01"})
    with pytest.raises(Invalid):
        session.products.change(chair, {"active": 1})


def test_a_salesperson_reads_products_and_changes_none(session, chair):
    theirs = second_user(session).products
    assert theirs.get(chair).name == "Silla Ávila"
    with pytest.raises(Denied):
        theirs.change(chair, {"price": 1})
