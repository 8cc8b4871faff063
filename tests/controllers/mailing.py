"""What tests of mail share: a session with an account on a server of the test's own, and somebody to write to.

No test stands here.
"""

from __future__ import annotations

from crm.network.passwords import Passwords
from crm.network.sent_letters import SentLetters
from tests.network.mail_server import LOGIN, PASSWORD

NOBODY = Passwords(lambda: None)


def account(session, port, *, login="", **values):
    """An account whose server listens on a port of this computer."""
    usual = {"address": "ana@acme.es", "name": "Ana Gil", "smtp_host": "127.0.0.1", "smtp_security": "none"}
    return session.mail_accounts.add(usual | {"smtp_port": port, "smtp_login": login} | values)


def person(session, name="Eva", *, email=None, **values):
    """Somebody with an address."""
    return session.contacts.add(
        {"first_name": name, "email": f"{name.lower()}@orbit.es" if email is None else email, **values}
    )


def with_password(password=PASSWORD, login=LOGIN, host="127.0.0.1"):
    """A memory that knows the password of the account."""
    passwords = Passwords(lambda: None)
    passwords.keep(f"smtp:{login}@{host}", password)
    return passwords


def deliver(session, *, passwords=NOBODY, **options):
    """Send what is due; the list of what was sent stands beside the file."""
    return session.outbox.send_due(passwords, SentLetters(session.database.path.with_name("sent")), **options)


def queued(session, contact_id, **values):
    """An e-mail that waits to be sent; its id."""
    message_id = session.outbox.write(contact_id, {"subject": "Hola", "body": "Qué tal", **values})
    written = session.outbox.queue([message_id])
    assert written.skipped == ()
    return message_id
