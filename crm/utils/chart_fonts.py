"""The lettering of charts: which installed fonts have the letters of a text, how wide it gets, cutting it to a width.

The only place where matplotlib is prepared: `library_ready` before its first import.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

from crm.utils import paths
from crm.utils.text import one_line

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties
    from matplotlib.ft2font import FT2Font

REGULAR, STRONG = 400, 700  # weights; 600 is one that most families lack, and the library says so
_BUNDLED = "DejaVu Sans"  # comes with the drawing library
# Looked through in this order for letters that the chosen font lacks, then every installed "Noto Sans ...".
_OTHERS = (
    "Inter", "Segoe UI", "Helvetica Neue", "Noto Sans", _BUNDLED, "Noto Sans CJK JP", "Noto Sans CJK SC",
    "Microsoft YaHei", "Yu Gothic", "Malgun Gothic", "PingFang SC", "Hiragino Sans", "Apple SD Gothic Neo",
    "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Droid Sans Fallback", "Arial Unicode MS", "Nirmala UI",
    "Leelawadee UI",
)  # fmt: skip
_LONGEST = 200  # letters of a text that are looked at; no chart has room for more
_NO_LETTER = "□"


def library_ready() -> None:
    """Give matplotlib our cache folder for its own files; call it before anything of it is imported."""
    folder = paths.cache_folder() / "matplotlib"
    os.environ.setdefault("MPLCONFIGDIR", str(folder))


def face(text: str, family: str, *, size: float, weight: int = REGULAR) -> FontProperties:
    """The fonts a text is written in: the family, then those that have the letters it lacks."""
    from matplotlib.font_manager import FontProperties

    return FontProperties(family=list(_families(text, family)), size=size, weight=weight)


def written(text: str, family: str) -> str:
    """`text` on one line, with a square for each letter that no installed font has."""
    plain = one_line(text, _LONGEST)
    return "".join(letter if letter.isspace() or _family_of(letter, family) else _NO_LETTER for letter in plain)


@lru_cache(maxsize=8192)
def width(text: str, family: str, *, size: float, weight: int = REGULAR) -> float:
    """How wide a text gets, in points."""
    from matplotlib.ft2font import LoadFlags

    font = _font(_families(text, family), weight)
    font.set_size(size, 72)
    font.set_text(text, 0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64


def cut(text: str, family: str, *, size: float, room: float) -> str:
    """`text` on one line, cut with … to `room` points; "" where not even a letter has room."""
    text = written(text, family)
    if width(text, family, size=size) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = width(text[:middle].rstrip() + "…", family, size=size) <= room
        low, high = (middle, high) if fits else (low, middle - 1)
    return text[:low].rstrip() + "…" if low else ""


def _families(text: str, family: str) -> tuple[str, ...]:
    """Without doubles, in the order of the letters."""
    found = dict.fromkeys([_known(family)])
    found.update(dict.fromkeys(_family_of(letter, family) for letter in text if not letter.isspace()))
    return tuple(name for name in found if name)


@lru_cache(maxsize=8192)
def _family_of(letter: str, family: str) -> str:
    """The first of the fonts that has a letter; "" when none does."""
    own = _known(family)
    installed = _installed()
    usual = [own, *(name for name in _OTHERS if name in installed)]
    candidates = usual if letter < "\u0250" else [*usual, *_noto()]
    return next((name for name in candidates if _font((name,), REGULAR).get_char_index(ord(letter))), "")


def _known(family: str) -> str:
    return family if family in _installed() else next(name for name in _OTHERS if name in _installed())


@lru_cache(maxsize=1)
def _installed() -> frozenset[str]:
    from matplotlib.font_manager import fontManager

    return frozenset(font.name for font in fontManager.ttflist)


@lru_cache(maxsize=1)
def _noto() -> tuple[str, ...]:
    return tuple(sorted(name for name in _installed() if name.startswith("Noto Sans ")))


def _font(families: tuple[str, ...], weight: int) -> FT2Font:
    from matplotlib.font_manager import get_font

    return get_font([_file(name, weight) for name in families])


@lru_cache(maxsize=512)
def _file(family: str, weight: int) -> str:
    from matplotlib.font_manager import FontProperties, findfont

    return str(findfont(FontProperties(family=[family], weight=weight)))
