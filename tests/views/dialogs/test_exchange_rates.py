"""The dialog of exchange rates: what lacks one is named, numbers are read as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crm.views.dialogs.exchange_rates import RatesDialog
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def dialog(page, desk, opened, session):
    session.rates.add("USD", "2026-01-01", rate="0.9")
    session.opportunities.add({"title": "Casa", "value": 5, "currency": "MXN"})
    return opened(RatesDialog(page, desk))


def test_rates_are_listed_in_the_currency_of_the_business(dialog):
    item = dialog.list.table.tree.get_children()[0]
    assert list(dialog.list.table.tree.item(item, "values")) == ["1 Jan 2026", "0.9 EUR"]


def test_a_currency_without_a_rate_is_named_and_offered_first(dialog):
    assert "Still without a rate: MXN" in str(dialog._hint.cget("text"))
    assert dialog.add().form.editor("currency").typed() == "MXN"


def test_a_rate_is_kept_as_typed(dialog, session):
    form = dialog.add()
    form.form.put("day", "2026-03-01")
    form.form.put("rate", "0.0512345")
    form.save()
    assert session.rates.on("MXN", "2026-03-01") == Decimal("0.0512345")
    pump(dialog, lambda: "Still" not in str(dialog._hint.cget("text")))


def test_what_is_no_number_is_told_beside_it(dialog):
    form = dialog.add()
    form.form.put("rate", "mucho")
    form.save()
    assert form.form.error_of("rate")


def test_a_rate_is_changed(dialog, session):
    form = dialog.edit()
    form.form.put("rate", "0.95")
    form.save()
    assert session.rates.on("USD", "2026-02-02") == Decimal("0.95")


def test_a_removed_rate_comes_back_by_undo(dialog, session):
    dialog.remove()
    assert session.rates.all() == []
    session.history.undo()
    assert len(session.rates.all()) == 1
