"""Opening a file and signing in."""

from __future__ import annotations

import pytest

from crm.app import open_database, sign_in
from crm.errors import Unavailable
from crm.storage.changelog import Door


def test_a_new_file_gets_its_first_administrator(tmp_path):
    database = open_database(tmp_path / "new.db")
    session = sign_in(database)
    assert session.user.role == "admin"
    assert [user.id for user in session.users.all()] == [session.user.id]
    database.close()


def test_signing_in_again_is_the_same_user(database):
    assert sign_in(database).user == sign_in(database, Door.CLI).user


def test_an_inactive_user_does_not_sign_in(session, database):
    other = session.users.add("Eva", role="admin")
    session.users.change(session.user.id, active=False)
    assert sign_in(database).user.id == other


def test_a_file_that_must_exist_is_not_created(tmp_path):
    with pytest.raises(Unavailable, match="There is no file"):
        open_database(tmp_path / "none.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_file_opened_for_reading_is_read_and_never_written(database_file):
    database = open_database(database_file, read_only=True)
    session = sign_in(database)
    assert session.contacts.search("ana") == []
    with pytest.raises(Unavailable, match="reading only"):
        session.tags.add("VIP")
    database.close()


def test_creating_the_file_is_nobody_s_to_undo(session):
    assert session.history.can_undo() is None
