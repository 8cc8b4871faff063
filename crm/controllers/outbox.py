"""What can be done with e-mails: write, change, send now or later, take back before they go, decide what is unsure.

An e-mail is a draft until it is queued. `send_due` sends what waits; it talks to servers and belongs to the network's
worker. What is sent is never sent again by itself.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from crm.controllers import outbox_checks as checks
from crm.controllers import outbox_files as own_files
from crm.controllers import outbox_rows as rows
from crm.controllers.access import Context, Controller, reads, writes
from crm.controllers.mail_accounts import MailAccounts
from crm.controllers.outbox_round import Hands, Known, Round
from crm.controllers.outbox_sending import Sending
from crm.errors import Invalid, NotFound, Unavailable
from crm.models.mail import (
    DRAFT,
    FAILED,
    SENDING,
    UNSURE,
    WAITING,
    MailAccount,
    Message,
    SendReport,
    Skipped,
    Written,
)
from crm.network.letters import Attachment
from crm.network.passwords import Passwords
from crm.network.sent_letters import SentLetters
from crm.storage.file_store import Content
from crm.storage.sqlite import Row
from crm.utils import dates
from crm.utils.i18n import N_, _

GoOn = Callable[[], bool]

_MOST_LISTED = 1000
_LAST_LETTER = 5.0  # seconds that closing the file waits for an e-mail on its way
_OPEN = (DRAFT, WAITING, FAILED)  # what may still be changed


class Outbox(Controller):
    """The signed-in user's e-mails. `program` is the context in which sending is written down, `path` gives the place
    of a document's content by its id."""

    def __init__(
        self, context: Context, accounts: MailAccounts, *, program: Context, path: Callable[[int], Path]
    ) -> None:
        super().__init__(context)
        self._accounts = accounts
        self._sending = Sending(program)
        self._path = path
        self._turn = threading.Lock()
        self._over = threading.Event()
        self._known = Known()

    # Reading

    @reads("mail")
    def get(self, message_id: int) -> Message:
        """One e-mail. NotFound when there is none."""
        found = rows.select(self.database, f"m.id = :id AND {rows.MINE}", id=message_id, me=self.context.user.id)
        if not found:
            raise NotFound(_("This e-mail no longer exists."))
        return found[0]

    @reads("mail")
    def all(self, states: Sequence[str] = (), *, limit: int = _MOST_LISTED) -> list[Message]:
        """The user's e-mails in these states, or in all of them, the newest first."""
        marks = {f"state_{place}": state for place, state in enumerate(states)}
        wanted = ", ".join(f":{mark}" for mark in marks) or "m.state"
        condition = f"m.state IN ({wanted}) AND {rows.MINE}"
        return rows.select(self.database, condition, **marks, me=self.context.user.id, limit=limit)

    @reads("mail")
    def counts(self) -> dict[str, int]:
        """State -> how many of the user's e-mails are in it; states without any are left out."""
        found = self.database.all(
            f"SELECT m.state, count(*) AS number FROM messages m WHERE {rows.MINE} GROUP BY m.state",
            me=self.context.user.id,
        )
        return {row["state"]: row["number"] for row in found}

    @reads("mail")
    def recipient_problem(self, contact_id: int, address: str = "") -> str:
        """Why a contact cannot be written to at an address, or at their main one; "" when they can."""
        row = checks.contact_row(self.database, contact_id)
        if row is None:
            return _("This contact no longer exists.")
        return checks.address_problem(self.database, address or row["email"], name=checks.shown_name(row))

    @reads("mail")
    def resting(self) -> dict[int, str]:
        """Account id -> why what goes through it waits: its server failed, or its password has to be asked for."""
        return {account_id: rest.problem for account_id, rest in self._known.rests.items()}

    # Writing

    @writes("mail", N_("Write an e-mail to {name}"))
    def write(self, contact_id: int, values: Mapping[str, Any]) -> int:
        """Keep a draft and return its id; without a recipient it goes to the contact's main address.

        `documents` among the values are the ids of documents that go along. Invalid names each bad field.
        """
        self.describe(name=checks.shown_name(checks.contact_row(self.database, contact_id)))
        return self._write(contact_id, values)

    @writes("mail", N_("Write {count} e-mails"))
    def write_many(self, contact_ids: Sequence[int], values: Mapping[str, Any]) -> Written:
        """Keep a draft for each contact that can be written to; the others are told with the reason."""
        written = self._write_many(contact_ids, values)
        self.describe(count=len(written.ids))
        return written

    @writes("mail", N_("Edit an e-mail to {name}"))
    def change(self, message_id: int, values: Mapping[str, Any], *, version: int | None = None) -> None:
        """Change an e-mail that was not sent; one that waited is a draft again. Conflict as for contacts."""
        before = self._row(message_id)
        if before["state"] not in _OPEN:
            raise Unavailable(_("This e-mail is sent, or being sent. Nothing was changed."))
        self.describe(name=self._name_of(before))
        row = rows.checked(values) | {"state": DRAFT, "problem": "", "attempts": 0}
        self.database.update("messages", message_id, row, version=version)
        if "documents" in values:
            rows.keep_documents(self.database, message_id, wanted=values["documents"])

    @writes("mail", N_("Remove {count} e-mails"))
    def remove(self, ids: Sequence[int]) -> int:
        """Remove e-mails, but for those being sent right now; how many. What was logged of those sent stays."""
        chosen = [row["id"] for row in self._rows(ids) if row["state"] != SENDING]
        self.describe(count=len(chosen))
        return self.database.delete_many("messages", chosen)

    # Sending

    @writes("mail", N_("Send {count} e-mails"))
    def queue(self, ids: Sequence[int], *, send_after: str = "") -> Written:
        """Let drafts wait to be sent, at once or after a moment, their fields filled in for good.

        Those that may not go stay as they are and are told with the reason.
        """
        queued = self._queue(self._rows(ids), states=_OPEN, send_after=_moment(send_after))
        self.describe(count=len(queued.ids))
        return queued

    @writes("mail", N_("Send {count} e-mails"))
    def send_many(self, contact_ids: Sequence[int], values: Mapping[str, Any], *, send_after: str = "") -> Written:
        """Write and queue one e-mail for each contact; of those that cannot go nothing is left but the reason."""
        drafts = self._write_many(contact_ids, values)
        queued = self._queue(self._rows(drafts.ids), states=_OPEN, send_after=_moment(send_after))
        self.database.delete_many("messages", [one.message_id for one in queued.skipped if one.message_id])
        self.describe(count=len(queued.ids))
        return Written(queued.ids, drafts.skipped + tuple(replace(one, message_id=None) for one in queued.skipped))

    @writes("mail", N_("Send {name}"))
    def send_file(self, content: Content, name: str, *, recipient: str, values: Mapping[str, Any]) -> int:
        """Queue an e-mail to anybody's address with a file of its own, whose content is in the store; its id.

        `values` hold its subject, body and account_id. Invalid, with a sentence, when it cannot go.
        """
        own_files.require_sendable(content)
        row = rows.checked({**values, "recipient": recipient})
        account = self._account_of({"account_id": row.get("account_id")})
        if problem := own_files.ready(self.database, row, account=account).problem:
            raise Invalid({"recipient": problem})
        self.describe(name=name)
        made = {"message_id": rows.new_id(account.address if account else "")} | own_files.WAITING_NOW
        message_id = self.database.insert("messages", row | made | {"user_id": self.context.user.id or None})
        own_files.add(self.database, message_id, content=content, name=name)
        return message_id

    @reads("mail")
    def left_out(self, contact_ids: Sequence[int], values: Mapping[str, Any]) -> tuple[Skipped, ...]:
        """Who of these contacts would get nothing if this was sent to each of them, and why; nothing is written."""
        row = {"copies": "", "subject": "", "body": "", "opportunity_id": None, "template_id": None, "account_id": None}
        row |= rows.checked(values) | {"documents": tuple(values.get("documents", ()))}
        skipped = []
        for contact_id in dict.fromkeys(contact_ids):
            contact = checks.contact_row(self.database, contact_id)
            own = {"contact_id": contact_id, "recipient": contact["email"] if contact else ""}
            if problem := self._ready(row | own).problem:
                skipped.append(Skipped(checks.shown_name(contact), problem, contact_id))
        return tuple(skipped)

    @writes("mail", N_("Take {count} e-mails out of the outbox"))
    def cancel(self, ids: Sequence[int]) -> int:
        """Make drafts of e-mails that wait or failed; how many. Those being sent or sent stay as they are."""
        chosen = [row for row in self._rows(ids) if row["state"] in (WAITING, FAILED)]
        for row in chosen:
            self.database.update("messages", row["id"], {"state": DRAFT, "send_after": "", "problem": ""})
        self.describe(count=len(chosen))
        return len(chosen)

    @writes("mail", N_("Send {count} e-mails again"))
    def retry(self, ids: Sequence[int]) -> Written:
        """Let e-mails that failed, wait, or may have been sent go now. Who sends an unsure one again decided so."""
        again = self._queue(self._rows(ids), states=(WAITING, FAILED, UNSURE), send_after="")
        self.describe(count=len(again.ids))
        return again

    @writes("mail", N_("Mark {count} e-mails as sent"))
    def settle(self, ids: Sequence[int]) -> int:
        """Say of e-mails that may have been sent that they were, and log them; how many."""
        chosen = [row for row in self._rows(ids) if row["state"] == UNSURE]
        self.describe(count=len(chosen))
        for row in chosen:
            self._sending.sent(row["id"], row["updated_at"])
        return len(chosen)

    @reads("mail")
    def send_due(
        self, passwords: Passwords, gone: SentLetters, *, at_once: bool = False, go_on: GoOn = lambda: True
    ) -> SendReport:
        """Send what waits and whose time has come, but for what is `gone` from this computer already; `at_once` also
        where a server failed a moment ago.

        Blocks while servers answer. Answering False, `go_on` ends it between two letters. Never two rounds at a time.
        """
        self.require("write mail")
        self.database.engine.require_writable()
        report = SendReport()
        if self._turn.acquire(blocking=False):
            try:
                hands = Hands(self._sending, passwords, gone, self._files, lambda: go_on() and not self._over.is_set())
                report = self._round(Round(hands, self._known, at_once=at_once))
            finally:
                self._turn.release()
        return replace(report, waiting=self.counts().get(WAITING, 0))

    @reads("mail")
    def finish(self, seconds: float = _LAST_LETTER) -> None:
        """Send no further e-mail, and let the one on its way arrive, for so long at most: what is cut off is unsure."""
        self._over.set()
        if self._turn.acquire(timeout=seconds):
            self._turn.release()

    # Inside

    def _round(self, around: Round) -> SendReport:
        around.write_down()
        accounts: dict[int, tuple[MailAccount, list[int]]] = {}
        for row in self._sending.due(self.context.user.id):
            account = self._account_of(row)
            if account is not None:
                accounts.setdefault(account.id, (account, []))[1].append(row["id"])
            else:
                around.say(checks.no_account())
        for account, ids in accounts.values():
            around.send_for(account, ids)
        return around.report

    def _files(self, message_id: int) -> list[Attachment]:
        documents = self._attachments(rows.documents_of(self.database, message_id))
        return documents + own_files.of_message(self.database, message_id)

    def _attachments(self, documents: Sequence[int]) -> list[Attachment]:
        name = "SELECT name FROM documents WHERE id = :id"
        names = {one: self.database.value(name, id=one) for one in documents}
        return [Attachment(name, self._path(document_id)) for document_id, name in names.items()]

    def _account_of(self, row: Mapping[str, Any]) -> MailAccount | None:
        """The account an e-mail goes through: its own while that is there, else the one that sends by default."""
        own = [account for account in self._accounts.all() if account.id == row["account_id"]]
        return own[0] if own else self._accounts.default()

    def _write(self, contact_id: int, values: Mapping[str, Any]) -> int:
        contact = checks.contact_row(self.database, contact_id)
        if contact is None:
            raise NotFound(_("This contact no longer exists."))
        row = rows.checked(values)
        account = self._account_of({"account_id": row.get("account_id")})
        row["recipient"] = row.get("recipient") or contact["email"]
        made = {"message_id": rows.new_id(account.address if account else ""), "contact_id": contact_id}
        message_id = self.database.insert("messages", row | made | {"user_id": self.context.user.id or None})
        rows.keep_documents(self.database, message_id, wanted=values.get("documents", ()))
        return message_id

    def _write_many(self, contact_ids: Sequence[int], values: Mapping[str, Any]) -> Written:
        ids, skipped = [], []
        for contact_id in dict.fromkeys(contact_ids):
            if problem := self.recipient_problem(contact_id):
                name = checks.shown_name(checks.contact_row(self.database, contact_id))
                skipped.append(Skipped(name, problem, contact_id))
            else:
                ids.append(self._write(contact_id, values))
        return Written(tuple(ids), tuple(skipped))

    def _queue(self, chosen: Sequence[Row], *, states: Sequence[str], send_after: str) -> Written:
        queued, skipped = [], []
        for row in chosen:
            problem = _("It is sent, or being sent.") if row["state"] not in states else ""
            ready = checks.Ready(row, problem) if problem else self._ready(row)
            if ready.problem:
                skipped.append(Skipped(self._name_of(row), ready.problem, row["contact_id"], row["id"]))
                continue
            text = {name: ready.row[name] for name in ("subject", "body")}
            waits = {"state": WAITING, "send_after": send_after, "attempts": 0, "problem": ""}
            waits["files"] = len(rows.documents_of(self.database, row["id"]))
            self.database.update("messages", row["id"], text | waits)
            queued.append(row["id"])
        return Written(tuple(queued), tuple(skipped))

    def _ready(self, row: Row) -> checks.Ready:
        """An e-mail as it may go, or why it may not."""
        if row["contact_id"] is None and own_files.has(self.database, row["id"]):
            return own_files.ready(self.database, row, account=self._account_of(row))
        files = row["documents"] if "documents" in row else rows.documents_of(self.database, row["id"])
        try:
            self._attachments(files)
        except NotFound as error:
            return checks.Ready(row, str(error))
        language = self.database.value("SELECT language FROM mail_templates WHERE id = :id", id=row["template_id"])
        whole = row | {"documents": files}
        return checks.ready(self.context, whole, account=self._account_of(row), language=language or "")

    def _name_of(self, row: Row) -> str:
        return checks.shown_name(checks.contact_row(self.database, row["contact_id"]), row["recipient"])

    def _rows(self, ids: Sequence[int]) -> list[Row]:
        """The user's e-mails of these ids that are still there."""
        sql = f"SELECT m.* FROM messages m WHERE m.id = :id AND {rows.MINE}"
        found = (self.database.one(sql, id=one, me=self.context.user.id) for one in dict.fromkeys(ids))
        return [row for row in found if row is not None]

    def _row(self, message_id: int) -> Row:
        found = self._rows([message_id])
        if not found:
            raise NotFound(_("This e-mail no longer exists. Nothing was changed."))
        return found[0]


def _moment(typed: str) -> str:
    """A moment to send after, "" when it is past already. Invalid when it is none."""
    try:
        moment = dates.to_moment(typed) if typed else ""
    except ValueError as error:
        raise Invalid({"send_after": str(error)}) from error
    return moment if moment > dates.now() else ""
