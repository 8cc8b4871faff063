"""The dialog of products: searched as one types, added, edited, removed or put out of use."""

from __future__ import annotations

import pytest

from crm.models.opportunities import Line
from crm.views.dialogs.products import ProductsDialog
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def chair(session):
    session.products.add({"name": "Mesa", "code": "ME-1", "price": 20000})
    return session.products.add({"name": "Silla Ávila", "code": "SI-01", "price": 8990})


@pytest.fixture
def dialog(page, desk, opened, chair):
    assert chair
    return opened(ProductsDialog(page, desk))


def _names(dialog):
    tree = dialog.list.table.tree
    return [tree.item(item, "text").strip() for item in tree.get_children()]


def test_products_stand_by_name_with_code_and_price(dialog):
    item = dialog.list.table.tree.get_children()[1]
    assert _names(dialog) == ["Mesa", "Silla Ávila"]
    assert list(dialog.list.table.tree.item(item, "values")) == ["SI-01", "€89.90"]


@pytest.mark.parametrize("typed", ["avila", "si-01", "SILLA"])
def test_typing_narrows_the_list(dialog, typed):
    dialog.search.insert(0, typed)
    pump(dialog)
    assert _names(dialog) == ["Silla Ávila"]


def test_a_miss_leaves_nothing_to_edit(dialog):
    dialog.search.insert(0, "zzz")
    pump(dialog)
    assert dialog.edit() is None


def test_a_new_product_is_chosen(dialog, session):
    dialog.search.insert(0, "mesa")
    form = dialog.add()
    form.form.put("name", "Armario")
    form.save()
    pump(dialog, lambda: dialog.chosen.name == "Armario")
    assert session.products.by_name("Armario").currency == "EUR"


def test_an_unused_product_goes(dialog, session):
    dialog.remove()
    pump(dialog, lambda: _names(dialog) == ["Silla Ávila"])
    assert session.products.by_name("Mesa") is None


def test_a_used_product_goes_out_of_use_and_stays_in_sight(dialog, session, chair):
    session.opportunities.add({"title": "Comedor"}, lines=[Line(chair, "Silla", 1000, 100)])
    dialog.list.choose(chair)
    dialog.remove()
    pump(dialog, lambda: _names(dialog) == ["Mesa", "Silla Ávila (out of use)"])


def test_without_any_product_the_list_says_what_they_are_for(page, desk, opened):
    dialog = opened(ProductsDialog(page, desk))
    assert dialog.chosen is None
    assert len(dialog.list.table.ids) == 0
