"""One e-mail as the bytes a server takes: headers, plain text, attachments. Sends nothing."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass, field
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr, localtime
from pathlib import Path

from crm.errors import Invalid, Unavailable
from crm.utils.i18n import _
from crm.utils.text import one_line

_POLICY = SMTP.clone(cte_type="7bit")  # what every server on the way can carry
_LONGEST_NAME = 100


@dataclass(frozen=True)
class Attachment:
    """A file that goes along, and the name it goes by."""

    name: str
    path: Path


@dataclass(frozen=True)
class Letter:
    """Everything an e-mail says. Names may be empty, `copies` are further visible recipients; none are hidden."""

    message_id: str
    sender: str
    recipient: str
    sender_name: str = ""
    recipient_name: str = ""
    copies: tuple[str, ...] = ()
    subject: str = ""
    body: str = ""
    attachments: tuple[Attachment, ...] = field(default=())

    @property
    def recipients(self) -> tuple[str, ...]:
        """Every address it goes to, once."""
        return tuple(dict.fromkeys((self.recipient, *self.copies)))


def ascii_address(address: str) -> str:
    """An address as servers take it, its domain in ASCII. Invalid when the part before the @ has other letters."""
    name, _at, domain = address.rpartition("@")
    try:
        name.encode("ascii")
        return f"{name}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError as error:
        sentence = _("Most servers cannot deliver to {address}: it has letters before the @ that are not plain.")
        raise Invalid({"recipient": sentence.format(address=one_line(address, 60))}) from error


def as_bytes(letter: Letter) -> bytes:
    """The whole e-mail, dated now. Unavailable when an attachment cannot be read, ValueError for a header of lines."""
    message = EmailMessage(policy=_POLICY)
    message.set_content(letter.body if letter.body.endswith("\n") else letter.body + "\n")
    for attachment in letter.attachments:
        _attach(message, attachment)
    return "".join(_headers(letter)).encode("ascii") + message.as_bytes()


def _headers(letter: Letter) -> list[str]:
    """The lines about the letter; the library's own folding loses spaces between words of other letters."""
    headers = {
        "From": _named(letter.sender_name, letter.sender),
        "To": _named(letter.recipient_name, letter.recipient),
        "Cc": ",\r\n ".join(ascii_address(address) for address in letter.copies),
        "Subject": _encoded(letter.subject, header="Subject"),
        "Date": format_datetime(localtime()),
        "Message-ID": _encoded(letter.message_id, header="Message-ID"),
    }
    return [f"{name}: {value}\r\n" for name, value in headers.items() if value or name == "Subject"]


def _encoded(text: str, *, header: str = "") -> str:
    """A text as it stands in a header: plain where it can, in encoded words of 75 characters at most elsewhere."""
    if "\r" in text or "\n" in text:
        raise ValueError("a header has one line")
    charset = "us-ascii" if text.isascii() and text.isprintable() else "utf-8"
    return Header(text, charset, header_name=header).encode(linesep="\r\n")


def _named(name: str, address: str) -> str:
    name, bare = one_line(name, _LONGEST_NAME), ascii_address(address)
    if name.isascii():
        return formataddr((name, bare))
    return f"{_encoded(name, header='From')} <{bare}>"


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    try:
        content = attachment.path.read_bytes()
    except OSError as error:
        sentence = _("The file {name} could not be attached ({reason}). The e-mail was not sent.")
        raise Unavailable(sentence.format(name=attachment.name, reason=error.strerror)) from error
    kind, encoding = mimetypes.guess_type(attachment.name)
    main, _slash, sub = (kind if kind and not encoding else "application/octet-stream").partition("/")
    if main in ("text", "message", "multipart"):  # as it is, byte for byte
        main, sub = "application", "octet-stream"
    message.add_attachment(content, maintype=main, subtype=sub, filename=one_line(attachment.name, _LONGEST_NAME))
