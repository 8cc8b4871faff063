"""The dialog of tags: add, rename, colour, remove; each saved at once."""

from __future__ import annotations

import pytest

from crm.models.tags import COLORS
from crm.views.dialogs.tags import TagsDialog
from tests.views.dialogs.conftest import over
from tests.window import press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def vip(session, contacts):
    tag = session.tags.add("VIP", color=COLORS[0])
    session.contacts.add_tags(contacts, [tag])
    return tag


@pytest.fixture
def dialog(page, desk, opened, vip):
    assert vip
    return opened(TagsDialog(page, desk))


def _names(session):
    return [tag.name for tag in session.tags.all()]


def test_tags_are_listed_with_their_uses(dialog):
    tree = dialog.list.table.tree
    item = tree.get_children()[0]
    assert (tree.item(item, "text").strip(), str(tree.item(item, "values")[0])) == ("VIP", "3")


def test_a_typed_name_and_enter_add_a_tag(dialog, session):
    dialog.new.insert(0, "Fair")
    press(dialog.new, "Return")
    pump(dialog)
    assert _names(session) == ["Fair", "VIP"]
    assert dialog.chosen.name == "Fair"


def test_a_name_that_is_taken_is_refused_and_stays_typed(dialog, session):
    dialog.new.insert(0, "vip")
    press(dialog.new, "Return")
    assert "VIP" in dialog.said
    assert dialog.new.get() == "vip"
    assert _names(session) == ["VIP"]


def test_a_tag_is_renamed_by_enter(dialog, session):
    dialog.entry.delete(0, "end")
    dialog.entry.insert(0, "Best")
    press(dialog.entry, "Return")
    assert _names(session) == ["Best"]


def test_a_renamed_tag_stays_on_its_contacts(dialog, session, contacts):
    dialog.entry.insert("end", " 2026")
    dialog.rename()
    assert [tag.name for tag in session.contacts.get(contacts[0]).tags] == ["VIP 2026"]


def test_a_colour_is_changed_by_a_click(dialog, session):
    dialog.swatches.buttons[COLORS[6]].invoke()
    assert session.tags.all()[0].color == COLORS[6]


def test_a_tag_in_use_is_removed_after_asking(dialog, session):
    dialog.remove()
    assert _names(session) == ["VIP"]
    over(dialog).confirm()
    pump(dialog)
    assert _names(session) == []


def test_a_removed_tag_comes_back_with_its_contacts(dialog, session, contacts):
    dialog.remove()
    over(dialog).confirm()
    pump(dialog)
    session.history.undo()
    assert [tag.name for tag in session.contacts.get(contacts[2]).tags] == ["VIP"]


def test_an_unused_tag_is_removed_without_asking(dialog, session):
    old = session.tags.add("Old")
    pump(dialog, lambda: old in dialog.list.table.ids)
    dialog.list.choose(old)
    dialog.remove()
    assert _names(session) == ["VIP"]


def test_a_tag_added_elsewhere_appears(dialog, session):
    session.tags.add("New")
    pump(dialog, lambda: len(dialog.list.table.ids) == 2)


def test_closing_keeps_a_name_that_was_typed(dialog, session):
    dialog.entry.insert("end", "!")
    dialog.confirm()
    assert _names(session) == ["VIP!"]
