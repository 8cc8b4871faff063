"""The only writers: each write is logged, versioned, announced after COMMIT, and whole or not at all."""

from __future__ import annotations

import json
import threading
from contextlib import suppress

import pytest

from crm.app import open_database, sign_in
from crm.errors import Conflict, NotFound
from crm.storage.changelog import Author, Door
from tests.records import newest, picture

ME = Author(1, Door.CLI)


def log_of(database, entity: str) -> list[tuple]:
    query = "SELECT entity_id, action, before, after FROM changes WHERE entity = :entity ORDER BY id"
    return [tuple(row.values()) for row in database.all(query, entity=entity)]


def test_writing_outside_a_transaction_is_a_bug(database):
    with pytest.raises(RuntimeError, match="outside a transaction"):
        database.insert("tags", {"name": "a", "folded": "a"})


def test_each_write_leaves_its_row_in_the_log(database):
    with database.transaction(ME, "Work"):
        tag = database.insert("tags", {"name": "a", "folded": "a"})
    with database.transaction(ME, "Work"):
        assert database.update("tags", tag, {"name": "b", "folded": "a"})
    with database.transaction(ME, "Work"):
        database.delete("tags", tag)
    created, changed, removed = log_of(database, "tags")
    assert created == (tag, "create", None, None)
    assert json.loads(changed[2])["name"] == "a"
    assert json.loads(changed[3]) == {"name": "b"}
    assert json.loads(removed[2])["name"] == "b"


def test_the_version_is_the_operation_that_wrote_last(database):
    with database.transaction(ME, "Work") as operation:
        tag = database.insert("tags", {"name": "a", "folded": "a"})
    assert database.value("SELECT version FROM tags WHERE id = :id", id=tag) == operation.id


def test_a_stale_version_is_a_conflict_and_a_missing_row_not_found(database):
    with database.transaction(ME, "Work"):
        tag = database.insert("tags", {"name": "a", "folded": "a"})
    with pytest.raises(Conflict), database.transaction(ME, "Work"):
        database.update("tags", tag, {"name": "b"}, version=-1)
    with pytest.raises(NotFound), database.transaction(ME, "Work"):
        database.update("tags", 99, {"name": "b"})
    with pytest.raises(NotFound), database.transaction(ME, "Work"):
        database.delete("tags", 99)


def test_an_update_that_changes_nothing_is_no_operation(database):
    with database.transaction(ME, "Work"):
        tag = database.insert("tags", {"name": "a", "folded": "a"})
    before = newest(database)
    with database.transaction(ME, "Work"):
        assert not database.update("tags", tag, {"name": "a"})
    assert newest(database) == before


def test_a_block_that_fails_leaves_nothing(database):
    before, operations = picture(database), newest(database)
    with pytest.raises(ZeroDivisionError), database.transaction(ME, "Work"):
        database.insert("tags", {"name": "a", "folded": "a"})
        raise ZeroDivisionError
    assert (picture(database), newest(database)) == (before, operations)
    assert database.running is None


def test_a_broken_rule_of_the_schema_leaves_nothing(database):
    before = picture(database)
    with pytest.raises(Conflict), database.transaction(ME, "Work"):
        database.insert("tags", {"name": "a", "folded": "a"})
        database.insert("tags", {"name": "A", "folded": "a"})
    assert picture(database) == before


def test_many_rows_get_the_ids_they_are_said_to_get(database):
    with database.transaction(ME, "Work", bulk=True):
        made = database.insert_many("tags", [{"name": str(n), "folded": str(n)} for n in range(5)])
        assert database.insert_many("tags", []) == range(made.stop, made.stop)
    rows = database.execute("SELECT id, name FROM tags ORDER BY id").fetchall()
    assert rows == list(zip(made, "01234", strict=True))
    assert len(log_of(database, "tags")) == 5


def test_more_rows_than_one_statement_takes_all_arrive_in_their_order(database):
    rows = [(str(number), str(number)) for number in range(1_234)]
    with database.transaction(ME, "Work", bulk=True):
        made = database.insert_many("tags", rows, columns=("name", "folded"))
    assert database.ids("SELECT id FROM tags ORDER BY CAST(name AS INTEGER)").tolist() == list(made)
    assert len(log_of(database, "tags")) == 1_234


def test_ids_are_never_used_twice(database):
    with database.transaction(ME, "Work"):
        first = database.insert("tags", {"name": "a", "folded": "a"})
        database.delete("tags", first)
        assert database.insert("tags", {"name": "a", "folded": "a"}) > first


def test_listeners_hear_of_a_write_after_it_is_committed(database):
    heard = []
    other = open_database(database.path)
    database.changed.connect(lambda change: heard.append((change, other.value("SELECT count(*) FROM tags"))))
    with database.transaction(ME, "Work"):
        tag = database.insert("tags", {"name": "a", "folded": "a"})
        assert heard == []
    ((change, seen),) = heard
    assert (change.entity, change.id, change.action, seen) == ("tags", tag, "create", 1)
    other.close()


def test_listeners_hear_nothing_of_what_is_taken_back(database):
    heard = []
    database.changed.connect(heard.append)
    with pytest.raises(ZeroDivisionError), database.transaction(ME, "Work"):
        database.insert("tags", {"name": "a", "folded": "a"})
        raise ZeroDivisionError
    assert heard == []


def test_polling_tells_of_other_processes_once_and_never_of_oneself(session):
    heard = []
    session.poll()
    session.database.changed.connect(heard.append)
    session.tags.add("mine")
    heard.clear()
    session.poll()
    assert heard == []
    other = open_database(session.database.path)
    sign_in(other).tags.add("theirs")
    other.close()
    session.poll()
    session.poll()
    assert [(one.entity, one.action) for one in heard] == [("tags", "many")]


def test_two_threads_write_through_connections_of_their_own(session):
    failed = []

    def work(name: str) -> None:
        try:
            for number in range(20):
                session.contacts.add({"first_name": f"{name} {number}"})
        except Exception as error:  # noqa: BLE001 - the assertion below tells it
            failed.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in ("Ana", "Eva")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert session.database.value("SELECT count(*) FROM contacts") == 40
    assert session.maintenance.check() == []


def test_a_closed_file_stands_alone(session, tmp_path):
    session.contacts.add({"first_name": "Ana"})
    session.database.close()
    assert [path.name for path in tmp_path.iterdir()] == ["cartera.db"]


def test_a_part_that_failed_halfway_is_not_kept_by_who_swallows_its_error(database):
    before = picture(database)

    def part() -> None:
        with database.transaction(ME, "Part"):
            database.insert("tags", {"name": "b", "folded": "b"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), database.transaction(ME, "Work"):
        database.insert("tags", {"name": "a", "folded": "a"})
        with suppress(ZeroDivisionError):
            part()
    assert picture(database) == before


def test_a_part_that_was_refused_before_it_wrote_spoils_nothing(database):
    def part() -> None:
        with database.transaction(ME, "Part"):
            raise ZeroDivisionError

    with database.transaction(ME, "Work"):
        database.insert("tags", {"name": "a", "folded": "a"})
        with suppress(ZeroDivisionError):
            part()
    assert database.value("SELECT count(*) FROM tags") == 1
