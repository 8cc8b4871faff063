"""Writing tables: CSV here, XLSX in workbook_writing; flat memory, whole or not at all. Knows no records, only rows.

A file is written beside its target and renamed at the end: a failed or cancelled export leaves the old file. To cancel,
raise from the iterable of rows.
"""

from __future__ import annotations

import codecs
import csv
import datetime
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path

from crm.files.guards import SUSPICIOUS, guard
from crm.files.replacing import replacing
from crm.files.workbook_writing import write_xlsx
from crm.utils.i18n import language

__all__ = ["write_csv", "write_xlsx"]

_CHUNK_LINES = 500
_BETWEEN = "\x1f"  # between the cells of a row that is looked at as one text


def write_csv(path: Path, headers: Sequence[str], *, rows: Iterable[Sequence[object]], delimiter: str = "") -> int:
    """Write a CSV that spreadsheets open with a double click; return the number of rows.

    UTF-8 with a mark. `delimiter` follows the language (`;` in Spanish); with `;` real numbers have a decimal comma.
    Formulas are guarded as `guards` says. Raises Unavailable with a plain sentence and keeps the old file.
    """
    delimiter = delimiter or (";" if language() == "es" else ",")
    mark = "," if delimiter == ";" else "."
    lines = _csv_lines(chain([headers], rows), delimiter=delimiter, decimal=mark)
    count = -1  # the headers are a line too
    with replacing(path) as file:
        file.write(codecs.BOM_UTF8)
        while chunk := list(islice(lines, _CHUNK_LINES)):
            count += len(chunk)
            file.write("".join(chunk).encode("utf-8", errors="replace"))
    return count


class _Target:
    """What csv.writer writes to: its lines, to be taken away."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.write = self.lines.append


def _csv_lines(rows: Iterable[Sequence[object]], *, delimiter: str, decimal: str) -> Iterator[str]:
    """Rows as csv.writer writes them. Rows of harmless texts, nearly all, only need their cells joined."""
    target = _Target()
    write = csv.writer(target, delimiter=delimiter).writerow
    for row in rows:
        try:
            text = _BETWEEN.join(row)  # type: ignore[arg-type]
        except TypeError:  # not all are texts
            text, changed = "", True
        else:
            changed = bool(SUSPICIOUS.search(f"{_BETWEEN}{text}{_BETWEEN}"))
        if changed or '"' in text or "\n" in text or "\r" in text or text.count(_BETWEEN) >= len(row) or len(row) == 1:
            write([_csv_text(cell, decimal) for cell in row] if changed else row)
            yield target.lines.pop()
        elif delimiter in text:
            yield delimiter.join([f'"{cell}"' if delimiter in cell else cell for cell in row]) + "\r\n"  # type: ignore[operator, misc]
        else:
            yield text.replace(_BETWEEN, delimiter) + "\r\n"


def _csv_text(cell: object, decimal: str) -> str:
    if isinstance(cell, str):
        return guard(cell)
    if isinstance(cell, float | Decimal):
        return plain_text(cell).replace(".", decimal)
    return plain_text(cell)


def plain_text(cell: object) -> str:
    """A value as text: numbers with a point and without an exponent, days and moments in ISO form, None as ""."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float | Decimal):
        return _plain_number(cell)
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    return str(cell)


def _plain_number(number: float | Decimal) -> str:
    """Without an exponent, and whole floats without a point."""
    if isinstance(number, float):
        return str(int(number)) if number.is_integer() else format(Decimal(repr(number)), "f")
    return format(number, "f")
