"""The business's sources suggested while one is typed."""

from __future__ import annotations

from tkinter import ttk

import pytest

from crm.views.source_suggestions import SourceSuggestions, suggest_sources
from tests.window import focus


@pytest.fixture
def entry(page):
    made = ttk.Entry(page)
    made.pack()
    page.update()
    return made


@pytest.fixture
def suggestions(window, entry):
    return SourceSuggestions(entry, window.desk)


def _type(entry, text):
    focus(entry)
    entry.insert(0, text)
    entry.event_generate("<KeyRelease>", keysym="a")
    entry.update()


def test_sources_that_fit_are_suggested(entry, suggestions):
    _type(entry, "sear")
    assert suggestions.list.labels == ["Internet search"]


def test_a_source_out_of_use_is_not_suggested(entry, suggestions, own):
    own.sources.change(own.sources.by_name("Internet search").id, active=False)
    _type(entry, "sear")
    assert not suggestions.list.is_open


def test_a_source_typed_whole_suggests_nothing_more(entry, suggestions):
    _type(entry, "internet search")
    assert not suggestions.list.is_open


def test_the_source_picked_is_told(entry, window):
    told = []
    suggestions = suggest_sources(entry, window.desk, put=lambda *given: told.append(given))
    _type(entry, "sear")
    suggestions.list.pick(0)
    assert told == [("source", "Internet search")]


def test_a_form_suggests_sources(window, people):
    window.contacts.list.table.select([people["Berta"]])
    window.contacts.open()
    form = window.contacts.panel.details.form
    entry = form.entry("source")
    _type(entry, "sear")
    entry.event_generate("<Return>")
    entry.update()
    assert entry.get() == "Internet search"
