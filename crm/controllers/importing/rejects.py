"""The rows of a file with something refused, written as the file has them, to be mended and imported again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from crm.files.sheet import Table
from crm.files.writing import write_csv, write_xlsx
from crm.models.import_results import RowError
from crm.utils.i18n import _


def write(table: Table, errors: Sequence[RowError], *, path: Path) -> int:
    """Write the rows of these errors with their numbers and reasons; a workbook when `path` ends so. How many rows."""
    reasons: dict[int, list[str]] = {}
    for error in errors:
        reason = f"{error.column}: {error.reason}" if error.column else error.reason
        reasons.setdefault(error.row, []).append(reason)
    headers = [*table.headers, _("Row"), _("Reason")]
    writing = write_xlsx if path.suffix.lower() == ".xlsx" else write_csv
    writing(path, headers, rows=_rows(table, reasons))
    return len(reasons)


def _rows(table: Table, reasons: dict[int, list[str]]) -> Iterator[list[str]]:
    told = set()
    for number, cells in table.rows():
        if number in reasons:
            told.add(number)
            yield [*cells, str(number), " ".join(reasons[number])]
    for number in sorted(reasons.keys() - told):  # rows that the reader itself could not read whole
        yield [*([""] * len(table.headers)), str(number), " ".join(reasons[number])]
