"""The menu bar and the keys: what they say, what they grey, what they run, and where they are not heard."""

from __future__ import annotations

import tkinter as tk

import pytest

from crm.utils import i18n
from tests.views.user import settle
from tests.window import focus


def _labels(window, menu):
    return [words for words, _state in window.menus.entries(menu)]


def _state(window, menu, words):
    return dict(window.menus.entries(menu))[words]


def test_the_menus_hold_their_commands(window):
    assert _labels(window, "file") == [
        "New file…", "Open…", "New file from an export…", "Open recent", "Import…", "Export…",
        "Export to a calendar file…", "Export everything…", "Back up now", "Back up to…", "Look for missing documents…",
        "Settings…", "Quit",
    ]  # fmt: skip


def test_what_cannot_be_done_is_grey(window):
    assert _state(window, "contact", "Remove") == "disabled"


def test_what_can_be_done_is_not_grey(window, people):
    window.contacts.list.table.select([people["Ana"]])
    assert _state(window, "contact", "Remove") == "normal"


def test_a_merge_needs_two(window, people):
    window.contacts.list.table.select([people["Ana"]])
    assert _state(window, "contact", "Merge…") == "disabled"
    window.contacts.list.table.select([people["Ana"], people["Berta"]])
    assert _state(window, "contact", "Merge…") == "normal"


def test_duplicates_are_found_among_the_tools(window):
    assert _labels(window, "tools")[0] == "Find duplicates…"


def test_undo_says_what_it_undoes(window, own):
    own.contacts.add({"first_name": "Ana"})
    settle(window)
    assert _labels(window, "edit")[0] == "Undo: Add Ana"


def test_a_menu_entry_runs_its_command(window):
    window.menus.choose("view", "Light or dark theme")
    assert window.settings.get("theme") == "dark"


def test_an_entry_that_is_not_there_is_an_error(window):
    with pytest.raises(ValueError, match="Shred"):
        window.menus.choose("file", "Shred")


def test_recent_files_stand_in_their_submenu(window, database_file):
    assert [words for words, _run, _ticked in window.files.recent()] == [str(database_file)]


def test_another_language_renames_the_menu_bar(window):
    bar = window.root.nametowidget(window.root.cget("menu"))
    window.use_language("es")
    words = [bar.entrycget(place, "label") for place in range(bar.index("end") + 1)]
    i18n.use("en")
    assert words == [
        "Archivo", "Editar", "Contacto", "Oportunidad", "Actividad", "Informe", "Vista", "Herramientas", "Ayuda",
    ]  # fmt: skip


def test_a_key_runs_its_command_wherever_the_keyboard_is(window):
    focus(window.contacts.head.search.entry)
    window.contacts.head.search.entry.event_generate("<Control-k>")
    window.root.update()
    assert window.runner.palette.is_open


def test_the_key_of_the_palette_leaves_the_typed_text_alone(window):
    entry = window.contacts.head.search.entry
    focus(entry)
    entry.insert(0, "gil")
    entry.icursor(0)
    entry.event_generate("<Control-k>")
    assert entry.get() == "gil"


@pytest.mark.usefixtures("people")
def test_slash_goes_to_the_search_box(window):
    focus(window.contacts.list.table.tree)
    window.contacts.list.table.tree.event_generate("<slash>")
    window.root.update()
    assert window.root.focus_get() is window.contacts.head.search.entry


def test_slash_is_typed_inside_a_text_field(window):
    entry = window.contacts.head.search.entry
    focus(entry)
    entry.event_generate("<slash>")
    assert entry.get() == "/"


def test_control_a_selects_the_text_of_an_entry(window):
    entry = window.contacts.head.search.entry
    focus(entry)
    entry.insert(0, "gil")
    entry.event_generate("<Control-a>")
    assert entry.selection_get() == "gil"


def test_control_z_while_typing_details_undoes_no_operation(window, own, people):
    window.contacts.list.table.select([people["Ana"]])
    window.contacts.open()
    form = window.contacts.panel.details.form
    form.put("job_title", "CEO")
    focus(form.entry("job_title"))
    form.entry("job_title").event_generate("<Control-z>")
    assert own.contacts.search("carlos")


def test_the_context_menu_greys_like_the_menus(window):
    menu = window.menus.pop_up(("contact.add_person", "", "contact.remove"), at=(10, 10))
    states = [menu.entrycget(place, "state") for place in (0, 2)]
    menu.unpost()
    assert states == ["normal", "disabled"]


def test_menus_are_tk_menus_of_the_root(window):
    assert isinstance(window.root.nametowidget(window.root.cget("menu")), tk.Menu)
