"""Forms on a real window: values in and out, what changed, what is wrong and where it is said."""

from __future__ import annotations

import pytest

from crm.errors import Invalid
from crm.models.fields import Field, Kind
from crm.views import theme
from crm.views.widgets.form import Form
from tests.window import focus, pump

pytestmark = pytest.mark.window


def _type(form, name, text):
    entry = form.editor(name).entry
    entry.delete(0, "end")
    entry.insert(0, text)


def test_stored_values_come_back_as_they_were(form, stored):
    form.set(stored)
    assert form.values() == stored


def test_nothing_is_changed_after_set(form, stored):
    form.set(stored)
    assert form.changed() == {}
    assert not form.is_changed


def test_only_what_a_person_edited_is_changed(form, stored):
    form.set(stored)
    _type(form, "name", "Ema")
    assert form.changed() == {"name": "Ema"}


def test_an_edit_taken_back_is_no_change(form, stored):
    form.set(stored)
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


def test_every_edit_is_heard_by_name_but_set_is_not(form, stored):
    heard = []
    form.on_change = heard.append
    form.set(stored)
    assert heard == []
    form.editor("mail").entry.invoke()
    assert heard == ["mail"]


def test_one_column_when_narrow_and_two_when_wide(page, fields):
    form = Form(page, fields[:2])
    form.place(x=0, y=0, width=400)
    pump(page)
    left = form.editor("name").winfo_rootx()
    assert form.editor("email").winfo_rootx() == left
    form.place(x=0, y=0, width=900)
    pump(page, until=lambda: form.editor("email").winfo_rootx() > left)


def test_the_form_lives_through_a_change_of_theme(root, form, stored):
    form.set(stored)
    theme.switch(root, "dark")
    pump(form)
    assert form.values() == stored


def test_a_field_that_is_not_editable_is_locked(page):
    form = Form(page, [Field("made", Kind.TEXT, "Made", editable=False)])
    assert form.editor("made").entry.instate(["disabled"])


@pytest.fixture
def shown(page):
    form = Form(page, [Field("name", Kind.TEXT, "Name"), Field("email", Kind.EMAIL, "E-mail")])
    form.set({"name": "Emma", "email": "emma@acme.es"})
    form.pack(fill="x")
    page.update()
    return form


def test_typing_replaces_the_text_of_the_first_field(shown):
    shown.focus_first()
    assert shown.editor("name").entry.selection_get() == "Emma"


def test_a_hidden_field_is_out_of_sight_and_keeps_its_value(shown):
    entry = shown.editor("email").entry
    shown.hide(["email"])
    shown.update()
    assert not entry.winfo_ismapped() and shown.values()["email"] == "emma@acme.es"
    shown.hide([])
    shown.update()
    assert entry.winfo_ismapped()
