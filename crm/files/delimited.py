"""Delimited text (CSV, TSV): how a file of it is written, and its rows as a streaming Table of text.

The whole file is read once when it is opened, to know its width and to count its rows; nothing of it is kept.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from crm.files.delimiters import declared, find_delimiter, read_sample
from crm.files.encodings import HEAD, detect_encoding
from crm.files.guards import MAY_HOLD_GUARDED, unguard
from crm.files.headers import find_header
from crm.files.quoting import Finder, Records
from crm.files.sheet import Row, Source, Stop, Stopped, Table, fit, unique_headers
from crm.utils.i18n import _, ngettext

_LONGEST_CELL = 64 * 1024 * 1024
_FILE_END = "\x1a"
_TEXT_FORMULA = re.compile(r'="((?:[^"]|"")*)"', re.DOTALL)
_SELF_MARKED = ("utf-8-sig", "utf-16", "utf-32")


@dataclass
class _Layout:
    """What one reading of the whole file tells."""

    header: list[str] = field(default_factory=list)
    count: int = 0
    width: int = 0
    wider: int = 0
    nuls: bool = False
    marked: bool = False
    unreadable: bool = False
    guarded: bool = False
    odd: dict[int, int] = field(default_factory=dict)


def detect_delimited(path: Path, *, encoding: str = "", stop: Stop | None = None) -> Source:
    """How a text file is cut into cells: encoding, delimiter, header row, and notes about them."""
    csv.field_size_limit(_LONGEST_CELL)
    encoding = encoding or detect_encoding(path, stop=stop)
    sample, whole = read_head(path, encoding)
    first, _break, rest = sample.partition("\n") if "\n" in sample else sample.partition("\r")
    delimiter = declared(first)
    if delimiter:
        sample = rest
    else:
        delimiter = find_delimiter(sample, whole=whole)
    records = read_sample(sample, delimiter, whole=whole)
    header_row = find_header(records)
    notes = tuple(_encoding_notes(encoding) + header_notes(header_row, records))
    return Source(path, "csv", encoding=encoding, delimiter=delimiter, header_row=header_row, notes=notes)


def read_head(path: Path, encoding: str) -> tuple[str, bool]:
    """The first letters of a text file without NULs, and whether they are all of it."""
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        sample = file.read(HEAD)
        whole = not file.read(1)
    return _without_mark(sample, encoding).replace("\0", ""), whole


def _encoding_notes(encoding: str) -> list[str]:
    if encoding.startswith("utf"):
        return []
    return [_("Read as {encoding}: choose another encoding if letters look wrong.").format(encoding=encoding)]


def header_notes(header_row: int, rows: Sequence[Sequence[str]]) -> list[str]:
    """Sentences about a header that is not the first row."""
    if header_row < 0:
        return [_("No header was found: columns are named by their letters.")]
    above = sum(1 for row in rows[:header_row] if any(row))
    if not above:
        return []
    text = ngettext(
        "{count} line above the header was left out.", "{count} lines above the header were left out.", above
    )
    return [text.format(count=above)]


def open_delimited(source: Source, *, stop: Stop | None = None) -> Table:
    """The rows of a delimited file. `stop` returning True ends the first reading with `Stopped`."""
    csv.field_size_limit(_LONGEST_CELL)
    layout = _layout(source, stop)
    headers = unique_headers([_meant(cell) for cell in layout.header], layout.width)
    table = Table(headers, lambda table: _rows(source, layout, table=table), count=layout.count, path=source.path)
    table.notes.extend(_layout_notes(layout))
    return table


def _layout_notes(layout: _Layout) -> list[str]:
    notes = []
    if layout.wider:
        text = ngettext(
            "{count} row has more cells than the header: the extra cells stand in columns of their own.",
            "{count} rows have more cells than the header: the extra cells stand in columns of their own.",
            layout.wider,
        )
        notes.append(text.format(count=layout.wider))
    if layout.nuls:
        notes.append(_("The file holds NUL characters, which were left out."))
    if layout.unreadable:
        notes.append(_("Some characters do not exist in this encoding and are shown as �."))
    return notes


def _layout(source: Source, stop: Stop | None) -> _Layout:
    layout = _Layout()
    with _lines(source) as (lines, _file):
        finder = Finder(_watched(lines, layout, stop=stop), source.delimiter)
        for number, record in enumerate(finder.records()):
            _measure(layout, record, after_header=number - source.header_row)
    layout.odd = finder.odd
    return layout


def _watched(lines: Iterator[str], layout: _Layout, *, stop: Stop | None) -> Iterator[str]:
    for number, line in enumerate(lines):
        if "\0" in line or line == _FILE_END:
            layout.nuls = layout.nuls or "\0" in line
            layout.marked = layout.marked or line == _FILE_END
            line = _cleaned(line)  # noqa: PLW2901 - the cleaned line takes the place of the raw one
            if not line:
                continue
        layout.unreadable = layout.unreadable or "\ufffd" in line
        layout.guarded = layout.guarded or ("'" in line and MAY_HOLD_GUARDED(line) is not None) or '="' in line
        if stop and not number % 1000 and stop():
            raise Stopped
        yield line


def _measure(layout: _Layout, record: list[str], *, after_header: int) -> None:
    """Count a record. `after_header` is 0 for the header itself; -1 and less for lines above it."""
    if after_header < 0 or not any(record):
        return
    if after_header == 0:
        layout.header = record[: _filled_width(record)]
        layout.width = len(layout.header)
        return
    layout.count += 1
    if len(record) > layout.width:
        width = _filled_width(record)
        layout.wider += bool(layout.header) and width > len(layout.header)
        layout.width = max(layout.width, width)
    elif layout.header and len(record) > len(layout.header):
        layout.wider += _filled_width(record) > len(layout.header)


def _filled_width(record: list[str]) -> int:
    return next((index for index in range(len(record), 0, -1) if record[index - 1]), 0)


def _rows(source: Source, layout: _Layout, *, table: Table) -> Iterator[Row]:
    width = len(table.headers)
    with _lines(source) as (lines, file):
        clean = filter(None, map(_cleaned, lines)) if layout.nuls or layout.marked else lines
        cells = Records(clean, source.delimiter, odd=layout.odd)
        for number, record in enumerate(cells.records(), 1):
            if not number % 256:
                table.done = file.tell() / max(1, table.size)
            if number <= source.header_row + 1 or not any(record):
                continue
            if cells.unclosed:
                table.report(number, _("A quotation mark opens and never closes: the line was taken as it stands."))
            if layout.guarded:
                record = [_meant(cell) for cell in record]  # noqa: PLW2901 - the very text that was exported
            yield number, record if len(record) == width else fit(record, width)


def _meant(cell: str) -> str:
    """The text a cell stands for: without a guard, and without the formula that keeps a spreadsheet off its zeros."""
    formula = _TEXT_FORMULA.fullmatch(cell) if cell[:2] == '="' else None
    return formula[1].replace('""', '"') if formula else unguard(cell)


def _cleaned(line: str) -> str:
    """A line without NULs; nothing for the mark that DOS programs put at the end of a text."""
    return "" if line == _FILE_END else line.replace("\0", "")


@contextmanager
def _lines(source: Source) -> Iterator[tuple[Iterator[str], io.BufferedReader]]:
    """The lines of the text, without a declared delimiter's line, and the bytes they come from."""
    with source.path.open("rb") as file:
        text = io.TextIOWrapper(file, encoding=source.encoding or "utf-8", errors="replace", newline="")
        first = _without_mark(text.readline(), source.encoding)
        yield (text if declared(first) else chain([first], text) if first else iter(())), file


def _without_mark(text: str, encoding: str) -> str:
    """Without the byte-order mark that a chosen encoding left in front."""
    return text if encoding in _SELF_MARKED else text.removeprefix("\ufeff")
