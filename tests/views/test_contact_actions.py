"""What is done to contacts from the list."""

from __future__ import annotations

import pytest

from tests.views.user import settle


@pytest.fixture
def tab(window, people):
    window.contacts.list.table.select([people["Ana"], people["Berta"]])
    return window.contacts


def test_removing_several_is_one_operation(window, tab, own):
    tab.remove()
    window.toasts.invoke()
    assert own.contacts.count(tab.query) == 4


def test_removing_says_how_many(window, tab):
    tab.remove()
    assert window.toasts.texts == ["2 contacts removed."]


def test_after_the_last_rows_the_one_before_is_selected(window, tab, people):
    window.contacts.list.table.select([people["Berta"], people["Carlos"]])
    tab.remove()
    settle(window)
    assert list(tab.selected_ids()) == [people["Ana"]]


def test_removing_everybody_leaves_an_empty_list(window, tab):
    tab.select_all()
    tab.remove()
    settle(window)
    assert len(tab.list.table.ids) == 0
    assert tab.panel.contact_id is None


def test_nothing_selected_removes_nobody(tab, own):
    tab.list.table.select([])
    tab.remove()
    assert own.contacts.count(tab.query) == 4


def test_rows_are_copied_for_a_spreadsheet(window, tab):
    tab.copy()
    assert window.root.clipboard_get() == "Ana Gil\tAcme\tana@acme.es\t+34612345678\t\nBerta Ríos\t\tberta@rios.es\t\t"


def test_copying_says_how_many(window, tab):
    tab.copy()
    assert window.toasts.texts == ["2 rows copied."]


def test_a_new_contact_leaves_the_search_that_would_hide_it(window, tab, own):
    tab.head.search.set("berta")
    tab.views.search()
    added = own.contacts.add({"first_name": "Dora"})
    tab.show_added(added)
    settle(window)
    assert (tab.head.text, list(tab.selected_ids())) == ("", [added])
