"""A backup is whole, replaces only when it is, and never the file in use."""

from __future__ import annotations

import shutil
import sqlite3

import pytest

from crm.app import open_database, sign_in
from crm.errors import Unavailable
from crm.storage.backup import backup
from crm.storage.database import Database
from crm.storage.file_store import FileStore
from tests.records import picture
from tests.storage.test_migrations import first_file


def test_a_backup_opens_as_a_file_with_the_same_records(session, tmp_path):
    session.contacts.add({"first_name": "Ana", "email": "ana@example.com"})
    copy = open_database(backup(session.database, tmp_path / "new folder" / "copy.db").path)
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


@pytest.fixture
def document(session):
    return session.documents.add_content(b"Contrato", "Contrato.txt", contact_id=session.contacts.add({"company": "A"}))


def test_documents_are_in_the_backup(session, document, tmp_path):
    assert backup(session.database, tmp_path / "copy.db").contents == 1
    copy = open_database(tmp_path / "copy.db")
    shutil.rmtree(session.documents.folder)
    assert sign_in(copy).documents.path(document).read_bytes() == b"Contrato"
    copy.close()


def test_what_undo_needs_is_in_the_backup(session, document, tmp_path):
    session.documents.remove(document)
    backup(session.database, tmp_path / "copy.db")
    copy = sign_in(open_database(tmp_path / "copy.db"))
    copy.history.undo()
    assert copy.documents.missing() == []
    copy.database.close()


def test_missing_documents_are_named(session, document, tmp_path):
    shutil.rmtree(session.documents.folder)
    made = backup(session.database, tmp_path / "copy.db")
    assert (document, made.contents, made.missing) == (1, 0, ("Contrato.txt",))


def test_a_damaged_document_is_named_and_left_out(session, document, tmp_path):
    content = session.documents.path(document)
    content.chmod(0o600)
    content.write_bytes(b"Contrat0")
    assert backup(session.database, tmp_path / "copy.db").missing == ("Contrato.txt",)


def test_a_newer_backup_at_the_same_place_holds_its_own_documents_only(session, document, tmp_path):
    backup(session.database, tmp_path / "copy.db")
    target = FileStore(tmp_path / "copy.db")
    target.put_content(b"of an older backup")
    backup(session.database, tmp_path / "copy.db")
    assert target.all() == [session.documents.get(document).sha256]


def test_a_stopped_backup_leaves_what_was_there(session, document, tmp_path):
    assert document
    assert backup(session.database, tmp_path / "copy.db", progress=lambda _done, _all: False) is None
    assert not (tmp_path / "copy.db").exists()
    assert FileStore(tmp_path / "copy.db").all() == []


def test_a_file_from_before_there_were_documents_is_backed_up(tmp_path):
    old = Database(first_file(tmp_path / "old.db"))
    assert backup(old, tmp_path / "copy.db").contents == 0
    old.close()
