"""Words in e-mails: encoded headers, and texts whose stated encoding may be a lie. Knows no parts of an e-mail."""

from __future__ import annotations

import base64
import binascii
import quopri
import re

_ENCODED = re.compile(r"=\?([^?\s*]{1,40})(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(r"(\?=)\s+(=\?)")
_UNKEPT = re.compile("[\x00\ud800-\udfff]")
_ONE_BYTE = frozenset(
    ("", "us-ascii", "ascii", "latin-1", "latin1", "iso-8859-1", "iso8859-1", "windows-1252", "cp1252")
)


def text_of(data: bytes, charset: str) -> str:
    """Bytes as text in the encoding they claim, or in the one they are in when the claim is false."""
    if data.isascii() and not charset.lower().startswith(("utf-16", "utf-32", "utf-7", "iso-2022", "hz")):
        return _kept(data.decode("ascii"))
    named = charset.strip("'\" ").lower()
    for name in (*(() if named in _ONE_BYTE else (named,)), "utf-8"):
        try:
            return _kept(data.decode(name))
        except (LookupError, ValueError):
            continue
    return _kept(data.decode("cp1252", "replace"))


def header_text(raw: str) -> str:
    """A header as it was meant, in one line: its encoded words decoded, other letters as they are."""
    line = " ".join(_unescaped(raw).split())
    if "=?" not in line:
        return line
    joined = _BETWEEN.sub(r"\1\2", line)
    words, place, held = [], 0, _Held()
    for match in _ENCODED.finditer(joined):
        if match.start() > place:
            words += [held.take(), joined[place : match.start()]]
        words.append(held.add(match[1], _bytes(match[2], match[3])))
        place = match.end()
    return " ".join("".join([*words, held.take(), joined[place:]]).split())


class _Held:
    """Bytes of encoded words that stand side by side: a letter may begin in one and end in the next."""

    def __init__(self) -> None:
        self._charset = ""
        self._data = b""

    def add(self, charset: str, data: bytes) -> str:
        """Hold more; the text of what was held before in another encoding."""
        before = self.take() if charset.lower() != self._charset else ""
        self._charset = charset.lower()
        self._data += data
        return before

    def take(self) -> str:
        """The text held, which is held no longer."""
        text, self._data = text_of(self._data, self._charset), b""
        return text


def _bytes(kind: str, words: str) -> bytes:
    plain = words.encode("utf-8", "replace")
    if kind in "qQ":
        return quopri.decodestring(plain.replace(b"_", b"=20"))
    try:
        return base64.b64decode(plain + b"=" * (-len(plain) % 4))
    except (binascii.Error, ValueError):
        return plain


def _unescaped(raw: str) -> str:
    """Letters that stood in a header as they are, against the rules but often."""
    try:
        return text_of(raw.encode("ascii", "surrogateescape"), "")
    except UnicodeEncodeError:
        return _kept(raw)


def _kept(text: str) -> str:
    """Without what no text may hold."""
    return _UNKEPT.sub("\ufffd", text.replace("\x00", "")).replace("\r\n", "\n").replace("\r", "\n")
