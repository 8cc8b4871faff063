"""The command palette, walked and run by keyboard."""

from __future__ import annotations

from tkinter import ttk

import pytest

from crm.views.widgets.palette import Palette, PaletteItem
from tests.window import focus, press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def palette(root, page):
    ran = []
    items = [PaletteItem("New contact", lambda: ran.append("new")), PaletteItem("Import", lambda: ran.append("import"))]
    made = Palette(root, lambda query: [item for item in items if query.lower() in item.title.lower()])
    made.ran = ran
    pump(page)
    yield made
    made.destroy()


def test_the_palette_finds_as_one_types_and_runs_with_enter(palette):
    palette.open()
    pump(palette)
    palette.entry.insert(0, "imp")
    assert palette.titles == ["Import"]
    press(palette.entry, "Return")
    assert palette.ran == ["import"]
    assert not palette.is_open


def test_the_arrows_walk_the_palette(palette):
    palette.open()
    pump(palette)
    press(palette.entry, "Down", "Return")
    assert palette.ran == ["import"]


def test_escape_closes_the_palette_and_gives_the_keyboard_back(page, palette):
    entry = ttk.Entry(page)
    entry.pack()
    focus(entry)
    palette.open()
    pump(palette)
    press(palette.entry, "Escape")
    assert not palette.is_open
    assert page.focus_get() is entry


def test_late_finds_are_added_only_to_the_question_they_answer(palette):
    palette.open("new")
    pump(palette)
    palette.add("old question", [PaletteItem("Late", lambda: None)])
    palette.add("new", [PaletteItem("Emma Díaz", lambda: None)])
    assert palette.titles == ["New contact", "Emma Díaz"]
