"""Reading an e-mail as programs save and servers send it (RFC 822, .eml, Apple's .emlx). Nothing is decided here.

Whatever the sender claims about encodings, dates and names is doubted; nothing in an e-mail is run or fetched.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path

from crm.errors import Invalid, Unavailable
from crm.files.mail_html import html_as_text
from crm.files.mail_words import header_text, text_of
from crm.models.received_mail import MailAddress, MailFile, ReceivedMail
from crm.utils import dates, emails, file_names
from crm.utils.i18n import _
from crm.utils.text import one_line

LARGEST = 150_000_000  # bytes; servers take 25 to 50 million
_LONGEST_BODY = 200_000  # characters
_LONGEST_ID = 200
_MOST_PEOPLE = 500
_MOST_FILES = 200
_DEEPEST = 30
_OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_COUNT_LINE = re.compile(rb"(\d{1,10})[ \t]*\r?\n")
_ID = re.compile(r"<[^<>\s]{1,900}>")
_SIGNS = ("to", "subject", "date", "message-id", "received")
_OLDEST = datetime(1970, 1, 2, tzinfo=UTC)


def read_file(path: Path) -> ReceivedMail:
    """The e-mail in a file. Invalid (field "file") says what is wrong with one that holds none; Unavailable when it
    cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            sentence = _("{name} is too large for an e-mail: more than {limit} MB. It was not logged.")
            raise Invalid({"file": sentence.format(name=path.name, limit=LARGEST // 1_000_000)})
        data = path.read_bytes()
    except OSError as error:
        sentence = _("{name} could not be opened ({reason}). Nothing was logged.")
        raise Unavailable(sentence.format(name=path.name, reason=error.strerror or error)) from error
    return read(_unwrapped(data), name=path.name)


def read(data: bytes, *, name: str) -> ReceivedMail:
    """The e-mail that `data` is; `name` is what a sentence calls it. Invalid (field "file") when it is none."""
    if problem := _no_mail(data):
        raise Invalid({"file": problem.format(name=name)})
    try:
        message = message_from_bytes(data, policy=policy.default)
        found = _Found()
        _sort(message, found, depth=0)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        sentence = _("{name} is an e-mail that cannot be read: it is put together wrongly. It was not logged.")
        raise Invalid({"file": sentence.format(name=name)}) from error
    heads = _heads(message)
    if "from" not in heads and sum(sign in heads for sign in _SIGNS) < 2:
        raise Invalid({"file": _("{name} is no e-mail. It was not logged.").format(name=name)})
    return _assembled(heads, found, data=data)


def read_heads(data: bytes) -> ReceivedMail:
    """What the lines before the text of an e-mail tell; without text and files."""
    message = message_from_bytes(data.split(b"\r\n\r\n", 1)[0] + b"\r\n\r\n", policy=policy.default)
    return _assembled(_heads(message), _Found(), data=data)


@dataclass
class _Found:
    """The parts of an e-mail by what they are for."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    files: list[MailFile] = field(default_factory=list)

    def body(self) -> str:
        """What a person reads."""
        plain = "\n".join(self.plain).strip()
        text = plain or html_as_text("\n".join(self.html))
        return text if len(text) <= _LONGEST_BODY else text[:_LONGEST_BODY].rstrip() + "…"


def _no_mail(data: bytes) -> str:
    if not data.strip():
        return _("{name} is empty. It was not logged.")
    if data.startswith(_OUTLOOK):
        return _(
            "{name} is in a form only Outlook reads (.msg). Save it there as .eml or drag it from another program."
        )
    return ""


def _unwrapped(data: bytes) -> bytes:
    """Without what programs put before an e-mail: a mark of the encoding, empty lines, Apple's count of bytes."""
    plain = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    counted = _COUNT_LINE.match(plain)
    return plain[counted.end() : counted.end() + int(counted[1])] if counted else plain


# ---- heads


def _heads(message: Message) -> dict[str, list[str]]:
    """The raw header lines by lower-case name: the library's own reading stumbles over many that exist."""
    found: dict[str, list[str]] = {}
    for name, value in message.raw_items():
        found.setdefault(name.lower(), []).append(str(value))
    return found


def _assembled(heads: dict[str, list[str]], found: _Found, *, data: bytes) -> ReceivedMail:
    sender = next(iter([*_people(heads, "from"), *_people(heads, "sender")]), MailAddress("", "", ""))
    receivers = [one for name in ("to", "cc", "bcc") for one in _people(heads, name)]
    return ReceivedMail(
        _message_id(heads, data),
        sender,
        tuple({one.normal: one for one in reversed(receivers)}.values())[::-1][:_MOST_PEOPLE],
        _sent_at(heads),
        one_line(header_text(_first(heads, "subject")), 900),
        found.body(),
        _answers(heads),
        tuple(found.files),
    )


def _first(heads: dict[str, list[str]], name: str) -> str:
    return heads.get(name, [""])[0]


def _people(heads: dict[str, list[str]], name: str) -> Iterator[MailAddress]:
    lines = [" ".join(line.split()) for line in heads.get(name, [])]
    for shown, address in getaddresses(lines)[:_MOST_PEOPLE]:
        kept, problem = emails.check(header_text(address))
        if kept and not problem:
            yield MailAddress(one_line(header_text(shown), 200), kept, emails.normal(kept))


def _message_id(heads: dict[str, list[str]], data: bytes) -> str:
    """The id others know it by; one without, or with an endless one, gets the same made-up id each time."""
    given = _ID.search(_first(heads, "message-id"))
    if given and len(given[0]) <= _LONGEST_ID and given[0].isascii():
        return given[0]
    told = "\n".join(_first(heads, name) for name in ("message-id", "date", "from", "to", "subject"))
    seed = told.strip() or hashlib.sha256(data).hexdigest()
    return f"<{hashlib.sha256(seed.encode('utf-8', 'replace')).hexdigest()[:40]}@cartera.invalid>"


def _answers(heads: dict[str, list[str]]) -> tuple[str, ...]:
    direct = _ID.findall(" ".join(heads.get("in-reply-to", [])))
    earlier = _ID.findall(" ".join(heads.get("references", [])))[::-1]
    return tuple(dict.fromkeys([*direct, *earlier]))[:50]


def _sent_at(heads: dict[str, list[str]]) -> str:
    received = [line.rpartition(";")[2] for line in heads.get("received", [])[:1]]
    for told in (_first(heads, "date"), *received):
        try:
            moment = parsedate_to_datetime(" ".join(told.split()))
            aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if _OLDEST <= aware <= dates.utc_clock() + timedelta(days=1):
            return f"{aware:%Y-%m-%dT%H:%M:%S}Z"
    return ""


# ---- parts


def _sort(part: Message, found: _Found, *, depth: int) -> None:
    """Put a part, and those within, where they belong."""
    kind = part.get_content_type()
    if part.is_multipart() and part.get_content_maintype() == "multipart" and depth < _DEEPEST:
        for inner in _within(part):
            _sort(inner, found, depth=depth + 1)
        return
    disposition, name = part.get_content_disposition(), header_text(part.get_filename() or "")
    if kind in ("text/plain", "text/html") and disposition != "attachment" and not name:
        texts = found.plain if kind == "text/plain" else found.html
        texts.append(text_of(_content(part), part.get_content_charset() or ""))
    elif not _is_decoration(part, disposition) and len(found.files) < _MOST_FILES:
        found.files.append(MailFile(_name(part, name, kind=kind), _content(part)))


def _within(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [inner for inner in payload if isinstance(inner, Message)] if isinstance(payload, list) else []


def _is_decoration(part: Message, disposition: str | None) -> bool:
    """A picture that the text shows, as the logo of a signature, or the mark of a signed e-mail."""
    if part.get_content_type() in ("application/pgp-signature", "application/pkcs7-signature"):
        return True
    return part.get_content_maintype() == "image" and disposition != "attachment" and "content-id" in part


def _content(part: Message) -> bytes:
    if part.is_multipart():
        return b"\r\n".join(inner.as_bytes() for inner in _within(part))
    decoded = part.get_payload(decode=True)
    return decoded if isinstance(decoded, bytes) else b""


def _name(part: Message, name: str, *, kind: str) -> str:
    if name:
        return file_names.safe(name)
    if kind == "message/rfc822":
        subject = next((header_text(_first(_heads(inner), "subject")) for inner in _within(part)), "")
        named = one_line(subject, 80) or _("message")
        return file_names.safe(f"{named}.eml")
    endings = {"text/calendar": ".ics", "application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}
    return _("attachment") + endings.get(kind, "")
