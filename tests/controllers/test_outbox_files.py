"""Files that belong to one e-mail: they go along, stay while it does, and need no contact."""

import pytest

from crm.controllers import outbox_files
from crm.errors import Invalid
from crm.storage.document_contents import named, retire_unnamed
from crm.storage.file_store import Content, FileStore
from tests.controllers.mailing import account, deliver
from tests.network.mail_server import MailServer

LETTER = {"subject": "Informe", "body": "Adjunto va el informe.\n"}


@pytest.fixture
def server():
    with MailServer() as running:
        yield running


@pytest.fixture
def content(session):
    return FileStore(session.database.path).put_content(b"%PDF-1.4 informe")


def _send(session, content, recipient="jefa@acme.es"):
    return session.outbox.send_file(content, "informe.pdf", recipient=recipient, values=LETTER)


def test_a_file_goes_to_somebody_who_is_no_contact(session, server, content):
    account(session, server.port)
    _send(session, content)
    assert deliver(session).sent == 1
    assert b"informe.pdf" in server.letters.taken[0].content


def test_what_was_sent_is_logged_with_nobody(session, server, content):
    account(session, server.port)
    message_id = _send(session, content)
    deliver(session)
    assert (session.outbox.get(message_id).state, session.outbox.get(message_id).interaction_id) == ("sent", None)


def test_its_content_is_kept_while_the_e_mail_is_there(session, server, content):
    account(session, server.port)
    message_id = _send(session, content)
    store = FileStore(session.database.path)
    assert content.sha256 in named(session.database)
    with session.database.transaction(session._context.author, "x"):
        assert retire_unnamed(session.database, store, resting=-10) == 0
    session.outbox.remove([message_id])
    assert outbox_files.of_message(session.database, message_id) == []


def test_a_content_that_is_gone_keeps_the_e_mail_back(session, server, content):
    account(session, server.port)
    message_id = _send(session, content)
    FileStore(session.database.path).discard(content.sha256)
    assert deliver(session).failed == 1
    assert "is gone" in session.outbox.get(message_id).problem


@pytest.mark.parametrize("recipient", ["jefa", "", "jefa@acme.es\nBcc: x@y.es"])
def test_an_address_that_is_none_is_refused(session, server, content, recipient):
    account(session, server.port)
    with pytest.raises(Invalid) as refused:
        _send(session, content, recipient)
    assert refused.value.fields["recipient"]
    assert session.outbox.all() == []


def test_a_file_that_servers_refuse_is_refused_here(session, server):
    account(session, server.port)
    with pytest.raises(Invalid, match="most servers take"):
        _send(session, Content("0" * 64, 30_000_000))
    assert session.outbox.all() == []
