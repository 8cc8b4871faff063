"""Rows of e-mails: read as messages, made, checked, and their documents. Decides nothing about sending."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from crm.controllers import outbox_checks as checks
from crm.controllers.checking import clean
from crm.errors import Invalid
from crm.models.mail import MESSAGE_FIELDS, Message
from crm.storage.database import Database
from crm.storage.sqlite import Row
from crm.utils.i18n import _

MINE = "(m.user_id = :me OR m.user_id IS NULL)"
_OF_CONTACT = ("kind", "first_name", "last_name", "company", "email", "phone", "mobile_phone")
_NAMES = ", ".join(f"c.{name} AS contact_{name}" for name in _OF_CONTACT)


def select(database: Database, condition: str, **marks: object) -> list[Message]:
    """The e-mails that meet a condition about `m`, the newest first, `limit` at most."""
    rows = database.all(
        f"SELECT m.*, {_NAMES} FROM messages m LEFT JOIN contacts c ON c.id = m.contact_id"
        f" WHERE {condition} ORDER BY m.updated_at DESC, m.id DESC LIMIT :limit",
        **{"limit": 1, **marks},
    )
    return [_as_message(database, row) for row in rows]


def _as_message(database: Database, row: Row) -> Message:
    contact = {name: row.pop(f"contact_{name}") for name in _OF_CONTACT}
    name = checks.shown_name(contact) if row["contact_id"] else row["recipient"]
    return Message(**row, contact=name, documents=documents_of(database, row["id"]))


def documents_of(database: Database, message_id: int) -> tuple[int, ...]:
    """The ids of the documents that go along with an e-mail, in order."""
    sql = "SELECT document_id FROM message_documents WHERE message_id = :id ORDER BY id"
    return tuple(database.ids(sql, id=message_id))


def keep_documents(database: Database, message_id: int, *, wanted: Iterable[int]) -> None:
    """Let these documents go along with an e-mail, and no others. Invalid when one does not exist."""
    wanted = list(dict.fromkeys(wanted))
    known = documents_of(database, message_id)
    for document_id in known:
        if document_id not in wanted:
            link = "SELECT id FROM message_documents WHERE message_id = :message AND document_id = :document"
            database.delete("message_documents", database.value(link, message=message_id, document=document_id))
    for document_id in wanted:
        if database.value("SELECT 1 FROM documents WHERE id = :id", id=document_id) is None:
            raise Invalid({"documents": _("This document no longer exists.")})
        if document_id not in known:
            database.insert("message_documents", {"message_id": message_id, "document_id": document_id})


def checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an e-mail in stored form. Invalid names each bad field; a subject of two lines is one."""
    row = clean({name: value for name, value in values.items() if name != "documents"}, MESSAGE_FIELDS, region="")
    problems = {name: _("This has one line.") for name in ("subject", "recipient") if _has_lines(row.get(name, ""))}
    if problems:
        raise Invalid(problems)
    if "copies" in row:
        row["copies"] = ", ".join(checks.addresses(row["copies"]))
    return row


def _has_lines(text: str) -> bool:
    return any(mark in text for mark in "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")


def new_id(address: str) -> str:
    """The Message-ID of a new e-mail; it stays the same however often sending is tried."""
    domain = address.rpartition("@")[2]
    return f"<{uuid.uuid4().hex}@{domain if domain.isascii() and domain else 'cartera.invalid'}>"
