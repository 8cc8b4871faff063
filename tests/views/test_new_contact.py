"""The dialog for a new contact: one line or the fields, errors beside them."""

from __future__ import annotations

import pytest

from crm.models.fields import Kind
from crm.models.lists import ListQuery
from crm.views.new_contact import NewContact
from tests.views.user import User, every, settle
from tests.window import pump


def _open(window, kind="person"):
    window.contacts.add(kind)
    return next(one for one in every(window.root) if isinstance(one, NewContact))


@pytest.fixture
def dialog(window):
    made = _open(window)
    yield made
    made.destroy()


def _names(own):
    return [own.contacts.get(one).name for one in own.contacts.ids(ListQuery())]


def test_the_keyboard_is_in_the_line(window, dialog):
    window.root.update()
    assert window.root.focus_get() is dialog.line


def test_the_line_fills_the_fields(dialog):
    dialog.line.insert(0, "Ana Gil, Acme, ana@acme.es, 612345678")
    values = dialog.form.values()
    assert (values["name"], values["company"], values["email"], values["mobile_phone"]) == (
        "Ana Gil", "Acme", "ana@acme.es", "612345678",
    )  # fmt: skip


def test_a_line_that_is_corrected_corrects_the_fields(dialog):
    dialog.line.insert(0, "Ana Gil, Acme")
    dialog.line.delete(0, "end")
    dialog.line.insert(0, "Ana Gil")
    assert (dialog.form.values()["name"], dialog.form.values()["company"]) == ("Ana Gil", "")


def test_what_was_typed_into_a_field_stays(dialog):
    dialog.form.put("company", "Orbit")
    dialog.line.insert(0, "Ana Gil, Acme")
    assert dialog.form.values()["company"] == "Orbit"


def test_enter_saves_and_closes(window, dialog, own):
    dialog.line.insert(0, "Ana Gil")
    User(window).chord("Return", at=dialog.line)
    assert not dialog.winfo_exists()
    assert _names(own) == ["Ana Gil"]


def test_a_bad_address_is_told_beside_its_field_and_nothing_is_saved(dialog, own):
    dialog.line.insert(0, "Ana Gil")
    dialog.form.put("email", "no address")
    dialog.save()
    assert dialog.form.error_of("email")
    assert _names(own) == []


def test_nothing_at_all_is_refused_beside_the_name(dialog, own):
    dialog.save()
    assert dialog.form.error_of("name")
    assert _names(own) == []


def test_a_company_needs_only_its_name(window, own):
    dialog = _open(window, "company")
    dialog.line.insert(0, "Acme, Madrid")
    dialog.save()
    contact = own.contacts.get(own.contacts.ids(ListQuery())[0])
    assert (contact.kind, contact.company, contact.city) == ("company", "Acme", "Madrid")


@pytest.mark.usefixtures("people")
def test_an_address_somebody_has_is_warned_about_and_may_be_saved(window, own):
    dialog = _open(window)
    dialog.line.insert(0, "Ana Otra, ana@acme.es")
    pump(window.root, lambda: bool(dialog.form.error_of("email")))
    assert "Ana Gil" in dialog.form.error_of("email")
    dialog.save()
    assert len(own.contacts.search("otra")) == 1


def test_a_required_custom_field_is_asked_for(window, own):
    own.fields.add("Sector", Kind.TEXT, required=True)
    settle(window)
    dialog = _open(window)
    assert dialog.form.editor(f"custom.{own.fields.all()[0].key}").winfo_exists()
    dialog.destroy()


def test_a_part_of_the_line_without_a_field_here_is_kept(dialog, own):
    dialog.line.insert(0, "Ana Gil, www.acme.es")
    dialog.save()
    assert own.contacts.get(own.contacts.ids(ListQuery())[0]).website


def test_closing_with_something_typed_asks_first(dialog):
    dialog.line.insert(0, "Ana")
    assert dialog.has_edits


def test_saving_says_so_with_undo(window, dialog, own):
    dialog.line.insert(0, "Ana Gil")
    dialog.save()
    assert window.toasts.texts == ["Added Ana Gil."]
    window.toasts.invoke()
    assert _names(own) == []
