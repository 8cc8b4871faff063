"""Care of the file: the check tells what is wrong, the backup is whole."""

from __future__ import annotations

import sqlite3

from tests.records import picture


def test_a_whole_file_has_no_problems(session):
    session.contacts.add({"first_name": "Ana"})
    assert session.maintenance.check() == []


def test_a_link_that_leads_nowhere_is_told(session):
    session.contacts.add({"first_name": "Ana", "email": "ana@example.com"})
    other = sqlite3.connect(session.database.path)
    other.execute("UPDATE contact_channels SET contact_id = 99")
    other.commit()
    other.close()
    assert any("contact_channels" in one for one in session.maintenance.check())


def test_rebuilding_the_search_changes_no_record_and_leaves_no_operation(session):
    session.contacts.add({"first_name": "Ana"})
    before, operations = picture(session.database), session.history.operations()
    assert session.maintenance.rebuild_search() == 1
    assert (picture(session.database), session.history.operations()) == (before, operations)


def test_a_backup_is_a_file_of_its_own(session, tmp_path):
    session.contacts.add({"first_name": "Ana"})
    copy = sqlite3.connect(session.maintenance.backup(tmp_path / "copy.db").path)
    assert copy.execute("SELECT first_name FROM contacts").fetchall() == [("Ana",)]
    copy.close()


def test_the_check_names_missing_and_damaged_documents(session):
    ana = session.contacts.add({"first_name": "Ana"})
    lost = session.documents.add_content(b"lost", "lost.txt", contact_id=ana)
    hurt = session.documents.add_content(b"hurt", "hurt.txt", contact_id=ana)
    session.documents.path(lost).unlink()
    content = session.documents.path(hurt)
    content.chmod(0o600)
    content.write_bytes(b"HURT")
    assert session.maintenance.check() == ["The document lost.txt is missing.", "The document hurt.txt is damaged."]
