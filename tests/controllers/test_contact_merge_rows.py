"""Rows that point at contacts, moved by their foreign keys."""

from __future__ import annotations

import pytest

from crm.controllers.contact_merge_rows import columns_to, count_relations, drop_needless_aliases, move_all
from crm.storage.changelog import Author, Door
from tests.records import newest


@pytest.fixture
def three(session) -> list[int]:
    return [session.contacts.add({"first_name": name}) for name in ("Uno", "Dos", "Tres")]


def move(session, moves):
    with session.database.transaction(Author(None, Door.CLI), "Move"):
        move_all(session.database, "contacts", moves=moves)


def pairs(session):
    rows = session.database.all("SELECT one_id, other_id FROM different_contacts ORDER BY one_id, other_id")
    return [tuple(row.values()) for row in rows]


def test_both_ends_of_a_pair_are_known(session):
    assert set(columns_to(session.database, "contacts")["different_contacts"]) == {"one_id", "other_id"}


def test_a_pair_keeps_its_order_when_it_moves(session, three):
    session.merging.keep_apart(three[:2])
    move(session, {three[0]: three[2]})
    assert pairs(session) == [(three[1], three[2])]


def test_a_pair_that_became_one_goes(session, three):
    session.merging.keep_apart(three[:2])
    move(session, {three[0]: three[2], three[1]: three[2]})
    assert pairs(session) == []


def test_a_pair_that_is_known_already_goes(session, three):
    session.merging.keep_apart(three)
    move(session, {three[0]: three[1]})
    assert pairs(session) == [(three[1], three[2])]


def test_a_tag_both_wear_is_worn_once(session, three):
    tag = session.tags.add("VIP")
    session.contacts.add_tags(three, [tag])
    move(session, {three[0]: three[2], three[1]: three[2]})
    assert session.database.ids("SELECT contact_id FROM contact_tags").tolist() == [three[2]]


def test_parts_are_not_counted_as_relations(session, three):
    session.contacts.change(three[0], {"email": "a@x.es", "tags": ["VIP"]})
    session.interactions.add(three[0], {"subject": "hola"})
    session.interactions.add(three[2], {"subject": "hola"})
    assert count_relations(session.database, three[:2]) == {"interactions": 1}


def test_an_alias_goes_when_its_contact_is_there_again(session):
    one = session.contacts.add({"first_name": "Ana", "external_id": "7", "external_source": "HubSpot"})
    added = newest(session.database)
    with session.database.transaction(Author(None, Door.CLI), "Alias"):
        for external_id in ("7", "8"):
            row = {"contact_id": one, "external_source": "HubSpot", "external_id": external_id}
            session.database.insert("contact_aliases", row)
        assert drop_needless_aliases(session.database, added) == [1]
    assert session.database.value("SELECT external_id FROM contact_aliases") == "8"
