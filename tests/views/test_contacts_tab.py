"""The page of contacts: list and panel together, and edits that are never lost silently."""

from __future__ import annotations

import pytest

from crm.models.fields import Kind
from crm.views.offers import Offers
from tests.views.user import User, every, settle


@pytest.fixture
def tab(window):
    return window.contacts


def _offers(window):
    return [button for one in every(window.root) if isinstance(one, Offers) for button in one.buttons]


def _edit(tab, name, value):
    tab.open()
    tab.panel.details.form.put(name, value)


def test_the_selected_contact_is_shown_beside(tab, people):
    tab.list.table.select([people["Berta"]])
    assert tab.panel.contact_id == people["Berta"]


def test_several_selected_show_what_can_be_done_with_them(tab, people, window):
    tab.list.table.select([people["Ana"], people["Berta"]])
    window.root.update()
    assert tab.bulk.winfo_ismapped()
    assert not tab.panel.winfo_ismapped()


def test_everything_can_be_selected(tab, people):
    tab.select_all()
    assert tab.selected_count == len(people)


def test_edits_are_saved_when_another_contact_is_selected(tab, own, people):
    tab.list.table.select([people["Ana"]])
    _edit(tab, "job_title", "CEO")
    tab.list.table.select([people["Berta"]])
    assert own.contacts.get(people["Ana"]).job_title == "CEO"
    assert tab.panel.contact_id == people["Berta"]


def test_edits_that_cannot_be_kept_hold_the_selection(tab, people):
    tab.list.table.select([people["Carlos"]])
    tab.open()
    email = tab.panel.details.form.entry("email")
    email.insert(0, "no address")
    tab.list.table.select([people["Berta"]])
    assert list(tab.selected_ids()) == [people["Carlos"]]
    assert email.get() == "no address"


def test_a_typed_note_waits_with_its_contact(tab, people):
    tab.list.table.select([people["Ana"]])
    tab.log("note")
    tab.panel.timeline.quick.subject.insert(0, "Call back")
    tab.list.table.select([people["Berta"]])
    between = tab.panel.timeline.quick.subject.get()
    tab.list.table.select([people["Ana"]])
    assert (between, tab.panel.timeline.quick.subject.get()) == ("", "Call back")


def test_enter_on_the_list_opens_the_details(window, tab, people):
    tab.list.table.select([people["Ana"]])
    User(window).chord("Return", at=tab.list.table.tree)
    assert tab.panel.pages.select() == str(tab.panel.details)
    assert window.root.focus_get() is tab.panel.details.form.entry("first_name")


@pytest.mark.usefixtures("people")
def test_down_in_the_search_box_goes_to_the_list(window, tab):
    User(window).chord("Down", at=tab.head.search.entry)
    assert window.root.focus_get() is tab.list.table.tree


def test_a_related_contact_is_shown_on_a_click(tab, people):
    tab.list.table.select([people["Ana"]])
    tab.go_to(people["Acme"])
    assert list(tab.selected_ids()) == [people["Acme"]]


def test_a_contact_outside_the_list_is_shown_all_the_same(tab, people):
    tab.show_kind("person")
    tab.go_to(people["Acme"])
    assert tab.panel.contact_id == people["Acme"]


def test_the_panel_can_be_hidden_and_stays_hidden(window, tab):
    tab.toggle_panel()
    window.root.update()
    assert not tab.panel.winfo_ismapped()
    assert window.settings.get("contacts.panel") is False


def test_an_empty_file_offers_three_ways_to_begin(window):
    settle(window)
    assert len(_offers(window)) == 3


def test_the_offers_go_with_the_first_contact(window, own):
    own.contacts.add({"first_name": "Ana"})
    settle(window)
    assert _offers(window) == []


@pytest.mark.usefixtures("people")
def test_a_search_without_a_find_says_so(window, tab):
    tab.head.search.set("nobody at all")
    tab.views.search()
    assert len(tab.list.table.ids) == 0
    assert _offers(window) == []


def test_a_new_custom_field_appears_in_the_details(window, own, tab, people):
    own.fields.add("Shoe size", Kind.NUMBER)
    settle(window)
    name = f"custom.{own.fields.all()[0].key}"
    tab.list.table.select([people["Ana"]])
    tab.open()
    assert tab.panel.details.form.entry(name).winfo_exists()


def test_a_new_field_does_not_take_typed_edits_away(window, own, tab, people):
    tab.list.table.select([people["Ana"]])
    _edit(tab, "job_title", "CEO")
    own.fields.add("Shoe size", Kind.NUMBER)
    settle(window)
    assert tab.panel.details.form.names.changed() == {"job_title": "CEO"}


def test_removing_the_shown_contact_elsewhere_empties_the_panel(window, own, tab, people):
    tab.list.table.select([people["Carlos"]])
    own.contacts.remove([people["Carlos"]])
    settle(window)
    assert tab.panel.contact_id is None


def test_control_s_saves(window, own, tab, people):
    tab.list.table.select([people["Ana"]])
    _edit(tab, "job_title", "CEO")
    User(window).chord("Control-s", at=tab.panel.details.form.entry("job_title"))
    assert own.contacts.get(people["Ana"]).job_title == "CEO"


def _pick(tab, *ids):
    tab.list.table.tree.focus_force()
    tab.list.table.select(ids)
    tab.update()


def test_several_stay_selected_when_a_tag_comes_into_being(window, tab, own, people):
    _pick(tab, people["Berta"], people["Carlos"])
    own.tags.add("VIP")
    settle(window)
    assert set(tab.selected_ids()) == {people["Berta"], people["Carlos"]}
    assert tab.bulk.winfo_ismapped()


@pytest.mark.parametrize("place", ["list", "search"])
def test_the_keyboard_stays_where_it_was_when_the_page_is_made_anew(window, tab, people, place):
    _pick(tab, people["Berta"])
    if place == "search":
        tab.find()
    window.desk.session.tags.add("VIP")
    settle(window)
    wanted = tab.head.search.entry if place == "search" else tab.list.table.tree
    assert window.root.focus_get() is wanted


def test_going_to_a_contact_outside_the_list_selects_it_there(tab, people):
    tab.show_kind("person")
    tab.views.search()
    tab.go_to(people["Acme"])
    assert list(tab.list.table.selected_ids()) == [people["Acme"]]
    assert tab.head.conditions == ()


def test_commands_act_on_the_contact_found_outside_a_search(window, tab, people):
    tab.head.search.set("berta")
    tab.views.search()
    tab.go_to(people["Carlos"])
    tab.remove()
    settle(window)
    assert set(tab.list.table.ids) == set(people.values()) - {people["Carlos"]}


def test_what_was_added_is_selected_though_a_filter_leaves_it_out(window, tab, own, people):
    tab.show_kind("company")
    tab.views.search()
    added = own.contacts.add({"first_name": "Zoe"})
    tab.show_added(added)
    settle(window)
    assert list(tab.list.table.selected_ids()) == [added] and len(tab.list.table.ids) == len(people) + 1


def test_a_page_that_nobody_looked_at_yet_goes_to_a_contact_and_logs(window, people):
    window.build()
    window.settings.set("window.page", "today")
    window.contacts.go_to(people["Berta"])
    window.contacts.log("call")
    settle(window)
    assert list(window.contacts.selected_ids()) == [people["Berta"]]
    assert window.contacts.panel.contact_id == people["Berta"]
