"""The list of the last time, saved views, and everyone."""

from __future__ import annotations

import pytest

from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from tests.views.user import settle

CUSTOMERS = Condition("status", Operator.ANY, ("customer",))


@pytest.fixture
def views(window, people):
    assert people
    return window.contacts.views


@pytest.fixture
def saved(window, own, people):
    assert people
    definition = {"query": ListQuery(conditions=(CUSTOMERS,)).to_plain(), "columns": {"shown": ["name", "city"]}}
    own.views.add("Customers", definition)
    settle(window)
    return next(view for view in window.contacts.known.views if view.name == "Customers")


def test_a_saved_view_shows_its_list_and_columns(window, views, saved, people):
    views.use(saved)
    assert list(window.contacts.list.table.ids) == [people["Berta"]]
    assert window.contacts.list.table.columns.visible == ["name", "city"]


def test_a_saved_view_shows_its_filters(window, views, saved):
    views.use(saved)
    assert window.contacts.head.filters.conditions() == [CUSTOMERS]


def test_saved_views_stand_in_the_menu_and_the_one_in_use_is_ticked(views, saved):
    views.use(saved)
    assert [(words, ticked) for words, _run, ticked in views.choices()] == [("Customers", True)]


def test_everyone_drops_search_and_filters(window, views, saved, people):
    views.use(saved)
    views.use(None)
    assert len(window.contacts.list.table.ids) == len(people)


def test_filters_are_remembered_and_the_search_is_not(window, views):
    window.contacts.head.set_query(ListQuery("ana", (CUSTOMERS,)))
    views.search()
    assert views.last() == ListQuery(conditions=(CUSTOMERS,))


def test_a_view_with_a_field_that_is_gone_still_opens(window, own, views, people):
    definition = {"query": ListQuery(conditions=(Condition("custom.gone", Operator.ANY, (1,)),)).to_plain()}
    own.views.add("Old", definition)
    settle(window)
    views.use(window.contacts.known.views[0])
    assert len(window.contacts.list.table.ids) == len(people)


def test_a_sorted_list_stays_sorted_while_filtered(window, views):
    window.contacts.list.load(ListQuery(sort="city", descending=True))
    window.contacts.show_kind("person")
    assert (views.query.sort, views.query.descending) == ("city", True)


def test_a_new_text_is_sorted_by_how_well_it_fits(window, views):
    window.contacts.list.load(ListQuery(sort="city"))
    window.contacts.head.search.set("ana")
    views.search()
    assert window.contacts.list.query.sort == ""
