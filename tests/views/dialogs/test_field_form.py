"""Defining one field: what each kind asks, adding, renaming, changing the kind with a preview."""

from __future__ import annotations

import pytest

from crm.models.custom_fields import Conversion
from crm.models.fields import Kind
from crm.utils.i18n import use
from crm.views.dialogs.field_form import FieldDialog, definition, lost_words
from tests.views.dialogs.conftest import over
from tests.window import press, pump

pytestmark = pytest.mark.window


def _names(kind):
    return {field.name for field in definition(kind, "EUR")}


def test_only_choices_ask_for_choices():
    assert "choices" in _names(Kind.CHOICE)
    assert "choices" not in _names(Kind.TEXT)


def test_only_money_asks_for_a_currency():
    assert "currency" in _names(Kind.MONEY)
    assert "currency" not in _names(Kind.NUMBER)


@pytest.fixture
def adding(page, desk, opened):
    return opened(FieldDialog(page, desk))


@pytest.fixture
def size(session, contacts):
    """A text field that two contacts hold a number in and one a word."""
    field_id = session.fields.add("Size", Kind.TEXT)
    (field,) = session.fields.all()
    for contact, value in zip(contacts, ("12", "1.5", "large"), strict=True):
        session.contacts.change(contact, {f"custom.{field.key}": value})
    return field_id


@pytest.fixture
def editing(page, desk, opened, size):
    field = next(one for one in desk.session.fields.all() if one.id == size)
    return opened(FieldDialog(page, desk, field=field))


def _pick(dialog, kind):
    dialog.form.put("kind", kind.value)
    dialog.form.on_change("kind")
    pump(dialog)


def test_a_name_and_enter_add_a_field(adding, session):
    adding.form.put("label", "Renewal")
    press(adding.form.editor("label").entry, "Return")
    assert [(field.label, field.kind) for field in session.fields.all()] == [("Renewal", Kind.TEXT)]
    assert not adding.winfo_exists()


def test_without_a_name_it_says_so_beside_the_field(adding):
    adding.save()
    assert adding.form.error_of("label")


def test_choices_are_typed_one_per_line(adding, session):
    _pick(adding, Kind.CHOICE)
    adding.form.put("label", "Sector")
    adding.form.put("choices", "Wine\n\n  Oil \n")
    adding.form.put("default", "Oil")
    adding.save()
    (field,) = session.fields.all()
    assert (field.choices, field.default) == (("Wine", "Oil"), "Oil")


def test_a_default_that_is_no_choice_is_refused_beside_it(adding, session):
    _pick(adding, Kind.CHOICE)
    adding.form.put("label", "Sector")
    adding.form.put("choices", "Wine")
    adding.form.put("default", "Oil")
    adding.save()
    assert adding.form.error_of("default")
    assert session.fields.all() == []


def test_another_kind_keeps_the_name_that_was_typed(adding):
    adding.form.put("label", "Volume")
    _pick(adding, Kind.MONEY)
    assert adding.form.values()["label"] == "Volume"
    assert adding.form.values()["currency"] == "EUR"


def test_a_field_is_renamed_without_loss(editing, session, contacts):
    editing.form.put("label", "Company size")
    editing.save()
    (field,) = session.fields.all()
    assert field.label == "Company size"
    assert session.contacts.get(contacts[0]).custom[field.key] == "12"


def test_a_change_of_kind_shows_first_what_will_not_convert(editing, session):
    _pick(editing, Kind.NUMBER)
    editing.save()
    assert over(editing).winfo_exists()
    assert session.fields.all()[0].kind is Kind.TEXT


def test_after_agreeing_the_values_are_converted_as_one_operation(editing, session, contacts):
    _pick(editing, Kind.NUMBER)
    editing.form.put("label", "Employees")
    editing.save()
    over(editing).confirm()
    pump(editing.desk.root)
    (field,) = session.fields.all()
    assert (field.label, field.kind) == ("Employees", Kind.NUMBER)
    assert session.contacts.get(contacts[0]).custom[field.key] == 12
    session.history.undo()
    assert (session.fields.all()[0].label, session.contacts.get(contacts[2]).custom[field.key]) == ("Size", "large")


def test_the_preview_names_who_would_lose_what():
    words = lost_words(Conversion(7, ((1, "Ana Gil", "large"), (2, "Eva", ["a", "b"]))))
    assert "2 values" in words
    assert "7 convert" in words
    assert "Ana Gil: large" in words


def test_closing_asks_when_something_was_typed(adding):
    adding.form.put("label", "Renewal")
    assert adding.has_edits


def test_an_untouched_form_closes_at_once(editing):
    assert not editing.has_edits


@pytest.fixture
def brought(page, desk, opened):
    """The form of a field with msgids, as templates bring them, read in Spanish."""
    field_id = desk.session.fields.add("Note", Kind.CHOICE, choices=["Call", "Meeting"], default="Call")
    use("es")
    (field,) = [one for one in desk.session.fields.all() if one.id == field_id]
    yield opened(FieldDialog(page, desk, field=field))
    use("en")


def test_a_templates_words_are_shown_translated_and_kept_as_they_were(brought, session):
    assert brought.form.editor("label").typed() == "Nota"
    brought.form.put("choices", "Llamada\nReunión\nVisita de obra")
    brought.save()
    (field,) = session.fields.all()
    assert (field.label, field.choices, field.default) == ("Note", ("Call", "Meeting", "Visita de obra"), "Call")


def test_a_templates_word_written_anew_is_the_users_own(brought, session):
    brought.form.put("label", "Apunte")
    brought.save()
    assert session.fields.all()[0].label == "Apunte"
