"""Reading a workbook of 100,000 rows, beside openpyxl in its read-only mode."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, Line, once
from benchmarks.files import Files
from crm.files import reading

_ROWS = 100_000


def measure(files: Files) -> Iterator[Line]:
    """Every row of the sheet as text, through the program's own door."""
    path = files.workbook(_ROWS)
    rows: list[int] = []
    ours = once(lambda: rows.append(_read(path)))
    yield Figure(
        f"read XLSX of {_ROWS:,} rows", ours, once(lambda: _with_openpyxl(path)), ratio=0.25, note=f"{rows[0]:,}"
    )
    table = files.table(_ROWS)
    yield Figure(f"read CSV of {_ROWS:,} rows", once(lambda: _read(table)), once(lambda: _with_csv(table)))


def _read(path: Path) -> int:
    return sum(1 for _row in reading.open_table(reading.detect(path)).rows())


def _with_openpyxl(path: Path) -> int:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True)
    return sum(1 for _row in book.active.iter_rows(values_only=True))


def _with_csv(path: Path) -> int:
    import csv

    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _row in csv.reader(file, delimiter=";"))
