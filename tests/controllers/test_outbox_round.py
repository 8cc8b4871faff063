"""Rounds of sending with real servers: offline and back, refusals, cuts, passwords, and a kill in the middle."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest

from crm.app import open_database, sign_in
from crm.controllers import outbox_round, outbox_sending
from crm.errors import Unavailable
from crm.network.sent_letters import SentLetters
from tests.controllers.mailing import account, deliver, person, queued, with_password
from tests.network.mail_server import LOGIN, IllServer, MailServer

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")


@pytest.fixture
def server():
    with MailServer() as running:
        yield running


@pytest.fixture
def eva(session, server):
    account(session, server.port, signature="Ana Gil\nAcme S.L.")
    return person(session)


def _states(session, *ids):
    return [session.outbox.get(message_id).state for message_id in ids]


def test_what_waits_is_sent_once_with_names_and_signature(session, eva, server):
    message_id = queued(session, eva)
    assert deliver(session).sent == 1
    assert deliver(session).sent == 0
    (message,) = server.letters.messages
    assert (str(message["From"]), str(message["To"])) == ("Ana Gil <ana@acme.es>", "Eva <eva@orbit.es>")
    assert message["Message-ID"] == session.outbox.get(message_id).message_id
    assert message.get_content().replace("\r", "") == "Qué tal\n\n-- \nAna Gil\nAcme S.L.\n"


def test_copies_are_written_to_and_seen(session, eva, server):
    queued(session, eva, copies="luis@orbit.es, rosa@orbit.es")
    deliver(session)
    assert server.letters.taken[0].rcpt_tos == ["eva@orbit.es", "luis@orbit.es", "rosa@orbit.es"]
    assert server.letters.messages[0]["Cc"] == "luis@orbit.es, rosa@orbit.es"


def test_documents_go_along_under_their_names(session, eva, server, tmp_path):
    (tmp_path / "Oferta.pdf").write_bytes(b"%PDF-1.4")
    document = session.documents.add(tmp_path / "Oferta.pdf", contact_id=eva)
    queued(session, eva, documents=[document])
    deliver(session)
    (part,) = server.letters.messages[0].iter_attachments()
    assert (part.get_filename(), part.get_content()) == ("Oferta.pdf", b"%PDF-1.4")


def test_a_file_that_vanished_fails_its_e_mail_and_no_other(session, eva, tmp_path):
    (tmp_path / "Oferta.pdf").write_bytes(b"%PDF-1.4")
    document = session.documents.add(tmp_path / "Oferta.pdf", contact_id=eva)
    ids = queued(session, eva, documents=[document]), queued(session, eva)
    session.documents.path(document).unlink()
    deliver(session)
    assert _states(session, *ids) == ["failed", "sent"]
    assert "Oferta.pdf" in session.outbox.get(ids[0]).problem


def test_offline_everything_waits_without_a_trace_and_goes_when_the_server_is_back(session, database, monkeypatch):
    monkeypatch.setattr(outbox_round, "_RESTS", (0,))
    with MailServer() as server:
        account(session, server.port)
        ids = [queued(session, person(session, name)) for name in ("Eva", "Luis")]
    before = database.value("SELECT max(id) FROM operations")
    report = deliver(session)
    assert (report.sent, report.waiting, "no connections" in report.problem) == (0, 2, True)
    assert database.value("SELECT max(id) FROM operations") == before
    assert list(session.outbox.resting().values()) == [report.problem]
    with MailServer(port=server.port) as again:
        assert deliver(session).sent == 2
    assert (len(again.letters.taken), _states(session, *ids), session.outbox.resting()) == (2, ["sent", "sent"], {})


def test_a_server_that_failed_rests_unless_the_user_wants_it_now(session):
    with MailServer() as server:
        account(session, server.port)
        queued(session, person(session))
    deliver(session)
    with MailServer(port=server.port):
        assert deliver(session).sent == 0
        assert deliver(session, at_once=True).sent == 1


def test_what_waits_survives_a_restart(session, database_file, eva, server):
    queued(session, eva)
    session.database.close()
    again = sign_in(open_database(database_file))
    assert deliver(again).sent == 1
    again.database.close()
    assert len(server.letters.taken) == 1


def test_a_refused_recipient_fails_and_the_others_go(session, eva, server):
    server.letters.refuses["eva@orbit.es"] = "550 no such user"
    ids = queued(session, eva), queued(session, person(session, "Luis"))
    report = deliver(session)
    assert (report.failed, report.sent, _states(session, *ids)) == (1, 1, ["failed", "sent"])
    assert "no such user" in session.outbox.get(ids[0]).problem


def test_a_failed_one_goes_again_when_the_user_says_so(session, eva, server):
    server.letters.refuses["eva@orbit.es"] = "550 no such user"
    message_id = queued(session, eva)
    deliver(session)
    server.letters.refuses.clear()
    session.outbox.retry([message_id])
    assert deliver(session).sent == 1


def test_one_that_is_put_off_waits_alone_and_is_given_up_in_the_end(session, eva, server, monkeypatch):
    server.letters.refuses["eva@orbit.es"] = "451 try later"
    ids = queued(session, eva), queued(session, person(session, "Luis"))
    deliver(session)
    message = session.outbox.get(ids[0])
    assert (_states(session, *ids), message.send_after > message.created_at) == (["waiting", "sent"], True)
    monkeypatch.setattr(outbox_round, "_MOST_ATTEMPTS", 1)
    session.outbox.retry([ids[0]])
    deliver(session)
    assert _states(session, ids[0]) == ["failed"]


@pytest.mark.parametrize("visit", ["cut in data", "cut after data"])
def test_a_cut_in_the_middle_is_unsure_and_never_sent_again_by_itself(session, visit):
    with IllServer(visit) as ill:
        account(session, ill.port)
        message_id = queued(session, person(session))
        assert deliver(session).unsure == 1
    with MailServer(port=ill.port) as server:
        deliver(session, at_once=True)
        assert (server.letters.taken, _states(session, message_id)) == ([], ["unsure"])
        session.outbox.retry([message_id])
        assert deliver(session, at_once=True).sent == 1
    assert ill.heard


def test_without_the_password_nothing_is_tried_and_the_account_is_named(session):
    with MailServer("tls", password=True) as server:
        account_id = account(session, server.port, login=LOGIN)
        queued(session, person(session))
        report = deliver(session)
    assert (report.locked, report.waiting) == ((account_id,), 1)


def test_a_wrong_password_keeps_everything_waiting(session):
    with MailServer("tls", password=True) as server:
        account_id = account(session, server.port, login=LOGIN, smtp_host="localhost", smtp_security="tls")
        _trust(session, account_id)
        message_id = queued(session, person(session))
        report = deliver(session, passwords=with_password("wrong", host="localhost"))
        assert (report.locked, _states(session, message_id)) == ((account_id,), ["waiting"])
        assert deliver(session, passwords=with_password(host="localhost"), at_once=True).sent == 1


def _trust(session, account_id):
    from crm.network.servers import Untrusted

    with pytest.raises(Untrusted) as caught:
        session.mail_accounts.test(session.mail_accounts.get(account_id), "")
    session.mail_accounts.accept(account_id, caught.value.fingerprint)


def test_a_certificate_nobody_vouches_for_keeps_everything_waiting(session):
    with MailServer("tls") as server:
        account(session, server.port, smtp_host="localhost", smtp_security="tls")
        message_id = queued(session, person(session))
        report = deliver(session)
    assert ("vouches" in report.problem, _states(session, message_id)) == (True, ["waiting"])


def test_a_removed_account_leaves_its_e_mails_to_the_next(session, eva):
    first = account(session, 1)
    message_id = queued(session, eva, account_id=first)
    session.mail_accounts.remove(first)
    deliver(session)
    assert _states(session, message_id) == ["sent"]


def test_the_round_ends_between_two_letters_when_told(session, eva):
    ids = queued(session, eva), queued(session, eva)
    answers = iter([True, False])
    assert deliver(session, go_on=lambda: next(answers)).sent == 1
    assert _states(session, *ids) == ["sent", "waiting"]


def test_two_rounds_at_a_time_send_once(session, eva, server):
    server.letters.pause = 0.05
    for _time in range(3):
        queued(session, eva)
    rounds = [threading.Thread(target=deliver, args=(session,)) for _time in range(3)]
    for one in rounds:
        one.start()
    for one in rounds:
        one.join()
    assert len(server.letters.taken) == 3


def test_two_programs_on_one_file_send_once(session, eva, server, database_file):
    server.letters.pause = 0.02
    ids = [queued(session, eva) for _time in range(6)]
    other = sign_in(open_database(database_file))
    beside = threading.Thread(target=lambda: deliver(other))
    beside.start()
    deliver(session)
    beside.join()
    other.database.close()
    assert len(server.letters.taken) == 6
    assert _states(session, *ids) == ["sent"] * 6


def test_what_was_sent_while_the_file_was_busy_is_written_down_later(session, eva, server, monkeypatch):
    monkeypatch.setattr(outbox_round, "_KEEPING", 1)
    message_id = queued(session, eva)
    server.letters.pause = 0.2
    busy, over = threading.Event(), threading.Event()

    def hold():
        while not server.letters.taken:
            time.sleep(0.005)
        with session.database.transaction(session.contacts.context.author, "long work"):
            busy.set()
            over.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    deliver(session)
    assert (busy.is_set(), _states(session, message_id)) == (True, ["sending"])
    over.set()
    holder.join()
    deliver(session)
    assert (_states(session, message_id), len(server.letters.taken)) == (["sent"], 1)


def test_closing_waits_for_the_letter_on_its_way_and_sends_no_other(session, eva, server):
    server.letters.pause = 0.2
    ids = [queued(session, eva) for _time in range(3)]
    sending = threading.Thread(target=deliver, args=(session,))
    sending.start()
    while "sending" not in _states(session, *ids):
        time.sleep(0.005)
    session.finish()
    sending.join()
    assert _states(session, *ids) == ["sent", "waiting", "waiting"]
    assert len(server.letters.taken) == 1


def test_an_older_copy_of_the_file_sends_nothing_again(session, eva, server, tmp_path):
    message_id = queued(session, eva)
    session.maintenance.backup(tmp_path / "backup.db")
    deliver(session)
    old = sign_in(open_database(tmp_path / "backup.db"))
    assert deliver(old).sent == 0
    assert (len(server.letters.taken), _states(old, message_id)) == (1, ["sent"])
    old.database.close()


def test_what_is_known_to_have_left_is_not_unsure(session, eva, monkeypatch):
    message_id = queued(session, eva)
    message = session.outbox.get(message_id)
    session.outbox._sending.claim(message_id)
    SentLetters(session.database.path.with_name("sent")).note(message.message_id)
    monkeypatch.setattr(outbox_sending, "_LONGEST", timedelta(seconds=-5))
    deliver(session)
    assert _states(session, message_id) == ["sent"]


WORK = """
import sys
from datetime import timedelta
from pathlib import Path
from crm.app import open_database, sign_in
from crm.controllers import outbox_sending
from crm.network.passwords import Passwords
from crm.network.sent_letters import SentLetters

outbox_sending._LONGEST = timedelta(seconds=-5)  # the one before was killed: nothing is on its way
session = sign_in(open_database(Path(sys.argv[1])))
print("ready", flush=True)
gone = SentLetters(Path(sys.argv[1]).with_name("sent"))
session.outbox.send_due(Passwords(lambda: None), gone, at_once=True)
print("done", flush=True)
"""


@pytest.mark.slow
def test_however_often_it_is_killed_nothing_is_sent_twice_and_nothing_lost(session, database_file, eva, server):
    server.letters.pause = 0.02
    ids = [queued(session, eva) for _time in range(30)]
    session.database.close()
    moments = random.Random(5)
    for _round in range(6):
        _send_and_die(database_file, moments.uniform(0.02, 0.3))
    _send_and_die(database_file, None)
    again = sign_in(open_database(database_file))
    messages = [again.outbox.get(message_id) for message_id in ids]
    taken = [message["Message-ID"] for message in server.letters.messages]
    sent = {message.message_id for message in messages if message.state == "sent"}
    unsure = {message.message_id for message in messages if message.state == "unsure"}
    logged = [one.external_id for one in again.interactions.of(eva)]
    again.database.close()
    assert len(taken) == len(set(taken))
    assert len(sent) + len(unsure) == len(ids) and unsure
    assert sent <= set(taken) <= sent | unsure
    assert sorted(logged) == sorted(sent)


def _send_and_die(path, seconds):
    process = subprocess.Popen([sys.executable, "-c", WORK, str(path)], stdout=subprocess.PIPE)
    with process:
        assert process.stdout.readline() == b"ready\n"
        if seconds is None:
            assert process.stdout.readline() == b"done\n"
            return
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)


def test_a_bug_leaves_the_e_mail_unsure(session, eva, monkeypatch):
    message_id = queued(session, eva)
    monkeypatch.setattr(outbox_round, "with_signature", lambda _body, _account: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        deliver(session)
    assert _states(session, message_id) == ["unsure"]


def test_a_file_for_reading_only_sends_nothing(session, database_file, eva, server):
    queued(session, eva)
    session.database.close()
    again = sign_in(open_database(database_file, read_only=True))
    with pytest.raises(Unavailable):
        deliver(again)
    again.database.close()
    assert server.letters.taken == []
