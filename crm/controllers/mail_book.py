"""Writing e-mails down as interactions with the contacts they are from or to, once each. Asks no server."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from crm.controllers import mail_people
from crm.controllers.access import Controller, reads, writes
from crm.controllers.documents import Documents
from crm.controllers.interactions import refresh_contact
from crm.controllers.outbox_sending import EXTERNAL_SOURCE
from crm.errors import NotFound
from crm.models.contacts import display_name
from crm.models.mail import SENT, UNSURE
from crm.models.received_mail import Logged, Logging, ReceivedMail
from crm.storage.changelog import to_json
from crm.storage.sqlite import Row, among
from crm.utils import dates
from crm.utils.i18n import N_, _
from crm.utils.text import before_stop, one_line

_NAMES = "id, kind, first_name, last_name, company, email, phone, mobile_phone"


@dataclass(frozen=True)
class Origin:
    """Where an e-mail comes from: whose mail it is, that user's own addresses, when it came by the clock of whoever
    kept it, and the contact and the opportunity a person chose for it."""

    user_id: int
    own: frozenset[str]
    come_at: str = ""
    contact_id: int | None = None
    opportunity_id: int | None = None


class MailBook(Controller):
    """Logs e-mails. Its context says whose work that is: a person's, or the program's own."""

    @reads("interactions")
    def missing(self, mail: ReceivedMail, origin: Origin) -> list[int]:
        """The contacts on an e-mail that do not have it yet, the one it was chosen for first."""
        return [contact for contact in self._contacts(mail, origin) if not self._has(contact, mail)]

    @reads("mail")
    def unsure(self, mail: ReceivedMail) -> list[int]:
        """The e-mails written here that this one proves to have been sent: it is one of them, or answers it."""
        return list(
            self.database.ids(
                f"SELECT id FROM messages WHERE state = :unsure AND {among('message_id', 'ids')}",
                unsure=UNSURE,
                ids=to_json([mail.message_id, *mail.answers]),
            )
        )

    @writes("interactions", N_("Log an e-mail with {name}"))
    def log(self, mail: ReceivedMail, origin: Origin) -> Logged:
        """Log an e-mail with each contact it is from or to, and with the one it was chosen for."""
        contacts = self._contacts(mail, origin)
        strangers = tuple(one for one in mail.people if one.normal not in origin.own | self._known(mail).keys())
        if not contacts:
            return Logged(Logging.STRANGERS, subject=mail.subject, strangers=strangers)
        missing = [contact for contact in contacts if not self._has(contact, mail)]
        for place, contact in enumerate(missing):
            self._log_with(contact, mail, origin=replace(origin, opportunity_id=None) if place else origin)
        told = missing or contacts
        names = tuple(self._name(contact) for contact in told)
        self.describe(name=before_stop(", ".join(names)))
        outcome = Logging.LOGGED if missing else Logging.KNOWN
        return Logged(outcome, tuple(told), names, mail.subject, strangers, len(mail.files))

    # ---- who

    def _contacts(self, mail: ReceivedMail, origin: Origin) -> list[int]:
        known = self._known(mail)
        on_it = [known[one.normal] for one in mail.people if one.normal in known and one.normal not in origin.own]
        chosen = [] if origin.contact_id is None else [origin.contact_id]
        return list(dict.fromkeys([*chosen, *on_it]))

    def _known(self, mail: ReceivedMail) -> dict[str, int]:
        """The contact of each address. For an e-mail written here it is the one it was written to, whoever else has the
        address."""
        known = mail_people.contacts_of(self.database, (one.normal for one in mail.people))
        written = self._written(mail.message_id)
        if written and written["contact_id"] is not None:
            known |= {one.normal: written["contact_id"] for one in mail.people if one.address == written["recipient"]}
        return known

    def _written(self, message_id: str) -> Row | None:
        return self.database.one("SELECT * FROM messages WHERE message_id = :id", id=message_id)

    def _has(self, contact_id: int, mail: ReceivedMail) -> bool:
        """Whether an e-mail is logged with a contact, or was sent to it from here."""
        written = self._written(mail.message_id)
        if written and written["contact_id"] == contact_id and written["state"] == SENT:
            return True
        logged = (
            "SELECT 1 FROM interactions WHERE external_id >= :message AND external_id < :behind"
            " AND external_source = :source AND contact_id = :contact"
        )
        marks = {"message": mail.message_id, "behind": f"{mail.message_id}!", "contact": contact_id}
        return bool(self.database.value(logged, source=EXTERNAL_SOURCE, **marks))

    def _name(self, contact_id: int) -> str:
        row = self.database.one(f"SELECT {_NAMES} FROM contacts WHERE id = :id", id=contact_id)
        if row is None:
            raise NotFound(_("This contact no longer exists. Nothing was logged."))
        return one_line(display_name(row), 60)

    # ---- what

    def _log_with(self, contact_id: int, mail: ReceivedMail, *, origin: Origin) -> None:
        self._name(contact_id)
        row = {
            "contact_id": contact_id,
            "type": "email",
            "subject": mail.subject,
            "body": f"{_who(mail)}\n\n{mail.body}".strip(),
            "at": min(mail.sent_at or origin.come_at or dates.now(), dates.now()),
            "user_id": origin.user_id or None,
            "opportunity_id": origin.opportunity_id or self._about(contact_id, mail),
        }
        interaction_id = self.database.insert("interactions", row | self._mark(contact_id, mail))
        documents = Documents(self.context)
        for file in mail.files:
            documents.add_content(file.content, file.name, contact_id=contact_id, interaction_id=interaction_id)
        refresh_contact(self.database, contact_id)

    def _mark(self, contact_id: int, mail: ReceivedMail) -> dict[str, Any]:
        """How the e-mail is known again: by its id alone with the first contact, with the contact's with the others."""
        written = self._written(mail.message_id)
        others = written is not None and written["contact_id"] not in (None, contact_id)
        taken = self.database.value(
            "SELECT 1 FROM interactions WHERE external_id = :message AND external_source = :source",
            message=mail.message_id,
            source=EXTERNAL_SOURCE,
        )
        plain = mail.message_id if not (others or taken) else f"{mail.message_id} {contact_id}"
        return {"external_source": EXTERNAL_SOURCE, "external_id": plain}

    def _about(self, contact_id: int, mail: ReceivedMail) -> int | None:
        """The opportunity of the e-mail it answers, if that was logged with this contact or written to it."""
        found = self._first(
            "SELECT opportunity_id FROM messages WHERE contact_id = :contact AND opportunity_id IS NOT NULL"
            f" AND {among('message_id', 'ids')} ORDER BY id DESC",
            mail.answers,
            contact_id=contact_id,
        )
        marks = [*mail.answers, *(f"{one} {contact_id}" for one in mail.answers)]
        return found or self._first(
            "SELECT opportunity_id FROM interactions WHERE contact_id = :contact AND opportunity_id IS NOT NULL"
            f" AND external_source = '{EXTERNAL_SOURCE}' AND {among('external_id', 'ids')} ORDER BY at DESC",
            marks,
            contact_id=contact_id,
        )

    def _first(self, sql: str, ids: Iterable[str], *, contact_id: int) -> int | None:
        wanted: Sequence[str] = list(ids)
        found = self.database.value(f"{sql} LIMIT 1", ids=to_json(wanted), contact=contact_id) if wanted else None
        return int(found) if found else None


def _who(mail: ReceivedMail) -> str:
    """Who wrote to whom, in one line, the same in every language: "Eva Ríos <eva@orbit.es> → ana@acme.es"."""
    sender, *receivers = (
        f"{one.name} <{one.address}>" if one.name else one.address for one in (mail.sender, *mail.receivers)
    )
    return one_line(" → ".join(filter(None, (sender, ", ".join(receivers)))), 300)
