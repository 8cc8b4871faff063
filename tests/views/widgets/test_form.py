"""Forms on a real window: values in and out, what changed, what is wrong and where it is said."""

from __future__ import annotations

import json
import tkinter as tk
from pathlib import Path

import pytest

from crm.errors import Invalid
from crm.models.fields import Choice, Field, Kind
from crm.utils import i18n
from crm.views import theme
from crm.views.widgets.editors import Lookup
from crm.views.widgets.form import Form
from tests.window import focus, press, pump

pytestmark = pytest.mark.window
BLNS = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "blns" / "blns.json"
TAGS = {1: "VIP", 2: "Madrid", 3: "Madrid centro"}
PEOPLE = {7: "Acme Iberia", 8: "Blue Harbor"}
FIELDS = [
    Field("name", Kind.TEXT, "Name", "Main", required=True),
    Field("email", Kind.EMAIL, "E-mail", "Main"),
    Field("phone", Kind.PHONE, "Phone", "Main"),
    Field("status", Kind.CHOICE, "Status", "Main", choices=(Choice("lead", "Lead"), Choice("customer", "Customer"))),
    Field("company", Kind.CONTACT, "Company", "Main"),
    Field("tags", Kind.TAGS, "Tags", "Main"),
    Field("value", Kind.MONEY, "Value", "More", currency="EUR"),
    Field("staff", Kind.NUMBER, "Employees", "More"),
    Field("renewal", Kind.DATE, "Renewal", "More"),
    Field("mail", Kind.YES_NO, "Accepts mail", "More", default=1),
    Field("products", Kind.CHOICES, "Products", "More", choices=(Choice("h", "Hosting"), Choice("d", "Domains"))),
    Field("notes", Kind.LONG_TEXT, "Notes", "More"),
]
STORED = {
    "name": "Emma", "email": "emma@acme.es", "phone": "+34612345678", "status": "customer", "company": 7,
    "tags": [1, 2], "value": 123456, "staff": 12.5, "renewal": "2026-12-24", "mail": 0, "products": ["d"],
    "notes": "two\nlines",
}  # fmt: skip


def _options(field, typed):
    records = TAGS if field.kind == Kind.TAGS else PEOPLE
    return [(key, label) for key, label in records.items() if typed.lower() in label.lower()]


def _label(field, value):
    return (TAGS if field.kind == Kind.TAGS else PEOPLE)[value]


@pytest.fixture(autouse=True)
def english():
    before = i18n.language()
    i18n.use("en")
    yield
    i18n.use(before)


@pytest.fixture
def form(page):
    made = Form(page, FIELDS, lookup=Lookup(options=_options, label=_label))
    made.pack(fill="both", expand=True)
    pump(page)
    return made


def _type(form, name, text):
    entry = form.editor(name).entry
    entry.delete(0, "end")
    entry.insert(0, text)


def test_stored_values_come_back_as_they_were(form):
    form.set(STORED)
    assert form.values() == STORED


def test_nothing_is_changed_after_set(form):
    form.set(STORED)
    assert form.changed() == {}
    assert not form.is_changed


def test_only_what_a_person_edited_is_changed(form):
    form.set(STORED)
    _type(form, "name", "Ema")
    assert form.changed() == {"name": "Ema"}


def test_an_edit_taken_back_is_no_change(form):
    form.set(STORED)
    _type(form, "name", "Ema")
    _type(form, "name", "Emma")
    assert form.changed() == {}


def test_empty_fields_have_their_empty_values(form):
    form.set({"mail": 0})
    assert form.values() == {
        "name": "", "email": "", "phone": "", "status": "", "company": None, "tags": [], "value": None, "staff": None,
        "renewal": None, "mail": 0, "products": [], "notes": "",
    }  # fmt: skip


def test_a_missing_value_shows_the_default(form):
    form.set({})
    assert form.values()["mail"] == 1


def test_typed_money_number_and_day_become_stored_values(form):
    form.set({})
    _type(form, "value", "1,234.50")
    _type(form, "staff", "40")
    _type(form, "renewal", "24 Dec 2026")
    assert form.changed() == {"value": 123450, "staff": 40, "renewal": "2026-12-24"}


def test_unreadable_values_are_told_by_field_and_stay_as_typed(form):
    form.set({})
    _type(form, "value", "a lot")
    _type(form, "renewal", "31/02/2026")
    with pytest.raises(Invalid) as caught:
        form.values()
    assert set(caught.value.fields) == {"value", "renewal"}
    assert form.editor("value").typed() == "a lot"


def test_an_error_stands_under_its_field_and_takes_the_keyboard(form):
    focus(form)
    form.show_errors({"email": "This is no e-mail."})
    pump(form)
    assert form.error_of("email") == "This is no e-mail."
    assert form.focus_get() is form.editor("email").entry


def test_editing_a_field_takes_its_error_away(form):
    form.show_errors({"email": "This is no e-mail.", "name": "Write a name."})
    _type(form, "email", "x")
    assert form.error_of("email") == ""
    assert form.error_of("name") == "Write a name."


def test_a_warning_does_not_hide_an_error(form):
    form.show_errors({"email": "wrong"})
    form.show_warnings({"email": "odd", "phone": "known already"})
    assert (form.error_of("email"), form.error_of("phone")) == ("wrong", "known already")


def test_an_error_of_an_unknown_field_is_left_out(form):
    form.show_errors({"nowhere": "x"})
    assert form.error_of("name") == ""


def test_every_edit_is_heard_by_name_but_set_is_not(form):
    heard = []
    form.on_change = heard.append
    form.set(STORED)
    assert heard == []
    form.editor("mail").entry.invoke()
    assert heard == ["mail"]


def test_a_letter_jumps_to_the_choice(form):
    form.set({})
    box = form.editor("status").entry
    focus(box)
    box.event_generate("<Key>", keysym="c")
    assert form.values()["status"] == "customer"


def test_the_wheel_over_a_closed_choice_changes_nothing(form):
    form.set(STORED)
    form.editor("status").entry.event_generate("<Button-5>")
    assert form.changed() == {}


def test_a_stored_choice_that_no_longer_exists_is_kept(form):
    form.set({**STORED, "status": "gone"})
    assert form.values()["status"] == "gone"


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


def test_backspace_in_an_empty_tag_entry_takes_the_last_tag_back(form):
    form.set(STORED)
    press(form.editor("tags").entry, "BackSpace")
    assert form.changed() == {"tags": [1]}


def test_a_new_tag_is_created_where_that_is_allowed(page):
    made = []

    def create(_field, word):
        made.append(word)
        return 9

    form = Form(page, [FIELDS[5]], lookup=Lookup(options=_options, label=_label, create=create))
    entry = form.editor("tags").entry
    form.pack()
    focus(entry)
    entry.insert(0, "Nuevo")
    form.editor("tags").suggestions.open()
    form.editor("tags").suggestions.pick(0)
    assert (form.values()["tags"], made) == ([9], ["Nuevo"])


def test_one_column_when_narrow_and_two_when_wide(page):
    form = Form(page, FIELDS[:2])
    form.place(x=0, y=0, width=400)
    pump(page)
    left = form.editor("name").winfo_rootx()
    assert form.editor("email").winfo_rootx() == left
    form.place(x=0, y=0, width=900)
    pump(page, until=lambda: form.editor("email").winfo_rootx() > left)


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


def test_the_form_lives_through_a_change_of_theme(root, form):
    form.set(STORED)
    theme.switch(root, "dark")
    pump(form)
    assert form.values() == STORED


def test_a_field_that_is_not_editable_is_locked(page):
    form = Form(page, [Field("made", Kind.TEXT, "Made", editable=False)])
    assert form.editor("made").entry.instate(["disabled"])


def _naughty():
    if not BLNS.exists():
        pytest.skip("../shared/data is not here")
    return json.loads(BLNS.read_text(encoding="utf-8"))


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


def test_a_megabyte_of_text_comes_back(form):
    text = "ñandú " * 180_000
    form.set({"notes": text})
    assert form.values()["notes"] == text
