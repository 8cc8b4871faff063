"""Kept mappings: what the menu offers and tells, asking for a name."""

from __future__ import annotations

import pytest

from crm.models.imports import Mapping, SavedMapping
from crm.views.dialogs.import_mappings import MappingsMenu, ask_name
from tests.window import press, pump

pytestmark = pytest.mark.window
FOREIGN = SavedMapping(1, "Another file", Mapping("contacts", ()), fits=False)
FITTING = SavedMapping(2, "Fair in Lugo", Mapping("contacts", ()), fits=True)


@pytest.fixture
def menu(page):
    made = MappingsMenu(page)
    made.pack()
    made.show([FOREIGN, FITTING])
    made.fill()
    return made


def _labels(menu):
    return [menu.entrycget(place, "label") for place in range(menu.index("end") + 1) if menu.type(place) != "separator"]


def test_those_made_for_the_columns_of_the_file_come_first(menu):
    assert _labels(menu.menu)[:2] == ["Fair in Lugo", "Another file (for other columns)"]


def test_one_is_used(menu):
    told = []
    menu.on_use = told.append
    menu.menu.invoke(0)
    assert told == [FITTING]


def test_one_is_removed(menu):
    told = []
    menu.on_remove = told.append
    menu._removing.invoke(1)
    assert told == [FOREIGN]


def test_without_any_there_is_nothing_to_remove(menu):
    menu.show([])
    menu.fill()
    assert _labels(menu.menu) == ["Save as…", "Start afresh"]


def test_a_name_is_typed_and_taken_without_spaces_around_it(page):
    told = []
    dialog = ask_name(page, "people", then=told.append)
    pump(dialog)
    entry = dialog.focus_get()
    entry.delete(0, "end")
    entry.insert(0, "  Fair in Lugo ")
    press(entry, "Return")
    pump(page)
    assert told == ["Fair in Lugo"]


def test_without_a_name_nothing_is_kept(page):
    told = []
    dialog = ask_name(page, "", then=told.append)
    assert dialog.primary.instate(["disabled"])
    dialog.confirm()
    pump(page)
    assert dialog.winfo_exists()
    assert told == []
