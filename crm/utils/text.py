"""Text as people type it: folding for search, words, digits, one-line forms. No databases, no widgets, no files.

Folding ignores accents and case and is for finding and suggesting only; identity keeps every accent.
"""

from __future__ import annotations

import re
import unicodedata

from crm.utils.i18n import _

# Letters that Unicode does not decompose although people type them without the stroke, and the curly apostrophes
# that word processors put into O'Brien.
_LATIN = dict(zip("łøđıðħŧ’‘ʼ", "lodidht'''", strict=True)) | {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
_UNSHOWABLE = re.compile("[\x00\ud800-\udfff]")
_NO_DIGIT = re.compile("[^0-9]+")
_WORD = re.compile(r"[^\W_]+")


def _fold_letter(letter: str) -> str:
    """The folded form of one character; folding the result again changes nothing."""
    plain = unicodedata.normalize("NFKD", letter.casefold())
    plain = "".join(_LATIN.get(part, part) for part in plain if not unicodedata.combining(part))
    return plain if plain == letter else "".join(map(_fold_letter, plain))


class _Folded(dict[int, str]):
    """The folded form of every character met so far, as `str.translate` wants it."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, _fold_letter(chr(code)))


_FOLDED = _Folded()


def fold(text: str) -> str:
    """`text` as search sees it: lower case, without accents; "Łódź" and "LODZ" are the same. Folding twice is safe."""
    return text.lower() if text.isascii() else text.translate(_FOLDED)


def words(text: str) -> list[str]:
    """The folded words of `text`, in order: runs of letters and digits of any alphabet."""
    return _WORD.findall(fold(text))


def digits(text: str) -> str:
    """The decimal digits of `text`, in order, of any script, as ASCII."""
    if text.isascii():
        return _NO_DIGIT.sub("", text)
    return "".join(str(unicodedata.decimal(letter)) for letter in text if letter.isdecimal())


def one_line(text: str, limit: int = 80) -> str:
    """`text` with every run of white space as one space, cut to `limit` characters, the last an ellipsis if cut.

    What no screen can show (NUL, half a character) becomes a replacement mark.
    """
    # More words than characters allowed cannot fit, so a long note is never split to its end.
    short = " ".join(text.split(None, limit + 1)[: limit + 1])[: limit + 1]
    short = _UNSHOWABLE.sub("\ufffd", short)
    return short if len(short) <= limit else short[: limit - 1].rstrip() + "…"


def before_stop(text: str) -> str:
    """`text` as it stands right before a full stop: that of "Acme S.L." is not written twice."""
    return text.removesuffix(".")


def unstorable(text: str) -> str:
    """Why `text` cannot be kept letter for letter, as a sentence; "" when it can."""
    if "\x00" in text:
        return _("This text holds an invisible NUL character, which cannot be kept. Type it again or paste it as text.")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _("This text holds half a character, which cannot be kept. Type it again or paste it as text.")
    return ""
