"""Asking for a password."""

import pytest

from crm.models.mail import MailAccount
from crm.network.passwords import Passwords
from crm.views.dialogs.mail_password import PasswordDialog

pytestmark = pytest.mark.window


@pytest.fixture
def passwords():
    return Passwords(lambda: None)


@pytest.fixture
def dialog(page, desk, opened, passwords):
    account = MailAccount(1, "ana@acme.es", smtp_host="mail.acme.es", smtp_login="ana")
    return opened(PasswordDialog(page, desk, passwords=passwords, account=account))


def test_what_is_typed_is_kept_and_work_goes_on(dialog, passwords):
    told = []
    dialog.on_kept = lambda: told.append(passwords.get("smtp:ana@mail.acme.es"))
    dialog.entry.insert(0, "geheim")
    dialog.confirm()
    assert told == ["geheim"]
    assert not dialog.winfo_exists()


def test_nothing_typed_keeps_it_open(dialog):
    dialog.confirm()
    assert dialog.winfo_exists() and "outbox" in dialog.said


def test_the_password_is_not_shown(dialog):
    assert dialog.entry.cget("show") == "•"
