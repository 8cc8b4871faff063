"""docs/commands.md and the page of shortcuts say what the command table says."""

from __future__ import annotations

import pytest

from crm.utils import i18n
from crm.views import command_page
from crm.views.commands import COMMANDS
from crm.views.pages import PAGES
from tests.house import ROOT


def test_the_docs_hold_the_table_of_commands():
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert command_page.markdown() in text, "put what command_page.markdown() gives at its end"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_each_command_is_written_up(command):
    assert f"| {command.label} |" in command_page.markdown()


def test_the_page_of_shortcuts_lists_every_command_with_a_key():
    pages = ["", *(page.key for page in PAGES)]
    listed = [words for page in pages for _menu, rows in command_page.shortcuts(page) for words, _pressed in rows]
    assert len(listed) == len([command for command in COMMANDS if command.key])


def test_the_page_of_shortcuts_speaks_the_language_in_use():
    i18n.use("es")
    assert "Mayús" in dict(command_page.shortcuts()[2][1]).values().__repr__()


def test_a_command_with_two_keys_shows_both():
    rows = dict(row for _menu, section in command_page.shortcuts() for row in section)
    assert rows["Redo"] == "Ctrl+Y, Ctrl+Shift+Z"
