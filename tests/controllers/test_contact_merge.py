"""One merge, decided and written, without the rights around it."""

from __future__ import annotations

import pytest

from crm.controllers.contact_merge import Merge, load, require_unchanged, survivor_first
from crm.errors import Conflict, Invalid, NotFound
from tests.records import newest


@pytest.fixture
def ids(session) -> list[int]:
    tags = ["VIP"]
    first = session.contacts.add({"first_name": "Ana", "email": "a@x.es", "tags": tags})
    return [first, session.contacts.add({"first_name": "Eva", "company": "Acme"})]


def prepared(session, ids, **choices):
    return Merge(load(session.database, ids), session.contacts.fields(), choices=choices)


def test_contacts_are_read_once_each_with_their_parts(session, ids):
    parties = load(session.database, [*ids, ids[0]])
    assert [party.name for party in parties] == ["Ana", "Eva"]
    assert ([one.value for one in parties[0].channels], len(parties[0].tags)) == (["a@x.es"], 1)


def test_one_that_is_gone_is_not_read(session, ids):
    with pytest.raises(NotFound):
        load(session.database, [*ids, 99])


def test_the_survivor_stands_in_front_and_the_others_keep_their_order(session, ids):
    ids.append(session.contacts.add({"first_name": "Luz"}))
    found = survivor_first(load(session.database, ids), ids[2])
    assert [party.id for party in found] == [ids[2], ids[0], ids[1]]


def test_a_survivor_from_elsewhere_is_refused(session, ids):
    with pytest.raises(Invalid):
        survivor_first(load(session.database, ids), 99)


def test_nothing_is_written_before_it_is_applied(session, ids):
    known = newest(session.database)
    assert prepared(session, ids, first_name=ids[1]).name == "Eva"
    assert newest(session.database) == known


def test_what_follows_from_the_values_follows_here_too(session, ids):
    columns = prepared(session, ids, first_name=ids[1]).columns
    assert (columns["sort_name"], columns["email"], columns["company"]) == ("eva", "a@x.es", "Acme")


def test_a_removed_tag_is_a_change(session, ids):
    version = newest(session.database)
    parties = load(session.database, ids)
    require_unchanged(session.database, parties, version=version)
    session.contacts.remove_tags(ids, [1])
    with pytest.raises(Conflict, match="Ana"):
        require_unchanged(session.database, parties, version=version)
