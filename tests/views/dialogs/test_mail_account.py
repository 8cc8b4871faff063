"""One mail account at the screen: servers proposed, tried, saved; the password in the keyring and nowhere else."""

from __future__ import annotations

import sqlite3

import pytest

from crm.network.passwords import Passwords
from crm.views.dialogs.mail_account import MailAccountDialog
from tests.network.mail_server import LOGIN, PASSWORD, MailServer
from tests.views.dialogs.conftest import over
from tests.window import pump

pytestmark = [pytest.mark.window, pytest.mark.filterwarnings("ignore:Requiring AUTH")]


@pytest.fixture
def passwords():
    return Passwords(lambda: None)


@pytest.fixture
def dialog(page, desk, opened, passwords):
    return opened(MailAccountDialog(page, desk, passwords=passwords))


def _typed(dialog, **values):
    for name, value in values.items():
        dialog.form.put(name, value)


def test_the_servers_of_a_known_provider_are_proposed(dialog):
    _typed(dialog, address="ana@gmail.com")
    values = dialog.form.values()
    assert (values["smtp_host"], values["smtp_port"], values["imap_host"]) == ("smtp.gmail.com", 587, "imap.gmail.com")
    assert values["smtp_login"] == "ana@gmail.com"
    assert "app password" in dialog.form.error_of("password")


def test_another_address_brings_other_servers(dialog):
    _typed(dialog, address="ana@gmail.com")
    _typed(dialog, address="ana@yahoo.es")
    assert (dialog.form.values()["smtp_host"], dialog.form.values()["smtp_port"]) == ("smtp.mail.yahoo.com", 465)


def test_what_was_typed_by_hand_stays(dialog):
    _typed(dialog, smtp_host="mail.acme.es", smtp_login="ana")
    _typed(dialog, address="ana@gmail.com")
    values = dialog.form.values()
    assert (values["smtp_host"], values["smtp_login"]) == ("mail.acme.es", "ana")


def test_a_saved_account_keeps_its_password_outside_the_file(dialog, session, passwords, database_file):
    _typed(dialog, address="ana@acme.es", smtp_host="mail.acme.es", smtp_login="ana", password=PASSWORD)
    dialog.save()
    (account,) = session.mail_accounts.all()
    assert (account.address, passwords.get("smtp:ana@mail.acme.es")) == ("ana@acme.es", PASSWORD)
    assert passwords.get("imap:ana@acme.es@mail.acme.es") == PASSWORD
    with sqlite3.connect(database_file) as whole:
        assert PASSWORD not in "\n".join(whole.iterdump())


def test_the_password_is_not_shown_while_it_is_typed(dialog):
    assert dialog.form.editor("password").entry.cget("show") == "•"


def test_what_cannot_be_kept_is_said_beside_its_field(dialog, session):
    _typed(dialog, address="ana@acme.es", smtp_host="mail acme")
    dialog.save()
    assert "spaces" in dialog.form.error_of("smtp_host")
    assert session.mail_accounts.all() == []


def test_without_an_address_nothing_is_tried(dialog):
    _typed(dialog, smtp_host="mail.acme.es")
    dialog.test()
    assert dialog.form.error_of("address")


def test_a_test_says_that_it_works(dialog):
    with MailServer() as server:
        _typed(dialog, address="ana@acme.es", smtp_host="127.0.0.1", smtp_port=server.port, smtp_security="none")
        _typed(dialog, smtp_login="")
        dialog.test()
    assert "It works: 127.0.0.1 takes e-mail from ana@acme.es" in dialog.said


def test_a_test_that_fails_says_why_and_everything_stays(dialog):
    _typed(dialog, address="ana@acme.es", smtp_host="127.0.0.1", smtp_port=1, smtp_security="none")
    dialog.test()
    assert "no connections on port 1" in dialog.said
    assert not dialog.test_button.instate(["disabled"])


def test_a_certificate_is_shown_and_trusted_only_by_hand(dialog, session):
    with MailServer("tls", password=True) as server:
        _typed(dialog, address="ana@acme.es", smtp_host="localhost", smtp_port=server.port, smtp_security="tls")
        _typed(dialog, smtp_login=LOGIN, password=PASSWORD)
        dialog.test()
        over(dialog).confirm()
        pump(dialog, lambda: "It works" in dialog.said)
    dialog.save()
    assert len(session.mail_accounts.all()[0].trusted) == 64


def test_no_encryption_is_warned_of(dialog):
    dialog.form.put("smtp_security", "none")
    dialog.form.editor("smtp_security").entry.event_generate("<<ComboboxSelected>>")
    assert "Anybody on the way" in dialog.form.error_of("smtp_security")


def test_an_account_is_changed(page, desk, opened, passwords):
    session = desk.session
    account_id = session.mail_accounts.add({"address": "ana@acme.es", "smtp_host": "mail.acme.es"})
    dialog = opened(MailAccountDialog(page, desk, passwords=passwords, account=session.mail_accounts.get(account_id)))
    assert not dialog.has_edits
    _typed(dialog, signature="Ana Gil\nAcme")
    dialog.save()
    account = session.mail_accounts.get(account_id)
    assert (account.signature, account.smtp_host) == ("Ana Gil\nAcme", "mail.acme.es")
