"""Strings that break programs, typed into the window: kept and shown letter for letter, or refused beside the field."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crm.models.lists import ListQuery
from tests.views.user import settle

BLNS = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "blns" / "blns.json"
CHUNK = 40


def _strings():
    if not BLNS.exists():
        return []
    return [text for text in json.loads(BLNS.read_text(encoding="utf-8")) if text.strip() and "\n" not in text]


STRINGS = _strings()
chunks = pytest.mark.parametrize("start", range(0, max(1, len(STRINGS)), CHUNK))


@pytest.fixture(autouse=True)
def _data():
    if not STRINGS:
        pytest.skip("../shared/data is not here")


@pytest.fixture
def tab(window, people):
    window.contacts.list.table.select([people["Ana"]])
    window.contacts.open()
    return window.contacts


@pytest.fixture
def form(tab):
    return tab.panel.details.form


@chunks
def test_a_name_and_notes_are_kept_letter_for_letter(tab, own, people, start):
    form, wrong = tab.panel.details.form, []
    for text in STRINGS[start : start + CHUNK]:
        form.put("first_name", text)
        form.put("notes", text)
        tab.save()
        kept = own.contacts.get(people["Ana"])
        if (kept.first_name, kept.notes) != (text, text) and not form.error_of("first_name"):
            wrong.append(text)
    assert wrong == []


@chunks
def test_they_are_shown_in_list_card_and_timeline(window, own, people, start):
    for text in STRINGS[start : start + CHUNK]:
        own.contacts.change(people["Ana"], {"first_name": text, "job_title": text})
        own.interactions.add(people["Ana"], {"type": "note", "subject": text, "body": text})
    window.contacts.list.load(ListQuery())
    window.contacts.list.table.select([people["Ana"]])
    settle(window)
    assert window.errors.shown is None
    assert window.contacts.panel.card.shown == own.contacts.get(people["Ana"]).name


def test_they_can_be_searched_for(window):
    for text in STRINGS:
        window.contacts.head.search.set(text)
        window.contacts.views.search()
    assert window.errors.shown is None


def test_a_note_of_a_megabyte_is_kept(tab, own, people):
    text = "línea de una nota larga\n" * 42_000
    tab.panel.details.form.put("notes", text)
    tab.save()
    assert own.contacts.get(people["Ana"]).notes == text


@pytest.mark.parametrize(
    ("name", "text"), [("email", "two@x.es three@x.es"), ("phone", "call me maybe"), ("email", "ana@" + "x" * 300)]
)
def test_what_cannot_be_kept_is_told_beside_its_field(window, form, name, text):
    row = form.lists[name].rows[0]
    row.entry.delete(0, "end")
    row.entry.insert(0, text)
    window.contacts.save()
    assert window.errors.shown is None
    assert row._words.cget("text")
    assert row.entry.get() == text
