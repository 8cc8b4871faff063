"""Stored contacts as records."""

from __future__ import annotations

from crm.controllers.importing.lookups import stored_records
from crm.models.contacts import Channel


def test_a_stored_contact_comes_with_its_channels_and_tags(session, database):
    tag = session.tags.add("VIP")
    made = session.contacts.add({"first_name": "Ana", "tags": [tag]}, channels=[Channel("email", "ana@x.es")])
    [record] = stored_records(database, [made])
    assert (record.id, record.own_name, record.normals("email"), record.tags) == (
        made,
        "Ana",
        ["ana@x.es"],
        {"vip": "VIP"},
    )


def test_nobody_is_fetched_for_nothing(database):
    assert stored_records(database, []) == []
