"""The history: what was done, what it changed, taking any of it back, what is kept."""

from __future__ import annotations

import pytest

from crm.models.history import OperationSummary
from crm.views.dialogs.history import HistoryDialog, described
from tests.views.dialogs.conftest import over
from tests.window import click, press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def moved(session, contacts):
    """Ana moved to Lugo, then to Vigo."""
    session.contacts.change(contacts[0], {"city": "Lugo"})
    session.contacts.change(contacts[0], {"city": "Vigo", "status": "customer"})
    return contacts[0]


@pytest.fixture
def dialog(page, desk, opened, moved):
    assert moved
    return opened(HistoryDialog(page, desk))


def test_the_newest_operation_comes_first_and_is_chosen(dialog, session):
    newest = session.history.operations(limit=1)[0]
    assert dialog.list.ids[0] == newest.id
    assert dialog.chosen == newest


def test_the_changed_fields_are_shown(dialog):
    tree = dialog.changes.tree
    shown = {tuple(tree.item(item, "values")) for item in tree.get_children()}
    assert shown == {("City", "Lugo", "Vigo"), ("Status", "Lead", "Customer")}


def test_undo_this_takes_it_back(dialog, session, moved):
    dialog.undo_button.invoke()
    pump(dialog)
    assert session.contacts.get(moved).city == "Lugo"
    assert "Undone" in dialog.said


def test_enter_on_the_list_takes_the_chosen_one_back(dialog, session, moved):
    press(dialog.list.tree, "Return")
    pump(dialog)
    assert session.contacts.get(moved).city == "Lugo"


def test_a_double_click_takes_nothing_back(dialog, session, moved):
    click(dialog.list.tree, 40, 60, times=2)
    assert session.contacts.get(moved).city == "Vigo"


def test_what_is_undone_cannot_be_undone_again(dialog):
    dialog.undo()
    pump(dialog, lambda: dialog.chosen is not None and dialog.chosen.undone)
    assert dialog.undo_button.instate(["disabled"])
    assert dialog.undo_button.cget("text") == "Undone already"


def test_an_older_operation_keeps_what_changed_since_and_lists_it(dialog, session, moved):
    dialog.list.select([dialog.list.ids[1]])
    dialog.undo()
    pump(dialog)
    assert session.contacts.get(moved).city == "Vigo"
    assert over(dialog).winfo_exists()


def test_an_undo_can_itself_be_undone(dialog, session, moved):
    dialog.undo()
    pump(dialog, lambda: len(dialog.list.ids) > 0 and dialog.list.ids[0] != dialog.chosen.id)
    dialog.list.select([dialog.list.ids[0]])
    dialog.undo()
    assert session.contacts.get(moved).city == "Vigo"


def test_the_arrows_walk_through_the_operations(dialog):
    second = dialog.list.ids[1]
    press(dialog.list.tree, "Down")
    assert dialog.chosen.id == second


def test_what_is_done_meanwhile_appears(dialog, session):
    session.tags.add("VIP")
    pump(dialog, lambda: "VIP" in dialog.list.tree.item(dialog.list.tree.get_children()[0], "text"))


def test_the_details_say_when_who_how_and_how_many():
    counts = {"create": 1200, "change": 31}
    words = described(OperationSummary(1, "2026-11-21T09:30:00Z", "Ana", "import", "Import x.csv", counts=counts))
    assert "Ana · Import · 1,200 added · 31 changed" in words


def test_a_notice_that_offers_to_take_it_back_goes_once_it_is_taken_back(dialog, desk, session):
    desk.say("City changed.", undo=session.history.operations(limit=1)[0].id)
    dialog.undo()
    pump(dialog)
    assert desk.toasts.texts == []
