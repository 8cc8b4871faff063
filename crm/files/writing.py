"""Writing tables: CSV here, XLSX in workbook_writing; flat memory, whole or not at all. Knows no records, only rows.

A file is written beside its target and renamed at the end: a failed or cancelled export leaves the old file. To cancel,
raise from the iterable of rows.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from crm.files.guards import SUSPICIOUS, guard
from crm.files.replacing import replacing
from crm.files.workbook_writing import write_xlsx
from crm.utils.i18n import language

__all__ = ["write_csv", "write_xlsx"]


def write_csv(path: Path, headers: Sequence[str], *, rows: Iterable[Sequence[object]], delimiter: str = "") -> int:
    """Write a CSV that spreadsheets open with a double click; return the number of rows.

    UTF-8 with a mark. `delimiter` follows the language (`;` in Spanish); with `;` real numbers have a decimal comma.
    Formulas are guarded as `guards` says. Raises Unavailable with a plain sentence and keeps the old file.
    """
    delimiter = delimiter or (";" if language() == "es" else ",")
    mark = "," if delimiter == ";" else "."
    counted = _Counted(rows)
    with replacing(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
        try:
            writer = csv.writer(text, delimiter=delimiter)
            writer.writerow([guard(header) for header in headers])
            writer.writerows(_csv_rows(counted, decimal=mark))
        finally:
            text.detach()  # flushes, and leaves the closing to `replacing`
    return counted.count


class _Counted:
    """Rows as they pass, counted."""

    def __init__(self, rows: Iterable[Sequence[object]]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Sequence[object]]:
        for row in self._rows:
            self.count += 1
            yield row


def _csv_rows(rows: Iterable[Sequence[object]], *, decimal: str) -> Iterator[Sequence[object]]:
    """Rows as csv.writer takes them. Rows of harmless texts, nearly all, take one search."""
    for row in rows:
        try:
            joined = "\x1f" + "\x1f".join(row) + "\x1f"  # type: ignore[arg-type]
        except TypeError:
            joined = "\x1f="
        yield [_csv_text(cell, decimal) for cell in row] if SUSPICIOUS.search(joined) else row


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
