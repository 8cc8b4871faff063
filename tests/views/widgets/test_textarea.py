"""The field of several lines: growing, undoing, leaving with Tab."""

from __future__ import annotations

import pytest

from tests.window import focus, press, pump

pytestmark = pytest.mark.window


def test_the_long_text_grows_and_undoes(form):
    text = form.editor("notes").entry
    focus(text)
    before = int(text.cget("height"))
    text.insert("1.0", "line\n" * 8)
    pump(form, until=lambda: int(text.cget("height")) > before)
    text.edit_undo()
    assert form.values()["notes"] == ""


def test_tab_leaves_a_long_text(form):
    text = form.editor("notes").entry
    press(text, "Tab")
    assert form.focus_get() is not text


def test_a_megabyte_of_text_comes_back(form):
    text = "ñandú " * 180_000
    form.set({"notes": text})
    assert form.values()["notes"] == text
