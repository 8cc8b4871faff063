"""Writing XLSX: one sheet, streamed into the zip, every text letter for letter.

Our own writer, because XlsxWriter takes a text `<r>..</r>` for markup, escapes `_x005F_x0041_` wrongly, cuts long texts
without a word, and needs five times as long.
"""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path

from crm.errors import Invalid
from crm.files.replacing import replacing
from crm.files.sheet import column_letters
from crm.utils.i18n import _

_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384
_LONGEST_TEXT = 32_767
_WIDTH_ROWS = 100
_CHUNK_ROWS = 500
_SHOWN_DIGITS = 15
_FIRST_DAY = datetime.date(1900, 1, 1)
_LEAP_ERROR = datetime.date(1900, 3, 1)
_DAY_ZERO = datetime.date(1899, 12, 30)
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
# In the cells of a row joined by "|": anything that must be escaped, or a blank at either end of a cell.
_SPECIAL = re.compile(r"[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff]|_x|(?:^|\|) | (?=\||$)")
_LIKE_NUMBER = re.compile(r"[+-]?[\d][\d\s.,/()-]*")
_HEADER, _TEXT, _DAY, _MOMENT = 1, 2, 3, 4
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_BOOK_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
_BOOK = (
    f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><bookViews><workbookView/></bookViews>'
    '<sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_STYLES = (
    f"<styleSheet {_MAIN}>"
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/><bgColor indexed="64"/></patternFill></fill>'
    "</fills>"
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
    '<border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"'
    ' applyBorder="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="22" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_SHEET_START = (
    f'<worksheet {_MAIN}><sheetViews><sheetView tabSelected="1" workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    '<sheetFormatPr defaultRowHeight="15"/>'
)
_SHEET_END = (
    '</sheetData><ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors>'
    "</worksheet>"
)


def write_xlsx(path: Path, headers: Sequence[str], *, rows: Iterable[Sequence[object]], sheet: str = "") -> int:
    """Write a workbook of one sheet with a frozen bold header; return the number of rows.

    Text stays text letter for letter, whatever it looks like; int, float and Decimal are numbers, date and datetime
    real dates in the reader's own form. Raises Invalid when
    a spreadsheet cannot hold the table, Unavailable when the file cannot be written; the old file is kept.
    """
    if len(headers) > _MOST_COLUMNS:
        raise Invalid({"file": _("A spreadsheet holds 16,384 columns at most. Nothing was written: export as CSV.")})
    name = " ".join(re.sub(r"[\[\]:*?/\\'\x00-\x1f]", " ", sheet or _("Data")).split())[:31] or "1"
    with replacing(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for part, text in _parts(name):
            book.writestr(part, _DECLARATION + text)
        return _write_sheet(book, headers, rows=rows)


def _parts(name: str) -> list[tuple[str, str]]:
    """Every part but the sheet."""
    return [
        ("[Content_Types].xml", _TYPES),
        ("_rels/.rels", _RELATIONS),
        ("xl/workbook.xml", _BOOK.format(name=_escape(name).replace('"', "&quot;"))),
        ("xl/_rels/workbook.xml.rels", _BOOK_RELATIONS),
        ("xl/styles.xml", _STYLES),
    ]


def _write_sheet(book: zipfile.ZipFile, headers: Sequence[str], *, rows: Iterable[Sequence[object]]) -> int:
    stream = iter(rows)
    first = [list(row) for row in islice(stream, _WIDTH_ROWS)]
    shape = _Shape(headers, first)
    count = 0
    with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
        part.write((_DECLARATION + _SHEET_START + shape.columns + "<sheetData>" + shape.header).encode())
        written = _row_texts(shape, chain(first, stream))
        while chunk := list(islice(written, _CHUNK_ROWS)):
            count += len(chunk)
            part.write("".join(chunk).encode("utf-8", errors="replace"))
        part.write(_SHEET_END.encode())
    return count


class _Shape:
    """What the header and the first rows decide: column widths, and which columns keep number-like texts as text."""

    def __init__(self, headers: Sequence[str], first: Sequence[Sequence[object]]) -> None:
        width = max([len(headers), *map(len, first)])
        self.letters = [column_letters(column) for column in range(width)]
        samples = [[row[column] for row in first if column < len(row)] for column in range(width)]
        self.styles = [_TEXT if any(map(_like_number, sample)) else 0 for sample in samples]
        self.starts = [f'<c r="{letters}' for letters in self.letters]
        self.middles = [f'"{_style(style)} t="inlineStr"><is><t>' for style in self.styles]
        self.columns = _columns([*headers, *[""] * (width - len(headers))], samples, styles=self.styles)
        cells = [
            _text_cell(f"{letters}1", text, style=_HEADER) for letters, text in zip(self.letters, headers, strict=False)
        ]
        self.header = f'<row r="1">{"".join(cells)}</row>'


def _columns(headers: Sequence[str], samples: Sequence[Sequence[object]], *, styles: Sequence[int]) -> str:
    if not headers:
        return ""
    columns = []
    for number, (header, sample) in enumerate(zip(headers, samples, strict=True), 1):
        longest = max(_shown_width(cell) for cell in [header, *sample])
        width = min(60, max(8, longest + 2))
        style = f' style="{styles[number - 1]}"' if styles[number - 1] else ""
        columns.append(f'<col min="{number}" max="{number}" width="{width}"{style} customWidth="1"/>')
    return f"<cols>{''.join(columns)}</cols>"


def _shown_width(cell: object) -> int:
    return max(map(len, str("" if cell is None else cell).split("\n")))


def _like_number(cell: object) -> bool:
    return isinstance(cell, str) and bool(_LIKE_NUMBER.fullmatch(cell))


def _row_texts(shape: _Shape, rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The XML of every row. Rows of plain texts, nearly all, take one search and one join."""
    starts, middles = shape.starts, shape.middles
    for number, row in enumerate(rows, 2):
        if number > _MOST_ROWS:
            sentence = _("A spreadsheet holds 1,048,575 rows below the header. Nothing was written: export as CSV.")
            raise Invalid({"file": sentence})
        try:
            joined = "|".join(row)  # type: ignore[arg-type]
        except TypeError:
            joined = "&"
        if len(joined) > _LONGEST_TEXT or len(row) > len(starts) or _SPECIAL.search(joined):
            cells = [_cell(shape, column, number=number, cell=cell) for column, cell in enumerate(row)]
        else:
            cells = [
                f"{start}{number}{middle}{cell}</t></is></c>"
                for start, middle, cell in zip(starts, middles, row, strict=False)
                if cell
            ]
        yield f'<row r="{number}">{"".join(cells)}</row>'


def _cell(shape: _Shape, column: int, *, number: int, cell: object) -> str:
    if cell is None or cell == "":
        return ""
    known = column < len(shape.letters)
    place = f"{shape.letters[column] if known else column_letters(column)}{number}"
    if isinstance(cell, str):
        return _text_cell(place, cell, style=shape.styles[column] if known else 0)
    if isinstance(cell, bool):
        return f'<c r="{place}" t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, int | float | Decimal):
        return _number_cell(place, cell)
    if isinstance(cell, datetime.date):
        return _date_cell(place, cell)
    return _text_cell(place, str(cell))


def _style(style: int) -> str:
    return f' s="{style}"' if style else ""


def _text_cell(place: str, text: str, *, style: int = 0) -> str:
    if 2 * len(text) > _LONGEST_TEXT and len(text.encode("utf-16-le", errors="replace")) > 2 * _LONGEST_TEXT:
        sentence = _(
            "Cell {cell} holds a text of {count} characters; a spreadsheet cell holds 32,767. Nothing was written: "
            "export as CSV."
        )
        raise Invalid({"file": sentence.format(cell=place, count=len(text))})
    kept = _escape(escape_text(text))
    return f'<c r="{place}"{_style(style)} t="inlineStr"><is><t xml:space="preserve">{kept}</t></is></c>'


def _escape(text: str) -> str:
    """For XML. The library's own would load the whole of its network with it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_text(text: str) -> str:
    """A text in the form XLSX keeps exactly: what XML cannot hold as `_xHHHH_`, and what looks like that escaped."""
    if "_x" in text:
        text = _ESCAPED.sub("_x005F_", text)
    return _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def _number_cell(place: str, value: float | Decimal) -> str:
    """As a number when a spreadsheet can hold it, else as its digits."""
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if exact.is_finite() and (isinstance(value, float) or len(exact.as_tuple().digits) <= _SHOWN_DIGITS):
        return f'<c r="{place}"><v>{value}</v></c>'
    return _text_cell(place, str(value))


def _date_cell(place: str, value: datetime.date) -> str:
    """As a serial day; as text before 1900. A moment with a time zone is written in this computer's time."""
    moment = value if isinstance(value, datetime.datetime) else None
    if moment and moment.tzinfo:
        moment = moment.astimezone().replace(tzinfo=None)
    day = moment.date() if moment else value
    if day < _FIRST_DAY:
        return _text_cell(place, str(value))
    if not moment:
        return f'<c r="{place}" s="{_DAY}"><v>{_serial(day)}</v></c>'
    fraction = (moment - datetime.datetime.combine(day, datetime.time())).total_seconds() / 86400
    return f'<c r="{place}" s="{_MOMENT}"><v>{_serial(day) + fraction!r}</v></c>'


def _serial(day: datetime.date) -> int:
    """The day's number in the 1900 system, which takes 1900 for a leap year."""
    return (day - _DAY_ZERO).days - (day < _LEAP_ERROR)
