"""A backup is whole, replaces only when it is, and never the file in use."""

from __future__ import annotations

import sqlite3

import pytest

from crm.app import open_database, sign_in
from crm.errors import Unavailable
from crm.storage.backup import backup
from tests.records import picture


def test_a_backup_opens_as_a_file_with_the_same_records(session, tmp_path):
    session.contacts.add({"first_name": "Ana", "email": "ana@example.com"})
    copy = open_database(backup(session.database, tmp_path / "new folder" / "copy.db"))
    assert picture(copy) == picture(session.database)
    assert sign_in(copy).maintenance.check() == []
    copy.close()


def test_a_backup_stands_in_one_file(session, tmp_path):
    backup(session.database, tmp_path / "copies" / "copy.db")
    assert [path.name for path in (tmp_path / "copies").iterdir()] == ["copy.db"]


def test_a_backup_replaces_an_older_one(session, tmp_path):
    target = tmp_path / "copy.db"
    backup(session.database, target)
    session.contacts.add({"first_name": "Ana"})
    backup(session.database, target)
    copy = sqlite3.connect(target)
    assert copy.execute("SELECT first_name FROM contacts").fetchall() == [("Ana",)]
    copy.close()


def test_a_backup_is_taken_while_another_program_is_in_the_middle_of_writing(session, tmp_path):
    session.contacts.add({"first_name": "Ana"})
    writer = sqlite3.connect(session.database.path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM contact_search")
    backup(session.database, tmp_path / "copy.db")
    writer.close()
    copy = open_database(tmp_path / "copy.db")
    assert sign_in(copy).maintenance.check() == []
    copy.close()


def test_the_file_in_use_is_never_replaced(session):
    session.contacts.add({"first_name": "Ana"})
    with pytest.raises(Unavailable, match="the file in use"):
        backup(session.database, session.database.path)
    assert session.contacts.search("ana")


def test_a_folder_is_refused_and_nothing_left_behind(session, tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(Unavailable, match="could not be written"):
        backup(session.database, tmp_path / "folder")
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".partial")]


def test_a_place_under_a_file_is_refused(session, tmp_path):
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(Unavailable, match="could not be written"):
        backup(session.database, tmp_path / "letter.txt" / "copy.db")
