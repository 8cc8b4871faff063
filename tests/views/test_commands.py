"""The one table of commands: complete, without two of the same key, and every dialog it names is there."""

from __future__ import annotations

import importlib

import pytest

from crm.models.users import PERMISSIONS
from crm.views import keys
from crm.views.commands import COMMANDS, MENUS, OpenDialog, Scope, find, of_menu
from crm.views.pages import PAGES

every = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
# Keys that a list, a dialog or a text field answers to itself.
RESERVED = {"Up", "Down", "Home", "End", "Tab", "Ctrl+V", "Ctrl+X"}


def test_ids_are_unique():
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


def test_no_two_commands_of_one_place_share_a_key():
    pages = ("contacts", "pipeline")
    pressed = [
        (key, command.scope, page)
        for command in COMMANDS
        for page in ([command.page] if command.page else pages)
        for key in command.key.split()
    ]
    assert len(set(pressed)) == len(pressed)


@every
def test_its_page_is_one_of_the_window(command):
    assert command.page in ("", *(page.key for page in PAGES))


@every
def test_each_stands_in_a_menu(command):
    assert command.menu_name in MENUS


@every
def test_none_takes_a_key_that_lists_and_fields_need(command):
    assert not RESERVED & set(command.key.split())


@every
def test_its_permission_is_one_that_somebody_has(command):
    granted = {name for role in PERMISSIONS.values() for name in role}
    assert not command.permission or command.permission in granted


def test_delete_and_enter_are_heard_on_lists_only():
    heard = [command for command in COMMANDS if set(command.key.split()) & {"Delete", "Enter"}]
    assert {command.scope for command in heard} == {Scope.LIST}


def test_plain_letters_are_never_keys():
    plain = [key for command in COMMANDS for key in command.key.split() if keys.is_plain(key)]
    assert not [key for key in plain if len(key) == 1 and key.isalnum()]


def test_a_role_without_the_permission_may_not():
    assert not find("contact.remove").allowed("reader")


def test_a_role_with_the_permission_may():
    assert find("contact.remove").allowed("sales")


def test_menus_come_in_groups():
    assert [command.id for command in of_menu("edit")[0]][:2] == ["edit.undo", "edit.redo"]


def test_an_unknown_id_is_an_error():
    with pytest.raises(KeyError):
        find("file.shred")


@pytest.mark.parametrize(
    "command", [one for one in COMMANDS if isinstance(one.run, OpenDialog)], ids=lambda one: one.id
)
def test_the_dialog_of_a_command_is_there(command):
    assert callable(getattr(importlib.import_module(f"crm.views.dialogs.{command.run.name}"), command.run.function))
