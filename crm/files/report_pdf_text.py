"""Texts of a PDF in any alphabet: how wide they are, where they break, and putting them on a page. No layout.

A text is never read as markup. Letters are put in the order they are seen, joined and stacked as their script wants;
one that no font has is a box.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from crm.files import report_pdf_fonts as fonts

_BOX = "\u25a1"
_SHAPING_SIZE = 10.0
# Letters that join, stack or run from the right: those of a text without them stand side by side as they come.
_SHAPED = re.compile(
    "[\u0300-\u036f\u0590-\u109f\u1780-\u18af\u1a00-\u1cff\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00011fff\U0001e800-\U0001efff]"
)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
_MARK = "\u0300"  # runs as the letter before it does
_SIGNS = "@./-_,;:&?="  # long words are broken behind one of these
_JOINERS = "\u200c\u200d"
_BREAKS = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")


@dataclass(frozen=True)
class Piece:
    """Letters of one font, in the order they are seen; `width` is theirs at size 1. `text` may be a ShapedStr."""

    font: str
    text: str
    width: float


def clean(text: str) -> str:
    """A text as it is drawn: composed letters, blanks for tabs, nothing that is not seen. Its lines stay."""
    if text.isascii() and text.isprintable():
        return text
    lines = _BREAKS.sub("\n", text).replace("\t", " ").split("\n")
    return "\n".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", line)) for line in lines)


def width(text: str, *, bold: bool = False) -> float:
    """How wide a cleaned line is at size 1."""
    return sum(one.width for one in pieces(text, bold=bold))


@lru_cache(maxsize=32768)
def pieces(text: str, *, bold: bool = False) -> tuple[Piece, ...]:
    """A cleaned line in the pieces to draw, from left to right."""
    if not _SHAPED.search(text):
        return tuple(_plain(text, bold=bold))
    return tuple(piece for run, to_left in _in_order(text) for piece in _shaped(run, to_left=to_left, bold=bold))


def wrap(text: str, *, room: float, bold: bool = False) -> list[str]:
    """A cleaned text in lines no wider than `room`, at size 1: broken between words, or inside one that is too wide."""
    if "\n" not in text and width(text, bold=bold) <= room:
        return [text]
    return [part for line in text.split("\n") for part in _wrapped(line, room, bold=bold)]


def _wrapped(line: str, room: float, *, bold: bool) -> Iterator[str]:
    blank = width(" ", bold=bold)
    kept: list[str] = []
    taken = 0.0
    for word in line.split(" "):
        wide = width(word, bold=bold) if len(word) < 400 else room + 1
        if kept and taken + blank + wide > room:
            yield " ".join(kept)
            kept, taken = [], 0.0
        if wide > room:
            *whole, word = _broken(word, room, bold=bold)  # noqa: PLW2901 - what is left goes on as the word
            yield from whole
            wide = width(word, bold=bold)
        taken += wide + (blank if kept else 0.0)
        kept.append(word)
    yield " ".join(kept)


def _broken(word: str, room: float, *, bold: bool) -> list[str]:
    """A word in parts that fit, one letter in each at least; a mark stays with its letter, and addresses break behind
    a sign where one is near."""
    parts, start, taken = [], 0, 0.0
    for place, letter in enumerate(word):
        wide = _letter_width(letter, bold=bold)
        if place > start and taken + wide > room and not _hangs_on(letter):
            end = _behind_a_sign(word, start, end=place)
            parts.append(word[start:end])
            start, taken = end, sum(_letter_width(one, bold=bold) for one in word[end:place])
        taken += wide
    return [*parts, word[start:]]


def _behind_a_sign(word: str, start: int, *, end: int) -> int:
    """Where a part that may reach to `end` ends best: behind the last sign beyond its first third, else there."""
    near = start + (end - start) // 3
    return next((at for at in range(end, near, -1) if word[at - 1] in _SIGNS and not _hangs_on(word[at])), end)


def _hangs_on(letter: str) -> bool:
    return letter in _JOINERS or unicodedata.category(letter) in ("Mn", "Me", "Mc")


@lru_cache(maxsize=8192)
def _letter_width(letter: str, *, bold: bool) -> float:
    name = fonts.font_for(letter, bold=bold)
    return float(fonts.loaded(name or _box_font()).stringWidth(letter if name else _BOX, 1))


def _plain(text: str, *, bold: bool) -> Iterator[Piece]:
    """Letters that stand side by side, those of one font together."""
    shown = text.replace(_JOINERS[0], "").replace(_JOINERS[1], "")
    for name, run in groupby(shown, key=lambda letter: fonts.font_for(letter, bold=bold)):
        letters = "".join(run)
        drawn = letters if name else _BOX * len(letters)
        yield Piece(name or _box_font(), drawn, float(fonts.loaded(name or _box_font()).stringWidth(drawn, 1)))


def _box_font() -> str:
    return fonts.font_for(_BOX) or fonts.base()[0]


def _in_order(text: str) -> Iterator[tuple[str, bool]]:
    """The runs of one direction from left to right, each as it is read, and whether it is read to the left."""
    letters = _levels(text)
    runs = [("".join(one for one, _level in run), level) for level, run in groupby(letters, key=lambda one: one[1])]
    runs = [(run, int(level)) for run, level in runs]
    for floor in range(max((level for _run, level in runs), default=0), 0, -1):
        runs = _turned(runs, floor)
    return ((run, bool(level % 2)) for run, level in runs)


def _turned(runs: list[tuple[str, int]], floor: int) -> list[tuple[str, int]]:
    """Stretches of runs at a level or above it the other way round: rule L2 of the bidirectional algorithm."""
    turned: list[tuple[str, int]] = []
    for above, stretch in groupby(runs, key=lambda run: run[1] >= floor):
        found = list(stretch)
        turned += found[::-1] if above else found
    return turned


def _levels(text: str) -> list[tuple[str, int]]:
    """Each letter with its level: odd ones are read to the left."""
    from bidi import algorithm

    known = "".join(map(_directed, text))
    storage: Any = algorithm.get_empty_storage()
    storage["base_level"] = algorithm.get_base_level(known)
    storage["base_dir"] = ("L", "R")[storage["base_level"]]
    algorithm.get_embedding_levels(known, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    return [(letter, one["level"]) for letter, one in zip(text, storage["chars"], strict=True)]


@lru_cache(maxsize=4096)
def _directed(letter: str) -> str:
    """A letter, or one that runs the same way: joiners with the letter before them, unknown ones to the right."""
    direction = unicodedata.bidirectional(letter)
    if direction == "BN":
        return _MARK
    return letter if direction else "x"


def _shaped(run: str, *, to_left: bool, bold: bool) -> list[Piece]:
    """A run of one direction in pieces of one font each, from left to right."""
    stretches = [(name, "".join(letters)) for name, letters in groupby(run, key=_FontOfStretch(bold))]
    found = [_shaped_piece(name, letters, to_left=to_left) for name, letters in stretches]
    return found[::-1] if to_left else found


@lru_cache(maxsize=1)
def _mirrored() -> dict[int, str]:
    """Brackets, and what they are among letters that are read to the left."""
    from bidi.algorithm import MIRRORED

    return str.maketrans(MIRRORED)


class _FontOfStretch:
    """Which font a letter is drawn in, after the one before it: marks, blanks and joiners stay in its font."""

    def __init__(self, bold: bool) -> None:
        self._bold = bold
        self._last = ""

    def __call__(self, letter: str) -> str:
        same = self._last and (letter == " " or _hangs_on(letter)) and fonts.has(self._last, letter)
        self._last = self._last if same else fonts.font_for(letter, bold=self._bold)
        return self._last


def _shaped_piece(name: str, letters: str, *, to_left: bool) -> Piece:
    from reportlab.pdfbase.ttfonts import ShapedStr, shapeStr

    font = fonts.loaded(name or _box_font())
    if not name:
        letters, name = _BOX * len(letters), _box_font()
    elif _SHAPED.search(letters) and getattr(font, "shapable", False):
        shaped = shapeStr(letters, name, _SHAPING_SIZE)
        if isinstance(shaped, ShapedStr):
            return Piece(name, shaped, sum(one.x_advance for one in shaped.__shapeData__) / 1000)
    elif to_left:
        letters = letters[::-1].translate(_mirrored())
    return Piece(name, letters, float(font.stringWidth(letters, 1)))
