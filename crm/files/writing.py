"""Writing tables: CSV and XLSX with flat memory, whole or not at all. Knows no records, only headers and rows.

A file is written beside its target and renamed at the end: a failed or cancelled export leaves the old file. To cancel,
raise from the iterable of rows.
"""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

from crm.errors import Invalid
from crm.files.guards import SUSPECTS, guard
from crm.files.replacing import replacing
from crm.utils.i18n import _, language

_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384
_LONGEST_TEXT = 32_767
_WIDTH_ROWS = 100
_SHOWN_DIGITS = 15
_FIRST_DAY = datetime.date(1900, 1, 1)
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def write_csv(
    path: Path, headers: Sequence[str], rows: Iterable[Sequence[object]], *, delimiter: str = "", decimal: str = ""
) -> int:
    """Write a CSV that spreadsheets open with a double click; return the number of rows.

    UTF-8 with a mark. `delimiter` and the `decimal` mark of real numbers follow the language: `;` and `,` in Spanish.
    Formulas are guarded as `guards` says. Raises Unavailable with a plain sentence and keeps the old file.
    """
    spanish = language() == "es"
    mark = decimal or ("," if spanish else ".")
    with replacing(path) as file:
        text = _TextFile(file)
        writer = csv.writer(text, delimiter=delimiter or (";" if spanish else ","))
        writer.writerow([guard(header) for header in headers])
        counted = _Counted(rows)
        writer.writerows(_csv_rows(counted, mark))
    return counted.count


class _TextFile:
    """What csv.writer writes to: UTF-8 with a mark; a lone surrogate becomes a question mark."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        file.write(b"\xef\xbb\xbf")

    def write(self, text: str) -> None:
        """Write one record."""
        self._file.write(text.encode("utf-8", errors="replace"))


class _Counted:
    """Rows as they pass, counted."""

    def __init__(self, rows: Iterable[Sequence[object]]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Sequence[object]]:
        for row in self._rows:
            self.count += 1
            yield row


def _csv_rows(rows: Iterable[Sequence[object]], decimal: str) -> Iterator[list[object]]:
    for row in rows:
        yield [cell if cell.__class__ is str and cell[:1] not in SUSPECTS else _csv_text(cell, decimal) for cell in row]


def _csv_text(cell: object, decimal: str) -> str:
    if isinstance(cell, str):
        return guard(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float | Decimal):
        return _plain_number(cell).replace(".", decimal)
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    return str(cell)


def _plain_number(number: float | Decimal) -> str:
    """Without an exponent, and whole floats without a point."""
    if isinstance(number, float):
        return str(int(number)) if number.is_integer() else format(Decimal(repr(number)), "f")
    return format(number, "f")


def write_xlsx(
    path: Path, headers: Sequence[str], rows: Iterable[Sequence[object]], *, sheet: str = "", date_format: str = ""
) -> int:
    """Write a workbook of one sheet with a frozen bold header; return the number of rows.

    Text stays text letter for letter, whatever it looks like; int, float and Decimal are numbers, date and datetime
    real dates (in the reader's own form unless `date_format` is given). Raises Invalid when a spreadsheet cannot hold
    the table, Unavailable when the file cannot be written; the old file is kept.
    """
    if len(headers) > _MOST_COLUMNS:
        raise Invalid({"file": _("A spreadsheet holds 16,384 columns at most. Nothing was written: export as CSV.")})
    with replacing(path) as file:
        book = _book(file)
        try:
            count = _fill(_SheetWriter(book, sheet or _("Data"), date_format), headers, rows)
        finally:
            _close(book)
    return count


def _book(file: IO[bytes]) -> Any:
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    return xlsxwriter.Workbook(file, {**options, "tmpdir": None})


def _close(book: Any) -> None:
    from xlsxwriter.exceptions import FileCreateError

    try:
        book.close()
    except FileCreateError as error:
        raise OSError(str(error)) from error


def _fill(writer: _SheetWriter, headers: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    stream = iter(rows)
    first = [list(row) for row in islice(stream, _WIDTH_ROWS)]
    writer.header(headers, first)
    count = 0
    for count, row in enumerate(chain(first, stream), 1):
        if count >= _MOST_ROWS:
            sentence = _("A spreadsheet holds 1,048,575 rows below the header. Nothing was written: export as CSV.")
            raise Invalid({"file": sentence})
        writer.row(count, row)
    return count


class _SheetWriter:
    """One sheet being written row by row."""

    def __init__(self, book: Any, name: str, date_format: str) -> None:
        self._sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", name)[:31].strip(), _worksheet_class())
        self._bold = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF4", "text_wrap": True})
        # Formats 14 and 22 are the ones that follow the reader's own country.
        self._day = book.add_format({"num_format": date_format or 14})
        self._moment = book.add_format({"num_format": f"{date_format} hh:mm" if date_format else 22})
        self._text = book.add_format({"num_format": "@"})

    def header(self, headers: Sequence[str], first: Sequence[Sequence[object]]) -> None:
        """The header, and what follows from it and from the first rows: widths, the frozen line."""
        self._sheet.freeze_panes(1, 0)
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{_MOST_ROWS}"})
        for column, header in enumerate(headers):
            cells = [str(row[column] or "") for row in first if column < len(row)]
            longest = max(map(_shown_width, [header, *cells]))
            self._sheet.set_column(column, column, min(60, max(8, longest + 2)))
        for column, header in enumerate(headers):
            self._string(0, column, header, self._bold)

    def row(self, number: int, cells: Sequence[object]) -> None:
        """Write one row; empty cells take no room."""
        for column, cell in enumerate(cells):
            if cell is None or cell == "":
                continue
            if isinstance(cell, str):
                self._string(number, column, cell, self._text if cell.isdecimal() else None)
            else:
                self._value(number, column, cell)

    def _string(self, number: int, column: int, text: str, style: Any) -> None:
        if len(text.encode("utf-16-le", errors="replace")) > 2 * _LONGEST_TEXT:
            sentence = _(
                "Row {row} holds a text of {count} characters; a spreadsheet cell holds 32,767. Nothing was written: "
                "export as CSV."
            )
            raise Invalid({"file": sentence.format(row=number + 1, count=len(text))})
        self._sheet.write_string(number, column, text, style)

    def _value(self, number: int, column: int, cell: object) -> None:
        if isinstance(cell, bool):
            self._sheet.write_boolean(number, column, cell)
        elif isinstance(cell, int | float | Decimal):
            self._number(number, column, cell)
        elif isinstance(cell, datetime.datetime) and cell.date() >= _FIRST_DAY:
            local = cell.astimezone().replace(tzinfo=None) if cell.tzinfo else cell
            self._sheet.write_datetime(number, column, local, self._moment)
        elif isinstance(cell, datetime.date) and not isinstance(cell, datetime.datetime) and cell >= _FIRST_DAY:
            self._sheet.write_datetime(number, column, cell, self._day)
        else:
            self._string(number, column, str(cell), None)

    def _number(self, number: int, column: int, value: float | Decimal) -> None:
        """As a number when a spreadsheet can hold it, else as its digits."""
        exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        if exact.is_finite() and (isinstance(value, float) or len(exact.as_tuple().digits) <= _SHOWN_DIGITS):
            self._sheet.write_number(number, column, value)
        else:
            self._string(number, column, str(value), None)


def _shown_width(text: str) -> int:
    return max(map(len, text.split("\n")))


def _worksheet_class() -> type:
    """A worksheet whose texts survive: XlsxWriter takes `<r>..</r>` for markup and escapes `_x005F_x0041_` wrongly."""
    from xlsxwriter.worksheet import Worksheet

    class ExactWorksheet(Worksheet):  # type: ignore[misc]
        """XlsxWriter's worksheet with `escape_text` in place of its own escaping."""

        @staticmethod
        def _escape_control_characters(data: str) -> str:
            return escape_text(data)

    return ExactWorksheet


def escape_text(text: str) -> str:
    """A text in the form XLSX keeps exactly: what XML cannot hold as `_xHHHH_`, and what looks like that escaped."""
    if "_x" in text:
        text = _ESCAPED.sub("_x005F_", text)
    if text.startswith("<r>"):
        text = f"_x003C_{text[1:]}"
    return _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
