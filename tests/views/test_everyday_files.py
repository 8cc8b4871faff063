"""Everyday tasks with files at the real window, counted like those of test_everyday_tasks, by keyboard and by mouse.

The system's own file dialog is answered by the test and counts two steps: reaching the file, and taking it.
"""

from __future__ import annotations

from tkinter import ttk

import pytest

from crm.models.fields import Kind
from crm.models.lists import ListQuery
from tests.views.user import User, every

pytestmark = pytest.mark.window


@pytest.fixture
def count(own):
    return lambda: len(own.contacts.ids(ListQuery()))


def _button(user, words):
    """A button of the open dialog."""
    return next(one for one in every(user.dialog()) if isinstance(one, ttk.Button) and one.cget("text") == words)


def _import_by_keyboard(user, window, path):
    window.outside.answers = [path]
    user.chord("Control-i")
    user.steps += 2
    user.enter()


def _import_by_mouse(user, window, path):
    window.outside.answers = [path]
    user.click(window.toolbar.button("file.import"))
    user.steps += 2
    user.click(user.dialog().primary)


importing = pytest.mark.parametrize("bring_in", [_import_by_keyboard, _import_by_mouse])


@importing
def test_500_usual_rows_are_imported_in_five_steps(window, own, usual, bring_in):
    user = User(window)
    bring_in(user, window, usual)
    assert user.steps <= 5
    assert len(own.contacts.ids(ListQuery())) == 500
    found = own.contacts.get(int(own.contacts.search("ana499")[0]["id"]))
    assert (found.name, found.phone, found.city) == ("Ana499 Gil", "+34600000499", "Lugo")


def test_that_import_is_undone_at_once_with_one_key(user, window, count, usual):
    _import_by_keyboard(user, window, usual)
    before = user.steps
    user.chord("Control-z")
    assert user.steps - before == 1
    assert count() == 0


def test_that_import_is_undone_at_once_with_one_click(user, window, count, usual):
    _import_by_mouse(user, window, usual)
    before = user.steps
    user.click(_button(user, "Undo the import"))
    assert user.steps - before == 1
    assert count() == 0


@pytest.fixture
def imported(user, window, usual, people):
    """The import was done and its window closed; the counting begins anew."""
    assert people
    _import_by_mouse(user, window, usual)
    user.click(_button(user, "Done"))
    user.steps = 0
    return usual


@pytest.mark.usefixtures("imported")
def test_that_import_is_undone_later_from_the_history_in_three_steps_by_keyboard(user, count):
    assert count() == 504
    user.chord("Control-h")
    user.chord("Tab")
    user.chord("space")
    assert user.steps <= 3
    assert count() == 4


@pytest.mark.usefixtures("imported")
def test_that_import_is_undone_later_from_the_history_in_three_steps_by_mouse(user, count):
    user.menu("edit", "History…")
    user.click(_button(user, "Undo this"))
    assert user.steps <= 3
    assert count() == 4


@pytest.mark.usefixtures("imported")
def test_an_import_under_later_work_is_undone_in_three_steps_by_keyboard(user, own, people, count):
    own.contacts.change(people["Ana"], {"city": "Vigo"})
    user.wait()
    user.chord("Control-h")
    user.chord("Down")
    user.enter()
    assert user.steps <= 3
    assert count() == 4
    assert own.contacts.get(people["Ana"]).city == "Vigo"


def test_what_a_file_asks_is_answered_and_imported_by_keyboard(window, own, tmp_path):
    own.fields.add("Renewal", Kind.DATE)
    path = tmp_path / "days.csv"
    path.write_text("First name,Renewal\nAna,03/04/1990\nBea,05/06/1991\n", encoding="utf-8")
    user = User(window)
    _import_by_keyboard(user, window, path)
    user.chord("space")
    user.enter()
    assert user.steps <= 6
    assert own.contacts.search("bea")[0]["custom"][own.fields.all()[0].key] == "1991-06-05"


@pytest.fixture
def filtered(user, window, people, tmp_path):
    """The list shows Ana and her company only; the counting begins anew. The file that is asked for."""
    assert people
    user.type("acme", into=window.contacts.head.search.entry)
    user.steps = 0
    path = tmp_path / "acme.xlsx"
    window.outside.answers = [path]
    return path


def _names(own, path):
    table = own.imports.open(own.imports.detect(path))
    places = [table.headers.index(header) for header in ("First name", "Company")]
    return sorted(tuple(cells[place] for place in places) for _number, cells in table.rows())


def test_the_filtered_list_goes_to_excel_in_four_steps_by_keyboard(user, own, filtered):
    user.chord("Control-e")
    user.enter()
    user.steps += 2
    assert user.steps <= 4
    assert _names(own, filtered) == [("", "Acme"), ("Ana", "Acme")]


def test_the_filtered_list_goes_to_excel_in_four_steps_by_mouse(user, window, own, filtered):
    user.click(window.toolbar.button("file.export"))
    user.click(user.dialog().primary)
    user.steps += 2
    assert user.steps <= 4
    assert _names(own, filtered) == [("", "Acme"), ("Ana", "Acme")]
