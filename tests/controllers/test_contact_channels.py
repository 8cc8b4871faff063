"""The rows of a contact's channels: brought to what was asked with the least change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm.controllers.contact_channels import channels_of, checked
from crm.errors import Invalid
from crm.models.contacts import Channel
from tests.records import newest


@pytest.fixture
def contact(session) -> int:
    return session.contacts.add({"first_name": "Ana", "email": "ana@example.com", "phone": "612345678"})


def test_known_channels_keep_their_id(session, contact):
    mail, phone = session.contacts.get(contact).channels
    session.contacts.change(contact, {}, channels=[replace(mail, value="b@example.com"), phone])
    assert [one.id for one in channels_of(session.database, contact)] == [mail.id, phone.id]


def test_channels_written_as_they_are_leave_no_operation(session, contact):
    before = newest(session.database)
    session.contacts.change(contact, {}, channels=session.contacts.get(contact).channels)
    assert newest(session.database) == before


def test_channels_left_out_are_removed(session, contact):
    session.contacts.change(contact, {}, channels=session.contacts.get(contact).channels[1:])
    assert [one.kind for one in channels_of(session.database, contact)] == ["phone"]
    assert session.contacts.get(contact).email == ""


def test_flags_and_labels_are_kept(session, contact):
    channel = Channel("email", "b@example.com", "home", opted_out=True, invalid=True)
    session.contacts.change(contact, {}, channels=[channel])
    (kept,) = channels_of(session.database, contact)
    assert (kept.label, kept.opted_out, kept.invalid, kept.is_primary) == ("home", True, True, True)


def test_values_are_checked_by_their_place():
    with pytest.raises(Invalid) as refused:
        checked([Channel("email", "ana@example.com"), Channel("phone", "abc")], region="ES")
    assert list(refused.value.fields) == ["channels.1"]
    assert checked([Channel("phone", "612345678")], region="ES")[0].value == "+34612345678"
