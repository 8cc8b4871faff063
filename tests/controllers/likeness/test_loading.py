"""Tests of crm/controllers/likeness/loading.py."""

from __future__ import annotations

from crm.controllers.likeness import loading
from crm.controllers.likeness.blocking import Pace
from crm.controllers.likeness.profiles import Reader
from crm.models.contacts import Channel


def test_everybody_is_read_with_all_channels(session):
    first = session.contacts.add({"first_name": "Ana", "email": "a@x.es"}, channels=[Channel("email", "b@x.es")])
    second = session.contacts.add({"kind": "company", "company": "Acme S.L.", "phone": "912345678"})
    told = []
    with session.database.at_work():
        ana, acme = loading.everybody(session.database, Pace(told.append))
    assert (ana.id, ana.emails, acme.id, acme.phones) == (first, ("a@x.es", "b@x.es"), second, ("+34912345678",))
    assert told[-1] <= 1.0


def test_some_are_read_by_their_ids(session):
    ids = [session.contacts.add({"first_name": name, "email": f"{name}@x.es"}) for name in ("ana", "eva", "luis")]
    with session.database.at_work():
        found = loading.some(session.database, ids[1:], reader=Reader())
    assert [(one.id, one.emails) for one in found] == [(ids[1], ("eva@x.es",)), (ids[2], ("luis@x.es",))]


def test_the_newest_of_a_kind_are_a_sample(session):
    for number in range(5):
        session.contacts.add({"first_name": f"P{number}"})
    session.contacts.add({"kind": "company", "company": "Acme"})
    with session.database.at_work():
        assert [one.name for one in loading.newest(session.database, "person", limit=2)] == ["P4", "P3"]


def test_who_was_called_different_is_known_from_both_sides(session):
    ids = [session.contacts.add({"first_name": name}) for name in ("Ana", "Anna", "Ane")]
    session.merging.keep_apart(ids[:2])
    with session.database.at_work():
        assert loading.different_pairs(session.database) == {(ids[0], ids[1])}
        assert loading.different_from(session.database, ids[1]) == {ids[0]}
        assert loading.different_from(session.database, ids[2]) == set()
