"""One round of sending: every message whose time has come, account by account, each through its server.

The books are outbox_sending.py's; here is the talk with the servers, and how long an account rests after a failure.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta

from crm.controllers.mail_accounts import smtp_place, smtp_server
from crm.controllers.outbox_checks import contact_row, shown_name
from crm.controllers.outbox_sending import Sending
from crm.errors import CrmError, Unavailable
from crm.models.mail import UNSURE, WAITING, MailAccount, SendReport, with_signature
from crm.network.letters import Attachment, Letter
from crm.network.passwords import Passwords
from crm.network.sent_letters import SentLetters
from crm.network.servers import LoginRefused, Unreachable
from crm.network.smtp import NotNow, Post, Unsure
from crm.storage.sqlite import Row
from crm.utils import dates
from crm.utils.i18n import _

_RESTS = (1, 2, 5, 10, 15)  # minutes after the first, second ... failure in a row; offline for a week is no failure
_MOST_ATTEMPTS = 12  # of one letter that the server puts off
_KEEPING = 4  # times to write down that a letter was sent, while the file is busy
_LOCKED_REST = 60  # minutes until a password that was refused is tried again: servers lock out who tries often


@dataclass
class Rest:
    """How long an account is left alone, and why."""

    until: float
    failures: int
    problem: str
    locked: bool = False


@dataclass
class Known:
    """What is known beyond one round: accounts that rest, and letters that are sent but not written down yet."""

    rests: dict[int, Rest] = field(default_factory=dict)
    unwritten: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Hands:
    """What a round works with. `files(message id)` are a message's attachments, `go_on` may end it between letters, and
    what `gone` says was sent from here, by whichever copy of the file, is not sent again.
    """

    sending: Sending
    passwords: Passwords
    gone: SentLetters
    files: Callable[[int], Sequence[Attachment]]
    go_on: Callable[[], bool]


class Round:
    """Sends what is due. `at_once` disturbs accounts that rest."""

    def __init__(self, hands: Hands, known: Known, *, at_once: bool) -> None:
        self._hands = hands
        self._known = known
        self._at_once = at_once
        self.report = SendReport()

    def write_down(self) -> None:
        """Bring the books up to date: what was sent but could not be written, and what was left behind by a crash."""
        for message_id, at in list(self._known.unwritten.items()):
            self._hands.sending.sent(message_id, at)
            del self._known.unwritten[message_id]
        left = self._hands.sending.left_behind(list(self._known.unwritten))
        unsure = [one for one, message_id in left.items() if not self._hands.gone.has(message_id)]
        for one in left.keys() - set(unsure):
            self._hands.sending.sent(one)
        if unsure:
            self._hands.sending.interrupted(unsure)
            self._count(unsure=len(unsure))

    def send_for(self, account: MailAccount, ids: Sequence[int]) -> None:
        """Send the messages of one account, until they are all gone or the server will not have more."""
        rest = self._known.rests.get(account.id)
        if rest and not self._at_once and time.time() < rest.until:
            self._leave(account, rest.problem, locked=rest.locked)
            return
        place = smtp_place(account)
        password = self._hands.passwords.get(place) if place else ""
        if password is None:
            sentence = _("The password for {address} is needed.").format(address=account.address)
            self.report = replace(self.report, asks=self.report.asks or not (rest and rest.locked))
            self._known.rests[account.id] = Rest(0, 0, sentence, locked=True)
            self._leave(account, sentence, locked=True)
            return
        try:
            with Post(smtp_server(account), password) as post:
                self._send_all(post, account, ids=ids)
        except LoginRefused as error:
            self.report = replace(self.report, asks=True)
            self._rest(account, str(error), locked=True)
        except Unavailable as error:
            self._rest(account, str(error))
        else:
            self._known.rests.pop(account.id, None)

    def _send_all(self, post: Post, account: MailAccount, *, ids: Sequence[int]) -> None:
        for message_id in ids:
            if not self._hands.go_on():
                return
            row = self._hands.sending.claim(message_id)
            if row is not None:
                self._send(post, account, row=row)

    def _send(self, post: Post, account: MailAccount, *, row: Row) -> None:
        """Send one message and write down what became of it; Unreachable when the connection is of no more use."""
        sending, message_id = self._hands.sending, row["id"]
        if self._hands.gone.has(row["message_id"]):  # by another copy of this file
            sending.sent(message_id)
            return
        try:
            post.send(self._letter(account, row))
        except NotNow as error:
            self._put_off(row, str(error))
        except Unreachable as error:
            sending.failed(message_id, str(error), state=WAITING)
            raise
        except Unsure as error:
            sending.failed(message_id, str(error), state=UNSURE)
            self._count(unsure=1)
            raise Unreachable(str(error)) from error
        except CrmError as error:
            sending.failed(message_id, str(error))
            self._count(failed=1)
        except BaseException:
            with suppress(Unavailable):
                sending.failed(message_id, _("Something went wrong while this was being sent."), state=UNSURE)
            raise
        else:
            self._hands.gone.note(row["message_id"])
            self._keep_sent(message_id)

    def _keep_sent(self, message_id: int) -> None:
        """Write down that a message was sent; while the file is busy it is tried again, then with the next round."""
        self._count(sent=1)
        self._known.unwritten[message_id] = dates.now()
        for attempt in range(_KEEPING):
            try:
                self._hands.sending.sent(message_id, self._known.unwritten[message_id])
            except Unavailable:
                time.sleep(0.2 * 2**attempt)
            else:
                del self._known.unwritten[message_id]
                return

    def _letter(self, account: MailAccount, row: Row) -> Letter:
        contact = contact_row(self._hands.sending.database, row["contact_id"])
        return Letter(
            row["message_id"],
            account.address,
            row["recipient"],
            account.name,
            shown_name(contact),
            tuple(filter(None, row["copies"].split(", "))),
            row["subject"],
            with_signature(row["body"], account),
            tuple(self._hands.files(row["id"])),
        )

    def _put_off(self, row: Row, problem: str) -> None:
        if row["attempts"] >= _MOST_ATTEMPTS:
            self._hands.sending.failed(row["id"], problem)
            self._count(failed=1)
            return
        minutes = _RESTS[min(row["attempts"], len(_RESTS)) - 1]
        later = dates.now(lambda: dates.utc_clock() + timedelta(minutes=minutes))
        self._hands.sending.failed(row["id"], problem, state=WAITING, send_after=later)
        self.say(problem)

    def _rest(self, account: MailAccount, problem: str, *, locked: bool = False) -> None:
        before = self._known.rests.get(account.id)
        failures = (before.failures if before else 0) + 1
        minutes = _LOCKED_REST if locked else _RESTS[min(failures, len(_RESTS)) - 1]
        self._known.rests[account.id] = Rest(time.time() + 60 * minutes, failures, problem, locked)
        self._leave(account, problem, locked=locked)

    def _leave(self, account: MailAccount, problem: str, *, locked: bool = False) -> None:
        if locked:
            self.report = replace(self.report, locked=(*self.report.locked, account.id))
        self.say(problem)

    def say(self, problem: str) -> None:
        """Report why something waits."""
        self.report = replace(self.report, problem=problem)

    def _count(self, **more: int) -> None:
        sums = {name: getattr(self.report, name) + count for name, count in more.items()}
        self.report = replace(self.report, **sums)
