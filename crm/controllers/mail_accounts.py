"""What can be done with mail accounts: add, change, try, remove. Passwords pass through here and are kept nowhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from crm.controllers.access import Controller, reads, writes
from crm.controllers.checking import clean
from crm.errors import Invalid, NotFound
from crm.models.mail import ACCOUNT_FIELDS, MailAccount
from crm.network.passwords import place
from crm.network.servers import Server
from crm.storage.sqlite import Row
from crm.utils.i18n import N_, _

_HOST = re.compile(r"[^\W_](?:[\w.-]*[^\W_])?|\[[0-9a-fA-F:.]+\]")
_PORTS = range(1, 65536)
_MINE = "(user_id = :me OR user_id IS NULL)"


class MailAccounts(Controller):
    """The signed-in user's own accounts; nobody sees another's."""

    @reads("mail")
    def all(self, *, inactive: bool = True) -> list[MailAccount]:
        """The user's accounts in their order, the one that sends by default first."""
        rows = self.database.all(
            f"SELECT * FROM mail_accounts WHERE {_MINE} AND (active = 1 OR :inactive = 1)"
            " ORDER BY active DESC, position, id",
            me=self.context.user.id,
            inactive=int(inactive),
        )
        return [as_account(row) for row in rows]

    @reads("mail")
    def default(self) -> MailAccount | None:
        """The account that sends where none is chosen; None while there is none that can."""
        return next((account for account in self.all(inactive=False) if account.smtp_host), None)

    @reads("mail")
    def get(self, account_id: int) -> MailAccount:
        """One of the user's accounts. NotFound when there is none."""
        return as_account(self._row(account_id))

    @writes("mail", N_("Add the mail account {address}"))
    def add(self, values: Mapping[str, Any]) -> int:
        """Add an account and return its id. Invalid names each bad field."""
        row = _checked({"address": "", **values})
        last = self.database.value("SELECT coalesce(max(position), 0) FROM mail_accounts")
        self.describe(address=row["address"])
        owner = {"user_id": self.context.user.id or None, "position": last + 1}
        return self.database.insert("mail_accounts", row | owner)

    @writes("mail", N_("Edit the mail account {address}"))
    def change(self, account_id: int, values: Mapping[str, Any], *, version: int | None = None) -> None:
        """Change an account. Conflict when it changed since `version`."""
        before, row = self._row(account_id), _checked(values)
        self.describe(address=row.get("address", before["address"]))
        self.database.update("mail_accounts", account_id, row, version=version)

    @writes("mail", N_("Remove the mail account {address}"))
    def remove(self, account_id: int) -> None:
        """Remove an account; what was sent through it stays, what waits for it waits for another."""
        row = self._row(account_id)
        self.describe(address=row["address"])
        self.database.delete("mail_accounts", account_id)

    @writes("mail", N_("Trust the certificate of {address}"))
    def accept(self, account_id: int, fingerprint: str) -> None:
        """Accept a certificate nobody vouches for, for this account only, by the SHA-256 it was refused with."""
        row = self._row(account_id)
        self.describe(address=row["address"])
        known = dict.fromkeys([*row["trusted"].split(), fingerprint])
        self.database.update("mail_accounts", account_id, _checked({"trusted": " ".join(known)}))

    @reads("mail")
    def test(self, account: MailAccount, password: str) -> None:
        """Sign in and ask whether the account may send; nothing is sent. An account need not be saved for it.

        Invalid without a server, else as crm.network.smtp.Post: each failure is one sentence.
        """
        from crm.network import smtp

        if not account.smtp_host:
            raise Invalid({"smtp_host": _("Without a server nothing can be sent. Your provider tells its name.")})
        smtp.check(smtp_server(account), password, sender=account.address)

    def _row(self, account_id: int) -> Row:
        row = self.database.one(
            f"SELECT * FROM mail_accounts WHERE id = :id AND {_MINE}", id=account_id, me=self.context.user.id
        )
        if row is None:
            raise NotFound(_("This mail account no longer exists. Nothing was changed."))
        return row


def as_account(row: Row) -> MailAccount:
    """A row of mail_accounts as an account."""
    return MailAccount(**{**row, "active": bool(row["active"])})


def smtp_server(account: MailAccount) -> Server:
    """Where the account sends."""
    login = account.smtp_login
    return Server(account.smtp_host, account.smtp_port, account.smtp_security, login, tuple(account.trusted.split()))


def smtp_place(account: MailAccount) -> str:
    """Under which name the password for sending is kept; "" when none is needed."""
    return place("smtp", login=account.smtp_login, host=account.smtp_host) if account.smtp_login else ""


def _checked(values: Mapping[str, Any]) -> dict[str, Any]:
    row = clean(values, ACCOUNT_FIELDS, region="")
    problems: dict[str, str] = {}
    for name in ("smtp_host", "imap_host"):
        if name in row:
            row[name] = row[name].strip()
            if row[name] and not _HOST.fullmatch(row[name]):
                problems[name] = _("A server is written like mail.example.com, without spaces or slashes.")
    for name in ("smtp_port", "imap_port"):
        if name in row and row[name] not in _PORTS:
            problems[name] = _("A port is a number from 1 to 65535: usually 587 or 465 for sending, 993 for reading.")
    for name in ("name", "smtp_login", "imap_login"):
        if name in row:
            row[name] = row[name].strip()
    if problems:
        raise Invalid(problems)
    return row
