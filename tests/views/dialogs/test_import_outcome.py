"""The screen of a result: every row counted, refused values listed and found, how full each column arrived."""

from __future__ import annotations

from tkinter import ttk

import pytest

from crm.models.import_results import FieldFill, ImportResult, RowError
from crm.views.dialogs.import_outcome import OutcomePage
from tests.window import descendants, pump

pytestmark = pytest.mark.window
ERRORS = tuple(RowError(row, "Email", f"bad{row}", "This is no e-mail address.") for row in range(2, 42))
FILL = (FieldFill("Tel", "phone", "Phone", 815, 812), FieldFill("Town", "city", "City", 40, 40))
RESULT = ImportResult(
    100, 50, 20, 15, 5, 10, errors=ERRORS, side_created={"tags": 3}, warnings=["One."], operation=7, fill=FILL
)


@pytest.fixture
def screen(page):
    made = OutcomePage(page)
    made.pack(fill="both", expand=True)
    made.show(RESULT)
    pump(page)
    return made


def _texts(screen):
    return [str(child.cget("text")) for child in descendants(screen) if isinstance(child, ttk.Label)]


def _rows(table):
    tree = table.tree
    return [(tree.item(item, "text"), *map(str, tree.item(item, "values"))) for item in tree.get_children()]


def test_every_row_is_accounted_for(screen):
    texts = _texts(screen)
    names = ("Added", "Updated", "Unchanged", "Left out", "Refused")
    assert [texts[texts.index(words) - 1] for words in names] == ["50", "20", "15", "5", "10"]


def test_what_came_beside_and_warnings_are_said(screen):
    said = "\n".join(_texts(screen))
    assert "Created along with them: 3 tags." in said
    assert "One." in said


def test_refused_values_are_listed_with_row_column_value_and_reason(screen):
    assert _rows(screen.table)[0] == ("2", "Email", "bad2", "This is no e-mail address.")


def test_the_list_is_searched(screen):
    screen.search.on_search("BAD41")
    assert list(screen.table.ids) == [39]


def test_each_column_says_how_much_of_it_arrived(screen, page):
    screen.pages.select(1)
    pump(page)
    assert _rows(screen.fill) == [
        ("Tel", "Phone", "812", "815", "3 values"),
        ("Town", "City", "40", "40", ""),
    ]


def test_without_refused_values_the_columns_come_first(screen, page):
    screen.show(ImportResult(3, 3, operation=8, fill=FILL))
    pump(page)
    assert not screen.table.winfo_ismapped()
    assert screen.fill.winfo_ismapped()


def test_the_problem_rows_are_asked_for(screen):
    asked = []
    screen.on_save_errors = lambda: asked.append(True)
    screen.save.invoke()
    assert asked == [True]
