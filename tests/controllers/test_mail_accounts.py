"""Mail accounts: kept, checked, tried against a real server; no password stands in the file."""

import pytest

from crm.controllers.mail_accounts import smtp_place, smtp_server
from crm.errors import Conflict, Denied, Invalid, NotFound
from crm.models.mail import MailAccount
from crm.network.servers import LoginRefused, Unreachable, Untrusted
from tests.network.mail_server import LOGIN, PASSWORD, MailServer
from tests.records import second_user

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")
VALUES = {"address": "ana@acme.es", "name": "Ana Gil", "smtp_host": "mail.acme.es", "smtp_login": "ana"}


def test_an_account_is_kept_as_given(session):
    account = session.mail_accounts.get(session.mail_accounts.add(VALUES))
    assert (account.address, account.smtp_port, account.smtp_security) == ("ana@acme.es", 587, "starttls")


def test_there_is_no_place_for_a_password(session):
    with pytest.raises(Invalid):
        session.mail_accounts.add(VALUES | {"password": "geheim"})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("address", "ana"),
        ("address", ""),
        ("smtp_host", "https://mail.acme.es"),
        ("smtp_host", "mail acme"),
        ("smtp_port", 70000),
        ("smtp_port", None),
        ("imap_port", 0),
        ("smtp_security", "best"),
    ],
)
def test_what_cannot_be_right_is_named(session, field, value):
    with pytest.raises(Invalid) as caught:
        session.mail_accounts.add(VALUES | {field: value})
    assert list(caught.value.fields) == [field]


def test_nobody_sees_another_users_account(session):
    account_id = session.mail_accounts.add(VALUES)
    other = second_user(session)
    assert other.mail_accounts.all() == []
    with pytest.raises(NotFound):
        other.mail_accounts.get(account_id)


def test_the_default_is_the_first_that_can_send(session):
    session.mail_accounts.add({"address": "only@reads.es"})
    assert session.mail_accounts.default() is None
    account_id = session.mail_accounts.add(VALUES)
    assert session.mail_accounts.default().id == account_id
    session.mail_accounts.change(account_id, {"active": 0})
    assert session.mail_accounts.default() is None


def test_a_change_on_an_old_reading_is_a_conflict(session):
    account_id = session.mail_accounts.add(VALUES)
    version = session.mail_accounts.get(account_id).version
    session.mail_accounts.change(account_id, {"name": "Ana"}, version=version)
    with pytest.raises(Conflict):
        session.mail_accounts.change(account_id, {"name": "Eva"}, version=version)


def test_a_removed_account_comes_back_with_undo(session):
    account_id = session.mail_accounts.add(VALUES)
    session.mail_accounts.remove(account_id)
    assert session.mail_accounts.all() == []
    session.history.undo()
    assert session.mail_accounts.get(account_id).name == "Ana Gil"


def test_a_reader_may_not_add_one(session):
    with pytest.raises(Denied):
        second_user(session, "reader").mail_accounts.add(VALUES)


def test_the_password_has_a_place_of_its_own_and_none_without_a_login():
    assert smtp_place(MailAccount(1, "a@b.es", smtp_host="Mail.acme.es", smtp_login="ana")) == "smtp:ana@mail.acme.es"
    assert smtp_place(MailAccount(1, "a@b.es", smtp_host="mail.acme.es")) == ""


def _at(server):
    return MailAccount(
        0, "ana@acme.es", smtp_host="localhost", smtp_port=server.port, smtp_security="tls", smtp_login=LOGIN
    )


def test_an_account_is_tried_before_it_is_saved(session):
    with MailServer() as server:
        account = MailAccount(0, "ana@acme.es", smtp_host="localhost", smtp_port=server.port, smtp_security="none")
        session.mail_accounts.test(account, "")
    assert server.letters.taken == []


def test_a_certificate_accepted_once_is_accepted_for_this_account(session):
    with MailServer("tls", password=True) as server:
        values = {name: getattr(_at(server), name) for name in ("address", "smtp_host", "smtp_port", "smtp_security")}
        account_id = session.mail_accounts.add(values | {"smtp_login": LOGIN})
        with pytest.raises(Untrusted) as caught:
            session.mail_accounts.test(session.mail_accounts.get(account_id), PASSWORD)
        session.mail_accounts.accept(account_id, caught.value.fingerprint)
        account = session.mail_accounts.get(account_id)
        session.mail_accounts.test(account, PASSWORD)
        with pytest.raises(LoginRefused):
            session.mail_accounts.test(account, "wrong")
    assert smtp_server(account).trusted == (caught.value.fingerprint,)


def test_a_test_without_a_server_says_what_is_missing(session):
    with pytest.raises(Invalid, match="provider"):
        session.mail_accounts.test(MailAccount(0, "ana@acme.es"), "")


def test_a_failed_test_is_one_sentence(session):
    account = MailAccount(0, "ana@acme.es", smtp_host="127.0.0.1", smtp_port=1, smtp_security="none")
    with pytest.raises(Unreachable, match="port 1"):
        session.mail_accounts.test(account, "")
