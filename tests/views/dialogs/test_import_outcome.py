"""The screen of a result: every row counted, refused values listed, found and saved."""

from __future__ import annotations

import csv
from tkinter import ttk

import pytest

from crm.models.import_results import ImportResult, RowError
from crm.views.dialogs.import_outcome import OutcomePage, title_of
from tests.window import descendants, pump

pytestmark = pytest.mark.window
ERRORS = tuple(RowError(row, "Email", f"bad{row}", "This is no e-mail address.") for row in range(2, 42))
RESULT = ImportResult(100, 50, 20, 15, 5, 10, errors=ERRORS, side_created={"tags": 3}, warnings=["One."], operation=7)


@pytest.fixture
def screen(page):
    made = OutcomePage(page)
    made.pack(fill="both", expand=True)
    made.show(RESULT)
    pump(page)
    return made


def _texts(screen):
    return [str(child.cget("text")) for child in descendants(screen) if isinstance(child, ttk.Label)]


def test_every_row_is_accounted_for(screen):
    texts = _texts(screen)
    assert [texts[texts.index(words) - 1] for words in ("Added", "Updated", "Unchanged", "Left out", "Refused")] == [
        "50",
        "20",
        "15",
        "5",
        "10",
    ]


def test_what_came_beside_and_warnings_are_said(screen):
    said = "\n".join(_texts(screen))
    assert "3 tags" in said
    assert "One." in said


def test_a_check_says_that_nothing_is_written(screen, page):
    screen.show(ImportResult(3, 3, dry_run=True))
    pump(page)
    assert any("Nothing has been written yet" in text for text in _texts(screen))


def test_refused_values_are_listed_with_row_column_value_and_reason(screen):
    tree = screen.table.tree
    first = tree.get_children()[0]
    assert tree.item(first, "text") == "2"
    assert tuple(tree.item(first, "values")) == ("Email", "bad2", "This is no e-mail address.")


def test_the_list_is_searched(screen):
    screen.search.on_search("BAD41")
    assert list(screen.table.ids) == [39]


def test_without_refused_values_there_is_no_list(screen, page):
    screen.show(ImportResult(3, 3, operation=8))
    pump(page)
    assert not screen.table.winfo_ismapped()


def test_the_list_is_saved_letter_for_letter(screen, tmp_path):
    path = tmp_path / "refused.csv"
    assert screen.save_errors(path) == 40
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["Row", "Column", "Value", "Reason"]
    assert rows[1] == ["2", "Email", "bad2", "This is no e-mail address."]


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (ImportResult(3, 2, 1, operation=1), "3 contacts imported"),
        (ImportResult(3, unchanged=3), "The file brought nothing new"),
        (ImportResult(3, 3, dry_run=True), "This is what the import would do"),
    ],
)
def test_the_title_says_how_it_went(result, words):
    assert title_of(result) == words
