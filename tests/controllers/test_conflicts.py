"""Two people at one record: parts as they were, read back from the log."""

from __future__ import annotations

from crm.controllers.contact_conflicts import ContactMeanwhile
from tests.records import newest


def meanwhile(session, contact: int, version: int) -> ContactMeanwhile:
    return ContactMeanwhile(session.database, session.contacts._row(contact), version=version)


def test_the_parts_of_a_record_are_told_as_they_were(session):
    tags = [session.tags.add(name) for name in ("Norte", "Sur")]
    contact = session.contacts.add({"first_name": "Ana", "tags": tags[:1]})
    version = newest(session.database)
    session.contacts.change(contact, {"tags": tags[1:]})
    before = meanwhile(session, contact, version).rows_before("contact_tags")
    assert [row["tag_id"] for row in before.values()] == tags[:1]


def test_fields_sent_back_as_they_were_are_not_written(session):
    contact = session.contacts.add({"first_name": "Ana", "city": "Lugo"})
    version = newest(session.database)
    session.contacts.change(contact, {"city": "Vigo"})
    kept = meanwhile(session, contact, version).fields({"city": "Lugo", "country": "España"})
    assert kept == {"country": "España"}
