"""Strings that break programs, typed into the window: kept and shown letter for letter, or refused beside the field."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crm.models.contacts import FIELDS
from crm.models.fields import Kind
from crm.models.lists import ListQuery
from crm.utils.text import words
from crm.views.dialogs.field_form import FieldDialog
from crm.views.dialogs.tags import TagsDialog
from crm.views.dialogs.views import Draft, SaveViewDialog
from tests.views.user import settle
from tests.window import press

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


@pytest.fixture(autouse=True)
def _no_unexpected_error(window):
    yield
    assert window.errors.shown is None


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
    assert window.contacts.panel.card.shown == own.contacts.get(people["Ana"]).name


@pytest.fixture
def hostile(own):
    """A contact of each string, by id; they say nothing else."""
    with own.database.transaction(own.contacts.context.author, "Add them all", bulk=True):
        return {own.contacts.add({"last_name": text}): text for text in STRINGS}


def test_each_is_found_by_searching_for_it(window, hostile):
    missed = []
    for contact_id, text in hostile.items():
        window.contacts.head.search.set(text)
        window.contacts.views.search()
        if contact_id not in window.contacts.list.table.ids and words(text):
            missed.append(text)
    assert missed == []


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".vcf"])
def test_each_is_exported_letter_for_letter(own, hostile, tmp_path, ending):
    path = tmp_path / f"out{ending}"
    assert own.exports.run(path, ids=list(hostile)) == len(hostile)
    table = own.imports.open(own.imports.detect(path))
    place = table.headers.index("Last name")
    assert [cells[place] for _number, cells in table.rows()] == list(hostile.values())


# One string of each sort for the many places where something is typed; all of them go into a name and notes above.
FEW = [*STRINGS[::250], "\ufeffx\u202e", "' OR 1=1 --", "{0} %s $x [exit]", "<b>&amp;</b>", "=1+1"]
# Half a letter and a NUL, as Tcl writes them: a clipboard may hold them, but Python itself cannot hand them over to Tk.
WORST = [r"half \ud83d a letter", r"a NUL \u0000 inside"]
PLAIN = [field.name for field in FIELDS if field.kind in (Kind.TEXT, Kind.LONG_TEXT) and field.editable]


def _type(entry, text):
    start = "1.0" if entry.winfo_class() == "Text" else "0"
    entry.tk.call(entry, "delete", start, "end")
    if text in WORST:
        entry.tk.eval(f'{entry} insert {start} "{text}"')
    else:
        entry.insert(start, text)


@pytest.mark.parametrize("name", PLAIN)
def test_any_text_in_any_field_is_kept_or_refused_beside_it(tab, own, people, name):
    form = tab.panel.details.form
    for text in [*FEW, *WORST]:
        _type(form.entry(name), text)
        tab.save()
        kept = own.contacts.get(people["Ana"]).values()[name]
        assert kept == text or form.error_of(name), text
        assert kept == text or text in WORST


@pytest.mark.parametrize("name", ["email", "phone", "link"])
def test_any_address_or_number_is_kept_or_refused_beside_it(tab, own, people, name):
    for text in [*FEW, *WORST, "call me maybe"]:
        row = tab.panel.details.form.lists[name].rows[0]
        _type(row.entry, text)
        tab.save()
        kept = [one.value for one in own.contacts.get(people["Ana"]).channels if one.kind == name]
        assert text.strip() in kept or row._words.cget("text"), text


def test_any_sentence_is_logged_or_refused_beside_it(window, tab, own, people):
    quick = tab.panel.timeline.quick
    for text in [*FEW, *WORST]:
        tab.log("note")
        _type(quick.subject, text)
        press(quick.subject, "Return")
        settle(window)
        logged = own.interactions.of(people["Ana"])
        assert (logged and logged[0].subject == text.strip()) or quick._error.winfo_manager(), text
        assert text not in FEW or logged[0].subject == text.strip()


def _enter(entry, text):
    _type(entry, text)
    press(entry, "Return")


def test_any_tag_name_is_kept_or_refused_in_its_dialog(window, own):
    dialog = TagsDialog(window.root, window.desk)
    dialog.open()
    for text in [*FEW, *WORST]:
        _enter(dialog.new, text)
        settle(window)
        assert _tidy(text) in [tag.name for tag in own.tags.all()] or dialog.said, text


def _tidy(text):
    return " ".join(text.split())


@pytest.mark.parametrize("text", [*FEW, *WORST])
def test_any_field_name_is_kept_or_refused_beside_it(window, own, text):
    dialog = FieldDialog(window.root, window.desk)
    dialog.open()
    _enter(dialog.form.editor("label").entry, text)
    settle(window)
    made = [_tidy(one.label) for one in own.fields.all()]
    assert made == [_tidy(text)] or (dialog.form.error_of("label") or dialog.said)


@pytest.mark.parametrize("text", [*FEW, *WORST])
def test_any_name_of_a_view_is_kept_or_refused_beside_it(window, own, text):
    dialog = SaveViewDialog(window.root, window.desk, draft=Draft({"query": ListQuery("x").to_plain()}))
    dialog.open()
    _enter(dialog.form.editor("name").entry, text)
    settle(window)
    made = [_tidy(one.name) for one in own.views.all()]
    assert made == [_tidy(text)] or (dialog.form.error_of("name") or dialog.said)


@pytest.mark.parametrize("text", ["0001-01-01", "01/01/0001", "9999-12-31", "0000-00-00", "31/02/2026", *WORST])
def test_any_day_is_kept_or_refused_beside_it(window, own, people, text):
    own.fields.add("Since", Kind.DATE)
    name = next(field.as_field().name for field in own.fields.all())
    settle(window)
    window.contacts.list.table.select([people["Ana"]])
    window.contacts.open()
    form = window.contacts.panel.details.form
    _type(form.entry(name), text)
    window.contacts.save()
    kept = own.contacts.get(people["Ana"]).values().get(name)
    assert (kept in ("0001-01-01", "9999-12-31")) != bool(form.error_of(name))


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
    assert row._words.cget("text")
    assert row.entry.get() == text
