"""The dialog for a new contact: one line or the fields, errors beside them."""

from __future__ import annotations

import pytest

from crm.models.fields import Kind
from crm.models.lists import ListQuery
from crm.views.new_contact import NewContact
from tests.views.user import User, every, settle
from tests.window import focus, pump


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


@pytest.fixture
def known(window, people):
    """The dialog after an address was typed that Ana has."""
    assert people
    dialog = _open(window)
    dialog.line.insert(0, "Ana Otra, ana@acme.es")
    pump(window.root, lambda: bool(dialog.near.cards))
    yield dialog
    if dialog.winfo_exists():
        dialog.destroy()


def _places(dialog):
    dialog.update()
    parts = (dialog.line, dialog.primary, *(dialog.form.editor(name) for name in ("name", "email", "source")))
    return [(part.winfo_rootx(), part.winfo_rooty(), part.winfo_width()) for part in parts]


def test_who_has_the_address_already_stands_beside_the_form(known):
    texts = [str(one.cget("text")) for one in every(known.near) if one.winfo_class() == "TLabel"]
    assert "Ana Gil" in texts
    assert any("ana@acme.es" in text for text in texts)


def test_it_may_be_saved_all_the_same(known, own):
    known.save()
    assert len(own.contacts.search("otra")) == 1


@pytest.mark.usefixtures("people")
def test_nothing_moves_when_somebody_is_found(window):
    dialog = _open(window)
    before = _places(dialog)
    dialog.line.insert(0, "Ana Otra, ana@acme.es")
    pump(window.root, lambda: bool(dialog.near.cards) and dialog.near.winfo_ismapped())
    assert _places(dialog) == before
    dialog.destroy()


def test_the_strip_goes_when_nobody_is_found_any_more(window, known):
    wide = known.winfo_width()
    known.line.delete(0, "end")
    known.line.insert(0, "Xaver Qvist")
    pump(window.root, lambda: not known.near.winfo_manager())
    pump(window.root, lambda: known.winfo_width() < wide)


def test_nobody_found_takes_no_room(dialog):
    assert not dialog.near.winfo_manager()


def test_f6_and_enter_open_who_is_known(window, known, people):
    user = User(window)
    user.chord("F6", at=known.line)
    user.enter()
    assert not known.winfo_exists()
    assert window.contacts.panel.contact_id == people["Ana"]
    assert user.steps == 2


def test_a_click_opens_who_is_known(window, known, people):
    User(window).click(known.near.cards[0])
    assert window.contacts.panel.contact_id == people["Ana"]


def test_what_was_typed_can_be_gone_on_with(window, known):
    known.form.put("job_title", "CEO")
    User(window).click(known.near.cards[0])
    assert window.toasts.texts == ["What you typed was not saved."]
    window.toasts.invoke()
    again = next(one for one in every(window.root) if isinstance(one, NewContact))
    assert again.line.get() == "Ana Otra, ana@acme.es"
    assert (again.form.values()["name"], again.form.values()["job_title"]) == ("Ana Otra", "CEO")
    again.destroy()


def test_f6_goes_back_to_the_field_one_came_from(known):
    company = known.form.editor("company").entry
    focus(company)
    company.event_generate("<F6>")
    known.update()
    assert known.near.has_keyboard
    known.near.cards[0].event_generate("<F6>")
    known.update()
    assert known.focus_get() is company


def test_escape_in_the_strip_goes_back_and_closes_nothing(known):
    focus(known.near.cards[0])
    known.near.cards[0].event_generate("<Escape>")
    known.update()
    assert known.winfo_exists()
    assert known.focus_get() is known.line


def test_a_wrong_tax_id_is_still_told_beside_its_field(window, own):
    assert own.settings.get("country", "ES") == "ES"
    dialog = _open(window, "company")
    dialog.form.put("company", "Acme")
    dialog.form.put("tax_id", "B12345678")
    pump(window.root, lambda: bool(dialog.form.error_of("tax_id")))
    dialog.destroy()


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
