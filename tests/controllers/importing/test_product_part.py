"""Products of a file."""

from __future__ import annotations

import pytest

from crm.models.imports import REPLACE, UPDATE
from tests.controllers.deals_in import bring, bring_text
from tests.controllers.files_in import counts, real
from tests.records import picture

TEXT = "Producto,Código,Precio\nGTX Pro,G-1,4821\nMG,,55.50\n"


def test_products_come_in_with_code_price_and_the_usual_currency(session, tmp_path):
    assert counts(bring_text(session, tmp_path, TEXT)) == (2, 0, 0, 0, 0)
    found = [(one.name, one.code, one.price, one.currency) for one in session.products.all()]
    assert found == [("GTX Pro", "G-1", 482100, "EUR"), ("MG", "", 5550, "EUR")]


def test_the_same_file_twice_changes_nothing(session, tmp_path):
    bring_text(session, tmp_path, TEXT)
    before = picture(session.database)
    assert counts(bring_text(session, tmp_path, TEXT)) == (0, 0, 2, 0, 0)
    assert picture(session.database) == before


@pytest.mark.parametrize("treated", [("fill", 482100, 2), (UPDATE, 500000, 1), ("skip", 482100, 3)])
def test_a_product_that_is_there_is_treated_as_was_said(session, tmp_path, treated):
    on_match, price, outcome = treated
    bring_text(session, tmp_path, TEXT)
    result = bring_text(session, tmp_path, "Producto,Código,Precio\nGTX Pro,G-1,5000\n", on_match=on_match)
    assert counts(result)[outcome] == 1
    assert session.products.by_code("G-1").price == price


def test_a_code_tells_products_of_one_name_apart(session, tmp_path):
    bring_text(session, tmp_path, TEXT)
    assert bring_text(session, tmp_path, "Producto,Código,Precio\nGTX Pro,G-2,1\n").created == 1


def test_a_bad_price_is_reported_and_a_row_without_a_name_fails(session, tmp_path):
    result = bring_text(session, tmp_path, "Producto,Código,Precio\nA,,mucho\nB,,-3\n,,7\n")
    assert counts(result) == (2, 0, 0, 0, 1)
    assert [(one.row, one.column) for one in result.errors] == [(2, "Precio"), (3, "Precio"), (4, "")]


def test_a_blank_cell_clears_where_that_was_said(session, tmp_path):
    bring_text(session, tmp_path, TEXT)
    text = "Producto,Código,Precio\nGTX Pro,G-1,\n"
    assert bring_text(session, tmp_path, text, rules={"price": REPLACE}).updated == 1
    assert session.products.by_code("G-1").price is None


def test_undo_takes_products_back(session, tmp_path):
    before = session.database.execute("SELECT * FROM products").fetchall()
    bring_text(session, tmp_path, TEXT)
    session.history.undo()
    assert session.database.execute("SELECT * FROM products").fetchall() == before


def test_a_trial_shows_what_becomes_of_each(session, tmp_path):
    result = bring_text(session, tmp_path, TEXT, dry_run=True)
    assert [(one.field, one.new) for one in result.outcomes[0].changes][:2] == [("name", "GTX Pro"), ("code", "G-1")]
    assert session.products.all() == []


def test_the_real_catalogue_comes_in(session):
    assert bring(session, real("maven_crm/products.csv")).created == 7
    assert session.products.by_name("GTX Pro").price == 482100
