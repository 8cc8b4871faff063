"""The form of one contact reads what was changed, and nothing else."""

from __future__ import annotations

import pytest

from crm.errors import Invalid
from crm.models.contacts import FIELDS, Channel, Contact
from crm.models.fields import Field, Kind
from crm.views.contact_form import ContactForm
from crm.views.known import Known

KNOWN = Known((*FIELDS, Field("custom.size", Kind.NUMBER, "Size", "More")), (), (), (), "ES")
MAIL = Channel("email", "ana@acme.es", "work", is_primary=True, id=4)
PHONE = Channel("phone", "+34612345678", "mobile", opted_out=True, id=5)
ANA = Contact(1, "person", 3, first_name="Ana", channels=(MAIL, PHONE), custom={"size": 5})


@pytest.fixture
def form(page):
    made = ContactForm(page, KNOWN, kind="person")
    made.pack(fill="both")
    made.set(ANA)
    page.update()
    return made


def test_a_contact_that_is_only_shown_is_not_changed(form):
    assert not form.is_changed
    assert (form.edits().values, form.edits().channels) == ({}, None)


def test_only_changed_fields_are_given_back(form):
    form.put("last_name", "Gil")
    assert form.edits().values == {"last_name": "Gil"}


def test_touching_one_channel_gives_them_all(form):
    form.lists["email"].rows[0].entry.insert("end", ".mx")
    assert [one.value for one in form.edits().channels] == ["ana@acme.es.mx", "+34612345678"]


def test_flags_and_ids_of_channels_come_back_as_they_were(form):
    form.lists["email"].rows[0].entry.insert("end", ".mx")
    assert form.edits().channels[1] == Channel("phone", "+34612345678", "mobile", True, True, False, 5)


def test_a_custom_field_is_a_field_like_others(form):
    form.put("custom.size", 7)
    assert form.edits().values == {"custom.size": 7}


def test_what_cannot_be_read_is_told_for_every_field(form):
    form.entry("custom.size").insert("end", "x")
    with pytest.raises(Invalid) as refused:
        form.edits()
    assert list(refused.value.fields) == ["custom.size"]


def test_an_error_stands_beside_its_field(form):
    form.show_errors({"first_name": "Too long."})
    assert form.error_of("first_name") == "Too long."


def test_an_error_of_a_channel_stands_under_its_row(form):
    form.show_errors({"channels.1": "No phone."})
    assert str(form.lists["phone"].rows[0]._words.cget("text")) == "No phone."


def test_an_error_without_a_field_here_is_given_back(form):
    assert form.show_errors({"kind": "A person stays a person."}) == ["A person stays a person."]


def test_a_warning_stands_beside_its_field(form):
    form.show_warnings({"tax_id": "The letter does not fit."})
    assert form.error_of("tax_id") == "The letter does not fit."


def test_every_edit_is_told(form):
    told = []
    form.on_change = lambda: told.append(True)
    form.put("last_name", "Gil")
    form.lists["phone"].rows[0].entry.insert("end", "0")
    assert len(told) == 2


def test_an_unknown_field_is_an_error(form):
    with pytest.raises(KeyError):
        form.put("shoe", 1)
