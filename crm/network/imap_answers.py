"""Answers of IMAP servers as they come through the library: folders, numbers, heads. Asks nothing itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from crm.network.folder_names import decoded, is_of_sent
from crm.utils.text import one_line

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LISTED = re.compile(rb'\((?P<flags>[^)]*)\) (?:"(?:\\.|[^"\\])*"|NIL) (?P<name>.*)', re.DOTALL | re.IGNORECASE)
UID = re.compile(rb"\bUID (\d{1,10})\b", re.IGNORECASE)
SIZE = re.compile(rb"\bRFC822\.SIZE (\d{1,12})\b", re.IGNORECASE)
_COME = re.compile(rb'\bINTERNALDATE "([^"]{10,40})"', re.IGNORECASE)
_USES = {"\\sent": "sent", "\\trash": "trash", "\\junk": "junk", "\\drafts": "drafts", "\\all": "all"}


@dataclass(frozen=True)
class Folder:
    """A folder of a mailbox; `use` is "inbox", "sent", "trash", "junk", "drafts", "all" or ""."""

    name: str
    use: str = ""


@dataclass(frozen=True)
class Opened:
    """A folder that was opened: while `validity` stays, its numbers mean the same e-mails. `next_uid` 0: not told."""

    validity: int
    next_uid: int
    count: int


@dataclass(frozen=True)
class Head:
    """The lines before the text of an e-mail; `come_at` is the moment the server got it, "" when it does not tell."""

    uid: int
    size: int
    come_at: str
    data: bytes


def listed(line: Any) -> Folder | None:
    """A folder of an answer to LIST, which may hold the name apart; None when it can hold no e-mails."""
    head, apart = line if isinstance(line, tuple) else (line, None)
    match = _LISTED.match(head or b"")
    if match is None:
        return None
    flags = {flag.decode("ascii", "replace").lower() for flag in match["flags"].split()}
    if flags & {"\\noselect", "\\nonexistent"}:
        return None
    wire = (apart if apart is not None else _unquoted(match["name"])).decode("utf-8", "replace")
    name = decoded(wire)
    use = "inbox" if wire.upper() == "INBOX" else next((_USES[flag] for flag in flags if flag in _USES), "")
    return Folder(name, use or ("sent" if is_of_sent(name) else ""))


def quoted(text: str) -> bytes:
    """A word as a server reads it, without what would begin a command of its own."""
    plain = "".join(letter for letter in text if letter not in "\r\n\0")
    return b'"' + plain.replace("\\", "\\\\").replace('"', '\\"').encode() + b'"'


def _unquoted(name: bytes) -> bytes:
    return re.sub(rb"\\(.)", rb"\1", name[1:-1]) if name[:1] == b'"' else name


def pairs(data: Iterable[Any]) -> Iterator[tuple[bytes, bytes]]:
    """Answers to FETCH: what stands before and after the bytes belongs to them."""
    before, held = b"", None
    for piece in [*data, (b"", b"")]:
        if isinstance(piece, tuple):
            if held is not None:
                yield before, held
            before, held = piece
        elif isinstance(piece, bytes):
            before += b" " + piece


def told(pattern: re.Pattern[bytes], about: bytes) -> int:
    """A number told about an e-mail; 0 when it is not."""
    match = pattern.search(about)
    return int(match[1]) if match else 0


def come_at(about: bytes) -> str:
    """The moment the server got an e-mail; "" when it does not tell."""
    match = _COME.search(about)
    try:
        told = match[1].decode("ascii").strip() if match else ""
        day, month, rest = told.split("-", 2)
        moment = datetime.strptime(f"{day} {MONTHS.index(month.title()) + 1} {rest}", "%d %m %Y %H:%M:%S %z")
        return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"
    except (ValueError, OverflowError):
        return ""


def as_number(data: Sequence[Any]) -> int:
    """The number that an answer is; 0 when it is none."""
    last = data[-1] if data else None
    return int(last) if isinstance(last, bytes) and last.isdigit() and len(last) < 16 else 0


def words_of(data: Sequence[Any]) -> str:
    """What a server says for people."""
    last = data[-1] if data else b""
    return one_line(last.decode("utf-8", "replace"), 160) if isinstance(last, bytes) else ""
