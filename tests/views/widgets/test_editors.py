"""One editor per kind of field: choices, amounts, any text letter for letter."""

from __future__ import annotations

import json
import tkinter as tk
from pathlib import Path

import pytest

from tests.window import focus

BLNS = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "blns" / "blns.json"


pytestmark = pytest.mark.window


def _type(form, name, text):
    entry = form.editor(name).entry
    entry.delete(0, "end")
    entry.insert(0, text)


def _naughty():
    if not BLNS.exists():
        pytest.skip("../shared/data is not here")
    return json.loads(BLNS.read_text(encoding="utf-8"))


def test_typed_money_number_and_day_become_stored_values(form):
    form.set({})
    _type(form, "value", "1,234.50")
    _type(form, "staff", "40")
    _type(form, "renewal", "24 Dec 2026")
    assert form.changed() == {"value": 123450, "staff": 40, "renewal": "2026-12-24"}


def test_a_letter_jumps_to_the_choice(form):
    form.set({})
    box = form.editor("status").entry
    focus(box)
    box.event_generate("<Key>", keysym="c")
    assert form.values()["status"] == "customer"


def test_the_wheel_over_a_closed_choice_changes_nothing(form, stored):
    form.set(stored)
    form.editor("status").entry.event_generate("<Button-5>")
    assert form.changed() == {}


def test_a_stored_choice_that_no_longer_exists_is_kept(form, stored):
    form.set({**stored, "status": "gone"})
    assert form.values()["status"] == "gone"


@pytest.mark.parametrize("name", ["name", "notes"])
def test_any_text_comes_back_letter_for_letter(form, name):
    strings = [*_naughty(), "👩‍👩‍👧", "\u202eabc", "🇪🇸 ñ"]
    entry = form.editor(name).entry
    for text in strings:
        form.set({})
        if isinstance(entry, tk.Text):
            entry.insert("1.0", text)
        else:
            entry.insert(0, text)
        assert form.editor(name).get() == text


@pytest.mark.parametrize("name", ["name", "notes"])
def test_a_stored_nul_that_tk_cannot_show_is_not_lost(form, name):
    form.set({name: "a\x00b"})
    assert form.values()[name] == "a\x00b"
    assert form.changed() == {}
