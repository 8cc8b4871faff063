"""A list of records: its first rows at once, the rest behind, and its selection over reloads."""

from __future__ import annotations

import pytest

from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from tests.views.user import settle
from tests.window import pump


@pytest.fixture
def contacts(window):
    return window.contacts.list


@pytest.fixture
def crowd(window, own):
    made = [own.contacts.add({"first_name": f"Person {number:03}"}) for number in range(150)]
    pump(window.root, lambda: len(window.contacts.list.table.ids) == len(made))
    return made


def _names(listed):
    cells = [listed.table._rows.get(row) for row in listed.table.ids]
    return [row[0] for row in cells if row]


def test_a_long_list_is_whole_in_the_end(contacts, crowd):
    contacts.load(ListQuery())
    first = len(contacts.table.ids)
    pump(contacts, lambda: len(contacts.table.ids) == len(crowd))
    assert first < len(crowd)


def test_a_short_search_is_whole_in_the_end_too(contacts, crowd):
    contacts.load(ListQuery("on"))
    pump(contacts, lambda: len(contacts.table.ids) == len(crowd))
    assert sorted(contacts.table.ids) == crowd


def test_a_search_that_fits_more_than_are_ranked_counts_everybody(contacts, own, crowd):
    own.contacts.ranked = 70
    told = []
    contacts.on_counted = lambda count, whole: told.append((count, whole))
    contacts.load(ListQuery("person"))
    pump(contacts, lambda: len(told) == 2)
    assert told[-1] == (len(crowd), True)


@pytest.mark.usefixtures("crowd")
def test_the_count_is_told_first_as_so_many_and_more(contacts):
    told = []
    contacts.on_counted = lambda count, whole: told.append((count, whole))
    contacts.load(ListQuery())
    pump(contacts, lambda: len(told) == 2)
    assert told == [(60, False), (150, True)]


def test_a_new_search_before_the_rest_is_here_drops_the_rest(contacts, crowd):
    contacts.load(ListQuery())
    contacts.load(ListQuery("person 007"))
    settle_for(contacts, 200)
    assert list(contacts.table.ids) == [crowd[7]]


def test_the_first_row_of_a_new_list_is_selected(contacts, people):
    contacts.load(ListQuery("berta"))
    assert list(contacts.table.selected_ids()) == [people["Berta"]]


def test_a_selection_that_the_new_list_holds_stays(contacts, people):
    contacts.table.select([people["Berta"]])
    contacts.load(ListQuery())
    assert list(contacts.table.selected_ids()) == [people["Berta"]]


def test_a_change_keeps_the_selection(window, own, contacts, people):
    contacts.table.select([people["Berta"]])
    own.contacts.change(people["Ana"], {"last_name": "Zúñiga"})
    settle(window)
    assert list(contacts.table.selected_ids()) == [people["Berta"]]


def test_a_changed_name_is_shown(window, own, contacts, people):
    own.contacts.change(people["Ana"], {"last_name": "Zúñiga"})
    settle(window)
    assert "Ana Zúñiga" in _names(contacts)


@pytest.mark.usefixtures("people")
def test_somebody_added_elsewhere_appears(window, own, contacts):
    added = own.contacts.add({"first_name": "Dora"})
    settle(window)
    assert added in contacts.table.ids


def test_a_sorted_column_sorts(contacts, people, own):
    own.contacts.change(people["Carlos"], {"city": "Almería"})
    contacts.load(ListQuery(conditions=(Condition("kind", Operator.ANY, ("person",)),)))
    contacts.table.on_sort("city", True)
    assert contacts.table.ids[0] == people["Carlos"]


@pytest.mark.usefixtures("people")
def test_a_contact_still_to_come_is_selected_when_it_comes(window, own, contacts):
    added = own.contacts.add({"first_name": "Dora"})
    contacts.go_to(added)
    settle(window)
    assert list(contacts.table.selected_ids()) == [added]


def test_a_column_is_shown_or_hidden_by_its_choice(contacts):
    run = next(run for words, run, _shown in contacts.column_choices() if words == "Job title")
    run()
    assert {words: shown for words, _run, shown in contacts.column_choices()}["Job title"]


def settle_for(widget, milliseconds):
    waited = []
    widget.after(milliseconds, lambda: waited.append(True))
    pump(widget, lambda: bool(waited))
