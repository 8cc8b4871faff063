"""A workbook's values as the text a user would read, and what calamine does not tell about an XLSX sheet.

Calamine answers '' for an error and no number format at all; both stand in the sheet's XML, read here as a stream.
"""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import IO

MOST_ERRORS = 1000
_CHUNK = 1 << 20
_ERROR_CELL = re.compile(
    rb'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]+)(\d+)"[^>]*>(?:<f\b.*?(?:</f>|/>))?(?:<v>([^<]*)</v>)?'
)
_UNCOUNTED_CELL = re.compile(
    rb'<c\b(?![^>]*\bt="str")[^>]*\br="([A-Z]+)(\d+)"[^>]*><f\b[^>]*?(?:/>|>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>'
)
UNCOUNTED = "="
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
_ZEROS = re.compile(r"0{2,}(?:;.*)?")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Refused(Exception):  # noqa: N818 - a code for the parent, which knows the words
    """The workbook cannot be read; the code says why."""


def text_of(value: object) -> str:
    """A cell's value as text: whole numbers without a point, days and times in ISO form, true and false."""
    if isinstance(value, str):
        return _nonchars(value) if "_xFFF" in value else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime.datetime):
        return _moment(value)
    if isinstance(value, datetime.timedelta):
        return _duration(value)
    if isinstance(value, datetime.time):
        return value.replace(microsecond=0).isoformat()
    return "" if value is None else str(value)


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    # 15 digits are what a spreadsheet shows: 0.1 + 0.2 is 0.3 there.
    return format(Decimal(f"{value:.15g}"), "f")


def _moment(value: datetime.datetime) -> str:
    """To the nearest millisecond, because a serial day cannot hold more; without a fraction when there is none."""
    rounded = value + datetime.timedelta(microseconds=500)
    rounded = rounded.replace(microsecond=rounded.microsecond // 1000 * 1000)
    if rounded.microsecond in {1000, 999000}:
        rounded += datetime.timedelta(milliseconds=1 if rounded.microsecond > 1000 else -1)
    return rounded.isoformat(sep=" ", timespec="milliseconds" if rounded.microsecond else "seconds")


def _duration(value: datetime.timedelta) -> str:
    seconds = round(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _nonchars(text: str) -> str:
    """The two characters XML cannot hold and calamine leaves escaped."""
    return text.replace("_xFFFE_", "\ufffe").replace("_xFFFF_", "\uffff")


def unescape(text: str) -> str:
    """A text of XLSX with its `_xHHHH_` escapes resolved; openpyxl leaves them."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


@dataclass
class SheetExtras:
    """Errors as (1-based row, cell name, error text); `zeros` maps (0-based row, column) to the digits shown.

    The error UNCOUNTED is a formula that was saved without its result.
    """

    errors: list[tuple[int, str, str]] = field(default_factory=list)
    more_errors: int = 0
    error_rows: set[int] = field(default_factory=set)
    zeros: dict[tuple[int, int], int] = field(default_factory=dict)

    def add_error(self, row: int, name: str, *, text: str) -> None:
        """Keep an error cell, or only count it when there are too many to list."""
        self.error_rows.add(row)
        if len(self.errors) < MOST_ERRORS:
            self.errors.append((row, name, text))
        else:
            self.more_errors += 1


def sheet_extras(file: zipfile.ZipFile, sheet: str) -> SheetExtras:
    """What the XML of an XLSX sheet tells beyond its values."""
    extras = SheetExtras()
    part = _sheet_part(file, sheet)
    if not part:
        return extras
    styles = _zero_styles(file)
    cell = _styled_cell(styles) if styles else None
    with file.open(part) as stream:
        for piece in _pieces(stream):
            if b't="e"' in piece:
                _note_errors(extras, piece)
            if b"<f" in piece:
                _note_uncounted(extras, piece)
            if cell:
                for found in cell.finditer(piece):
                    place = (int(found[2]) - 1, column_index(found[1].decode()))
                    extras.zeros[place] = styles[int(found[3])]
    return extras


def _note_errors(extras: SheetExtras, piece: bytes) -> None:
    for found in _ERROR_CELL.finditer(piece):
        name = (found[1] + found[2]).decode()
        extras.add_error(int(found[2]), name, text=(found[3] or b"").decode(errors="replace"))


def _note_uncounted(extras: SheetExtras, piece: bytes) -> None:
    """Formulas that the program which wrote the file never counted: they have no value to read."""
    for found in _UNCOUNTED_CELL.finditer(piece):
        extras.add_error(int(found[2]), (found[1] + found[2]).decode(), text=UNCOUNTED)


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The stream in pieces that end at a row's end, so that no cell is cut."""
    rest = b""
    while chunk := stream.read(_CHUNK):
        rest += chunk
        cut = rest.rfind(b"</row>")
        if cut < 0:
            rest = rest[-_CHUNK * 8 :]
            continue
        yield rest[:cut]
        rest = rest[cut:]
    yield rest


def _styled_cell(styles: dict[int, int]) -> re.Pattern[bytes]:
    wanted = b"|".join(str(style).encode() for style in styles)
    return re.compile(rb'<c r="([A-Z]+)(\d+)" s="(' + wanted + rb')"(?: t="n")?>')


def _sheet_part(file: zipfile.ZipFile, sheet: str) -> str:
    names = set(file.namelist())
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return ""
    relation = next(
        (tag for tag in _tags(file, "xl/workbook.xml", pattern=_SHEET) if tag.get("name") == sheet), {}
    ).get("r:id")
    for tag in _tags(file, "xl/_rels/workbook.xml.rels", pattern=_RELATION):
        if relation and tag.get("Id") == relation:
            target = tag.get("Target", "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            return part if part in names else ""
    return ""


def _tags(file: zipfile.ZipFile, part: str, *, pattern: re.Pattern[bytes]) -> Iterator[dict[str, str]]:
    from html import unescape as unescape_entities

    with file.open(part) as stream:
        text = stream.read(4 << 20)
    for tag in pattern.findall(text):
        yield {
            name.decode(): unescape_entities(value.decode(errors="replace")) for name, value in _ATTRIBUTE.findall(tag)
        }


def _zero_styles(file: zipfile.ZipFile) -> dict[int, int]:
    """Style numbers whose format shows leading zeros ("00000" for a postal code), with the digits shown."""
    if "xl/styles.xml" not in file.namelist():
        return {}
    formats = re.compile(rb"<numFmt\b[^>]*>")
    digits = {
        tag["numFmtId"]: tag["formatCode"].split(";")[0].count("0")
        for tag in _tags(file, "xl/styles.xml", pattern=formats)
        if _ZEROS.fullmatch(tag.get("formatCode", "")) and "numFmtId" in tag
    }
    if not digits:
        return {}
    with file.open("xl/styles.xml") as stream:
        cell_styles = re.search(rb"<cellXfs\b.*?</cellXfs>", stream.read(4 << 20), re.DOTALL)
    used = re.findall(rb'<xf\b[^>]*?\bnumFmtId="(\d+)"', cell_styles.group()) if cell_styles else []
    return {index: digits[number.decode()] for index, number in enumerate(used) if number.decode() in digits}


def column_index(letters: str) -> int:
    """The 0-based column of a spreadsheet's column letters: A is 0, AA is 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
