"""What stands above the list says which list is wanted."""

from __future__ import annotations

import pytest

from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.views.contact_head import ContactHead
from tests.window import descendants

MADRID = Condition("city", Operator.CONTAINS, ("Madrid",))


@pytest.fixture
def head(window):
    return window.contacts.head


def test_at_first_everyone_is_wanted(head):
    assert (head.text, head.kind, head.conditions) == ("", "", ())


def test_a_kind_is_a_condition(head):
    head.show_kind("company")
    assert head.conditions == (Condition("kind", Operator.ANY, ("company",)),)


def test_a_query_is_shown_whole(head):
    kind = Condition("kind", Operator.ANY, ("person",))
    head.set_query(ListQuery("ana", (kind, MADRID)))
    assert (head.text, head.kind, head.filters.conditions()) == ("ana", "person", [MADRID])


def test_what_is_shown_gives_the_query_back(head):
    conditions = (Condition("kind", Operator.ANY, ("person",)), MADRID)
    head.set_query(ListQuery("", conditions))
    assert head.conditions == conditions


def test_a_click_on_people_lists_people(window, head, people):
    pill = next(
        one for one in descendants(head) if one.winfo_class() == "TRadiobutton" and one.cget("value") == "company"
    )
    pill.invoke()
    assert list(window.contacts.list.table.ids) == [people["Acme"]]


def test_a_filter_narrows_the_list(window, head, people):
    head.filters.set([MADRID])
    head.filters.on_change()
    assert list(window.contacts.list.table.ids) == [people["Acme"]]


@pytest.mark.parametrize(
    ("count", "whole", "words"), [(1, True, "1 contact"), (60, False, "60+ contacts"), (1234, True, "1,234 contacts")]
)
def test_the_count_is_told(head, count, whole, words):
    head.show_count(count, whole)
    assert words in [str(one.cget("text")) for one in descendants(head) if one.winfo_class() == "TLabel"]


def test_where_there_is_little_room_the_search_has_its_own_line(page, window):
    head = ContactHead(page, window.contacts.known)
    head.place(x=0, y=0, width=1000)
    page.update()
    wide = head._tools.grid_info()["row"]
    head.place(x=0, y=0, width=420)
    page.update()
    assert (wide, head._tools.grid_info()["row"]) == (0, 1)


def test_fields_of_the_file_can_be_filtered_by(head):
    assert "city" in head.filters._fields
