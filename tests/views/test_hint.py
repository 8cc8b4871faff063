"""Words in an empty entry."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

import pytest

from crm.views.hint import Hint


@pytest.fixture
def text(page):
    return tk.StringVar(page)


@pytest.fixture
def hint(page, text):
    entry = ttk.Entry(page, textvariable=text)
    entry.pack(fill="x")
    made = Hint(entry, text, words="What was it about?")
    page.update()
    return made


def test_an_empty_entry_says_what_to_type(hint):
    assert hint.words == "What was it about?"


def test_the_first_letter_takes_the_words_away(hint, text, page):
    text.set("a")
    assert hint.words == ""
    assert not [
        child for child in page.winfo_children()[0].winfo_children() if child.winfo_ismapped() and page.update()
    ]


def test_they_come_back_when_the_entry_is_empty_again(hint, text):
    text.set("a")
    text.set("")
    assert hint.words


def test_other_words_can_be_said(hint):
    hint.say("Write a note")
    assert hint.words == "Write a note"
