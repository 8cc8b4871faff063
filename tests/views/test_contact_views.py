"""The list of the last time, saved views, and everyone."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from crm.app import open_database, sign_in
from crm.models.fields import Kind
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.models.views import SavedView
from crm.views.dialogs.views import SaveViewDialog
from tests.views.user import every, settle
from tests.window import pump

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


@pytest.fixture
def elsewhere(empty_file, tmp_path):
    """Another file."""
    return Path(shutil.copy(empty_file, tmp_path / "other.db"))


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
    assert len(window.toasts.texts) == 1


def test_a_sorted_list_stays_sorted_while_filtered(window, views):
    window.contacts.list.load(ListQuery(sort="city", descending=True))
    window.contacts.show_kind("person")
    assert (views.query.sort, views.query.descending) == ("city", True)


def test_a_new_text_is_sorted_by_how_well_it_fits(window, views):
    window.contacts.list.load(ListQuery(sort="city"))
    window.contacts.head.search.set("ana")
    views.search()
    assert window.contacts.list.query.sort == ""


def _add_amount(own):
    field = own.fields.add("Amount", Kind.NUMBER)
    return field, next(one.name for one in own.contacts.fields() if one.label == "Amount")


def _reopened(window, path):
    window.open(path)
    pump(window.root, lambda: window.contacts.known is not None)
    settle(window)
    return window.contacts


def test_the_list_and_its_name_are_there_again_with_the_same_file(window, views, saved, database_file):
    views.use(saved)
    contacts = _reopened(window, database_file)
    assert contacts.query.conditions == (CUSTOMERS,)
    assert str(contacts.head._view.cget("text")) == "Customers"
    assert [ticked for _words, _run, ticked in contacts.views.choices()] == [True]


def test_a_view_that_is_renamed_is_shown_by_its_new_name(window, own, views, saved):
    views.use(saved)
    own.views.change(saved.id, name="Buyers")
    settle(window)
    assert views.name == "Buyers"


def test_a_view_that_was_removed_has_no_name(window, own, views, saved):
    views.use(saved)
    own.views.remove(saved.id)
    settle(window)
    assert views.name == ""


def test_a_list_without_a_view_of_its_own_keeps_its_name(window, views, database_file):
    views.use(SavedView(0, "Just imported", {"query": ListQuery(conditions=(CUSTOMERS,)).to_plain()}, None, False))
    assert _reopened(window, database_file).views.name == "Just imported"


def test_another_file_starts_with_a_list_of_its_own(window, own, views, elsewhere):
    _field, name = _add_amount(own)
    settle(window)
    views.use(SavedView(0, "Rich", {"query": ListQuery(sort=name).to_plain()}, None, False))
    contacts = _reopened(window, elsewhere)
    assert (contacts.query, contacts.views.name) == (ListQuery(), "")
    assert window.toasts.texts == []


def test_what_is_gone_from_a_remembered_list_is_left_out_and_said(window, own, views, elsewhere):
    field, name = _add_amount(own)
    settle(window)
    conditions = (CUSTOMERS, Condition(name, Operator.EMPTY))
    views.use(SavedView(0, "Rich", {"query": ListQuery("", conditions, name).to_plain()}, None, False))
    mine = own.database.path
    _reopened(window, elsewhere)
    with closing(open_database(mine)) as database:
        sign_in(database).fields.remove(field)
    contacts = _reopened(window, mine)
    assert contacts.query == ListQuery(conditions=(CUSTOMERS,))
    assert len(contacts.list.table.ids) == 1
    assert len(window.toasts.texts) == 1


def test_a_damaged_view_shows_everyone_and_says_so(window, views, people):
    views.use(SavedView(0, "Odd", {"query": {"conditions": [["city", "no such thing", []]]}}, None, False))
    assert len(window.contacts.list.table.ids) == len(people)
    assert len(window.toasts.texts) == 1


def test_a_list_in_use_loses_a_field_that_is_removed(window, own, views, people):
    field, name = _add_amount(own)
    settle(window)
    views.use(SavedView(0, "Rich", {"query": ListQuery("", (CUSTOMERS,), name).to_plain()}, None, False))
    own.fields.remove(field)
    settle(window)
    assert window.contacts.query == ListQuery(conditions=(CUSTOMERS,))
    assert list(window.contacts.list.table.ids) == [people["Berta"]]


def test_a_saved_view_is_the_one_in_use(window, views):
    views.save()
    dialog = next(one for one in every(window.root) if isinstance(one, SaveViewDialog))
    dialog.form.put("name", "Mine")
    dialog.save()
    settle(window)
    assert views.name == "Mine"
    assert str(window.contacts.head._view.cget("text")) == "Mine"
