"""The rows of a file with something refused, written as the file has them, to be mended and imported again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from crm.errors import Invalid
from crm.files.sheet import Table
from crm.files.writing import write_csv, write_xlsx
from crm.models.import_results import RowError
from crm.utils import i18n
from crm.utils.i18n import N_, _, translate
from crm.utils.text import fold

ADDED = (N_("Row"), N_("Reason"))


def own_headers(headers: Sequence[str]) -> list[str]:
    """The headers of the file itself: those of its rejected rows without the two that were added."""
    for language in i18n.LANGUAGES:
        added = [fold(i18n.translated(header, language)) for header in ADDED]
        if len(headers) > 2 and [fold(header) for header in headers[-2:]] == added:
            return list(headers[:-2])
    return list(headers)


def check(source: Path, path: Path) -> None:
    """Invalid when the rejected rows would be written over the file they come from, or into no folder."""
    if path.absolute().resolve() == source.absolute().resolve():
        sentence = _("{file} is the file that is imported: it was left as it was. Write the rows to another file.")
        raise Invalid({"rejects": sentence.format(file=path.name)})
    if not path.absolute().parent.is_dir():
        sentence = _("The folder {folder} is not there. Choose another one.")
        raise Invalid({"rejects": sentence.format(folder=path.absolute().parent)})


def write(table: Table, errors: Sequence[RowError], *, path: Path) -> int:
    """Write the rows of these errors with their numbers and reasons; a workbook when `path` ends so. How many rows."""
    reasons: dict[int, list[str]] = {}
    for error in errors:
        reason = f"{error.column}: {error.reason}" if error.column else error.reason
        reasons.setdefault(error.row, []).append(reason)
    own = own_headers(table.headers)
    writing = write_xlsx if path.suffix.lower() == ".xlsx" else write_csv
    writing(path, [*own, *(translate(header) for header in ADDED)], rows=_rows(table, reasons, width=len(own)))
    return len(reasons)


def _rows(table: Table, reasons: dict[int, list[str]], *, width: int) -> Iterator[list[str]]:
    told = set()
    for number, cells in table.rows():
        if number in reasons:
            told.add(number)
            yield [*cells[:width], str(number), " ".join(reasons[number])]
    for number in sorted(reasons.keys() - told):  # rows that the reader itself could not read whole
        yield [*([""] * width), str(number), " ".join(reasons[number])]
