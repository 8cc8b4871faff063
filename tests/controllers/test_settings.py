"""Settings of the business: any value under a name, in the file, undoable."""

from __future__ import annotations

import pytest

from crm.app import open_database, sign_in


def test_a_setting_that_was_never_set_is_the_default(session):
    assert session.settings.get("currency") is None
    assert session.settings.get("currency", "EUR") == "EUR"


@pytest.mark.parametrize("value", ["MX", 5, None, ["a", 1], {"ñ": {"x": True}}, "", "a\x00b"])
def test_any_value_is_read_back(session, value):
    session.settings.set("name", value)
    assert session.settings.get("name", "default") == value


def test_a_setting_travels_with_the_file(session):
    session.settings.set("country", "MX")
    again = open_database(session.database.path)
    assert sign_in(again).settings.get("country") == "MX"
    again.close()


def test_setting_a_value_can_be_undone(session):
    session.settings.set("country", "MX")
    session.settings.set("country", "ES")
    session.history.undo()
    assert session.settings.get("country") == "MX"


def test_the_country_of_the_business_reads_its_phones(session):
    session.settings.set("country", "MX")
    contact = session.contacts.add({"first_name": "Ana", "phone": "55 1234 5678"})
    assert session.contacts.get(contact).phone == "+525512345678"
