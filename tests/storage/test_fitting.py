"""Where old links lead now, and what is taken."""

from __future__ import annotations

import pytest

from crm.storage.fitting import Fitting


@pytest.fixture
def three(session) -> list[int]:
    return [session.contacts.add({"first_name": name, "external_id": name}) for name in ("Uno", "Dos", "Tres")]


def test_a_link_to_what_is_there_leads_to_it(session, three):
    assert Fitting(session.database).leads_to("contacts", three[0]) == three[0]


def test_a_link_to_what_was_removed_leads_nowhere(session, three):
    session.contacts.remove([three[0]])
    assert Fitting(session.database).leads_to("contacts", three[0]) is None


def test_a_link_to_what_never_was_leads_nowhere(session):
    assert Fitting(session.database).leads_to("contacts", 99) is None


def test_a_link_to_a_merged_one_leads_to_its_survivor_however_far(session, three):
    session.merging.merge(three[1], [three[0]])
    session.merging.merge(three[2], [three[1]])
    assert Fitting(session.database).leads_to("contacts", three[0]) == three[2]


def test_it_does_so_after_a_redo_too(session, three):
    session.merging.merge(three[1], [three[0]])
    session.history.undo()
    session.history.redo()
    assert Fitting(session.database).leads_to("contacts", three[0]) == three[1]


def test_a_survivor_removed_since_leads_nowhere(session, three):
    session.merging.merge(three[1], [three[0]])
    session.contacts.remove([three[1]])
    assert Fitting(session.database).leads_to("contacts", three[0]) is None


def test_a_row_is_followed_and_its_dead_links_are_named(session, three):
    session.merging.merge(three[1], [three[0]])
    row, dead = Fitting(session.database).followed("interactions", {"id": 1, "contact_id": three[0], "user_id": 99})
    assert (row["contact_id"], dead) == (three[1], {"user_id": "SET NULL"})


def test_a_column_that_only_followed_a_merge_still_stands(session, three):
    session.merging.merge(three[1], [three[0]])
    fitting = Fitting(session.database)
    row = {"id": 1, "contact_id": three[1], "user_id": None}
    assert fitting.followed_columns("interactions", row, image={"contact_id": three[0]}) == {"contact_id"}
    assert fitting.followed_columns("interactions", row, image={"contact_id": three[2]}) == set()


def test_unique_values_of_another_row_are_taken(session, three):
    fitting = Fitting(session.database)
    row = session.database.one("SELECT * FROM contacts WHERE id = :id", id=three[0])
    assert not fitting.taken("contacts", row)
    assert fitting.taken("contacts", {**row, "external_id": "Dos"})
