"""The screen of a check: each row with what happens to it, the filters, the cells beside, what was typed over."""

from __future__ import annotations

import pytest

from crm.models.import_results import Outcome
from crm.views.dialogs.import_check import PROBLEMS, WORDS, CheckPage
from crm.views.dialogs.import_reading import read_file
from tests.window import press, pump

pytestmark = pytest.mark.window
HEADERS = ("First name", "Last name", "Email", "City")


@pytest.fixture
def result(session, tmp_path):
    """A dry run over two people who are here: one is added, one changes, one stays, one has a value refused."""
    for name, email, city in (("Eva", "eva@orbit.es", "Lugo"), ("Luz", "luz@orbit.es", "Vigo")):
        session.contacts.add({"first_name": name, "last_name": "Paz", "email": email, "city": city})
    path = tmp_path / "people.csv"
    rows = ("Ana,Gil,ana@acme.es,León", "Eva,Paz,eva@orbit.es,Soria", "Luz,Paz,luz@orbit.es,Vigo", "Iván,Rey,nobody,")
    path.write_text("\n".join([",".join(HEADERS), *rows]) + "\n", encoding="utf-8")
    reading = read_file(session, path)
    return session.imports.run(reading.source, reading.mapping, on_match="update", dry_run=True)


@pytest.fixture
def screen(page, result):
    made = CheckPage(page)
    made.pack(fill="both", expand=True)
    pump(page)
    made.show(result, HEADERS, edits={})
    pump(page)
    return made


def _rows(screen):
    tree = screen.table.tree
    return [(tree.item(item, "text").strip(), *map(str, tree.item(item, "values"))) for item in tree.get_children()]


def _cells(screen):
    return {cell.header: cell for cell in screen.cells._cells}


def test_every_row_says_what_happens_to_it(screen):
    assert [row[:3] for row in _rows(screen)] == [
        ("Add", "2", "Ana Gil"),
        ("Update", "3", "Eva Paz"),
        ("Unchanged", "4", "Luz Paz"),
        ("Add", "5", "Iván Rey"),
    ]


def test_what_changes_is_told_with_old_and_new(screen):
    assert _rows(screen)[1][3] == "City: Lugo → Soria"
    screen.table.select([1])
    assert screen._changes.cget("text") == "City: Lugo → Soria"


def test_a_problem_is_told_in_its_row(screen):
    assert _rows(screen)[3][3].startswith("Email: “nobody” has no @")


def test_the_filters_count_and_leave_out_what_there_is_none_of(screen):
    shown = [chip.cget("text") for chip in screen.chips.values() if chip.winfo_ismapped()]
    assert shown == ["All 4", "Add 2", "Update 1", "Unchanged 1", "With problems 1"]


@pytest.mark.parametrize(("wanted", "places"), [("created", [0, 3]), ("updated", [1]), (PROBLEMS, [3]), ("all", 4)])
def test_a_filter_lists_its_rows(screen, wanted, places):
    screen.chips[wanted].invoke()
    assert list(screen.table.ids) == (places if isinstance(places, list) else list(range(places)))


def test_the_cells_of_the_row_stand_beside_with_the_problem_at_its_cell(screen):
    screen.filter(PROBLEMS)
    assert _cells(screen)["First name"].text == "Iván"
    assert "has no @" in _cells(screen)["Email"].reason
    assert not _cells(screen)["City"].reason


def test_what_stands_against_a_row_as_a_whole_is_said_beside_it(screen, session, tmp_path):
    path = tmp_path / "nobody.csv"
    path.write_text("First name,City\n,Lugo\n", encoding="utf-8")
    reading = read_file(session, path)
    result = session.imports.run(reading.source, reading.mapping, dry_run=True)
    screen.show(result, reading.headers, edits={})
    assert result.failed == 1
    assert screen._changes.cget("text") == result.errors[0].reason


def test_enter_goes_to_the_cells(screen):
    press(screen.table.tree, "Return")
    assert screen.focus_get() is screen.cells.table.tree


def test_a_cell_typed_over_is_told_with_its_row(screen):
    told = []
    screen.on_edit = lambda *edit: told.append(edit)
    screen.filter(PROBLEMS)
    screen.cells.on_edit("Email", "ivan@rey.es")
    assert told == [((5, "Email"), "ivan@rey.es")]
    assert _cells(screen)["Email"].edited


def test_what_was_typed_stays_when_another_row_was_looked_at(screen):
    screen.show_edits({(5, "Email"): "ivan@rey.es"})
    screen.filter("created")
    screen.filter(PROBLEMS)
    assert _cells(screen)["Email"].text == "ivan@rey.es"


def test_changed_cells_are_counted_and_checked_again(screen, page):
    asked = []
    screen.on_again = lambda: asked.append(True)
    screen.show_edits({(5, "Email"): "a@b.es", (2, "City"): "Lugo"})
    pump(page)
    assert screen._edited.cget("text") == "2 cells changed"
    screen.again.invoke()
    assert asked == [True]


def test_what_was_changed_has_a_place_of_its_own_and_moves_no_row(screen, page):
    before = screen.table.winfo_rooty()
    screen.show_edits({(5, "Email"): "a@b.es"})
    pump(page)
    assert screen.again.winfo_ismapped()
    assert screen.table.winfo_rooty() == before


def test_it_is_said_that_nothing_has_been_written(screen):
    assert screen._words.cget("text").startswith("4 rows of the file. Nothing has been written yet.")


def test_without_problems_there_is_nothing_to_export(screen, session, csv_file):
    assert not screen.save.instate(["disabled"])
    reading = read_file(session, csv_file)
    screen.show(session.imports.run(reading.source, reading.mapping, dry_run=True), HEADERS, edits={})
    assert screen.save.instate(["disabled"])


def test_every_outcome_has_a_word():
    assert set(WORDS) == set(Outcome)
