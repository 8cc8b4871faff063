"""Sending from the window: as an errand, now, and what is said about it."""

import pytest

from crm.network.passwords import Passwords
from crm.views import mail_sending
from crm.views.dialogs.mail_password import PasswordDialog
from crm.views.mail_sending import mark_words
from tests.controllers.mailing import account, person, queued
from tests.network.mail_server import LOGIN, PASSWORD, MailServer
from tests.records import second_user
from tests.window import pump

pytestmark = [pytest.mark.window, pytest.mark.filterwarnings("ignore:Requiring AUTH")]


@pytest.fixture
def calm(window):
    """The window without a keyring."""
    window.passwords = Passwords(lambda: None)
    return window


def test_the_errand_sends_quietly_and_the_bottom_line_says_what_waits(calm, own):
    with MailServer() as server:
        account(own, server.port)
        queued(own, person(own))
        own.outbox.queue(
            [own.outbox.write(person(own, "Luis"), {"subject": "x", "body": "y"})], send_after="2999-01-01"
        )
        mail_sending.told(calm, mail_sending.send_due(calm))
    assert (calm.status.mail, len(server.letters.taken)) == ("1 e-mail waits", 1)


def test_who_may_not_send_has_no_such_errand(calm, own):
    reader = second_user(own, "reader")
    calm.desk.session = reader
    assert mail_sending.send_due(calm) is None
    mail_sending.told(calm, None)
    assert calm.status.mail == ""


def test_sending_now_says_how_it_went(calm, own):
    with MailServer() as server:
        account(own, server.port)
        queued(own, person(own))
        mail_sending.send_now(calm)
    assert own.outbox.counts() == {"sent": 1}
    assert calm.toasts.texts == ["1 e-mail sent."]


def test_what_waits_for_a_server_is_said_with_the_reason(calm, own):
    account(own, 1)
    queued(own, person(own))
    mail_sending.send_now(calm)
    assert "no connections on port 1" in calm.toasts.texts[0]


def test_a_missing_password_is_asked_for_and_then_it_goes(calm, own):
    with MailServer(password=True) as server:
        account(own, server.port, login=LOGIN)
        queued(own, person(own))
        mail_sending.send_now(calm)
        dialog = next(one for one in calm.root.winfo_children() if isinstance(one, PasswordDialog))
        dialog.entry.insert(0, PASSWORD)
        dialog.confirm()
        pump(calm.root, lambda: own.outbox.counts() == {"sent": 1})


def test_a_password_the_errand_lacks_is_spoken_of_once(calm, own):
    account(own, 1, login=LOGIN)
    queued(own, person(own))
    mail_sending.told(calm, mail_sending.send_due(calm))
    mail_sending.told(calm, mail_sending.send_due(calm))
    assert calm.toasts.texts == ["The password for ana@acme.es is needed."]
    assert not [one for one in calm.root.winfo_children() if isinstance(one, PasswordDialog)]


def test_the_bottom_line_tells_what_needs_somebody():
    assert mark_words({"sent": 5, "draft": 2}) == ""
    counts = {"waiting": 2, "failed": 1, "unsure": 1}
    assert mark_words(counts) == "2 e-mails wait · 1 was not sent · 1 was perhaps sent"
