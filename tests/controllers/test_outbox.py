"""Writing, queueing, taking back: what an e-mail goes through before a server hears of it."""

import pytest

from crm.errors import Conflict, Denied, Invalid, NotFound, Unavailable
from crm.models.contacts import Channel
from tests.controllers.mailing import account, deliver, person, queued
from tests.network.mail_server import MailServer
from tests.records import second_user


@pytest.fixture
def server():
    with MailServer() as running:
        yield running


@pytest.fixture
def eva(session, server):
    account(session, server.port)
    return person(session)


def _state(session, message_id):
    return session.outbox.get(message_id).state


def _opt_out(session, contact_id):
    contact = session.contacts.get(contact_id)
    channels = [Channel("email", contact.email, is_primary=True, opted_out=True)]
    session.contacts.change(contact_id, {}, version=contact.version, channels=channels)


def test_a_draft_goes_to_the_main_address_and_has_its_id_for_good(session, eva):
    message_id = session.outbox.write(eva, {"subject": "Hola"})
    written = session.outbox.get(message_id)
    session.outbox.change(message_id, {"body": "Adiós"})
    assert (written.recipient, written.state, written.contact) == ("eva@orbit.es", "draft", "Eva")
    assert session.outbox.get(message_id).message_id == written.message_id


def test_a_draft_is_never_sent(session, eva, server):
    session.outbox.write(eva, {"subject": "Hola", "body": "x"})
    assert deliver(session).sent == 0
    assert server.letters.taken == []


def test_fields_are_filled_in_for_good_when_it_is_queued(session, eva):
    message_id = queued(session, eva, subject="Hola {{contact.first_name}}")
    session.contacts.change(eva, {"first_name": "Otra"})
    assert session.outbox.get(message_id).subject == "Hola Eva"


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"subject": "{{contact.job_title}}", "body": "x"}, "Job title"),
        ({"subject": "Hola", "body": "{{contact.nmae}}"}, "contact.nmae"),
        ({"subject": " ", "body": "x"}, "no subject"),
        ({"subject": "Hola", "body": "\n"}, "no text"),
    ],
)
def test_what_is_not_whole_stays_a_draft_with_the_reason(session, eva, values, reason):
    message_id = session.outbox.write(eva, values)
    (skipped,) = session.outbox.queue([message_id]).skipped
    assert reason in skipped.reason
    assert _state(session, message_id) == "draft"


def test_without_an_account_nothing_is_queued(session):
    message_id = session.outbox.write(person(session), {"subject": "Hola", "body": "x"})
    assert "no mail account" in session.outbox.queue([message_id]).skipped[0].reason


def test_who_opted_out_is_not_written_to(session, eva):
    message_id = session.outbox.write(eva, {"subject": "Hola", "body": "x"})
    _opt_out(session, eva)
    assert "does not want e-mail" in session.outbox.queue([message_id]).skipped[0].reason
    assert "does not want e-mail" in session.outbox.recipient_problem(eva)


def test_who_opts_out_while_it_waits_is_not_written_to(session, eva, server):
    message_id = queued(session, eva)
    _opt_out(session, eva)
    deliver(session)
    assert (_state(session, message_id), server.letters.taken) == ("failed", [])


def test_a_copy_to_somebody_who_opted_out_holds_it_back(session, eva):
    luis = person(session, "Luis")
    _opt_out(session, luis)
    message_id = session.outbox.write(eva, {"subject": "Hola", "body": "x", "copies": "luis@orbit.es"})
    assert "luis@orbit.es does not want" in session.outbox.queue([message_id]).skipped[0].reason


def test_a_selection_gets_one_personal_e_mail_each_and_the_others_are_listed(session, eva, server):
    luis, nobody = person(session, "Luis"), person(session, "Rosa", email="")
    company = session.contacts.add({"kind": "company", "company": "Acme", "email": "info@acme.es"})
    ids = [eva, luis, nobody, company, eva]
    written = session.outbox.send_many(ids, {"subject": "Hola {{contact.first_name}}", "body": "x"})
    deliver(session)
    assert [message["Subject"] for message in server.letters.messages] == ["Hola Eva", "Hola Luis"]
    assert [(one.contact_id, "empty" in one.reason or "no e-mail" in one.reason) for one in written.skipped] == [
        (nobody, True), (company, True),
    ]  # fmt: skip
    assert session.outbox.counts() == {"sent": 2}


def test_one_undo_takes_a_whole_selection_out_of_the_outbox(session, eva):
    session.outbox.send_many([eva, person(session, "Luis")], {"subject": "Hola", "body": "x"})
    session.history.undo()
    assert session.outbox.counts() == {}


def test_an_e_mail_for_later_waits(session, eva, server):
    message_id = session.outbox.write(eva, {"subject": "Hola", "body": "x"})
    session.outbox.queue([message_id], send_after="2999-01-01T09:00:00Z")
    deliver(session, at_once=True)
    assert (_state(session, message_id), server.letters.taken) == ("waiting", [])


def test_a_time_that_cannot_be_read_is_said(session, eva):
    with pytest.raises(Invalid):
        session.outbox.queue([session.outbox.write(eva, {})], send_after="31/02/2027")


def test_what_waits_can_be_taken_back_and_changed(session, eva, server):
    message_id = queued(session, eva)
    assert session.outbox.cancel([message_id]) == 1
    deliver(session)
    assert (_state(session, message_id), server.letters.taken) == ("draft", [])


def test_a_change_takes_it_out_of_the_outbox(session, eva):
    message_id = queued(session, eva)
    session.outbox.change(message_id, {"body": "Mejor así"})
    assert _state(session, message_id) == "draft"


def test_what_is_sent_cannot_be_changed_queued_or_taken_back(session, eva):
    message_id = queued(session, eva)
    deliver(session)
    with pytest.raises(Unavailable, match="is sent"):
        session.outbox.change(message_id, {"body": "x"})
    assert session.outbox.queue([message_id]).ids == ()
    assert (session.outbox.cancel([message_id]), session.outbox.retry([message_id]).ids) == (0, ())


def test_undo_never_takes_back_what_was_sent(session, eva):
    message_id = session.outbox.write(eva, {"subject": "{{contact.first_name}}", "body": "x"})
    session.outbox.queue([message_id])
    deliver(session)
    session.history.undo()
    message = session.outbox.get(message_id)
    assert (message.state, message.subject) == ("sent", "Eva")


def test_a_change_on_an_old_reading_is_a_conflict(session, eva):
    message_id = session.outbox.write(eva, {"subject": "Hola"})
    version = session.outbox.get(message_id).version
    session.outbox.change(message_id, {"subject": "Otra"}, version=version)
    with pytest.raises(Conflict):
        session.outbox.change(message_id, {"subject": "Más"}, version=version)


def test_nobody_sees_or_sends_another_users_e_mails(session, eva, server):
    message_id = queued(session, eva)
    other = second_user(session)
    assert (other.outbox.all(), other.outbox.counts()) == ([], {})
    deliver(other)
    assert server.letters.taken == []
    with pytest.raises(NotFound):
        other.outbox.get(message_id)


def test_a_reader_may_not_send(session):
    reader = second_user(session, "reader")
    with pytest.raises(Denied):
        deliver(reader)


def test_removed_e_mails_come_back_with_undo(session, eva):
    message_id = session.outbox.write(eva, {"subject": "Hola"})
    assert session.outbox.remove([message_id, 999]) == 1
    session.history.undo()
    assert session.outbox.get(message_id).subject == "Hola"


def test_a_missing_file_is_named_before_anything_is_queued(session, eva, tmp_path):
    (tmp_path / "Oferta.pdf").write_bytes(b"%PDF")
    document = session.documents.add(tmp_path / "Oferta.pdf", contact_id=eva)
    message_id = session.outbox.write(eva, {"subject": "Hola", "body": "x", "documents": [document]})
    session.documents.path(document).unlink()
    assert "Oferta.pdf" in session.outbox.queue([message_id]).skipped[0].reason


def test_the_history_tells_in_words_what_was_queued(session, eva):
    queued(session, eva)
    (operation,) = session.history.operations(limit=1)
    told = session.history.told(operation.id)
    assert ("Status", "Draft", "Waiting") in [(one.field, one.before, one.after) for one in told]
