"""Text read in the wrong encoding (GarcÃ­a, MuÃ±oz, Garc√≠a) and its repair. Which encoding a file is in: crm/files.

A repair must be certain: sound text of any language stays as it is, letter for letter. Bytes that a program dropped on
the way cannot come back; `restores` tells such text apart.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_NO, _LIKELY, _SURE = range(3)
_PASSES = 3
_LAYERS = 4
# What may stand behind a word in sound text, so that "IRMÃ…" and "NESTLÉ®" are not taken for broken letters.
_BEHIND_WORDS = frozenset("…–—’‘“”™®©»«›‹•·†‡¹²³§\xa0")
# Letters beyond Latin-1 and Latin Extended-A that European languages and Vietnamese write.
_MORE_LATIN = frozenset("ȘșȚțƠơƯư")
_LATIN_SIGNS = frozenset("¿¡ºª°´·«»€£¥§©®™±µ¼½¾²³¹¢¨¬¯¸÷×\xa0\xad")
# The second byte of signs such as “ ” – € ™ ✓ → that no word ending in â is followed by.
_SIGN_BLOCKS = frozenset(b"\x80\x81\x82\x84\x86\x88\x89\x98\x9a\x9b\x9c\x9d\x9e")
_REMAINS = re.compile(
    "\ufffd|ï¿½|[a-zà-öø-ÿ][ÃÂ]|(?<![^\\W\\d_])Ã(?:[lrv]|nge)|â€|(?<=[A-Za-z])[√├][\u0080-\uffff]|[\x80-\x84\x86-\x9f]"
)
# Without one of these nothing can be broken: most text is let through by this one look.
_SUSPECT = re.compile("[\x80-\U0010ffff]{2}|[ÌÒÈÛÝ±¾ÃÂ√├\x80-\x9f\ufffd]")
_SWAP_MARKS = re.compile("[ÌÒÈÛÝ±¾]")
# (encoding it was read in, a letter that proves it): a capital or a sign within a word of small letters.
_SWAPS = (
    ("mac_roman", re.compile(r"(?<=[A-Za-z])(?:[ÌÛ](?=[a-z])|Ò(?=[aeiou])|È(?=[acdmnrsv]))|(?<=[a-z])[ÌÛÈ]\b")),
    ("cp850", re.compile(r"(?<=[A-Za-z])Ý(?=[a-z])|(?<=[A-Za-z][a-z])(?:±(?=[aeiou])|¾(?=[a-z]))")),
)
_SWAPPED_LETTERS = frozenset("áéíóúüñçÁÉÍÓÚÜÑÇàèòïºª¿¡´’ãõâêô")


@dataclass(frozen=True)
class _Reading:
    """One wrong way to read UTF-8: the byte of each character, and the pattern of whole UTF-8 sequences."""

    name: str
    byte_of: dict[str, int]
    sequence: re.Pattern[str]


@dataclass(frozen=True)
class _Piece:
    """One character's bytes read wrongly: where they stand, what they are, and the letters around them once mended."""

    start: int
    end: int
    wrong: str
    right: str
    raw: bytes
    before: str = ""
    after: str = ""


def repair(text: str) -> str:
    """The text as it was meant, also when it was broken twice; the very text when nothing in it is certainly broken."""
    if text.isascii() or not _SUSPECT.search(text):
        return text
    mended = _unwrapped(text)
    for _pass in range(_PASSES):
        better = _mended_once(mended)
        if better == mended:
            break
        mended = better
    if mended != text and _controls(mended) > _controls(text):
        return text
    return mended


def looks_broken(text: str) -> bool:
    """Whether some of the text was read in the wrong encoding, whether or not it can be repaired."""
    if text.isascii() or not _SUSPECT.search(text):
        return False
    return bool(_REMAINS.search(text)) or repair(text) != text


def restores(text: str) -> bool:
    """Whether `repair` gives back the whole text: nothing in it was lost for good."""
    return text.isascii() or not _REMAINS.search(repair(text))


def _unwrapped(text: str) -> str:
    """A text that was broken as a whole, twice or more: the last of its layers that does not look sound decides."""
    reading = _readings()[0]
    best, layer = text, text
    for depth in range(_LAYERS):
        codes = [ord(letter) if letter.isascii() else reading.byte_of.get(letter, -1) for letter in layer]
        try:
            under = bytes(codes).decode()
        except ValueError:
            break
        if under == layer:
            break
        verdicts = _verdicts(_pieces(layer, reading), reading)
        if depth and (_SURE in verdicts or _NO not in verdicts):
            best = under
        layer = under
    return best


def _controls(text: str) -> int:
    return sum("\x7f" < letter < "\xa0" for letter in text)


def _mended_once(text: str) -> str:
    for reading in _readings():
        if reading.sequence.search(text):
            better = _decoded(text, reading)
            if better != text:
                return better
    return _unswapped(text) if _SWAP_MARKS.search(text) else text


@lru_cache(maxsize=1)
def _readings() -> tuple[_Reading, ...]:
    return tuple(map(_reading, ("cp1252", "mac_roman", "cp850")))


def _reading(name: str) -> _Reading:
    # Bytes that cp1252 does not know are kept as control characters by most programs.
    letters = {byte: bytes([byte]).decode(name, errors="replace") for byte in range(128, 256)}
    letters = {byte: chr(byte) if letter == "\ufffd" else letter for byte, letter in letters.items()}
    byte_of = {letter: byte for byte, letter in letters.items()}
    if name == "cp1252":
        byte_of |= {chr(byte): byte for byte in range(128, 160)}

    def some(first: int, last: int) -> str:
        wanted = "".join(letter for letter, byte in byte_of.items() if first <= byte <= last)
        return f"[{re.escape(wanted)}]"

    rest = some(0x80, 0xBF)
    shapes = (
        some(0xC2, 0xDF) + rest,
        some(0xE0, 0xE0) + some(0xA0, 0xBF) + rest,
        some(0xE1, 0xEC) + rest * 2,
        some(0xED, 0xED) + some(0x80, 0x9F) + rest,
        some(0xEE, 0xEF) + rest * 2,
        some(0xF0, 0xF0) + some(0x90, 0xBF) + rest * 2,
        some(0xF1, 0xF3) + rest * 3,
    )
    return _Reading(name, byte_of, re.compile("|".join(shapes)))


def _decoded(text: str, reading: _Reading) -> str:
    """The text with the sequences decoded that were certainly UTF-8, and all of them when nothing else speaks."""
    pieces = _pieces(text, reading)
    verdicts = _verdicts(pieces, reading)
    sure = _SURE in verdicts
    outside = len(text) - sum(len(piece.wrong) for piece in pieces)
    plain = sum(letter.isascii() for letter in text)
    whole = outside == plain and (sure or _NO not in verdicts)
    shown, place = [], 0
    for piece, verdict in zip(pieces, verdicts, strict=True):
        lone = _script(piece.right) != "LATIN"
        take = verdict == _SURE or (whole and (sure or not lone))
        shown += [text[place : piece.start], piece.right if take else piece.wrong]
        place = piece.end
    return "".join(shown) + text[place:]


def _pieces(text: str, reading: _Reading) -> list[_Piece]:
    found = []
    for match in reading.sequence.finditer(text):
        raw = bytes(reading.byte_of[letter] for letter in match.group())
        found.append(_Piece(match.start(), match.end(), match.group(), raw.decode(), raw))
    for index, piece in enumerate(found):
        joined_before = index and found[index - 1].end == piece.start
        joined_after = index + 1 < len(found) and found[index + 1].start == piece.end
        before = found[index - 1].right if joined_before else text[piece.start - 1 : piece.start]
        after = found[index + 1].right if joined_after else text[piece.end : piece.end + 1]
        found[index] = _Piece(piece.start, piece.end, piece.wrong, piece.right, piece.raw, before, after)
    return found


def _verdicts(pieces: list[_Piece], reading: _Reading) -> list[int]:
    return [_verdict(piece, pieces, reading=reading) for piece in pieces]


def _verdict(piece: _Piece, pieces: list[_Piece], *, reading: _Reading) -> int:
    """How certain it is that this piece was UTF-8."""
    if unicodedata.category(piece.right) in {"Cn", "Co", "Cs"} or piece.right in "\ufffe\uffff":
        return _NO
    script = _script(piece.right)
    if script not in {"LATIN", ""}:
        return _foreign_verdict(piece, pieces, script=script)
    if _controls(piece.wrong) and reading.name == "cp1252":
        return _SURE
    if reading.name != "cp1252":
        return _drawn_verdict(piece, reading.name)
    if len(piece.raw) > 2:
        return _sign_verdict(piece)
    return _latin_verdict(piece)


def _script(letter: str) -> str:
    """LATIN, CYRILLIC, ...; "" for signs; "OTHER" for letters that no usual spelling has."""
    if not letter.isalpha():
        return "OTHER" if unicodedata.category(letter) == "Nl" else ""
    if letter < "\u0180" or letter in _MORE_LATIN or "\u1e00" <= letter < "\u1f00":
        return "LATIN"
    script = unicodedata.name(letter, "OTHER").partition(" ")[0]
    return "OTHER" if script == "LATIN" else "HAN" if script in {"CJK", "HIRAGANA", "KATAKANA"} else script


def _foreign_verdict(piece: _Piece, pieces: list[_Piece], *, script: str) -> int:
    """Letters of another alphabet are believed in company only: é…” is one Chinese letter in the wrong eyes."""
    if script == "OTHER":
        return _NO
    beside = (other for other in pieces if other.end == piece.start or other.start == piece.end)
    if any(_script(other.right) == script for other in beside):
        return _SURE
    alone = not piece.before.isalpha() and not piece.after.isalpha()
    return _LIKELY if alone and len(piece.raw) == 2 else _NO


def _sign_verdict(piece: _Piece) -> int:
    """Three bytes and more: “ ” € ™, emoji, letters of Vietnamese."""
    if len(piece.raw) == 4 or piece.right == "\ufeff":
        return _SURE
    if piece.right.isalpha():
        return _SURE if piece.after.isalpha() else _LIKELY
    if piece.raw[0] == 0xE2 and piece.raw[1] in _SIGN_BLOCKS:
        return _SURE
    return _NO if piece.before.isalpha() else _LIKELY


def _latin_verdict(piece: _Piece) -> int:
    """Two bytes: an accented capital and a sign. No word goes from small letters to such a capital."""
    lead, sign = piece.wrong[0], piece.wrong[1]
    right_is_control = "\x7f" < piece.right < "\xa0"
    if not (piece.right.isalpha() or piece.right in _LATIN_SIGNS or right_is_control):
        return _NO
    if piece.before.islower():
        return _SURE
    if lead == "Â":
        return _NO if piece.before.isupper() and sign in _BEHIND_WORDS else _SURE
    in_front = piece.after.isalpha()
    if sign not in _BEHIND_WORDS:
        return _SURE if in_front else _LIKELY
    if in_front or (sign == "\xa0" and not piece.before.isalpha() and lead == "Ã"):
        return _LIKELY
    return _NO


def _drawn_verdict(piece: _Piece, name: str) -> int:
    """UTF-8 read as an old Mac or DOS wrote it: roots and lines (√ ├) within words."""
    leads = {"mac_roman": "√¬ƒ≈", "cp850": "├┬─┼"}[name]
    signs = {"mac_roman": ("‚Ä", "‚Ç", "‚Ñ"), "cp850": ("ÔÇ", "Ôé", "Ôä")}[name]
    if piece.wrong.startswith(signs):
        return _SURE
    if piece.wrong[0] not in leads or not (piece.right.isalpha() or piece.right in _LATIN_SIGNS):
        return _NO
    letters = piece.before.isalpha(), piece.after.isalpha()
    if piece.wrong in {"√π", "√∞", "≈∞"}:
        return _SURE if all(letters) else _NO
    return _SURE if any(letters) else _LIKELY


def _unswapped(text: str) -> str:
    """cp1252 that was read as an old Mac's or DOS's encoding: GarcÌa, Mu±oz. Only where one of them explains it all."""
    mended = {_swapped_back(text, name) for name, mark in _SWAPS if mark.search(text)} - {text}
    return mended.pop() if len(mended) == 1 else text


def _swapped_back(text: str, name: str) -> str:
    try:
        better = text.encode(name).decode("cp1252")
    except UnicodeError:
        return text
    return better if all(letter.isascii() or letter in _SWAPPED_LETTERS for letter in better) else text
