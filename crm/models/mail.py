"""What mail is: accounts, templates, messages on their way, and what became of them. No SQL, no servers, no screens."""

from __future__ import annotations

from dataclasses import dataclass

from crm.models.fields import Choice, Field, Kind
from crm.utils.i18n import N_

TLS, STARTTLS, PLAIN = "tls", "starttls", "none"
SECURITIES = (
    Choice(STARTTLS, N_("Encrypted (STARTTLS)")),
    Choice(TLS, N_("Encrypted from the start (TLS)")),
    Choice(PLAIN, N_("Not encrypted")),
)
DRAFT, WAITING, SENDING, SENT, FAILED, UNSURE = "draft", "waiting", "sending", "sent", "failed", "unsure"
STATES = (
    Choice(DRAFT, N_("Draft")),
    Choice(WAITING, N_("Waiting")),
    Choice(SENDING, N_("Being sent")),
    Choice(SENT, N_("Sent")),
    Choice(FAILED, N_("Not sent")),
    Choice(UNSURE, N_("Perhaps sent")),
)

_YOU, _OUT, _IN = "", N_("Sending"), N_("Reading")
ACCOUNT_FIELDS: tuple[Field, ...] = (
    Field("address", Kind.EMAIL, N_("Your e-mail address"), _YOU, required=True),
    Field("name", Kind.TEXT, N_("Your name, as others see it"), _YOU),
    Field("signature", Kind.LONG_TEXT, N_("Signature"), _YOU),
    Field("smtp_host", Kind.TEXT, N_("Server for sending (SMTP)"), _OUT),
    Field("smtp_port", Kind.NUMBER, N_("Port"), _OUT, default=587),
    Field("smtp_security", Kind.CHOICE, N_("Encryption"), _OUT, required=True, default=STARTTLS, choices=SECURITIES),
    Field("smtp_login", Kind.TEXT, N_("User name"), _OUT),
    Field("imap_host", Kind.TEXT, N_("Server for reading (IMAP)"), _IN),
    Field("imap_port", Kind.NUMBER, N_("Port"), _IN, default=993),
    Field("imap_security", Kind.CHOICE, N_("Encryption"), _IN, required=True, default=TLS, choices=SECURITIES),
    Field("imap_login", Kind.TEXT, N_("User name"), _IN),
    Field("trusted", Kind.TEXT, N_("Trusted certificates"), _OUT),
    Field("active", Kind.YES_NO, N_("In use"), _YOU, required=True, default=1),
)
LANGUAGE_CHOICES = (Choice("es", "Español"), Choice("en", "English"))
TEMPLATE_FIELDS: tuple[Field, ...] = (
    Field("name", Kind.TEXT, N_("Name"), required=True),
    Field("language", Kind.CHOICE, N_("Language"), choices=LANGUAGE_CHOICES),
    Field("subject", Kind.TEXT, N_("Subject")),
    Field("body", Kind.LONG_TEXT, N_("Text")),
    Field("active", Kind.YES_NO, N_("In use"), required=True, default=1),
)
MESSAGE_FIELDS: tuple[Field, ...] = (
    Field("account_id", Kind.NUMBER, N_("Sender")),
    Field("template_id", Kind.NUMBER, N_("Template")),
    Field("opportunity_id", Kind.OPPORTUNITY, N_("Opportunity")),
    Field("recipient", Kind.EMAIL, N_("To")),
    Field("copies", Kind.TEXT, N_("Copy to")),
    Field("subject", Kind.TEXT, N_("Subject")),
    Field("body", Kind.LONG_TEXT, N_("Text")),
)


@dataclass(frozen=True)
class MailAccount:
    """Where one user's mail is sent and read. `trusted` are fingerprints of certificates accepted by hand."""

    id: int
    address: str
    version: int = 0
    user_id: int | None = None
    name: str = ""
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_security: str = STARTTLS
    smtp_login: str = ""
    imap_host: str = ""
    imap_port: int = 993
    imap_security: str = TLS
    imap_login: str = ""
    signature: str = ""
    trusted: str = ""
    active: bool = True
    position: int = 0


@dataclass(frozen=True)
class MailTemplate:
    """A text with fields in double braces; `language` is "es", "en" or "" for any."""

    id: int
    name: str
    version: int = 0
    language: str = ""
    subject: str = ""
    body: str = ""
    active: bool = True
    position: int = 0


@dataclass(frozen=True)
class MailField:
    """A field of templates: `name` stands between double braces, `label` and `group` are msgids."""

    name: str
    label: str
    group: str


@dataclass(frozen=True)
class Message:
    """One e-mail written here, in one of STATES. `send_after` is a moment, "" for at once; `copies` have commas
    between them; `files` is how many documents went along when it was queued; `problem` is why it is not sent yet.
    """

    id: int
    message_id: str
    version: int
    account_id: int | None = None
    template_id: int | None = None
    contact_id: int | None = None
    opportunity_id: int | None = None
    interaction_id: int | None = None
    user_id: int | None = None
    recipient: str = ""
    copies: str = ""
    subject: str = ""
    body: str = ""
    files: int = 0
    state: str = DRAFT
    send_after: str = ""
    attempts: int = 0
    problem: str = ""
    sent_at: str = ""
    created_at: str = ""
    updated_at: str = ""
    contact: str = ""
    documents: tuple[int, ...] = ()


@dataclass(frozen=True)
class Wording:
    """A subject and a text with fields in them, and the language in which days and money are written there."""

    subject: str = ""
    body: str = ""
    language: str = ""


@dataclass(frozen=True)
class Filled:
    """A text with its fields filled in. `unknown` are fields that do not exist, `empty` those without a value here."""

    subject: str
    body: str
    unknown: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every field was filled in."""
        return not (self.unknown or self.empty)


@dataclass(frozen=True)
class Skipped:
    """A contact, or a message, that was left out, by name, and why in a sentence."""

    name: str
    reason: str
    contact_id: int | None = None
    message_id: int | None = None


@dataclass(frozen=True)
class Written:
    """What came of writing or queueing several messages: their ids, and those left out."""

    ids: tuple[int, ...] = ()
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True)
class SendReport:
    """What one round of sending did: how many were sent, refused or left unsure; `waiting` still wait. `locked` are
    the ids of accounts whose password has to be asked for, `asks` says that one of them is so since this round,
    `problem` is the last sentence about a server.
    """

    sent: int = 0
    failed: int = 0
    unsure: int = 0
    waiting: int = 0
    locked: tuple[int, ...] = ()
    asks: bool = False
    problem: str = ""


def with_signature(body: str, account: MailAccount) -> str:
    """A text as it goes out, the account's signature below the mark that mail programs know."""
    signature = account.signature.strip()
    return f"{body.rstrip()}\n\n-- \n{signature}\n" if signature else body
