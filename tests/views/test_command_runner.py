"""When commands may run, what they are called now, and the palette that finds them and contacts."""

from __future__ import annotations

import pytest

from crm.views.commands import COMMANDS, find
from tests.views.user import settle


def _can(window, command_id):
    return window.runner.can_run(find(command_id))


def test_without_a_file_only_what_needs_none_can_run(closed_window):
    can = {command.id for command in COMMANDS if closed_window.runner.can_run(command)}
    assert {"file.new", "file.open", "help.shortcuts", "view.theme"} <= can
    assert not {"file.import", "contact.add_person", "edit.undo"} & can


def test_with_a_file_contacts_can_be_added(window):
    assert _can(window, "contact.add_person")


def test_views_filters_and_columns_are_a_lists(window):
    listing = ("view.saved", "view.save", "view.filter", "view.columns")
    window.show_page("contacts")
    assert all(_can(window, one) for one in listing)
    window.show_page("dashboard")
    assert not any(_can(window, one) for one in listing)


def test_nothing_selected_means_nothing_to_remove(window):
    assert not _can(window, "contact.remove")


def test_a_selected_contact_can_be_removed(window, people):
    window.contacts.list.table.select([people["Ana"]])
    assert _can(window, "contact.remove")


def test_undo_is_grey_until_something_was_done(window, own):
    before = _can(window, "edit.undo")
    own.contacts.add({"first_name": "Ana"})
    settle(window)
    assert (before, _can(window, "edit.undo")) == (False, True)


def test_undo_names_what_it_would_take_back(window, own):
    own.contacts.add({"first_name": "Ana", "last_name": "Gil"})
    settle(window)
    assert window.runner.words(find("edit.undo")) == "Undo: Add Ana Gil"


def test_redo_names_what_it_would_do_again(window, own):
    own.contacts.add({"first_name": "Ana", "last_name": "Gil"})
    own.history.undo()
    settle(window)
    assert window.runner.words(find("edit.redo")) == "Redo: Add Ana Gil"


def test_a_command_that_cannot_run_does_nothing(window):
    window.runner.run(find("contact.remove"))
    assert window.toasts.texts == []


def test_the_palette_finds_commands_by_words_without_accents_or_case(window, people):
    window.contacts.list.table.select([people["Ana"]])
    window.runner.palette.open("LOG CALL")
    assert "Log a call" in window.runner.palette.titles


def test_the_palette_offers_only_what_can_run(window):
    window.runner.palette.open("remove")
    assert "Remove" not in window.runner.palette.titles


def test_the_palette_runs_what_is_chosen(window):
    window.runner.palette.open("light or dark")
    window.runner.palette.run()
    assert window.settings.get("theme") == "dark"


@pytest.mark.usefixtures("people")
def test_the_palette_finds_contacts(window):
    window.runner.palette.open("berta")
    settle(window)
    assert "Berta Ríos" in window.runner.palette.titles


def test_the_palette_goes_to_a_contact(window, people):
    window.runner.palette.open("berta")
    settle(window)
    window.runner.palette.run()
    assert window.contacts.panel.contact_id == people["Berta"]


def test_the_palette_finds_opportunities(window, own):
    own.opportunities.add({"title": "Yearly licences"})
    settle(window)
    window.runner.palette.open()
    window.runner.palette.entry.insert(0, "licen")
    settle(window)
    assert "Yearly licences" in window.runner.palette.titles
