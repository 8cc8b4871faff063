"""Editors that choose from a list: records, tags, several choices."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm.errors import Invalid
from crm.views.widgets.form import Form
from tests.window import focus, press, pump

pytestmark = pytest.mark.window


def _type(form, name, text):
    entry = form.editor(name).entry
    entry.delete(0, "end")
    entry.insert(0, text)


def test_a_record_is_found_by_typing_and_picked_with_enter(form):
    form.set({})
    entry = form.editor("company").entry
    focus(entry)
    entry.insert(0, "blu")
    entry.event_generate("<KeyRelease>", keysym="u")
    pump(form)
    entry.event_generate("<Return>")
    assert form.changed() == {"company": 8}


def test_a_record_that_is_not_in_the_list_is_refused(form):
    form.set({})
    _type(form, "company", "Nobody")
    with pytest.raises(Invalid):
        form.values()


def test_a_typed_tag_is_taken_whatever_its_case(form):
    form.set({})
    _type(form, "tags", "vip")
    assert form.changed() == {"tags": [1]}


def test_backspace_in_an_empty_tag_entry_takes_the_last_tag_back(form, stored):
    form.set(stored)
    press(form.editor("tags").entry, "BackSpace")
    assert form.changed() == {"tags": [1]}


def test_a_new_tag_is_created_where_that_is_allowed(page, fields, lookup):
    made = []

    def create(_field, word):
        made.append(word)
        return 9

    form = Form(page, [fields[5]], lookup=replace(lookup, create=create))
    entry = form.editor("tags").entry
    form.pack()
    focus(entry)
    entry.insert(0, "Nuevo")
    form.editor("tags").suggestions.open()
    form.editor("tags").suggestions.pick(0)
    assert (form.values()["tags"], made) == ([9], ["Nuevo"])


def test_tab_passes_the_chips_and_reaches_the_entry(form, stored):
    form.set(stored)
    press(form.editor("company").entry, "Tab")
    assert form.focus_get() is form.editor("tags").entry
