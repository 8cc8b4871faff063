"""The head of the page of activities: search, whose, ranges with their counts, filters."""

from __future__ import annotations

import pytest

from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.views import known
from crm.views.activities_head import EVERYONE, MINE, NOBODY, ActivitiesHead, count_words, filter_fields

HIGH = Condition("priority", Operator.ANY, ("high",))


@pytest.fixture
def berta(own):
    return own.users.add("Berta", role="sales")


@pytest.fixture
def head(page, window, own, berta):
    assert berta
    made = ActivitiesHead(page, window.desk, known=known.read_for_activities(own))
    made.pack(fill="x")
    page.update()
    return made


def test_at_first_it_asks_for_what_one_has_to_do_oneself(head, own):
    assert (head.range, head.whose) == ("open", MINE)
    assert head.narrowing == (Condition("assigned_to", Operator.ANY, (own.user.id, None)),)


def test_everyones_narrows_nothing(head):
    head.show_whose(EVERYONE)
    assert head.narrowing == ()


def test_nobodys_are_those_without_an_owner(head):
    head.show_whose(NOBODY)
    assert head.narrowing[0].values == (None,)


def test_another_user_is_chosen_by_name(head, berta):
    head.on_change = lambda: asked.append(head.narrowing[0].values)
    asked = []
    head.whose_button.choose("Berta")
    assert asked == [(berta,)]
    assert head.whose_button.cget("text") == "Berta"


def test_a_user_who_is_unknown_here_stands_for_oneself(head):
    head.show_whose("99")
    assert head.whose == MINE


def test_a_range_that_is_none_stands_for_all_that_is_open(head):
    head.show_range("someday")
    assert head.range == "open"


def test_a_click_on_a_range_asks_for_it(head):
    asked = []
    head.on_change = lambda: asked.append(head.range)
    head.pills["overdue"].invoke()
    assert asked == ["overdue"]


def test_the_ranges_tell_how_much_stands_in_them(head):
    head.show_counts({"overdue": 3, "open": 1000})
    words = [head.pills[name].cget("text") for name in ("overdue", "today", "open")]
    assert words == ["Overdue  3", "Today", "To do  999+"]


def test_filters_and_search_are_shown_without_telling(head):
    asked = []
    head.on_change = lambda: asked.append(True)
    head.set_query(ListQuery("offer", (HIGH,)))
    assert (head.text, head.conditions, asked) == ("offer", (HIGH,), [])


def test_what_has_a_place_of_its_own_is_no_filter(own):
    names = {field.name for field in filter_fields(known.read_for_activities(own))}
    assert not names & {"when", "assigned_to", "contact_id", "opportunity_id", "series_id"}
    assert {"type", "priority", "place", "outcome", "due_on"} <= names


def test_a_count_that_is_not_whole_says_so():
    assert (count_words(1, whole=True), count_words(60, whole=False)) == ("1 activity", "60+ activities")
