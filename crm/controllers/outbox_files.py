"""Files that go along with an e-mail and belong to it alone, as a report: such an e-mail needs no contact.

Their contents stand where those of documents do; they go with the e-mail.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crm.controllers import outbox_checks as checks
from crm.errors import Invalid, NotFound
from crm.models.mail import WAITING, MailAccount
from crm.network.letters import Attachment
from crm.storage.database import Database
from crm.storage.file_store import Content, FileStore
from crm.utils import file_names
from crm.utils.i18n import _


def of_message(database: Database, message_id: int) -> list[Attachment]:
    """The files of an e-mail. NotFound when the content of one is gone."""
    store = FileStore(database.path)
    rows = database.all(
        "SELECT name, sha256, size FROM message_files WHERE message_id = :id ORDER BY id", id=message_id
    )
    for row in rows:
        if not store.has(row["sha256"], row["size"]):
            raise NotFound(_("The file {name} that goes along is gone.").format(name=row["name"]))
    return [Attachment(row["name"], store.path(row["sha256"])) for row in rows]


def has(database: Database, message_id: int) -> bool:
    """Whether an e-mail has files of its own."""
    return bool(database.value("SELECT 1 FROM message_files WHERE message_id = :id LIMIT 1", id=message_id))


def add(database: Database, message_id: int, *, content: Content, name: str) -> None:
    """Let a content that is in the store go along under a name."""
    row = {"message_id": message_id, "name": file_names.safe(name), "sha256": content.sha256, "size": content.size}
    database.insert("message_files", row)


def ready(database: Database, row: Mapping[str, Any], *, account: MailAccount | None) -> checks.Ready:
    """An e-mail with files of its own as it may go, or why it may not; it has no fields to fill in."""
    problem = account_problem(account) or checks.address_problem(database, row["recipient"], name=row["recipient"])
    return checks.Ready(row, problem)


def account_problem(account: MailAccount | None) -> str:
    """Why nothing can be sent through an account, "" when it can."""
    if account is None:
        return checks.no_account()
    if not account.smtp_host:
        return _("The account {address} has no server for sending.").format(address=account.address)
    return ""


def require_sendable(content: Content) -> None:
    """Invalid when a content is larger than usual servers take."""
    if content.size * 4 / 3 > checks.MOST_BYTES:
        sentence = _("The file is {size} MB; most servers take {limit}. Write it to a folder instead.")
        limit = round(checks.MOST_BYTES * 3 / 4e6)
        raise Invalid({"recipient": sentence.format(size=round(content.size / 1e6, 1), limit=limit)})


WAITING_NOW = {"state": WAITING, "send_after": "", "attempts": 0, "problem": ""}
