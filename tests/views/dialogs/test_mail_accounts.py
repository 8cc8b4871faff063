"""The list of mail accounts."""

import pytest

from crm.network.passwords import Passwords
from crm.views.dialogs.mail_accounts import MailAccountsDialog
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def passwords():
    return Passwords(lambda: None)


@pytest.fixture
def dialog(page, desk, opened, passwords):
    session = desk.session
    session.mail_accounts.add({"address": "ana@acme.es", "smtp_host": "mail.acme.es", "smtp_login": "ana"})
    session.mail_accounts.add({"address": "old@acme.es", "active": 0})
    return opened(MailAccountsDialog(page, desk, passwords=passwords))


def _addresses(dialog):
    tree = dialog.list.table.tree
    return [tree.item(item, "text").strip() for item in tree.get_children()]


def test_accounts_stand_with_those_out_of_use_behind(dialog):
    assert _addresses(dialog) == ["ana@acme.es", "old@acme.es (out of use)"]


def test_the_chosen_one_is_edited(dialog):
    assert dialog.edit().form.values()["address"] == "ana@acme.es"


def test_a_new_one_stands_in_the_list(dialog):
    adding = dialog.add()
    adding.form.put("address", "eva@acme.es")
    adding.save()
    pump(dialog, lambda: "eva@acme.es" in _addresses(dialog))


def test_a_removed_one_goes_and_comes_back(dialog, desk):
    dialog.remove()
    pump(dialog, lambda: len(_addresses(dialog)) == 1)
    desk.undo()
    pump(dialog, lambda: len(_addresses(dialog)) == 2)


def test_its_password_can_be_forgotten(dialog, passwords):
    passwords.keep("smtp:ana@mail.acme.es", "geheim")
    dialog.forget_password()
    assert passwords.get("smtp:ana@mail.acme.es") is None
    assert "forgotten" in dialog.said


def test_without_any_there_is_nothing_to_edit(page, desk, opened, passwords):
    assert opened(MailAccountsDialog(page, desk, passwords=passwords)).edit() is None
