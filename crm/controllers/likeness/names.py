"""Normal forms of people's names: which words count, what they may stand for, how other alphabets are spelt in Latin.

For suggesting only: identity keeps every accent. How two names are compared is comparing.py's.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from crm.controllers.likeness.nicknames import FAMILIES, MEANINGS, SPELT_OUT
from crm.utils.text import fold

_WORD = re.compile(r"[^\W_]+")
_TITLES_TEXT = (
    "sr sra srta srs don dona dr dra ing lic licda arq abg prof profa mr mrs ms miss mx dott dottssa herr frau mme"
    " mlle phd mba md cpa esq ingeniero ingeniera licenciado licenciada doctor doctora"
)
_TITLES = frozenset(_TITLES_TEXT.split())
_PARTICLES_TEXT = (
    "de del la las los el y e i da do das dos di della dello van von der den dem ter ten zu zum zur af av bin ibn bint"
    " al le les du des san santa st the"
)
_PARTICLES = frozenset(_PARTICLES_TEXT.split())
_GENERATIONS = {"jr": "jr", "junior": "jr", "hijo": "jr", "sr": "sr", "senior": "sr", "padre": "sr",
                "ii": "ii", "iii": "iii", "iv": "iv", "filho": "jr", "neto": "iii"}  # fmt: skip
_MARKS = str.maketrans(dict.fromkeys("'’´ʼ`־\u0307"))
# Latin, Greek, Cyrillic and what the Chinese, Japanese and Koreans write: no marks of their own among the letters.
_PLAIN = re.compile("[\0-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u3000-\u9fff\uac00-\ud7a3]*").fullmatch
# Written as one word in one country and as two letters in the next.
_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "œ": "oe", "æ": "ae"})
_HAN_OR_KANA = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\u1100-\u11ff]")
_SOUND = re.compile(r"(?<=[aou])e|h")
_SOUNDS = str.maketrans("yzvkw", "isbcb")
_SHORT = frozenset(form for form in SPELT_OUT if len(form) < 4)
_TWICE = re.compile(r"(.)\1")

_CYRILLIC = dict(zip("абвгдезийклмнопрстуфыэіїґў", "abvgdeziiklmnoprstufyeiigu", strict=True)) | {
    "ё": "e", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "iu",
    "я": "ia", "є": "ie", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz",
}  # fmt: skip
_GREEK = dict(zip("αβγδεζηικλμνοπρσςτυφωξ", "avgdeziiklmnoprsstyfox", strict=True)) | {
    "θ": "th", "χ": "ch", "ψ": "ps", "ξ": "x",
}  # fmt: skip
_ARABIC = {"ة": "ه", "ى": "ي", "ک": "ك", "ی": "ي", "ـ": "", "ٱ": "ا"}
# Characters of common names that are written in two ways.
_TRADITIONAL = "陳張劉楊趙黃吳孫馬羅鄭謝許鄧馮葉蘇盧蔣賈偉麗國華紅軍曉龍鳳東濤強劍澤邊齋濱嶋髙﨑廣"
_SIMPLE = "陈张刘杨赵黄吴孙马罗郑谢许邓冯叶苏卢蒋贾伟丽国华红军晓龙凤东涛强剑沢辺斎浜島高崎広"
_HAN = dict(zip(_TRADITIONAL, _SIMPLE, strict=True))
_KANA = {code: chr(code - 0x60) for code in range(0x30A1, 0x30F7)}
_SPELLING = str.maketrans({**_CYRILLIC, **_GREEK, **_ARABIC, **_HAN}) | _KANA


class Written:
    """A name, or a part of one, as it was written and as it is compared; compared by `words`, found by `keys`.

    `words` are folded, without titles, particles and generation; `known` are the same words in one spelling (Latin
    for Cyrillic and Greek, ü as ue), names of two words in one (Juanjo) spelt out; `keys` are what candidates are found
    by: wider still, nicknames together, and a word a character where names are written in characters.
    """

    __slots__ = ("generation", "keys", "known", "shown", "words")

    def __init__(self, shown: str) -> None:
        self.shown = shown
        words = [_word(raw) for raw in _WORD.findall(_bare(shown))]
        self.generation = next((word.generation for word in words[1:] if word.generation), "")
        kept = [word for word in words if not word.is_filling] or words
        if self.generation:
            kept = [kept[0], *(word for word in kept[1:] if not word.generation)]
        self.words = tuple(word.folded for word in kept)
        if len(kept) == 1:
            self.known, self.keys = kept[0].known, kept[0].keys
        else:
            every = [_spelt_out(word) for word in kept]
            self.known = tuple(form for word in every for form in word.known)
            self.keys = tuple(key for word in every for key in word.keys)


def _bare(shown: str) -> str:
    """A name in lower case, its accents part of its letters, without apostrophes and vowel marks."""
    plain = unicodedata.normalize("NFC", shown.lower().translate(_MARKS))
    if _PLAIN(plain):
        return plain
    return "".join(one for one in plain if not unicodedata.category(one).startswith("M"))


class _Word:
    """One word of a name, read once however many people bear it."""

    __slots__ = ("folded", "generation", "is_filling", "keys", "known")

    def __init__(self, raw: str) -> None:
        self.folded = fold(raw)
        self.generation = _GENERATIONS.get(self.folded, "")
        self.is_filling = self.folded in _PARTICLES or self.folded in _TITLES
        # "Ma" and "Fco" are María and Francisco before another name; alone they are what they are.
        spelt = SPELT_OUT.get(self.folded) if self.folded not in _SHORT else None
        self.known = spelt or (_spelling(raw),)
        self.keys = tuple(key for form in self.known for key in _keys(form))


@lru_cache(maxsize=1 << 17)
def _word(raw: str) -> _Word:
    return _Word(raw)


def _spelt_out(word: _Word) -> _Word:
    """What a short form that is a word by itself stands for beside another name."""
    return _word(SPELT_OUT[word.folded][0]) if word.folded in _SHORT else word


def _spelling(raw: str) -> str:
    if raw.isascii():
        return raw
    plain = fold(raw.translate(_DIGRAPHS))
    return plain if plain.isascii() else fold(plain.translate(_SPELLING))


def _keys(form: str) -> tuple[str, ...]:
    if not form.isascii() and _HAN_OR_KANA.search(form):
        return tuple(unicodedata.normalize("NFC", form))
    return (FAMILIES.get(form) or sound(form),)


@lru_cache(maxsize=1 << 17)
def sound(word: str) -> str:
    """A word as several people would spell it from hearing it: for finding candidates, too wide to prove anything."""
    plain = _SOUND.sub("", word.replace("ph", "f")).translate(_SOUNDS)
    return _TWICE.sub(r"\1", plain) or word


def is_characters(word: str) -> bool:
    """Whether a word is written in Chinese, Japanese or Korean characters, where spaces mean nothing."""
    return not word.isascii() and _HAN_OR_KANA.search(word) is not None


def script(word: str) -> str:
    """The alphabet of a word's first letter ("LATIN", "HEBREW", "CJK" ...); "" for figures and marks."""
    if word.isascii():
        return "LATIN" if word[:1].isalpha() else ""
    return unicodedata.name(word[0], "").partition(" ")[0].partition("-")[0] if word else ""


def may_be_one(one: str, other: str) -> bool:
    """Whether two words in one spelling are one name, or a name and what it is called for short."""
    if one == other:
        return True
    meanings = MEANINGS.get(one)
    return meanings is not None and not meanings.isdisjoint(MEANINGS.get(other, ()))


@lru_cache(maxsize=4096)
def other_names(word: str) -> tuple[str, ...]:
    """What else somebody of this name may be called."""
    meanings = MEANINGS.get(word)
    if not meanings:
        return ()
    return tuple(other for other, numbers in MEANINGS.items() if other != word and not numbers.isdisjoint(meanings))
