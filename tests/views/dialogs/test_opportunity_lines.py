"""The lines of a deal as they are typed."""

from __future__ import annotations

import pytest

from crm.errors import Invalid
from crm.models.opportunities import Line
from crm.views.dialogs.opportunity_lines import Lines
from tests.window import focus, press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def licence(session):
    return session.products.add({"name": "Licence", "code": "LIC", "price": 120_000, "currency": "EUR"})


@pytest.fixture
def lines(page, desk, licence):
    assert licence
    made = Lines(page, desk)
    made.pack(fill="both", expand=True)
    page.update()
    return made


def _add(lines, *texts):
    lines.add_button.invoke()
    for entry, text in zip(lines.rows[-1].entries, texts, strict=False):
        entry.delete(0, "end")
        entry.insert(0, text)


def test_a_line_is_read_as_it_is_typed(lines):
    _add(lines, "Travel", "2,5", "100", "10")
    assert lines.lines() == (Line(None, "Travel", 2500, 10_000, 1000),)
    assert lines.total() == 22_500


def test_an_empty_line_does_not_count(lines):
    _add(lines)
    assert (lines.lines(), lines.is_changed) == ((), True)


def test_a_product_brings_its_price(lines, licence):
    lines.add_button.invoke()
    entry = lines.rows[0].entries[0]
    focus(entry)
    entry.insert(0, "lic")
    entry.event_generate("<KeyRelease>", keysym="c")
    pump(lines)
    press(entry, "Return")
    assert lines.lines() == (Line(licence, "Licence", 1000, 120_000),)


def test_prices_keep_their_units_in_another_currency(lines):
    lines.set([Line(None, "Travel", 1000, 70_350, 0, 8)], currency="EUR", from_lines=False)
    for typed in ("CL", "CLP"):
        lines.use_currency(typed)
    assert [one.unit_price for one in lines.lines()] == [704]


def test_a_product_of_another_currency_brings_no_price(lines, licence):
    lines.use_currency("USD")
    lines.add_button.invoke()
    lines.products.find(lines.rows[0].entries[0], "lic")
    lines.rows[0]._take(licence)
    assert lines.lines()[0].unit_price is None


def test_a_name_typed_over_a_product_is_no_product_any_more(lines, licence):
    lines.set([Line(licence, "Licence", 1000, 120_000, 0, 1)], currency="EUR", from_lines=False)
    lines.rows[0].entries[0].insert("end", " for two")
    assert lines.lines()[0].product_id is None


def test_known_lines_come_back_as_they_were(lines, licence):
    known = (Line(licence, "Licence", 1500, 120_000, 250, 7), Line(None, "Travel", 1000, None, 0, 8))
    lines.set(known, currency="EUR", from_lines=True)
    assert (lines.lines(), lines.is_changed) == (known, False)


def test_a_removed_line_is_a_change(lines):
    lines.set([Line(None, "Travel", 1000, 100, 0, 8)], currency="EUR", from_lines=False)
    lines.remove(lines.rows[0])
    assert (lines.lines(), lines.is_changed) == ((), True)


def test_the_first_line_makes_the_value_the_sum(lines):
    _add(lines, "Travel", "1", "50")
    assert lines.from_lines.get()


def test_a_price_that_cannot_be_read_names_its_line(lines):
    _add(lines, "Travel", "1", "cheap")
    with pytest.raises(Invalid, match="Line 1"):
        lines.lines()


def test_a_quantity_finer_than_a_thousandth_is_refused(lines):
    _add(lines, "Travel", "0,00001", "5")
    with pytest.raises(Invalid):
        lines.lines()


def test_edits_are_heard(lines):
    heard = []
    lines.on_change = lambda: heard.append(True)
    _add(lines, "Travel")
    assert heard
