"""The dialog of mail folders, over a real server on loopback."""

import pytest

from crm.views.dialogs.mail_folders import MailFoldersDialog, show
from crm.views.widgets.dialog import Dialog
from tests.controllers.letters import letter
from tests.controllers.mailing import account, person
from tests.network import dovecot
from tests.network.mail_server import LOGIN, PASSWORD, free_port
from tests.views.user import every, settle

pytestmark = pytest.mark.window


@pytest.fixture(scope="module")
def kept():
    with dovecot.running() as server:
        yield server


@pytest.fixture
def server(kept):
    kept.empty()
    return kept


@pytest.fixture
def mine(own, server):
    return account(own, 25, imap_host="127.0.0.1", imap_port=server.plain, imap_security="none", imap_login=LOGIN)


@pytest.fixture
def dialog(window, mine):
    assert mine
    return opened(window)


def opened(window):
    window.passwords.keep(f"imap:{LOGIN}@127.0.0.1", PASSWORD)
    show(window)
    settle(window)
    return next(one for one in every(window.root) if isinstance(one, MailFoldersDialog))


def only(own):
    return own.mail_accounts.all()[0].id


def names(dialog):
    return [label for _value, label in dialog.choice._offered]


def test_the_folders_of_the_server_are_offered_with_the_usual_ones_ticked(dialog):
    assert (names(dialog), dialog.choice.values) == (["INBOX", "Enviados", "Papelera"], ["INBOX", "Enviados"])


def test_what_is_proposed_is_no_edit(dialog):
    assert not dialog.has_edits


def test_what_is_saved_is_read_at_once(window, own, dialog, server):
    eva = person(own)
    server.put(letter())
    dialog.days.delete(0, "end")
    dialog.days.insert(0, "30")
    dialog.never.set("@banco.es\nabogado@bufete.es")
    dialog.confirm()
    settle(window)
    assert [one.name for one in own.mail_log.folders(only(own))] == ["INBOX", "Enviados"]
    assert own.mail_log.rules().never == ("banco.es", "abogado@bufete.es")
    assert [one.subject for one in own.interactions.of(eva)] == ["Carta 1"]


@pytest.mark.parametrize(("days", "never", "sentence"), [("x", "", "whole number"), ("9", "a b", "neither")])
def test_what_is_no_rule_is_told(dialog, days, never, sentence):
    dialog.days.delete(0, "end")
    dialog.days.insert(0, days)
    dialog.never.set(never)
    dialog.confirm()
    assert sentence in dialog.said
    assert dialog.has_edits


def test_reading_now_tells_what_came_of_it(window, own, dialog, server):
    person(own)
    own.mail_log.choose_folders(only(own), ["INBOX"])
    dialog.refresh()
    server.put(letter(1), letter(2, sender="otro@x.es"))
    dialog.read_now()
    settle(window)
    assert dialog.said == "2 new e-mails looked at, 1 logged with a contact."
    assert "Last read: today" in dialog._state.cget("text")


def test_reading_again_finds_new_contacts(window, own, dialog, server):
    own.mail_log.choose_folders(only(own), ["INBOX"])
    dialog.refresh()
    server.put(letter())
    dialog.read_now()
    eva = person(own)
    dialog.read_again()
    settle(window)
    assert [one.subject for one in own.interactions.of(eva)] == ["Carta 1"]


def test_reading_before_folders_were_saved_says_what_is_missing(dialog):
    dialog.read_now()
    assert "tick some and save first" in dialog.said


def test_a_password_that_is_not_known_is_asked_for_in_place(window, own, dialog, mine):
    assert own.mail_accounts.get(mine)
    window.passwords.forget(f"imap:{LOGIN}@127.0.0.1")
    dialog.list_folders()
    assert "password for reading" in dialog.said
    dialog.password.insert(0, PASSWORD)
    dialog.list_folders()
    settle(window)
    assert (dialog.said, window.passwords.get(f"imap:{LOGIN}@127.0.0.1")) == ("", PASSWORD)


def test_a_server_that_is_gone_is_told(window, own):
    account(own, 25, imap_host="127.0.0.1", imap_port=free_port(), imap_security="none", imap_login=LOGIN)
    assert "takes no connections" in opened(window).said


def test_a_certificate_can_be_trusted(window, own, server, mine):
    own.mail_accounts.change(mine, {"imap_port": server.secure, "imap_security": "tls"})
    dialog = opened(window)
    question = next(one for one in every(dialog) if isinstance(one, Dialog))
    question.confirm()
    settle(window)
    assert names(dialog) == ["INBOX", "Enviados", "Papelera"]


def test_without_an_account_it_says_where_to_add_one(window):
    assert "Tools > Mail accounts" in opened(window).said
