"""The books of sending: each state before and after a server hears of an e-mail, and its interaction."""

from dataclasses import replace
from datetime import timedelta

import pytest

from crm.controllers import outbox_sending
from crm.controllers.access import Context
from crm.controllers.outbox_sending import Sending
from crm.storage.changelog import Door
from tests.controllers.mailing import account, person, queued
from tests.records import moment_ago


@pytest.fixture
def sending(session):
    program = Context(session.database, replace(session.user, id=0), Door.AUTOMATION)
    return Sending(program)


@pytest.fixture
def message_id(session):
    account(session, 25)
    return queued(session, person(session))


def test_only_one_claims_an_e_mail(sending, message_id):
    assert sending.claim(message_id)["state"] == "sending"
    assert sending.claim(message_id) is None


def test_one_that_is_to_wait_is_not_claimed(sending, session, message_id):
    session.outbox.queue([message_id], send_after="2999-01-01T00:00:00Z")
    assert (sending.claim(message_id), sending.due(session.user.id)) == (None, [])


def test_what_is_sent_is_logged_with_its_contact(sending, session, message_id):
    sending.claim(message_id)
    sending.sent(message_id, "2026-11-20T10:00:00Z")
    message = session.outbox.get(message_id)
    (logged,) = session.interactions.of(message.contact_id)
    assert (logged.type, logged.subject, logged.body, logged.at) == ("email", "Hola", "Qué tal", message.sent_at)
    assert (logged.id, logged.external_id, logged.user_id) == (
        message.interaction_id, message.message_id, session.user.id,
    )  # fmt: skip
    assert session.contacts.get(message.contact_id).last_interaction_at == message.sent_at


def test_it_is_logged_once_however_often_it_is_said(sending, session, message_id):
    sending.sent(message_id)
    sending.sent(message_id)
    assert len(session.interactions.of(session.outbox.get(message_id).contact_id)) == 1


def test_what_a_folder_logged_already_is_not_logged_again(sending, session, database, message_id):
    message = session.outbox.get(message_id)
    logged = session.interactions.add(message.contact_id, {"type": "email"})
    with database.transaction(session.contacts.context.author, "read a folder"):
        database.update("interactions", logged, {"external_source": "email", "external_id": message.message_id})
    sending.sent(message_id)
    assert session.outbox.get(message_id).interaction_id == logged
    assert len(session.interactions.of(message.contact_id)) == 1


def test_nobody_writes_to_a_contact_that_was_removed(sending, session, message_id):
    session.contacts.remove([session.outbox.get(message_id).contact_id])
    assert sending.claim(message_id) is None
    assert session.outbox.get(message_id).problem == "The contact was removed."


def test_without_a_file_that_went_along_it_is_not_sent(sending, session, message_id, tmp_path):
    contact_id = session.outbox.get(message_id).contact_id
    (tmp_path / "Oferta.pdf").write_bytes(b"%PDF")
    document = session.documents.add(tmp_path / "Oferta.pdf", contact_id=contact_id)
    message_id = queued(session, contact_id, documents=[document])
    session.documents.remove(document)
    assert sending.claim(message_id) is None
    assert "file" in session.outbox.get(message_id).problem


def test_a_contact_removed_meanwhile_costs_only_the_log(sending, session, message_id):
    sending.claim(message_id)
    session.contacts.remove([session.outbox.get(message_id).contact_id])
    sending.sent(message_id)
    message = session.outbox.get(message_id)
    assert (message.state, message.interaction_id, message.contact) == ("sent", None, "eva@orbit.es")


def test_what_was_interrupted_is_found_after_a_while(sending, message_id, monkeypatch):
    sending.claim(message_id)
    assert sending.left_behind([]) == {}
    monkeypatch.setattr(outbox_sending, "_LONGEST", timedelta(seconds=-5))
    assert (list(sending.left_behind([])), sending.left_behind([message_id])) == ([message_id], {})


def test_what_was_interrupted_is_unsure_and_nobody_claims_it(sending, session, message_id):
    sending.claim(message_id)
    sending.interrupted([message_id])
    message = session.outbox.get(message_id)
    assert (message.state, "perhaps" in message.problem) == ("unsure", True)
    assert sending.claim(message_id) is None


def test_what_the_user_says_was_sent_is_logged_and_can_be_undone(sending, session, message_id):
    sending.claim(message_id)
    sending.interrupted([message_id])
    contact_id = session.outbox.get(message_id).contact_id
    assert session.outbox.settle([message_id]) == 1
    assert len(session.interactions.of(contact_id)) == 1
    session.history.undo()
    assert (session.outbox.get(message_id).state, session.interactions.of(contact_id)) == ("unsure", [])


def test_a_failure_is_noted_only_of_what_was_being_sent(sending, session, message_id):
    sending.failed(message_id, "no")
    assert session.outbox.get(message_id).state == "waiting"
    sending.claim(message_id)
    sending.failed(message_id, "no")
    assert (session.outbox.get(message_id).state, session.outbox.get(message_id).problem) == ("failed", "no")


def test_no_undo_of_a_person_meets_these_books(sending, session, message_id):
    before = session.history.can_undo()
    sending.claim(message_id)
    sending.sent(message_id, moment_ago(0))
    assert session.history.can_undo() == before


def test_what_waits_is_held_where_another_file_may_have_sent_it(sending, session, message_id):
    assert sending.hold() == 1
    held = session.outbox.get(message_id)
    assert (held.state, "other file" in held.problem) == ("unsure", True)
    assert sending.claim(message_id) is None
    assert sending.hold() == 0
