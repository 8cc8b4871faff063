"""Which font of this computer has a letter, ready for a PDF. Measures and draws nothing: that is report_pdf_text.py's.

Every text is drawn in one family; letters that it lacks are looked for in the fonts made for their script, then in all.
"""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from array import array
from bisect import bisect_left
from contextlib import suppress
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from crm.utils.chart_fonts import library_ready

# (regular, bold), the first that is there; the last comes with the program.
_FAMILIES = (
    ("segoeui.ttf", "segoeuib.ttf"),
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("Arial.ttf", "Arial Bold.ttf"),
    ("arial.ttf", "arialbd.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
)
_HAN = ("msyh.ttc", "simsun.ttc", "DroidSansFallbackFull.ttf", "DroidSansFallback.ttf", "wqy-microhei.ttc",
    "Arial Unicode.ttf")  # fmt: skip
_KANA = ("YuGothR.ttc", "msgothic.ttc", "fonts-japanese-gothic.ttf", "ipagp.ttf", *_HAN)
_SCRIPTS = {  # the first word of a letter's name -> fonts made for it
    "CJK": _HAN,
    "IDEOGRAPHIC": _HAN,
    "FULLWIDTH": _HAN,
    "HALFWIDTH": _KANA,
    "HIRAGANA": _KANA,
    "KATAKANA": _KANA,
    "HANGUL": ("malgun.ttf", "NanumGothic.ttf", "AppleGothic.ttf", *_HAN),
    "ARABIC": (
        "NotoNaskhArabic-Regular.ttf",
        "NotoSansArabic-Regular.ttf",
        "segoeui.ttf",
        "Arial.ttf",
        "DejaVuSans.ttf",
    ),
    "HEBREW": ("NotoSansHebrew-Regular.ttf", "segoeui.ttf", "Arial.ttf", "DejaVuSans.ttf"),
    "DEVANAGARI": ("NotoSansDevanagari-Regular.ttf", "Nirmala.ttf", "Nirmala.ttc", "Kohinoor.ttc"),
    "THAI": ("NotoSansThai-Regular.ttf", "leelawui.ttf", "Thonburi.ttc"),
}
_ELSEWHERE = (
    "DejaVuSans.ttf", "NotoSansSymbols-Regular.ttf", "NotoSansSymbols2-Regular.ttf", "NotoSansMath-Regular.ttf",
    "seguisym.ttf", "NotoEmoji-Regular.ttf", "seguiemj.ttf", "Symbola.ttf", "Nirmala.ttf", "Arial Unicode.ttf",
)  # fmt: skip
_NOT_EMBEDDED = {"CJK": "STSong-Light", "HIRAGANA": "HeiseiKakuGo-W5", "KATAKANA": "HeiseiKakuGo-W5"}
_NOT_EMBEDDED |= {"IDEOGRAPHIC": "STSong-Light", "FULLWIDTH": "STSong-Light", "HANGUL": "HYGothic-Medium"}
_UNWANTED = re.compile("bold|italic|oblique|light|thin|medium|black|condensed|color|lastresort|mono", re.IGNORECASE)
_OUTLINES = (b"\x00\x01\x00\x00", b"true", b"ttcf")  # how files with TrueType outlines begin, the only ones to embed


@lru_cache(maxsize=1)
def base() -> tuple[str, str]:
    """The names of the fonts that texts are drawn in, regular and bold."""
    for regular, bold in _FAMILIES:
        names = _registered(regular), _registered(bold)
        if all(names):
            return names
    return "Helvetica", "Helvetica-Bold"


def family() -> str:
    """What the system calls the family that texts are drawn in; "" when it does not tell."""
    name = getattr(loaded(base()[0]).face, "familyName", b"")
    return name.decode(errors="replace") if isinstance(name, bytes) else str(name)


@lru_cache(maxsize=16384)
def font_for(letter: str, *, bold: bool = False) -> str:
    """The name of a font that has a letter, "" when none on this computer does."""
    own = base()[bold]
    if letter in _covered(own):
        return own
    script = unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]
    for name in _made_for(script):
        if found := _having(letter, name, bold=bold):
            return found
    if script in _NOT_EMBEDDED:
        return _not_embedded(_NOT_EMBEDDED[script])
    return _having(letter, _somewhere(letter), bold=bold)


def has(name: str, letter: str) -> bool:
    """Whether the font of a name that was given here has a letter."""
    return letter in _covered(name)


def loaded(name: str) -> Any:
    """The reportlab font of a name that was given here."""
    from reportlab.pdfbase import pdfmetrics

    return pdfmetrics.getFont(name)


def _made_for(script: str) -> tuple[str, ...]:
    return (*_SCRIPTS.get(script, ()), f"NotoSans{script.title()}-Regular.ttf", *_ELSEWHERE)


def _having(letter: str, file_name: str, *, bold: bool) -> str:
    """The font of a file when it has a letter, its bold one when there is one that has it."""
    strong = file_name.replace("-Regular", "-Bold").replace("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
    for each in [strong, file_name] if bold else [file_name]:
        name = _registered(each)
        if name and letter in _covered(name):
            return name
    return ""


def _somewhere(letter: str) -> str:
    """The file of any font with a letter, "" when there is none."""
    for file_name, letters in _every():
        place = bisect_left(letters, ord(letter))
        if place < len(letters) and letters[place] == ord(letter):
            return file_name
    return ""


@lru_cache(maxsize=1)
def _every() -> list[tuple[str, array[int]]]:
    """Every font that can be embedded, with the letters it has in their order; reading them takes a second."""
    library_ready()
    from matplotlib.ft2font import FT2Font

    found = []
    for file_name, path in sorted(_files().items()):
        if _UNWANTED.search(file_name) or not _has_outlines(path):
            continue
        with suppress(OSError, RuntimeError):  # a file that is no font after all
            found.append((file_name, array("L", sorted(FT2Font(str(path)).get_charmap()))))
    return found


@lru_cache(maxsize=256)
def _registered(file_name: str) -> str:
    """The name under which the font of a file is ready for use, "" when it is not there or cannot be embedded."""
    path = _files().get(file_name)
    if path is None or not _has_outlines(path):
        return ""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    try:
        font = TTFont(path.stem, str(path))
    except (TTFError, OSError):
        return ""
    pdfmetrics.registerFont(font)
    return path.stem


def _not_embedded(name: str) -> str:
    """A font that every reader of PDF brings along: for letters of East Asia where this computer has none."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(name))
    return name


@lru_cache(maxsize=64)
def _covered(name: str) -> frozenset[str]:
    """The letters a font has."""
    face = loaded(name).face
    glyphs = getattr(face, "charToGlyph", None)
    if glyphs is None:
        return frozenset(map(chr, (*range(32, 127), *range(161, 256))))
    return frozenset(chr(code) for code, glyph in glyphs.items() if glyph and code < 0x110000)


def _has_outlines(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) in _OUTLINES
    except OSError:
        return False


@lru_cache(maxsize=1)
def _files() -> dict[str, Path]:
    """File name -> path of every TrueType font of this computer and of the program; the program's own come first."""
    found: dict[str, Path] = {}
    for folder in _folders():
        for place, _folders_in, names in os.walk(folder):
            for name in names:
                if name.lower().endswith((".ttf", ".ttc")):
                    found.setdefault(name, Path(place) / name)
    return found


def _folders() -> list[Path]:
    charts = find_spec("matplotlib")
    places = charts.submodule_search_locations or () if charts else ()
    own = [Path(place) / "mpl-data" / "fonts" / "ttf" for place in places]
    home = Path.home()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local"))
        return [*own, Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts", Path(local) / "Microsoft/Windows/Fonts"]
    if sys.platform == "darwin":
        return [*own, Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    shared = Path("/usr/share/fonts"), Path("/usr/local/share/fonts")
    return [*own, *shared, home / ".local" / "share" / "fonts", home / ".fonts"]
