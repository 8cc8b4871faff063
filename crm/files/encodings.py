"""Which encoding a text file is in: byte-order mark, UTF-16/32 by shape, strict UTF-8 over the whole file, then legacy.

Nothing here knows about tables. A guess is only a default: the user sees a decoded sample and may choose another.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

HEAD = 256 * 1024
_CHUNK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = ("cp1252", "mac_roman", "cp850")
_LETTERS = frozenset("áéíóúüñÁÉÍÓÚÜÑçÇàèìòùâêîôûäöëïÄÖßãõÃÕåÅæøºª")
_CP1252_MARKS = _LETTERS | frozenset("’”…\xa0·°®™€´`¿¡«»")


def detect_encoding(path: Path, *, stop: Callable[[], bool] | None = None) -> str:
    """The name of the encoding, as `open` takes it. `stop` returning True ends the reading early with utf-8."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    marked = _marked(head)
    if marked:
        return marked
    wide = _wide(head)
    if wide:
        return wide
    if _is_utf8(path, stop):
        return "utf-8"
    return _legacy(head, path)


def _marked(head: bytes) -> str:
    return next((name for mark, name in _MARKS if head.startswith(mark)), "")


def _wide(head: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: NUL bytes stand at one place of each unit, and the text makes sense."""
    nuls = [head[place::4].count(0) for place in range(4)]
    total = sum(nuls)
    if not total or total < len(head) * 0.01:
        return ""
    units = max(1, len(head) // 4)
    if min(nuls[2], nuls[3]) >= units * 0.99 and nuls[0] < units * 0.1:
        return _if_sensible(head, "utf-32-le")
    if min(nuls[0], nuls[1]) >= units * 0.99 and nuls[3] < units * 0.1:
        return _if_sensible(head, "utf-32-be")
    odd, even = nuls[1] + nuls[3], nuls[0] + nuls[2]
    if max(odd, even) < total * 0.9:
        return ""
    name = "utf-16-le" if odd > even else "utf-16-be"
    dense = total >= len(head) * 0.3
    return _if_sensible(head, name) if dense or not _plain_utf8(head) else ""


def _plain_utf8(head: bytes) -> bool:
    """Whether the bytes read as UTF-8 text in which only a NUL strayed."""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return sum(text.count(chr(code)) for code in range(1, 9)) < len(text) * 0.02


def _if_sensible(head: bytes, name: str) -> str:
    unit = 4 if "32" in name else 2
    try:
        text = codecs.getincrementaldecoder(name)().decode(head[: len(head) // unit * unit])
    except UnicodeDecodeError:
        return ""
    odd_ones = sum(unicodedata.category(letter) in {"Cn", "Co", "Cs"} for letter in text[:20_000])
    breaks = any(mark in text for mark in "\n\r,;\t|")
    return name if breaks and "\0" not in text and odd_ones <= len(text[:20_000]) * 0.01 else ""


def _is_utf8(path: Path, stop: Callable[[], bool] | None) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in _chunks(path):
            decoder.decode(chunk)
            if stop and stop():
                return True
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _legacy(head: bytes, path: Path) -> str:
    """The one-byte encoding under which the letters after other letters are those people write."""
    sample = head if any(byte > 127 for byte in head) else _first_high(path)
    scores = {name: _score(sample, name) for name in _LEGACY}
    best = max(_LEGACY[1:], key=lambda name: scores[name])
    clearly = scores[best] > scores["cp1252"] * 1.5 + (1 if scores["cp1252"] else 0)
    return best if clearly else "cp1252"


def _score(sample: bytes, name: str) -> int:
    wanted = _CP1252_MARKS if name == "cp1252" else _LETTERS
    text = sample.decode(name, errors="replace")
    return sum(
        letter in wanted and before.isascii() and before.isalpha()
        for before, letter in pairwise(text)
        if letter > "\x7f"
    )


def _first_high(path: Path) -> bytes:
    return next((chunk for chunk in _chunks(path) if not chunk.isascii()), b"")


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
