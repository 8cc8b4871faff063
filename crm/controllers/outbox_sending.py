"""What the program writes down while mail is sent. Nobody's work, so nobody's Ctrl+Z meets it; no server is asked here.

'sending' is in the file before a server hears of the e-mail, 'sent' and the interaction come together after it. What is
left at 'sending' was interrupted in between: it becomes 'unsure', and only a person may send it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from crm.controllers import outbox_files
from crm.controllers.access import Controller, reads, writes
from crm.controllers.interactions import refresh_contact
from crm.controllers.outbox_checks import address_problem, contact_row, shown_name
from crm.controllers.outbox_rows import documents_of
from crm.models.mail import FAILED, SENDING, SENT, UNSURE, WAITING
from crm.storage.sqlite import Row
from crm.utils import dates
from crm.utils.i18n import N_, _

_LONGEST = timedelta(minutes=10)  # no letter takes longer, or its connection is cut
EXTERNAL_SOURCE = "email"  # with the Message-ID: the same e-mail read from a folder is the same interaction


class Sending(Controller):
    """The states of messages on their way. Its context is the program's own."""

    @reads("mail")
    def due(self, user_id: int) -> list[Row]:
        """The id and account of each of the user's messages whose time has come, the oldest first."""
        return self.database.all(
            "SELECT id, account_id FROM messages WHERE state = :waiting AND send_after <= :now"
            " AND (user_id = :user OR user_id IS NULL) ORDER BY send_after, id",
            waiting=WAITING,
            now=dates.now(),
            user=user_id,
        )

    @reads("mail")
    def left_behind(self, but: Sequence[int]) -> dict[int, str]:
        """Id -> Message-ID of messages that began to be sent too long ago to be on their way still, but for some."""
        since = dates.now(lambda: dates.utc_clock() - _LONGEST)
        found = self.database.all(
            "SELECT id, message_id FROM messages WHERE state = :sending AND updated_at < :since",
            sending=SENDING,
            since=since,
        )
        return {row["id"]: row["message_id"] for row in found if row["id"] not in but}

    @writes("mail", N_("Begin to send an e-mail"))
    def claim(self, message_id: int) -> Row | None:
        """Say that a message is being sent, and give it; None when it is not to be sent any more."""
        row = self._row(message_id)
        if row is None or row["state"] != WAITING or row["send_after"] > dates.now():
            return None
        if problem := self._forbidden(row):
            self._settle(row, FAILED, problem=problem)
            return None
        self._settle(row, SENDING, attempts=row["attempts"] + 1)
        return self._row(message_id)

    @writes("mail", N_("Send an e-mail to {name}"))
    def sent(self, message_id: int, at: str = "") -> None:
        """Say that a message was sent, and log it as an interaction with its contact."""
        row = self._row(message_id)
        if row is None or row["state"] == SENT:
            return
        at = at or dates.now()
        interaction_id = self._log(row, at)
        self.describe(name=shown_name(contact_row(self.database, row["contact_id"]), row["recipient"]))
        self._settle(row, SENT, sent_at=at, interaction_id=interaction_id)

    @writes("mail", N_("Keep an e-mail that was not sent"))
    def failed(self, message_id: int, problem: str, *, state: str = FAILED, send_after: str = "") -> None:
        """Say why a message was not sent, or may not have been; with `send_after` it waits until then."""
        row = self._row(message_id)
        if row is not None and row["state"] == SENDING:
            self._settle(row, state, problem=problem, send_after=send_after)

    @writes("mail", N_("Find e-mails that were interrupted"))
    def interrupted(self, ids: Sequence[int]) -> None:
        """Say of messages that nobody knows whether they were sent."""
        for message_id in ids:
            self.failed(message_id, _("The program ended while this was being sent: perhaps it was."), state=UNSURE)

    def _row(self, message_id: int) -> Row | None:
        return self.database.one("SELECT * FROM messages WHERE id = :id", id=message_id)

    @writes("mail", N_("Hold e-mails that may have been sent from another copy of the file"))
    def hold(self) -> int:
        """Let a person say whether what waits was sent from the file that this one was made of; how many e-mails."""
        rows = self.database.all(
            "SELECT * FROM messages WHERE state IN (:waiting, :sending) ORDER BY id", waiting=WAITING, sending=SENDING
        )
        problem = _("It waited when everything was exported: the other file may have sent it. Send it again if not.")
        for row in rows:
            self._settle(row, UNSURE, problem=problem)
        return len(rows)

    def _settle(self, row: Row, state: str, **values: object) -> None:
        self.database.update("messages", row["id"], {"state": state, "problem": "", **values})

    def _forbidden(self, row: Row) -> str:
        """Why a message that was allowed when it was queued is not any more."""
        if row["contact_id"] is None and not outbox_files.has(self.database, row["id"]):
            return _("The contact was removed.")
        if len(documents_of(self.database, row["id"])) < row["files"]:
            return _("A file that went along was removed.")
        name = shown_name(contact_row(self.database, row["contact_id"]), row["recipient"])
        copies = filter(None, row["copies"].split(", "))
        problems = (address_problem(self.database, copy, name=copy) for copy in copies)
        return address_problem(self.database, row["recipient"], name=name) or next(filter(None, problems), "")

    def _log(self, row: Row, at: str) -> int | None:
        """The interaction of a message that was sent: a folder that was read may have logged it already."""
        known = self.database.value(
            "SELECT id FROM interactions WHERE external_id = :message LIMIT 1", message=row["message_id"]
        )
        if known or contact_row(self.database, row["contact_id"]) is None:
            return int(known) if known else None
        copied = {name: row[name] for name in ("contact_id", "opportunity_id", "subject", "body", "user_id")}
        marks = {"external_source": EXTERNAL_SOURCE, "external_id": row["message_id"]}
        interaction_id = self.database.insert("interactions", {"type": "email", "at": at, **copied, **marks})
        refresh_contact(self.database, row["contact_id"])
        return interaction_id
