"""One product in a form: price in its currency, errors beside fields, edits of somebody else not overwritten."""

from __future__ import annotations

import pytest

from crm.views.dialogs.product_form import ProductDialog
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def chair(session):
    return session.products.add({"name": "Silla", "code": "SI-01", "price": 8990})


@pytest.fixture
def known(page, desk, opened, chair):
    return opened(ProductDialog(page, desk, product=desk.session.products.get(chair), currency="EUR"))


def turn_to(dialog, currency):
    """Choose another currency as a person does."""
    box = dialog.form.editor("currency").entry
    box.set(currency)
    box.event_generate("<<ComboboxSelected>>")
    pump(dialog)


@pytest.fixture
def new(page, desk, opened):
    return opened(ProductDialog(page, desk, product=None, currency="MXN"))


def test_a_new_product_has_the_currency_of_the_business(new, session):
    new.form.put("name", "Mesa")
    new.form.put("price", 150050)
    new.save()
    made = session.products.by_name("Mesa")
    assert (made.price, made.currency, made.active) == (150050, "MXN", True)


def test_a_price_changes_alone(known, session, chair):
    known.form.put("price", 9500)
    known.save()
    assert session.products.get(chair).price == 9500
    assert session.products.get(chair).code == "SI-01"


def test_another_currency_reads_the_price_typed_in_its_own_decimals(known, session, chair):
    known.form.put("price", 5000)
    turn_to(known, "CLP")
    price = known.form.editor("price").entry
    price.delete(0, "end")
    price.insert(0, "5000")
    known.save()
    assert (session.products.get(chair).price, session.products.get(chair).currency) == (5000, "CLP")


def test_what_was_typed_survives_another_currency(known):
    known.form.put("name", "Silla alta")
    turn_to(known, "USD")
    assert known.form.editor("name").typed() == "Silla alta"
    assert known.form.editor("price").typed() == "89.9"


def test_a_code_that_is_taken_is_told_beside_it(new, chair):
    assert chair
    new.form.put("name", "Otra")
    new.form.put("code", "SI-01")
    new.save()
    assert "Silla" in new.form.error_of("code")


def test_somebody_elses_edit_is_not_overwritten(known, session, chair):
    session.products.change(chair, {"price": 1})
    known.form.put("price", 2)
    known.save()
    assert "Somebody else" in known.said
    assert session.products.get(chair).price == 1
