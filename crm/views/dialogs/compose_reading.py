"""What the dialog that writes an e-mail begins with: to whom, from where, which templates and files. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crm.errors import Invalid, NotFound
from crm.models.documents import Document
from crm.models.mail import MailAccount, MailTemplate, Message, Skipped
from crm.session import Session
from crm.utils.i18n import _
from crm.utils.money import show_number

MOST = 500  # people at once; what goes to more is a campaign


@dataclass(frozen=True)
class Start:
    """`contacts` are (id, name) of those who can be written to; `skipped` the others with the reason. For one contact
    `addresses` are theirs, those that may be used first the main one. `message` is the draft that is gone on with."""

    contacts: tuple[tuple[int, str], ...]
    skipped: tuple[Skipped, ...] = ()
    addresses: tuple[str, ...] = ()
    opportunity_id: int | None = None
    opportunity: str = ""
    accounts: tuple[MailAccount, ...] = ()
    templates: tuple[MailTemplate, ...] = ()
    documents: tuple[Document, ...] = ()
    language: str = ""
    message: Message | None = None

    @property
    def is_one(self) -> bool:
        """Whether it goes to one contact alone."""
        return len(self.contacts) == 1 and not self.skipped

    @property
    def ids(self) -> list[int]:
        """Whom it goes to."""
        return [contact_id for contact_id, _name in self.contacts]


def read(session: Session, contact_ids: Sequence[int], *, opportunity_id: int | None = None) -> Start:
    """Everything for writing to contacts. Invalid, in plain words, when none of them can be written to."""
    if len(contact_ids) > MOST:
        sentence = _("An e-mail goes to at most {limit} contacts at once. Choose fewer.")
        raise Invalid({"contacts": sentence.format(limit=show_number(MOST))})
    contacts, skipped = [], []
    for contact_id in contact_ids:
        name = session.contacts.get(contact_id).name
        problem = session.outbox.recipient_problem(contact_id)
        if problem and len(contact_ids) == 1:
            problem = "" if _addresses(session, contact_id) else problem
        if problem:
            skipped.append(Skipped(name, problem, contact_id))
        else:
            contacts.append((contact_id, name))
    if not contacts:
        raise Invalid({"contacts": " ".join(dict.fromkeys(one.reason for one in skipped[:3]))})
    return _start(session, contacts, skipped=skipped, opportunity_id=opportunity_id)


def read_of_opportunity(session: Session, opportunity_id: int) -> Start:
    """Everything for writing about a deal. NotFound when it has nobody to write to."""
    deal = session.opportunities.get(opportunity_id)
    contact_id = deal.contact_id or deal.company_id
    if contact_id is None:
        raise NotFound(_("This opportunity has no contact to write to. Choose one in it first."))
    return read(session, [contact_id], opportunity_id=opportunity_id)


def read_draft(session: Session, message_id: int) -> Start:
    """Everything for going on with an e-mail that was not sent. NotFound when its contact is gone."""
    message = session.outbox.get(message_id)
    if message.contact_id is None:
        raise NotFound(_("The contact of this e-mail was removed. Nothing was changed."))
    contact = (message.contact_id, message.contact)
    start = _start(session, [contact], skipped=[], opportunity_id=message.opportunity_id)
    addresses = tuple(dict.fromkeys((message.recipient, *start.addresses)))
    return replace(start, message=message, addresses=addresses)


def _start(
    session: Session,
    contacts: Sequence[tuple[int, str]],
    *,
    skipped: Sequence[Skipped],
    opportunity_id: int | None,
) -> Start:
    session.mail_templates.prepare()
    one = contacts[0][0] if len(contacts) == 1 else None
    language = session.mail_templates.language_of(contacts[0][0])
    return Start(
        tuple(contacts),
        tuple(skipped),
        tuple(_addresses(session, one)) if one else (),
        opportunity_id,
        session.opportunities.get(opportunity_id).title if opportunity_id else "",
        tuple(account for account in session.mail_accounts.all(inactive=False) if account.smtp_host),
        tuple(session.mail_templates.of_language(language)),
        tuple(_documents(session, one, opportunity_id=opportunity_id)),
        language,
    )


def _addresses(session: Session, contact_id: int) -> list[str]:
    """The addresses of a contact that may be written to, the main one first."""
    channels = [one for one in session.contacts.get(contact_id).channels if one.kind == "email"]
    ordered = sorted(channels, key=lambda one: not one.is_primary)
    return [one.value for one in ordered if not session.outbox.recipient_problem(contact_id, one.value)]


def _documents(session: Session, contact_id: int | None, *, opportunity_id: int | None) -> list[Document]:
    """The files that can go along: those of the deal and of the one contact, that are where they belong."""
    found = session.documents.of_opportunity(opportunity_id) if opportunity_id else []
    found += session.documents.of_contact(contact_id) if contact_id else []
    return list({one.id: one for one in found if not one.missing}.values())
