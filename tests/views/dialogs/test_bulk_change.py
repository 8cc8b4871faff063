"""One value for many contacts: which fields, which editors, one operation."""

from __future__ import annotations

import pytest

from crm.models.contacts import FIELDS
from crm.models.fields import Kind
from crm.views import known
from crm.views.dialogs import bulk_change
from crm.views.dialogs.bulk_change import BulkChange, changeable
from tests.views.user import User
from tests.window import press

pytestmark = pytest.mark.window


def _many(desk, contacts):
    return bulk_change.contacts(desk, contacts, known=known.read(desk.session))


@pytest.fixture
def dialog(page, desk, opened, contacts):
    return opened(BulkChange(page, desk, many=_many(desk, contacts)))


def _values(session, contacts, name):
    return [getattr(session.contacts.get(one), name) for one in contacts]


def test_what_tells_contacts_apart_is_not_offered():
    names = {field.name for field in changeable(FIELDS)}
    assert not {"first_name", "email", "tax_id", "kind", "created_at"} & names
    assert {"status", "city", "assigned_to", "notes"} <= names


def test_the_button_says_how_many(dialog):
    assert dialog.primary.cget("text") == "Change 3 contacts"


def test_a_value_is_given_to_all(dialog, session, contacts):
    dialog.pick("city")
    dialog.form.put("city", "Lugo")
    press(dialog.form.editor("city").entry, "Return")
    assert _values(session, contacts, "city") == ["Lugo"] * 3
    assert not dialog.winfo_exists()


def test_it_is_one_operation(dialog, session, contacts):
    dialog.pick("status")
    dialog.form.put("status", "customer")
    dialog.save()
    session.history.undo()
    assert _values(session, contacts, "status") == ["lead"] * 3


def test_an_empty_value_clears_the_field(dialog, session, contacts):
    session.contacts.change_many(contacts, {"city": "Lugo"})
    dialog.pick("city")
    dialog.save()
    assert _values(session, contacts, "city") == [""] * 3


def test_an_owner_is_chosen_by_name(dialog, session, contacts):
    user_id = session.users.add("Berta")
    dialog.close()
    assert user_id
    again = BulkChange(dialog.master, dialog.desk, many=_many(dialog.desk, contacts))
    again.pick("assigned_to")
    again.form.put("assigned_to", user_id)
    again.save()
    assert _values(session, contacts, "assigned_to") == [user_id] * 3


def test_what_cannot_be_read_is_said_beside_the_value(dialog, session, contacts):
    session.fields.add("Size", Kind.NUMBER)
    name = f"custom.{session.fields.all()[0].key}"
    again = BulkChange(dialog.master, dialog.desk, many=_many(dialog.desk, contacts))
    again.pick(name)
    again.form.editor(name).entry.insert(0, "large")
    again.save()
    assert again.form.error_of(name)
    assert again.winfo_exists()


def test_the_window_opens_it_for_the_selection(window, people):
    window.contacts.list.table.select([people["Ana"], people["Berta"]])
    bulk_change.show(window)
    assert User(window).dialog().primary.cget("text") == "Change 2 contacts"
