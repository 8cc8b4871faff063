"""The tag picker: find or make a tag by typing, put it on and take it off all the contacts."""

from __future__ import annotations

from tkinter import ttk

import pytest

from crm.views.dialogs.tag_picker import EVERY, NONE, OPPORTUNITIES, SOME, TagPicker, show, worn
from tests.views.user import settle
from tests.window import press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def tags(session, contacts):
    made = {name: session.tags.add(name) for name in ("VIP", "Fair", "Late payer")}
    session.contacts.add_tags(contacts, [made["VIP"]])
    session.contacts.add_tags(contacts[:1], [made["Fair"]])
    return made


@pytest.fixture
def picker(page, desk, contacts, tags):
    assert tags
    anchor = ttk.Button(page, text="Tags")
    anchor.pack()
    page.update()
    made = TagPicker(anchor, desk, ids=contacts)
    made.show()
    pump(made)
    return made


def _worn(session, contact_id):
    return {tag.name for tag in session.contacts.get(contact_id).tags}


@pytest.mark.usefixtures("tags")
def test_it_is_known_who_wears_what(session, contacts):
    assert {one.tag.name: one.by for one in worn(session, contacts, wearers=session.contacts)} == {
        "VIP": EVERY,
        "Fair": SOME,
        "Late payer": NONE,
    }


def test_the_keyboard_begins_in_the_entry(picker):
    assert picker.focus_get() is picker.entry


def test_typing_and_enter_put_a_tag_on_everyone(picker, session, contacts):
    picker.entry.insert(0, "late")
    press(picker.entry, "Return")
    assert all("Late payer" in _worn(session, one) for one in contacts)


def test_a_tag_that_everyone_wears_is_taken_off(picker, session, contacts):
    picker.entry.insert(0, "vip")
    press(picker.entry, "Return")
    assert not any("VIP" in _worn(session, one) for one in contacts)


def test_a_tag_that_some_wear_goes_on_the_others(picker, session, contacts):
    picker.entry.insert(0, "fair")
    press(picker.entry, "Return")
    assert all("Fair" in _worn(session, one) for one in contacts)


def test_a_new_word_becomes_a_tag(picker, session, contacts):
    picker.entry.insert(0, "Madrid 2026")
    pump(picker)
    assert picker.words[-1].strip() == "Create “Madrid 2026”"
    press(picker.entry, "Return")
    assert "Madrid 2026" in _worn(session, contacts[1])


def test_a_known_word_is_not_offered_as_new(picker):
    picker.entry.insert(0, "víp")
    pump(picker)
    assert [words.strip() for words in picker.words] == ["VIP"]


def test_it_stays_open_for_the_next_tag(picker):
    picker.entry.insert(0, "late")
    press(picker.entry, "Return")
    assert picker.is_open
    assert picker.entry.get() == ""


def test_the_arrows_choose_another(picker, session, contacts):
    names = [words.strip() for words in picker.words]
    press(picker.entry, "Down", "Down", "Return")
    assert (names[2] in _worn(session, contacts[1])) != (names[2] == "VIP")


def test_what_was_done_is_told_with_an_undo(picker, desk, session, contacts):
    picker.entry.insert(0, "late")
    press(picker.entry, "Return")
    assert desk.toasts.texts == ["Late payer put on 3 contacts"]
    desk.toasts.invoke()
    assert "Late payer" not in _worn(session, contacts[0])


def test_escape_closes(picker):
    press(picker.entry, "Escape")
    assert not picker.is_open


class TestInTheWindow:
    """The page is made anew when a tag comes into being; the picker over it must not suffer."""

    @pytest.fixture
    def shown(self, window, people):
        window.contacts.list.table.tree.focus_force()
        window.contacts.list.table.select([people["Berta"], people["Carlos"]])
        window.root.update()
        show(window)
        made = next(child for child in window.root.winfo_children() if isinstance(child, TagPicker))
        made.entry.insert(0, "Madrid 2026")
        press(made.entry, "Return")
        settle(window)
        return made

    def test_it_stays_open_after_a_new_tag(self, shown):
        assert shown.is_open
        assert shown.focus_get() is shown.entry
        assert "Madrid 2026" in [words.strip() for words in shown.words]

    def test_the_selection_stays_after_a_new_tag(self, shown, window, people):
        assert shown.is_open
        assert set(window.contacts.selected_ids()) == {people["Berta"], people["Carlos"]}

    def test_escape_gives_the_keyboard_back_to_the_list(self, shown, window):
        press(shown.entry, "Escape")
        settle(window)
        assert window.root.focus_get() is window.contacts.list.table.tree
        assert not window.root.tk.call("grab", "current")


def test_deals_are_tagged_in_the_same_way(page, desk, session):
    ids = [session.opportunities.add({"title": title}) for title in ("Web", "Audit")]
    made = TagPicker(page, desk, ids=ids, kind=OPPORTUNITIES)
    made.create("Urgent")
    assert [[tag.name for tag in session.opportunities.get(one).tags] for one in ids] == [["Urgent"], ["Urgent"]]
    made.toggle(next(one for one in made._worn.values() if one.tag.name == "Urgent"))
    assert [session.opportunities.get(one).tags for one in ids] == [(), ()]
