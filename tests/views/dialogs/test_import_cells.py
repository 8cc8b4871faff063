"""The cells of a row: what is shown beside each, and typing over one."""

from __future__ import annotations

import pytest

from crm.views.dialogs.import_cells import Cell, CellList
from tests.window import press, pump

pytestmark = pytest.mark.window
CELLS = (Cell("Name", "Ana"), Cell("Email", "nobody", "This is no e-mail address."), Cell("City", "Lugo"))


@pytest.fixture
def told():
    return []


@pytest.fixture
def cells(page, told):
    made = CellList(page)
    made.pack(fill="both", expand=True)
    made.on_edit = lambda header, text: told.append((header, text))
    pump(page)
    made.show(CELLS)
    pump(page)
    return made


def _row(cells, place):
    tree = cells.table.tree
    item = tree.get_children()[place]
    return (tree.item(item, "text").strip(), *tree.item(item, "values"))


def test_each_cell_stands_beside_its_header_and_problem(cells):
    assert _row(cells, 1) == ("Email", "nobody", "This is no e-mail address.")


def test_the_first_cell_with_a_problem_is_chosen_and_the_problem_said_in_full(cells):
    assert cells.table.focus_place == 1
    assert cells._reason.cget("text") == "This is no e-mail address."
    assert cells._reason.winfo_ismapped()


@pytest.mark.parametrize("key", ["Return", "F2"])
def test_a_key_opens_the_cell_and_enter_takes_what_is_typed(cells, told, key):
    press(cells.table.tree, key)
    cells.entry.delete(0, "end")
    cells.entry.insert(0, "ana@acme.es")
    press(cells.entry, "Return")
    assert told == [("Email", "ana@acme.es")]
    assert cells.entry is None


def test_escape_leaves_the_cell_as_it_was(cells, told):
    cells.edit(0)
    cells.entry.insert(0, "x")
    press(cells.entry, "Escape")
    assert told == []
    assert cells.entry is None


def test_the_same_text_is_no_edit(cells, told):
    cells.edit(0)
    press(cells.entry, "Return")
    assert told == []


def test_going_elsewhere_takes_what_is_typed(cells, told):
    cells.edit(0)
    pump(cells)
    cells.entry.insert("end", "bel")
    cells.table.tree.focus_force()
    pump(cells)
    assert told == [("Name", "Anabel")]


def test_a_cell_typed_over_says_so(cells):
    cells.update_cell("Email", "ana@acme.es")
    assert _row(cells, 1) == ("Email", "ana@acme.es", "changed here")


def test_a_cell_of_ten_million_letters_is_not_put_into_a_field(cells):
    cells.show([Cell("Notes", "x" * 10_000_000)])
    cells.edit(0)
    assert cells.entry is None
    assert "too long" in cells._reason.cget("text")
