"""One round of reading mail folders: new e-mails, heads first, in full only those with known contacts.

Interrupted anywhere it begins again where it was: an e-mail and how far the folder was read are kept together.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from crm.controllers.access import Controller, writes
from crm.controllers.mail_book import MailBook, Origin
from crm.controllers.outbox_sending import Sending
from crm.errors import Invalid, NotFound, Unavailable
from crm.files.mail_messages import read, read_heads
from crm.models.mail import MailAccount
from crm.models.received_mail import Logging, MailFolder, ReadingRules, ReadReport, ReceivedMail
from crm.network.imap import LARGEST, FolderGone, Mailbox
from crm.network.imap_answers import Head
from crm.network.passwords import place
from crm.network.servers import LoginRefused, Server
from crm.storage import bookkeeping
from crm.utils import dates
from crm.utils.i18n import N_, _

ROUND = 45.0  # seconds after which a round leaves the rest to the next: others want the network too
_CHUNK = 100  # heads asked for at once
_RESTS = (5, 10, 20, 40, 60)  # minutes after the first, second ... failure in a row
_LOCKED_REST = 60

GetPassword = Callable[[str], "str | None"]


def imap_server(account: MailAccount) -> Server:
    """Where the account is read."""
    login = account.imap_login or account.address
    return Server(account.imap_host, account.imap_port, account.imap_security, login, tuple(account.trusted.split()))


def imap_place(account: MailAccount) -> str:
    """Under which name the password for reading is kept."""
    return place("imap", login=account.imap_login or account.address, host=account.imap_host)


class FolderBook(Controller):
    """How far each folder was read. Its context is the program's own; what it writes is no record of anybody's work."""

    @writes("mail", N_("Read a mail folder"))
    def keep(self, folder: MailFolder) -> None:
        """Remember how far a folder was read, when, and what stood in the way."""
        names = ("validity", "last_uid", "read_at", "problem")
        values = {name: getattr(folder, name) for name in names}
        bookkeeping.note(self.database, "mail_folders", row_id=folder.id, values=values)


@dataclass
class Rest:
    """How long an account is left alone, and why."""

    until: float
    failures: int
    problem: str
    locked: bool = False


@dataclass(frozen=True)
class Hands:
    """What a round works with."""

    book: MailBook
    folders: FolderBook
    password: GetPassword
    rules: ReadingRules
    go_on: Callable[[], bool]
    rests: dict[int, Rest] = field(default_factory=dict)


class Round:
    """Reads folders, account by account. `at_once` disturbs accounts that rest."""

    def __init__(self, hands: Hands, *, at_once: bool) -> None:
        self._hands = hands
        self._at_once = at_once
        self._until = time.monotonic() + ROUND
        self.report = ReadReport()

    def read(self, account: MailAccount, folders: Sequence[MailFolder], *, origin: Origin) -> None:
        """Read the folders of one account, as far as they can be."""
        rest = self._hands.rests.get(account.id)
        if rest and not self._at_once and time.time() < rest.until:
            self._leave(account, rest.problem, locked=rest.locked)
            return
        password = self._hands.password(imap_place(account))
        if password is None:
            sentence = _("The password for reading {address} is needed.").format(address=account.address)
            self._leave(account, sentence, locked=True)
            return
        try:
            with Mailbox(imap_server(account), password) as box:
                self._read_all(box, folders, origin=origin)
        except LoginRefused as error:
            self._rest(account, str(error), locked=True)
        except Unavailable as error:
            self._rest(account, str(error))
        else:
            self._hands.rests.pop(account.id, None)

    def _read_all(self, box: Mailbox, folders: Sequence[MailFolder], *, origin: Origin) -> None:
        for folder in folders:
            if not self.goes_on():
                return
            try:
                FolderReading(self, self._hands, folder=folder, origin=origin).read(box)
            except FolderGone as error:
                self._hands.folders.keep(replace(folder, problem=str(error)))
                self.count(problem=str(error))

    def goes_on(self) -> bool:
        """Whether there is time for more; when not, the report says that more waits."""
        goes_on = time.monotonic() < self._until and self._hands.go_on()
        self.report = replace(self.report, more=not goes_on)
        return goes_on

    def count(self, *, looked: int = 0, logged: int = 0, problem: str = "") -> None:
        """Report more."""
        before = self.report
        self.report = replace(
            before, looked=before.looked + looked, logged=before.logged + logged, problem=problem or before.problem
        )

    def _rest(self, account: MailAccount, problem: str, *, locked: bool = False) -> None:
        before = self._hands.rests.get(account.id)
        failures = (before.failures if before else 0) + 1
        minutes = _LOCKED_REST if locked else _RESTS[min(failures, len(_RESTS)) - 1]
        self._hands.rests[account.id] = Rest(time.time() + 60 * minutes, failures, problem, locked)
        self._leave(account, problem, locked=locked)

    def _leave(self, account: MailAccount, problem: str, *, locked: bool = False) -> None:
        if locked:
            self.report = replace(self.report, locked=(*self.report.locked, account.id))
        self.count(problem=problem)


class FolderReading:
    """Reads what is new in one folder, the oldest first."""

    def __init__(self, whole: Round, hands: Hands, *, folder: MailFolder, origin: Origin) -> None:
        self._whole = whole
        self._hands = hands
        self._folder = folder
        self._origin = origin

    def read(self, box: Mailbox) -> None:
        """Look at every new e-mail, and remember after each one how far."""
        opened = box.open(self._folder.name)
        if opened.validity != self._folder.validity:  # the numbers mean other e-mails now: begin anew
            self._folder = replace(self._folder, validity=opened.validity, last_uid=0)
        uids = self._new(box, opened.next_uid)
        for start in range(0, len(uids), _CHUNK):
            if not self._whole.goes_on():
                return
            chunk = uids[start : start + _CHUNK]
            for head in box.heads(chunk):
                self._look(box, head)
                if not self._whole.goes_on():
                    self._reached(head.uid)
                    return
            self._reached(chunk[-1])
        self._reached(max([self._folder.last_uid, *uids[-1:], opened.next_uid - 1]))

    def _new(self, box: Mailbox, next_uid: int) -> list[int]:
        last = self._folder.last_uid
        if not last:
            return box.since(date.fromisoformat(dates.today()) - timedelta(days=self._hands.rules.days))
        return [] if 0 < next_uid <= last + 1 else box.after(last)

    def _look(self, box: Mailbox, head: Head) -> None:
        """Log one e-mail if it is with somebody known; what cannot be read is passed over."""
        self._whole.count(looked=1)
        mail = read_heads(head.data)
        origin = replace(self._origin, come_at=head.come_at)
        if self._hands.rules.forbids(mail, origin.own):
            return
        book = self._hands.book
        for message_id in book.unsure(mail):
            Sending(book.context).sent(message_id)
        if not book.missing(mail, origin):
            return
        content = box.message(head.uid, size=head.size)
        if content is None:
            return
        try:
            whole = read(content, name=mail.subject)
        except Invalid:
            whole = mail
        if head.size > LARGEST:
            sentence = _("This e-mail is too large to be read here ({size} MB). It stands in your mailbox.")
            whole = replace(whole, body=sentence.format(size=head.size // 1_000_000))
        self._log(replace(whole, message_id=mail.message_id), head, origin=origin)

    def _log(self, mail: ReceivedMail, head: Head, *, origin: Origin) -> None:
        book = self._hands.book
        try:
            with book.database.transaction(book.context.author, N_("Log an e-mail with {name}")):
                logged = book.log(mail, origin)
                self._reached(head.uid)
        except (Invalid, NotFound):  # the contact was removed meanwhile
            return
        self._whole.count(logged=int(logged.outcome is Logging.LOGGED))

    def _reached(self, uid: int) -> None:
        self._folder = replace(self._folder, last_uid=uid, read_at=dates.now(), problem="")
        self._hands.folders.keep(self._folder)
