"""The engine's errors in plain words, each with nothing lost; and what it says about a file's structure."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crm.app import open_database, sign_in
from crm.errors import Conflict, CrmError, Invalid, NotFound, Unavailable
from crm.models.lists import ListQuery
from crm.storage.database import Database
from crm.storage.sqlite import Sqlite, Unique, statements

NOBODY = 65534


@pytest.fixture
def filled_file(database_file: Path) -> Path:
    database = open_database(database_file)
    session = sign_in(database)
    for number in range(40):
        session.contacts.add({"first_name": f"Ana {number}", "notes": "x" * 500})
    database.close()
    return database_file


@contextmanager
def ordinary_user(file: Path) -> Iterator[Path]:
    """A copy of the file in a folder of a user whom permissions bind, and be that user: root passes every door."""
    folder = Path(tempfile.mkdtemp())
    copy = Path(shutil.copy(file, folder / "cartera.db"))
    own = not hasattr(os, "geteuid") or os.geteuid() != 0
    if not own:
        os.chown(folder, NOBODY, NOBODY)
        os.chown(copy, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    try:
        yield copy
    finally:
        if not own:
            os.seteuid(0)
        folder.chmod(0o700)
        shutil.rmtree(folder)


def open_and_add(path: Path) -> None:
    database = open_database(path)
    try:
        sign_in(database).contacts.add({"first_name": "Eva"})
    finally:
        database.close()


def names(path: Path) -> list[str]:
    database = open_database(path, read_only=True)
    try:
        return [row["name"] for row in sign_in(database).contacts.page(ListQuery(), limit=1000).rows]
    finally:
        database.close()


# Files that cannot be used


def test_a_missing_folder_is_named_and_nothing_created(tmp_path):
    with pytest.raises(Unavailable, match=r"folder .*missing does not exist"):
        open_database(tmp_path / "missing" / "a.db")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(Unavailable, match="is a folder"):
        open_database(tmp_path)


def test_a_text_file_is_refused_untouched(tmp_path):
    path = tmp_path / "letter.db"
    path.write_text("Estimado cliente: " * 500)
    with pytest.raises(Unavailable, match="is not a Cartera file"):
        open_database(path)
    assert path.read_text() == "Estimado cliente: " * 500
    assert list(tmp_path.iterdir()) == [path]


def test_a_database_of_another_program_is_refused_byte_for_byte_untouched(tmp_path):
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE songs (title TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(Unavailable, match="another program"):
        open_database(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("share", [0.01, 0.1, 0.5, 0.9])
def test_a_truncated_file_is_called_damaged(filled_file, tmp_path, share):
    whole = filled_file.read_bytes()
    path = tmp_path / "cut.db"
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(Unavailable, match="damaged"):
        open_and_add(path)


@pytest.mark.parametrize("page", range(1, 40, 3))
def test_a_file_with_a_page_of_rubbish_never_ends_in_an_unknown_error(filled_file, tmp_path, page):
    broken = bytearray(filled_file.read_bytes())
    broken[page * 4096 : (page + 1) * 4096] = bytes(range(255, -1, -1)) * 16
    path = tmp_path / "broken.db"
    path.write_bytes(bytes(broken))
    try:
        database = open_database(path)
    except Unavailable:
        return
    try:
        session = sign_in(database)
        for work in _work(session, tmp_path):
            try:
                work()
            except CrmError as error:
                assert str(error).endswith(".")
    except CrmError as error:
        assert "damaged" in str(error)
    finally:
        database.close()


def _work(session, folder: Path):
    contacts = session.contacts
    return (
        lambda: contacts.page(ListQuery()),
        lambda: contacts.search("ana"),
        lambda: contacts.ids(ListQuery("ana 1")),
        lambda: contacts.add({"first_name": "Eva"}),
        lambda: contacts.change_many(range(1, 20), {"notes": "y"}),
        session.history.operations,
        session.history.undo,
        session.maintenance.check,
        session.maintenance.rebuild_search,
        lambda: session.maintenance.backup(folder / "backup.db"),
    )


def test_a_damaged_index_is_found_by_the_check(filled_file):
    plain = sqlite3.connect(filled_file)
    page = plain.execute("SELECT rootpage FROM sqlite_master WHERE name = 'contacts_status'").fetchone()[0]
    plain.close()
    broken = bytearray(filled_file.read_bytes())
    broken[(page - 1) * 4096 + 200 : page * 4096] = b"\xff" * (4096 - 200)
    filled_file.write_bytes(bytes(broken))
    database = open_database(filled_file)
    assert sign_in(database).maintenance.check()
    database.close()


# Files that may only be read


def test_a_file_opened_for_reading_only_is_read_and_checked_and_never_written(filled_file):
    database = open_database(filled_file, read_only=True)
    session = sign_in(database)
    assert len(session.contacts.search("ana")) == 40
    assert session.maintenance.check() == []
    with pytest.raises(Unavailable, match="opened for reading only"):
        session.contacts.add({"first_name": "Eva"})
    database.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o755), (0o644, 0o555), (0o444, 0o555)])
def test_a_read_only_file_or_folder_is_said_and_still_read(filled_file, file_mode, folder_mode):
    with ordinary_user(filled_file) as path:
        path.chmod(file_mode)
        path.parent.chmod(folder_mode)
        with pytest.raises(Unavailable, match="is read-only"):
            open_and_add(path)
        assert len(names(path)) == 40


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_a_file_that_may_not_be_read_is_said(filled_file):
    with ordinary_user(filled_file) as path:
        path.chmod(0o000)
        with pytest.raises(Unavailable, match="that you may read it"):
            open_database(path)


def test_a_new_file_in_a_read_only_folder_is_refused(empty_file):
    with ordinary_user(empty_file) as path:
        path.parent.chmod(0o555)
        with pytest.raises(Unavailable):
            open_database(path.with_name("new.db"))


# Locked and full


@pytest.fixture
def locked(database: Database) -> Iterator[sqlite3.Connection]:
    """Another program that holds the file."""
    database.connection.execute("PRAGMA busy_timeout = 20")
    other = sqlite3.connect(database.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield other
    other.close()


def test_a_locked_file_says_so_and_takes_the_change_afterwards(session, locked):
    with pytest.raises(Unavailable, match="Another program is using"):
        session.contacts.add({"first_name": "Eva"})
    assert session.contacts.count(ListQuery()) == 0
    locked.execute("ROLLBACK")
    assert session.contacts.add({"first_name": "Eva"})


def test_a_locked_file_can_still_be_read(session, locked):
    assert session.contacts.page(ListQuery()).rows == []
    assert locked.in_transaction


def test_the_check_of_a_locked_file_says_locked_not_damaged(session, locked):
    with pytest.raises(Unavailable, match="Another program is using"):
        session.maintenance.check()
    assert locked.in_transaction


def test_a_full_disk_says_so_and_loses_nothing(session):
    contact = session.contacts.add({"first_name": "Ana"})
    connection = session.database.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Unavailable, match="disk is full"):
        session.contacts.change(contact, {"notes": "x" * 200_000})
    assert session.contacts.get(contact).notes == ""
    connection.execute("PRAGMA max_page_count = 1000000")
    session.contacts.change(contact, {"notes": "x" * 200_000})
    assert session.maintenance.check() == []


# Single errors


def _error(name: str) -> sqlite3.Error:
    error = sqlite3.OperationalError("the engine's words")
    error.sqlite_errorcode = getattr(sqlite3, name)
    return error


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("SQLITE_BUSY", "Another program"),
        ("SQLITE_BUSY_SNAPSHOT", "Another program"),
        ("SQLITE_READONLY", "read-only"),
        ("SQLITE_READONLY_DIRECTORY", "read-only"),
        ("SQLITE_FULL", "disk is full"),
        ("SQLITE_IOERR_WRITE", "disk reported an error"),
        ("SQLITE_CORRUPT_VTAB", "damaged"),
        ("SQLITE_NOTADB", "not a Cartera file"),
        ("SQLITE_TOOBIG", "too long"),
        ("SQLITE_PERM", "may not write"),
        ("SQLITE_ERROR", "could not be used"),
    ],
)
def test_each_error_of_the_engine_has_its_sentence(tmp_path, name, words):
    engine = Sqlite(tmp_path / "a.db")
    with pytest.raises(Unavailable, match=words), engine.plain_errors():
        raise _error(name)


def test_a_broken_rule_of_the_schema_is_a_conflict(tmp_path):
    with pytest.raises(Conflict, match="breaks a rule"), Sqlite(tmp_path / "a.db").plain_errors():
        raise _error("SQLITE_CONSTRAINT_CHECK")


def test_a_number_no_record_can_have_is_not_found(session):
    with pytest.raises(NotFound):
        session.contacts.get(10**30)


def test_half_a_character_that_reaches_the_engine_is_invalid(session):
    with pytest.raises(Invalid, match="half a character"):
        session.settings.set("name", "\ud83d")


# Structure


def test_unique_values_are_known_with_the_rows_they_bind(database):
    uniques = database.uniques("contacts")
    assert Unique(("external_id", "external_source", "kind"), "external_id <> ''") in uniques


def test_links_are_known_from_both_ends(database):
    assert ("contact_tags", "tag_id", "CASCADE") in [
        (one.table, one.column, one.on_delete) for one in database.references_to("tags")
    ]
    assert {one.column for one in database.references_from("contacts")} == {"company_id", "assigned_to"}


def test_a_script_is_split_into_its_statements():
    script = "-- a; b\nCREATE TABLE a (x TEXT DEFAULT ';');\nINSERT INTO a VALUES ('1\n;');\n"
    assert list(statements(script)) == [
        "-- a; b\nCREATE TABLE a (x TEXT DEFAULT ';');",
        "INSERT INTO a VALUES ('1\n;');",
    ]


def test_a_file_read_whole_gets_its_memory_back_afterwards(database):
    before = [database.value(f"PRAGMA {name}") for name in ("cache_size", "mmap_size")]
    with database.sparing_memory():
        assert database.value("PRAGMA cache_size") != before[0]
        assert database.value("PRAGMA mmap_size") == 0
    assert [database.value(f"PRAGMA {name}") for name in ("cache_size", "mmap_size")] == before


def test_ids_go_on_after_the_last_one_a_table_ever_gave(session):
    engine, connection = session.database.engine, session.database.connection
    engine.set_last_id(connection, "contacts", last=70)
    assert engine.last_ids(connection)["contacts"] == 70
    assert session.contacts.add({"first_name": "Ana"}) == 71


def test_ids_never_go_back(session):
    made = session.contacts.add({"first_name": "Ana"})
    session.database.engine.set_last_id(session.database.connection, "contacts", last=made - 1)
    assert session.contacts.add({"first_name": "Eva"}) == made + 1
