"""What e-mails are that were received or sent elsewhere: as a file or a folder brings them, and what came of logging
them. No SQL, no servers, no screens; e-mails written here are mail.py's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

DAYS_BACK = 90  # how far back a folder is read the first time


@dataclass(frozen=True)
class MailAddress:
    """Who wrote or received an e-mail; `normal` is the identity of the address."""

    name: str
    address: str
    normal: str


@dataclass(frozen=True)
class MailFile:
    """A file that came with an e-mail."""

    name: str
    content: bytes


@dataclass(frozen=True)
class ReceivedMail:
    """One e-mail, read. `message_id` is never empty: one without has a mark made of what it says.

    `sent_at` is a moment, "" when it does not tell; `answers` are the ids of the e-mails it belongs to, nearest first.
    """

    message_id: str
    sender: MailAddress
    receivers: tuple[MailAddress, ...] = ()
    sent_at: str = ""
    subject: str = ""
    body: str = ""
    answers: tuple[str, ...] = ()
    files: tuple[MailFile, ...] = ()

    @property
    def people(self) -> tuple[MailAddress, ...]:
        """Everybody it is from or to."""
        return (self.sender, *self.receivers) if self.sender.normal else self.receivers


class Logging(Enum):
    """What came of an e-mail that was to be logged."""

    LOGGED = "logged"
    KNOWN = "known"  # it stands there already
    STRANGERS = "strangers"  # nobody it is from or to is a contact
    EXCLUDED = "excluded"  # somebody on it is never to be logged


@dataclass(frozen=True)
class Logged:
    """What came of one e-mail: the contacts it was logged with, by id and name, and who else is on it."""

    outcome: Logging
    contact_ids: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    subject: str = ""
    strangers: tuple[MailAddress, ...] = ()
    files: int = 0


@dataclass(frozen=True)
class MailFolder:
    """A folder of an account that is read. `last_uid` is the last e-mail looked at, as long as `validity` stays."""

    id: int
    account_id: int
    name: str
    version: int = 0
    active: bool = True
    validity: int = 0
    last_uid: int = 0
    read_at: str = ""
    problem: str = ""


@dataclass(frozen=True)
class ReadingRules:
    """How a user's folders are read: how many days back the first time, and who is never logged, addresses
    ("ana@acme.es") and domains ("acme.es")."""

    days: int = DAYS_BACK
    never: tuple[str, ...] = ()

    def forbids(self, mail: ReceivedMail, own: frozenset[str]) -> bool:
        """Whether somebody on an e-mail but its owner is never to be logged; of a domain also those below it."""
        return any(self._names(one.normal) for one in mail.people if one.normal not in own)

    def _names(self, address: str) -> bool:
        domain = address.rpartition("@")[2]
        return any(rule in (address, domain) or domain.endswith(f".{rule}") for rule in self.never)


@dataclass(frozen=True)
class ReadReport:
    """What one round of reading did: how many e-mails it looked at and logged; `locked` are the ids of accounts whose
    password has to be asked for, `problem` the last sentence about a server. `more` waits for the next round."""

    looked: int = 0
    logged: int = 0
    locked: tuple[int, ...] = ()
    problem: str = ""
    more: bool = False
