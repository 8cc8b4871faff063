"""What can be done with mail from elsewhere: log a file, choose folders, read them. No server is asked during a write.

How an e-mail is written down is mail_book.py's, how folders are read mail_reading.py's.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from crm.controllers.access import Context, Controller, reads, writes
from crm.controllers.mail_accounts import MailAccounts
from crm.controllers.mail_book import MailBook, Origin
from crm.controllers.mail_people import own_addresses
from crm.controllers.mail_reading import FolderBook, GetPassword, Hands, Rest, Round, imap_server
from crm.errors import Invalid
from crm.files.mail_messages import read_file
from crm.models.received_mail import DAYS_BACK, Logged, MailFolder, ReadingRules, ReadReport
from crm.network import imap
from crm.network.imap_answers import Folder
from crm.storage import bookkeeping
from crm.storage.changelog import to_json
from crm.storage.sqlite import Row
from crm.utils import emails
from crm.utils.i18n import N_, _

_MOST_DAYS = 3650


class MailLog(Controller):
    """E-mails of the signed-in user that were written elsewhere. `program` writes down what was read by itself."""

    def __init__(self, context: Context, accounts: MailAccounts, *, program: Context) -> None:
        super().__init__(context)
        self._accounts = accounts
        self._program = program
        self._rests: dict[int, Rest] = {}

    # ---- files

    @reads("mail")
    def log_file(self, path: Path, contact_id: int | None = None, *, opportunity_id: int | None = None) -> Logged:
        """Log the e-mail in a file with the contacts it is from or to, and with the one given, about an opportunity if
        one is given.

        One operation; the same e-mail twice changes nothing. Strangers are not added: without a contact nothing is
        logged and the answer says who is on it. Invalid (field "file") when the file holds no e-mail.
        """
        self.require("write interactions")
        mail = read_file(path)
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        origin = self._origin(come_at=f"{changed:%Y-%m-%dT%H:%M:%S}Z", contact_id=contact_id)
        return MailBook(self.context).log(mail, replace(origin, opportunity_id=opportunity_id))

    # ---- which folders, and how

    @reads("mail")
    def folders(self, account_id: int) -> list[MailFolder]:
        """The folders of an account that are read, or were."""
        self._accounts.get(account_id)
        rows = self.database.all("SELECT * FROM mail_folders WHERE account_id = :id ORDER BY id", id=account_id)
        return [_as_folder(row) for row in rows]

    @reads("mail")
    def folders_there(self, account_id: int, password: str) -> list[Folder]:
        """The folders the server has. Invalid when none is given, Unavailable with a sentence when it does not tell."""
        account = self._accounts.get(account_id)
        if not account.imap_host:
            raise Invalid({"imap_host": _("Without a server nothing can be read. Your provider tells its name.")})
        return imap.check(imap_server(account), password)

    @writes("mail", N_("Choose the mail folders of {address}"))
    def choose_folders(self, account_id: int, names: Sequence[str]) -> None:
        """Read these folders of an account and no others; how far the others were read is remembered."""
        account = self._accounts.get(account_id)
        self.describe(address=account.address)
        known = {folder.name: folder for folder in self.folders(account_id)}
        for name, folder in known.items():
            if folder.active != (name in names):
                self.database.update("mail_folders", folder.id, {"active": int(name in names)})
        for name in dict.fromkeys(names):
            if name not in known:
                self.database.insert("mail_folders", {"account_id": account_id, "name": name})

    @reads("mail")
    def rules(self) -> ReadingRules:
        """How the user's folders are read."""
        kept = self.database.value("SELECT value FROM settings WHERE name = :name", name=self._setting)
        found = json.loads(kept) if kept else {}
        return ReadingRules(int(found.get("days", DAYS_BACK)), tuple(found.get("never", ())))

    @writes("mail", N_("Change which e-mails are read"))
    def set_rules(self, days: int, never: Sequence[str]) -> None:
        """Read so many days back the first time, and never log e-mails with these addresses or domains. Invalid names
        what is neither."""
        rules = _checked(days, never)
        values = {"value": to_json({"days": rules.days, "never": list(rules.never)})}
        known = self.database.value("SELECT id FROM settings WHERE name = :name", name=self._setting)
        if known is None:
            self.database.insert("settings", {"name": self._setting, **values})
        else:
            self.database.update("settings", known, values)

    @writes("mail", N_("Read the mail folders again"))
    def begin_anew(self, account_id: int) -> None:
        """Let the folders of an account be read again from as many days back as the rules say."""
        for folder in self.folders(account_id):
            bookkeeping.note(self.database, "mail_folders", row_id=folder.id, values={"last_uid": 0})

    # ---- reading

    @reads("mail")
    def read_folders(
        self, password: GetPassword, *, go_on: Callable[[], bool] = lambda: True, at_once: bool = False
    ) -> ReadReport:
        """Read what is new in the chosen folders of every account and log what is with known contacts.

        `password(place)` tells a password, None when it has to be asked for. `at_once` also tries accounts that rest
        after a failure. Problems stand in the report; only a file that cannot be written raises Unavailable.
        """
        wanted = self._wanted()
        if not wanted or self.database.engine.read_only or not self.scope("write interactions"):
            return ReadReport()
        hands = Hands(
            MailBook(self._program), FolderBook(self._program), password, self.rules(), go_on, rests=self._rests
        )
        reading, origin = Round(hands, at_once=at_once), self._origin()
        for account in self._accounts.all(inactive=False):
            if account.imap_host and account.id in wanted:
                reading.read(account, wanted[account.id], origin=origin)
        return reading.report

    def _wanted(self) -> dict[int, list[MailFolder]]:
        rows = self.database.all("SELECT * FROM mail_folders WHERE active = 1 ORDER BY id")
        found: dict[int, list[MailFolder]] = {}
        for folder in map(_as_folder, rows):
            found.setdefault(folder.account_id, []).append(folder)
        return found

    def _origin(self, *, come_at: str = "", contact_id: int | None = None) -> Origin:
        me = self.context.user.id
        return Origin(me, own_addresses(self.context, me), come_at, contact_id)

    @property
    def _setting(self) -> str:
        return f"mail.reading.{self.context.user.id}"


def _as_folder(row: Row) -> MailFolder:
    return MailFolder(**{**row, "active": bool(row["active"])})


def _checked(days: int, never: Sequence[str]) -> ReadingRules:
    if not 1 <= days <= _MOST_DAYS:
        raise Invalid({"days": _("Days are a whole number from 1 to {most}.").format(most=_MOST_DAYS)})
    kept = []
    for written in never:
        rule = emails.normal(written.strip().removeprefix("*").removeprefix("@"))
        probe = rule if "@" in rule else f"x@{rule}"
        if rule and emails.check(probe)[1]:
            sentence = _("“{text}” is neither an address like ana@example.com nor a domain like example.com.")
            raise Invalid({"never": sentence.format(text=written.strip()[:60])})
        kept.append(rule)
    return ReadingRules(days, tuple(dict.fromkeys(filter(None, kept))))
