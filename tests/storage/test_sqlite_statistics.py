"""The engine's statistics are there after bulk work and at the end of work, and are never in anybody's way."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from crm.app import open_database
from crm.errors import Unavailable
from crm.storage import sqlite_statistics
from crm.storage.archiving import archive, restore
from crm.storage.changelog import Author, Door

ME = Author(1, Door.CLI)
SOME, MANY = 999, 1500


def add(database, count: int, *, bulk: bool = True) -> None:
    """Add tags, of which no other table wants any."""
    first = database.value("SELECT count(*) FROM tags")
    with database.transaction(ME, "Work", bulk=bulk):
        names = [f"{number:06}" for number in range(first, first + count)]
        database.insert_many("tags", [{"name": name, "folded": name} for name in names])


def known(path, table: str = "tags") -> list[str]:
    """What is kept about the indexes of a table that hold all its rows, one text each."""
    with closing(sqlite3.connect(path)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'").fetchone():
            return []
        rows = connection.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = :table", {"table": table})
        return [row[0] for row in rows]


@pytest.fixture
def writer(database_file) -> Iterator[sqlite3.Connection]:
    """Another program that is in the midst of writing."""
    with closing(sqlite3.connect(database_file, isolation_level=None)) as connection:
        yield connection


def test_a_file_without_many_rows_has_none(database, database_file):
    add(database, SOME)
    database.close()
    assert known(database_file) == []


def test_bulk_work_leaves_them_with_its_own_commit(database, database_file):
    add(database, MANY)
    assert known(database_file)


def test_bulk_work_that_fails_leaves_none(database, database_file):
    with pytest.raises(ZeroDivisionError), database.transaction(ME, "Work", bulk=True):
        add(database, MANY)
        raise ZeroDivisionError
    database.close()
    assert known(database_file) == []


def test_the_work_of_a_person_leaves_them_when_the_file_is_closed(database, database_file):
    add(database, MANY, bulk=False)
    assert known(database_file) == []
    database.close()
    assert known(database_file)


def test_a_file_that_was_only_read_is_left_as_it_is(database, tmp_path):
    add(database, MANY, bulk=False)
    copy = tmp_path / "copy.db"
    database.engine.copy(database.connection, copy)
    reader = open_database(copy)
    assert reader.value("SELECT count(*) FROM tags") == MANY
    reader.close()
    assert known(copy) == []


def test_they_are_gathered_anew_only_when_a_table_has_grown_much(database, database_file):
    add(database, MANY)
    before = known(database_file)
    add(database, MANY)
    assert known(database_file) == before
    add(database, 3 * MANY)
    assert known(database_file) != before


def test_whether_they_are_old_is_seen_without_reading_the_tables(database):
    add(database, 9 * MANY)
    steps = []
    database.connection.set_progress_handler(lambda: steps.append(1), 1)
    sqlite_statistics.keep(database.connection)
    database.connection.set_progress_handler(None, 1)
    assert 0 < len(steps) < 9 * MANY


def test_they_go_when_the_rows_go(database, database_file):
    add(database, MANY)
    with database.transaction(ME, "Work", bulk=True):
        database.delete_many("tags", database.ids("SELECT id FROM tags"))
    assert known(database_file) == []


def test_all_whole_indexes_of_a_table_tell_one_number_of_rows(database, database_file):
    with database.transaction(ME, "Work", bulk=True):
        rows = [{"kind": "person", "sort_name": f"{number}", "status": "lead"} for number in range(9 * MANY)]
        database.insert_many("contacts", rows)
    counts = {stat.split()[0] for stat in known(database_file, "contacts")}
    assert len(counts) == 1


def test_whoever_reads_meanwhile_reads_on(database):
    add(database, SOME)
    with database.transaction(ME, "Work", bulk=True):
        open_cursor = database.execute("SELECT id FROM tags ORDER BY id")
        first = open_cursor.fetchone()[0]
        add(database, MANY)
    assert [first, *(row[0] for row in open_cursor)][:SOME] == list(range(1, SOME + 1))


def test_closing_gives_way_to_another_program_that_writes(database, database_file, writer):
    add(database, MANY, bulk=False)
    writer.execute("BEGIN IMMEDIATE")
    database.close()
    writer.execute("ROLLBACK")
    assert known(database_file) == []


def test_a_file_that_became_read_only_is_closed_as_ever(database, database_file, writer):
    add(database, MANY, bulk=False)
    database.execute("PRAGMA query_only = ON")
    database.close()
    assert known(database_file) == []
    assert writer.execute("SELECT count(*) FROM tags").fetchone() == (MANY,)


def test_a_file_opened_for_reading_is_left_byte_for_byte(database, tmp_path):
    add(database, MANY, bulk=False)
    copy = tmp_path / "copy.db"
    database.engine.copy(database.connection, copy)
    before = copy.read_bytes()
    open_database(copy, read_only=True).close()
    assert copy.read_bytes() == before


def test_closing_twice_is_closing_once(database):
    add(database, MANY, bulk=False)
    database.close()
    database.close()
    with pytest.raises(Unavailable):
        database.value("SELECT 1")


def test_closing_in_the_midst_of_an_operation_takes_it_back(database, database_file):
    add(database, SOME)
    with pytest.raises(Unavailable), database.transaction(ME, "Work"):
        database.insert_many("tags", [{"name": f"x{number}", "folded": f"x{number}"} for number in range(MANY)])
        database.close()
    with closing(sqlite3.connect(database_file)) as connection:
        assert connection.execute("SELECT count(*) FROM tags").fetchone() == (SOME,)


def test_a_restored_archive_has_them(database, tmp_path):
    add(database, MANY)
    archive(database, tmp_path / "all.zip", progress=lambda _done, _all: True)
    restore(tmp_path / "all.zip", tmp_path / "new.db", progress=lambda _done, _all: True)
    assert known(tmp_path / "new.db")
