"""Company names suggested while one is typed."""

from __future__ import annotations

from tkinter import ttk

import pytest

from crm.views.company_suggestions import CompanySuggestions
from tests.window import focus


@pytest.fixture
def entry(page):
    made = ttk.Entry(page)
    made.pack()
    page.update()
    return made


@pytest.fixture
def suggestions(window, entry, people):
    assert "Acme" in people
    return CompanySuggestions(entry, window.desk)


def _type(entry, text):
    focus(entry)
    entry.insert(0, text)
    entry.event_generate("<KeyRelease>", keysym="a")
    entry.update()


def test_companies_that_fit_are_suggested(entry, suggestions):
    _type(entry, "ac")
    assert suggestions.list.labels == ["Acme"]


def test_one_letter_suggests_nothing(entry, suggestions):
    _type(entry, "a")
    assert not suggestions.list.is_open


def test_a_name_typed_whole_suggests_nothing_more(entry, suggestions):
    _type(entry, "acme")
    assert not suggestions.list.is_open


def test_the_name_picked_is_told(entry, suggestions):
    picked = []
    suggestions.on_pick = picked.append
    _type(entry, "acm")
    suggestions.list.pick(0)
    assert picked == ["Acme"]


def test_a_form_takes_the_name_picked(window, people):
    window.contacts.list.table.select([people["Berta"]])
    window.contacts.open()
    form = window.contacts.panel.details.form
    form.put("company", "")
    entry = form.entry("company")
    _type(entry, "acm")
    entry.event_generate("<Return>")
    assert form.names.changed() == {"company": "Acme"}
