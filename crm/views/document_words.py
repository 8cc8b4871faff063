"""Documents in words and pictures: their size, what kind of file they are. No widgets, no files."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from crm.models.documents import Document
from crm.utils import file_names
from crm.utils.dates import show_ago
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number
from crm.utils.text import one_line
from crm.views import theme

_UNITS = ("kB", "MB", "GB", "TB")
_GLYPHS = {
    "file-earmark-pdf": "pdf",
    "file-earmark-word": "doc docx docm odt rtf pages",
    "file-earmark-spreadsheet": "xls xlsx xlsm xlsb ods csv tsv numbers",
    "file-earmark-slides": "ppt pptx pptm odp key",
    "file-earmark-image": "png jpg jpeg gif bmp webp tif tiff svg heic",
    "file-earmark-zip": "zip 7z rar gz tar bz2 xz",
    "file-earmark-music": "mp3 wav m4a ogg flac aac opus",
    "file-earmark-play": "mp4 mov avi mkv webm m4v",
    "file-earmark-text": "txt md eml msg log",
    "file-earmark-code": "html htm xml json yaml",
}
_BY_ENDING = {f".{ending}": glyph for glyph, endings in _GLYPHS.items() for ending in endings.split()}


def size(count: int) -> str:
    """A number of bytes as people read it: "812 B", "1.2 MB"."""
    if count < 1000:
        return f"{count} B"
    number, unit = Decimal(count) / 1000, 0
    while number >= 1000 and unit < len(_UNITS) - 1:
        number, unit = number / 1000, unit + 1
    places = Decimal("0.1") if number < 10 else Decimal(1)
    return f"{show_number(number.quantize(places, rounding=ROUND_HALF_UP))} {_UNITS[unit]}"


def picture(document: Document) -> str:
    """The Tk image name of its kind of file, or of a warning when its content is missing."""
    if document.missing:
        return theme.icon("exclamation-triangle", 16, color=theme.colors().danger)
    ending = file_names.ending(document.name)
    programs = "file-earmark-binary" if file_names.runs(document.name) else "file-earmark"
    return theme.icon(_BY_ENDING.get(ending, programs), 16)


def cells(document: Document) -> tuple[str, str, str, str]:
    """One row of a list: name, size or that it is missing, when it was attached, what else it hangs on and by whom."""
    state = _("missing") if document.missing else size(document.size)
    whose = " · ".join(part for part in (document.about, document.user) if part)
    return document.name, state, show_ago(document.created_at), whose


def attached(count: int) -> str:
    """What is said when documents were attached."""
    return ngettext("{count} document attached.", "{count} documents attached.", count).format(count=show_number(count))


def removed(names: Sequence[str]) -> str:
    """What is said when documents were removed."""
    if len(names) == 1:
        return _("Removed {name}.").format(name=one_line(names[0], 60))
    words = ngettext("{count} document removed.", "{count} documents removed.", len(names))
    return words.format(count=show_number(len(names)))


def missing(count: int) -> str:
    """How many of them are missing."""
    words = ngettext("{count} document is missing.", "{count} documents are missing.", count)
    return words.format(count=show_number(count))
