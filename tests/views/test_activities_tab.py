"""The page of activities over a real file: what it lists, counts and says when there is nothing."""

from __future__ import annotations

import pytest

from crm.utils import dates
from tests.records import second_user
from tests.views.user import settle
from tests.window import press, pump


@pytest.fixture
def late(window, own, activities):
    assert activities.known
    made = own.activities.add({"subject": "Late", "due_on": "2026-01-07"})
    settle(window)
    return made


@pytest.fixture
def due(window, own, activities):
    assert activities.known
    made = own.activities.add({"subject": "Due", "due_on": dates.today()})
    settle(window)
    return made


def _empty(activities):
    return activities.list.table._empty._title.cget("text")


def test_what_is_open_is_listed_overdue_first(activities, due, late):
    assert list(activities.list.table.ids) == [late, due]


def test_each_range_tells_how_much_stands_in_it(activities, due, late):
    assert due != late
    words = [activities.head.pills[name].cget("text") for name in ("overdue", "today", "tomorrow", "open")]
    assert words == ["Overdue  1", "Today  1", "Tomorrow", "To do  2"]


def test_a_range_is_a_key_away(window, activities, due, late):
    assert due
    press(window.root, "Control-Key-1")
    assert list(activities.list.table.ids) == [late]


def test_others_work_is_listed_when_it_is_asked_for(window, own, activities):
    theirs = second_user(own).activities.add({"subject": "Theirs", "due_on": dates.today()})
    settle(window)
    assert list(activities.list.table.ids) == []
    activities.head.whose_button.choose("Everyone's")
    assert list(activities.list.table.ids) == [theirs]


def test_an_empty_range_says_so_and_offers_a_new_activity(activities, user):
    activities.show_range("overdue")
    assert _empty(activities) == "Nothing is overdue"
    activities.list.table._empty.button.invoke()
    assert user.dialog().heading.cget("text") == "New activity"
    user.dialog().close()


def test_where_several_work_an_empty_range_offers_everyones(own, activities):
    own.users.add("Berta", role="sales")
    settle(activities.window)
    activities.show_range("overdue")
    assert _empty(activities) == "Nothing is overdue"
    activities.list.table._empty.button.invoke()
    assert activities.head.whose == "everyone"


def test_a_search_without_a_hit_offers_to_show_all(activities, due):
    activities.head.search.set("zzz")
    activities.head.on_change()
    assert _empty(activities) == "Nothing found"
    activities.list.table._empty.button.invoke()
    assert list(activities.list.table.ids) == [due]


def test_the_search_finds_by_the_contact(window, own, people, activities):
    own.activities.add({"subject": "Due"})
    made = own.activities.add({"subject": "Offer", "contact_id": people["Ana"]})
    settle(window)
    activities.head.search.set("gil")
    activities.head.on_change()
    assert list(activities.list.table.ids) == [made]


def test_what_is_typed_in_the_line_is_listed_at_once(window, activities):
    activities.plan()
    activities.head.quick.type_in("call the bank tomorrow 10am")
    press(activities.head.quick.line, "Return")
    settle(window)
    assert len(activities.list.table.ids) == 1


def test_a_new_user_is_offered_and_what_was_asked_for_stays(window, own, activities, late):
    activities.show_range("overdue")
    activities.head.quick.restore("call Ana")
    own.users.add("Berta", role="sales")
    settle(window)
    assert "Berta" in activities.head.whose_button.labels()
    assert (activities.head.range, activities.head.quick.phrase) == ("overdue", "call Ana")
    assert list(activities.list.table.ids) == [late]


def test_find_goes_to_the_search(window, activities):
    activities.find()
    window.root.update()
    assert window.root.focus_get() is activities.head.search.entry


def test_down_in_the_search_goes_to_the_list(window, activities, due):
    activities.find()
    press(activities.head.search.entry, "Down")
    assert window.root.focus_get() is activities.list.table.tree
    assert list(activities.selected_ids()) == [due]


def test_all_is_selected_with_a_key(activities, due, late):
    press(activities.list.table.tree, "Control-a")
    assert (sorted(activities.selected_ids()), activities.selected_count) == (sorted([due, late]), 2)


def test_the_list_is_what_the_export_takes(activities, due):
    activities.show_range("today")
    assert list(activities.desk.session.activities.ids(activities.query)) == [due]


def test_columns_are_shown_and_hidden(activities):
    choices = {words: run for words, run, _ticked in activities.column_choices()}
    choices["Place"]()
    assert "place" in activities.list.table.columns.visible


def test_the_ranges_of_a_search_are_counted_once_the_typing_rests(activities, due, late):
    assert due != late
    activities.head.search.set("late")
    activities.head.on_change()
    pump(activities, lambda: activities.head.pills["today"].cget("text") == "Today")
    assert activities.head.pills["overdue"].cget("text") == "Overdue  1"
