"""Suggestions under an entry while a person types."""

from __future__ import annotations

from tkinter import ttk

import pytest

from crm.views.widgets.suggest import Suggestions
from tests.window import focus, press, pump

pytestmark = pytest.mark.window
NAMES = {1: "Acme Iberia", 2: "Acme Norte", 3: "Blue Harbor"}


@pytest.fixture
def entry(page):
    made = ttk.Entry(page)
    made.pack(anchor="nw")
    found = lambda typed: [(key, name) for key, name in NAMES.items() if typed.lower() in name.lower()]  # noqa: E731
    made.suggestions = Suggestions(made, found)
    made.picked = []
    made.suggestions.on_pick = lambda value, _label: made.picked.append(value)
    focus(made)
    return made


def _type(entry, text):
    entry.insert("end", text)
    entry.event_generate("<KeyRelease>", keysym=text[-1])
    pump(entry)


def test_what_fits_is_shown_and_the_keyboard_stays(entry):
    _type(entry, "acme")
    assert entry.suggestions.labels == ["Acme Iberia", "Acme Norte"]
    assert entry.focus_get() is entry


def test_down_and_enter_pick_the_second(entry):
    _type(entry, "acme")
    press(entry, "Down", "Return")
    assert entry.picked == [2]
    assert not entry.suggestions.is_open


def test_escape_closes_the_list_and_keeps_the_text(entry):
    _type(entry, "acme")
    press(entry, "Escape")
    assert not entry.suggestions.is_open
    assert entry.get() == "acme"


def test_nothing_that_fits_shows_nothing(entry):
    _type(entry, "zzz")
    assert not entry.suggestions.is_open


def test_leaving_the_entry_closes_the_list(page, entry):
    _type(entry, "acme")
    other = ttk.Entry(page)
    other.pack()
    focus(other)
    pump(page, until=lambda: not entry.suggestions.is_open)
