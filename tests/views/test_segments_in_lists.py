"""Segments and saved views in the window: the panel, the column, the filter bars, views that go."""

from __future__ import annotations

import pytest

from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from tests.records import day_ahead
from tests.views.user import every, settle

pytestmark = pytest.mark.window


@pytest.fixture
def customer(own, people):
    won = own.pipelines.default().first("won").id
    deal = {"title": "V", "stage_id": won, "value": 10_000, "contact_id": people["Ana"], "currency": "EUR"}
    own.opportunities.add({**deal, "closed_on": day_ahead(-152)})
    own.segments.recompute()
    return people["Ana"]


@pytest.fixture
def madrid(own, window):
    query = ListQuery(conditions=(Condition("city", Operator.ANY, ("Madrid",)),))
    view = own.views.add("In Madrid", {"query": query.to_plain()})
    settle(window)
    return view


def by_view(view, operator=Operator.ANY):
    return [Condition("view", operator, (str(view),))]


def labels(widget):
    return [str(one.cget("text")) for one in every(widget) if "text" in one.keys()]  # noqa: SIM118 - a widget's keys


def test_the_panel_tells_the_segment_and_why(window, customer):
    window.contacts.go_to(customer)
    settle(window)
    card = window.contacts.panel.card
    assert "At risk" in labels(card)
    assert card.segment.cget("text").startswith(
        "At risk: last purchase 152 days ago; the limit is 120. Before that 1 purchase in 365 days. Worth €100.00"
    )


def test_who_bought_nothing_has_no_segment_there(window, customer, people):
    window.contacts.go_to(customer)
    window.contacts.go_to(people["Berta"])
    settle(window)
    assert not window.contacts.panel.card.segment.winfo_manager()


def test_the_list_has_a_column_of_segments(window, customer):
    window.contacts.list.table.set_columns(["name", "segment"])
    window.contacts.go_to(customer)
    settle(window)
    tree = window.contacts.list.table.tree
    shown = [tree.item(one, "values") for one in tree.get_children()]
    assert any("At risk" in values for values in shown)


def test_the_list_is_narrowed_by_segment(window, customer, people):
    head = window.contacts.head
    head.filters.set([Condition("segment", Operator.ANY, ("at_risk",))])
    window.contacts.views.search()
    settle(window)
    assert set(window.contacts.list.table.ids) == {customer, people["Acme"]}  # a deal counts for both
    assert "Segment: At risk" in labels(head)


def test_the_list_is_narrowed_by_a_view_chosen_by_its_name(window, people, madrid):
    editor = window.contacts.head.filters.open_editor(window.contacts.known.viewed, None)
    assert [box.cget("text") for box in editor.checklist.boxes] == ["In Madrid"]
    editor.checklist.boxes[0].invoke()
    settle(window)
    assert list(window.contacts.list.table.ids) == [people["Acme"]]
    assert "Saved view: In Madrid" in labels(window.contacts.head)
    assert madrid


def test_a_view_that_is_renamed_is_shown_so(window, own, people, madrid):
    assert people
    window.contacts.head.filters.set(by_view(madrid))
    window.contacts.views.search()
    own.views.change(madrid, name="Capital")
    settle(window)
    assert "Saved view: Capital" in labels(window.contacts.head)


def test_a_view_that_is_removed_is_left_out_with_a_word(window, own, people, madrid):
    window.contacts.head.filters.set(by_view(madrid))
    window.contacts.views.search()
    settle(window)
    own.views.remove(madrid)
    settle(window)
    assert window.contacts.head.filters.conditions() == []
    assert len(window.contacts.list.table.ids) == len(people)
    assert "no longer there" in window.toasts.texts[-1]


def test_opportunities_are_narrowed_by_the_customers_in_a_view(people, pipeline, own, madrid):
    window = pipeline.window
    wanted = own.opportunities.add({"title": "Norte", "contact_id": people["Ana"], "company_id": people["Acme"]})
    settle(window)
    assert "Contacts › In Madrid" in [one.label for one in window.pipeline.known.viewed.choices]
    pipeline.head.filters.set(by_view(madrid))
    pipeline.head.on_change()
    settle(window)
    assert list(own.opportunities.ids(pipeline.query)) == [wanted]


def test_activities_are_narrowed_by_contacts_in_a_view(people, activities, own, madrid):
    window = activities.window
    wanted = own.activities.add({"type": "call", "subject": "x", "contact_id": people["Acme"]})
    own.activities.add({"type": "call", "subject": "y", "contact_id": people["Ana"]})
    activities.head.filters.set(by_view(madrid))
    activities.head.on_change()
    settle(window)
    assert list(activities.list.table.ids) == [wanted]
    own.views.remove(madrid)
    settle(window)
    assert activities.head.filters.conditions() == []


def test_nothing_about_empty_is_asked_of_views(window, people, madrid):
    assert people
    assert madrid
    editor = window.contacts.head.filters.open_editor(window.contacts.known.viewed, None)
    assert list(editor.operator_box.cget("values")) == ["is any of", "is none of"]


def test_a_file_without_views_offers_no_filter_by_them(window, people):
    assert people
    chooser = window.contacts.head.filters.open_fields()
    chooser.entry.insert(0, "Saved view")
    picked = []
    chooser.on_pick = picked.append
    chooser.pick()
    assert picked == []


def test_a_file_with_a_view_offers_it(window, people, madrid):
    assert people
    assert madrid
    chooser = window.contacts.head.filters.open_fields()
    chooser.entry.insert(0, "Saved view")
    picked = []
    chooser.on_pick = picked.append
    chooser.pick()
    assert [field.name for field in picked] == ["view"]
