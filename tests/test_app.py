"""Opening a file and signing in."""

from __future__ import annotations

import pytest

from crm.app import open_database, restore, sign_in
from crm.errors import Unavailable
from tests.controllers.mailing import account, person, queued


def test_a_new_file_is_made_with_its_first_administrator(tmp_path):
    database = open_database(tmp_path / "new.db")
    session = sign_in(database)
    assert (session.user.role, len(session.users.all())) == ("admin", 1)
    assert session.history.can_undo() is None
    database.close()


def test_signing_in_again_is_the_same_person(database):
    first = sign_in(database).user
    again = open_database(database.path)
    assert sign_in(again).user == first
    again.close()


def test_what_was_saved_is_there_when_the_file_is_opened_again(session):
    contact = session.contacts.add({"first_name": "Ana"})
    session.database.close()
    again = open_database(session.database.path)
    assert sign_in(again).contacts.get(contact).first_name == "Ana"
    again.close()


@pytest.mark.parametrize("options", [{"create": False}, {"read_only": True}])
def test_a_file_that_is_not_there_is_not_made_unasked(tmp_path, options):
    with pytest.raises(Unavailable, match="There is no file"):
        open_database(tmp_path / "missing.db", **options)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["año nuevo #1.db", "100% ?x=1&y.db", "田中 'o\".db"])
def test_a_file_may_have_any_name(tmp_path, name):
    database = open_database(tmp_path / name)
    assert sign_in(database).contacts.add({"first_name": "Ana"})
    database.close()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_an_export_of_everything_becomes_a_new_file(session, tmp_path):
    session.contacts.add({"first_name": "Ana"})
    rows = session.archives.run(tmp_path / "all.zip").rows
    assert restore(tmp_path / "all.zip", tmp_path / "new.db") == rows
    again = open_database(tmp_path / "new.db")
    assert len(sign_in(again).contacts.search("ana")) == 1
    again.close()


def test_an_e_mail_that_waited_is_not_sent_from_both_files(session, tmp_path):
    account(session, 2525)
    waiting = queued(session, person(session))
    session.archives.run(tmp_path / "all.zip")
    restore(tmp_path / "all.zip", tmp_path / "new.db")
    again = open_database(tmp_path / "new.db")
    assert (sign_in(again).outbox.get(waiting).state, session.outbox.get(waiting).state) == ("unsure", "waiting")
    again.close()


def test_a_restore_that_is_cancelled_leaves_nothing(session, tmp_path):
    session.archives.run(tmp_path / "all.zip")
    assert restore(tmp_path / "all.zip", tmp_path / "new.db", progress=lambda _done, _all: False) is None
    assert not (tmp_path / "new.db").exists()


def test_opening_goes_on_while_another_program_writes(session):
    session.opportunities.add({"title": "Molino"})
    other = open_database(session.database.path)
    other.execute("PRAGMA busy_timeout = 1")
    with session.database.transaction(session.forecasts.context.author, "Long work"):
        session.database.operation()
        assert sign_in(other).forecasts.due()
    other.close()
