"""The row of buttons: made from the table, greyed by it."""

from __future__ import annotations

from crm.views.commands import COMMANDS
from crm.views.toolbar import PRIMARY
from tests.views.user import settle


def test_every_command_with_an_icon_has_its_button(window):
    for command in COMMANDS:
        if command.icon:
            assert window.toolbar.button(command.id).winfo_exists()


def test_there_is_one_primary_button_in_view(window):
    buttons = {one.id: window.toolbar.button(one.id) for one in COMMANDS if one.icon}
    primary = [name for name, button in buttons.items() if str(button.cget("style")) == "Primary.TButton"]
    assert [name for name in primary if buttons[name].winfo_manager()] == [PRIMARY["contacts"]]


def test_what_cannot_be_done_is_grey(window):
    assert window.toolbar.button("edit.undo").instate(["disabled"])


def test_what_can_be_done_is_not(window, own):
    own.contacts.add({"first_name": "Ana"})
    settle(window)
    assert window.toolbar.button("edit.undo").instate(["!disabled"])


def test_a_click_runs_the_command(window, own):
    own.contacts.add({"first_name": "Ana"})
    settle(window)
    window.toolbar.button("edit.undo").invoke()
    assert own.contacts.search("ana") == []
