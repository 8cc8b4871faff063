"""Rows go back to old values many at a time, each logged, none that was changed meanwhile."""

from __future__ import annotations

import pytest

from crm.errors import Conflict
from crm.storage.changelog import Action, Author, Door, Entry
from crm.storage.rewriting import Rewriting

ME = Author(1, Door.CLI)
ENTRY = Entry(Action.CHANGE, 7, '{"name":"a"}', '{"name":"b"}')


def tags(database, count: int) -> list[dict]:
    with database.transaction(ME, "Work"):
        database.insert_many("tags", [{"name": f"a{n}", "folded": f"a{n}"} for n in range(count)])
    return database.all("SELECT * FROM tags ORDER BY id")


def test_rows_of_several_shapes_are_written_and_logged_in_their_order(database):
    rows = tags(database, 3)
    with database.transaction(ME, "Work") as operation:
        rewriting = Rewriting(database, "tags")
        rewriting.add(rows[0], {"name": "x"}, entry=ENTRY)
        rewriting.add(rows[1], {"folded": "y"}, entry=ENTRY)
        rewriting.add(rows[2], {"name": "z"}, entry=ENTRY)
        rewriting.flush()
    assert database.all("SELECT name, folded FROM tags ORDER BY id") == [
        {"name": "x", "folded": "a0"},
        {"name": "a1", "folded": "y"},
        {"name": "z", "folded": "a2"},
    ]
    query = "SELECT entity_id, version, before, after FROM changes WHERE operation_id = :own ORDER BY id"
    logged = [tuple(row.values()) for row in database.all(query, own=operation.id)]
    assert logged == [(row["id"], 7, ENTRY.before, ENTRY.after) for row in rows]


def test_many_rows_are_written_before_they_fill_the_memory(database):
    rows = tags(database, 1000)
    with database.transaction(ME, "Work"):
        rewriting = Rewriting(database, "tags")
        for row in rows:
            rewriting.add(row, {"color": "red"}, entry=ENTRY)
        assert database.value("SELECT count(*) FROM tags WHERE color = 'red'") == 1000


def test_a_row_that_is_not_as_it_was_read_is_a_conflict(database):
    rows = tags(database, 2)
    with pytest.raises(Conflict), database.transaction(ME, "Work"):
        rewriting = Rewriting(database, "tags")
        rewriting.add(rows[0], {"name": "x"}, entry=ENTRY)
        rewriting.add(rows[1] | {"version": -1}, {"name": "y"}, entry=ENTRY)
        rewriting.flush()
    assert database.all("SELECT * FROM tags ORDER BY id") == rows


def test_what_is_rewritten_is_found_by_its_old_name(session):
    contact = session.contacts.add({"first_name": "Ana"})
    row = session.database.one("SELECT * FROM contacts WHERE id = :id", id=contact)
    with session.database.transaction(ME, "Work"):
        rewriting = Rewriting(session.database, "contacts")
        rewriting.add(row, {"first_name": "Zoë", "sort_name": "zoe"}, entry=ENTRY)
        rewriting.flush()
    assert [one["id"] for one in session.contacts.search("zoe")] == [contact]


def test_listeners_hear_of_what_was_rewritten(database):
    rows, heard = tags(database, 2), []
    database.changed.connect(heard.append)
    with database.transaction(ME, "Work"):
        rewriting = Rewriting(database, "tags")
        for row in rows:
            rewriting.add(row, {"color": "red"}, entry=ENTRY)
        rewriting.flush()
    assert [(one.entity, one.id, one.action) for one in heard] == [("tags", None, "many")]
