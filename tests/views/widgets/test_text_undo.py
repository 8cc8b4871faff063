"""Undo inside entries of one line: word by word, forth again, and not before anything was typed."""

from __future__ import annotations

from tkinter import ttk

import pytest

from crm.views.commands import find
from crm.views.widgets.text_undo import REDO, UNDO, forget
from tests.window import focus, press

pytestmark = pytest.mark.window


@pytest.fixture
def entry(page):
    made = ttk.Entry(page)
    made.insert(0, "Ana")
    made.pack()
    focus(made)
    return made


def _type(entry, text):
    for letter in text:
        entry.insert("end", letter)
        entry.event_generate("<KeyRelease>", keysym="a")
    entry.update()


def test_the_keys_are_those_of_the_commands():
    assert (find("edit.undo").key, find("edit.redo").key) == (UNDO, REDO)


def test_a_word_is_one_step(entry):
    _type(entry, " Gil Ruiz")
    press(entry, "Control-z")
    assert entry.get() == "Ana Gil "


def test_everything_typed_can_be_taken_back_and_done_again(entry):
    _type(entry, " Gil Ruiz")
    press(entry, *["Control-z"] * 9)
    taken_back = entry.get()
    press(entry, *["Control-y"] * 9)
    assert (taken_back, entry.get()) == ("Ana", "Ana Gil Ruiz")


def test_what_was_deleted_comes_back(entry):
    entry.delete(0, "end")
    press(entry, "KeyRelease-BackSpace", "Control-z")
    assert entry.get() == "Ana"


def test_what_the_program_put_there_is_not_taken_back(entry):
    _type(entry, "b")
    entry.delete(0, "end")
    entry.insert(0, "Berta")
    forget(entry)
    press(entry, "Control-z")
    assert entry.get() == "Berta"


def test_without_anything_typed_the_window_hears_the_key(page, entry):
    heard = []
    top = page.winfo_toplevel()
    kept = top.bind("<Control-Key-z>")
    top.bind("<Control-Key-z>", lambda _event: heard.append("window"))
    press(entry, "Control-z")
    _type(entry, "b")
    press(entry, "Control-z")
    top.bind("<Control-Key-z>", kept)
    assert heard == ["window"]


def test_a_choice_that_cannot_be_typed_in_is_left_alone(page):
    box = ttk.Combobox(page, values=["a", "b"], state="readonly")
    box.pack()
    box.set("a")
    press(box, "KeyRelease-a", "Control-z")
    assert box.get() == "a"
