"""Whether an e-mail may go: an address that can be written to, nobody who asked not to be, every field filled in.

Reads only. Each refusal is one sentence for a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from crm.controllers import mail_fields
from crm.controllers.access import Context
from crm.errors import Invalid
from crm.models.contacts import display_name
from crm.models.mail import MailAccount, Wording
from crm.storage.database import Database
from crm.storage.sqlite import Row
from crm.utils import emails
from crm.utils.i18n import _
from crm.utils.text import before_stop, one_line

MOST_BYTES = 18_000_000  # what usual servers take, in the form attachments travel in
_NAMES = "kind, first_name, last_name, company, email, phone, mobile_phone"


@dataclass(frozen=True)
class Ready:
    """A message as it may go: its row, with the text filled in; or `problem`, why it may not."""

    row: Mapping[str, Any]
    problem: str = ""


def contact_row(database: Database, contact_id: int | None) -> Row | None:
    """The parts of a contact that a message needs; None when it is gone."""
    return database.one(f"SELECT id, {_NAMES} FROM contacts WHERE id = :id", id=contact_id)


def shown_name(contact: Row | None, address: str = "") -> str:
    """How a message names whom it goes to."""
    return one_line(display_name(contact), 60) if contact else address


def addresses(copies: str) -> list[str]:
    """The addresses of a line of copies. Invalid names the first that is none."""
    kept = []
    for written in copies.replace(";", ",").split(","):
        address, problem = emails.check(written.strip())
        if problem:
            raise Invalid({"copies": problem})
        if address:
            kept.append(address)
    return list(dict.fromkeys(kept))


def address_problem(database: Database, address: str, *, name: str) -> str:
    """Why nobody may write to an address; "" when one may. The answer to "may I write to them?" is here alone."""
    if not address:
        return _("{name} has no e-mail address.").format(name=name)
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in address) or emails.check(address)[1]:
        return _("“{address}” is not an e-mail address.").format(address=one_line(address, 60))
    marks = database.one(
        "SELECT max(opted_out) AS opted_out, min(invalid) AS invalid FROM contact_channels"
        " WHERE kind = 'email' AND normal = :normal",
        normal=emails.normal(address),
    )
    if marks and marks["opted_out"]:
        return _("{name} does not want e-mail at {address}.").format(name=before_stop(name), address=address)
    if marks and marks["invalid"]:
        return _("{address} is marked as no longer valid.").format(address=address)
    return ""


def no_account() -> str:
    """What is said where nothing can be sent at all."""
    return _("There is no mail account to send from. Add one under Tools > Mail accounts.")


def files_problem(database: Database, document_ids: Iterable[int]) -> str:
    """Why files cannot go along; "" when they can."""
    size = sum(
        database.value("SELECT size FROM documents WHERE id = :id", id=document_id) or 0 for document_id in document_ids
    )
    if size * 4 / 3 > MOST_BYTES:
        sentence = _("The files are {size} MB together; most servers take {limit}. Send fewer, or a link.")
        return sentence.format(size=round(size / 1e6, 1), limit=round(MOST_BYTES * 3 / 4e6))
    return ""


def ready(context: Context, row: Mapping[str, Any], *, account: MailAccount | None, language: str = "") -> Ready:
    """A message about to be queued, its text filled in for its contact, or why it may not go."""
    contact = contact_row(context.database, row["contact_id"])
    name = shown_name(contact, row["recipient"])
    problem = _problem(context.database, row, account=account)
    if problem or contact is None:
        return Ready(row, problem or _("This contact no longer exists."))
    values = mail_fields.values_for(context, contact["id"], opportunity_id=row["opportunity_id"], language=language)
    wording = Wording(row["subject"], row["body"], language)
    filled = mail_fields.fill(wording, mail_fields.with_account(values, account))
    if problem := mail_fields.problem_of(filled, name):
        return Ready(row, problem)
    return Ready({**row, "subject": filled.subject, "body": filled.body})


def _problem(database: Database, row: Mapping[str, Any], *, account: MailAccount | None) -> str:
    """Why a message may not go, but for its fields."""
    if account is None:
        return no_account()
    if not account.smtp_host:
        return _("The account {address} has no server for sending.").format(address=account.address)
    name = shown_name(contact_row(database, row["contact_id"]), row["recipient"])
    if problem := address_problem(database, row["recipient"], name=name):
        return problem
    for copy in filter(None, row["copies"].split(", ")):
        if problem := address_problem(database, copy, name=copy):
            return problem
    if not row["subject"].strip():
        return _("This e-mail has no subject.")
    if not row["body"].strip():
        return _("This e-mail has no text.")
    return files_problem(database, row.get("documents", ()))
