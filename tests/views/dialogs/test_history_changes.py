"""Changes in words: the record's name, the field's label, values as lists show them."""

from __future__ import annotations

import pytest

from crm.models.fields import Kind
from crm.views.dialogs.history_changes import ChangedField, changed_fields


@pytest.fixture
def ana(session):
    return session.contacts.add({"first_name": "Ana", "last_name": "Gil"})


def _newest(session):
    return changed_fields(session, session.history.operations(limit=1)[0].id, region="ES")


def test_a_choice_is_shown_by_its_label(session, ana):
    session.contacts.change(ana, {"status": "customer"})
    assert _newest(session) == [ChangedField("Ana Gil", "Status", "Lead", "Customer")]


def test_nothing_is_shown_as_a_dash():
    assert ChangedField("Ana", "City", "", "Lugo").cells() == ("Ana", "City", "–", "Lugo")


def test_an_owner_is_shown_by_name(session, ana):
    session.contacts.change(ana, {"assigned_to": session.users.add("Berta")})
    assert _newest(session)[0].after == "Berta"


def test_a_custom_field_is_shown_by_its_label(session, ana):
    session.fields.add("Volume", Kind.NUMBER)
    key = session.fields.all()[0].key
    session.contacts.change(ana, {f"custom.{key}": 1200})
    assert ("Volume", "1,200") in [(one.field, one.after) for one in _newest(session)]


def test_a_tag_s_own_change_is_named(session):
    tag = session.tags.add("VIP")
    session.tags.change(tag, color="#dc2626")
    assert ("Tag", "Colour", "#dc2626") in [(one.record, one.field, one.after) for one in _newest(session)]


def test_an_operation_that_only_adds_has_no_changed_fields(session, ana):
    assert ana
    assert _newest(session) == []
