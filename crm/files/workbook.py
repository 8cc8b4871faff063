"""Workbooks (XLSX, XLS, XLSB, ODS, HTML) as Tables: asks a child process with limits, and puts its answer in words.

The parser never runs in the window's process: a hostile file ends the child, not the program. Under PyInstaller the
program's start must call `multiprocessing.freeze_support()` first.
"""

from __future__ import annotations

import json
import multiprocessing
import tempfile
import time
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from crm.errors import Invalid, Unavailable
from crm.files.delimited import header_notes
from crm.files.headers import find_header, is_data
from crm.files.sheet import Row, SheetInfo, Source, Stop, Stopped, Table, fit, unique_headers
from crm.files.workbook_cells import UNCOUNTED
from crm.files.workbook_child import Merge, Request, main
from crm.utils.i18n import N_, _, ngettext, translate

_BASE_MEMORY = 1 << 30
_MOST_MEMORY = 8 << 30
_BASE_SECONDS = 20
_MEBI = 1 << 20
_REFUSALS = {
    "password": N_(
        "The file is protected with a password. Open it in its program, save a copy without one, import the copy."
    ),
    "damaged": N_("The file is damaged or was cut off on its way. Nothing was imported: get a new copy of it."),
    "empty": N_("The file holds no rows. Nothing was imported."),
    "sheet": N_("The file has no sheet of that name. Choose one of its sheets."),
    "large": N_(
        "The file needs more memory or time than is safe to give. Save the rows you need as CSV and import that."
    ),
}


def detect_workbook(wanted: Source, *, stop: Stop | None = None) -> Source:
    """The sheets of a workbook or page, the one to read, and its header row.

    `wanted` holds the path, the format (workbook or html) and what the user chose: a sheet, an encoding. Its rows are
    read here already, because no workbook tells its first rows without the others, and kept beside the source.
    """
    sheet = _read(wanted, stop)
    answer = sheet.answer
    if not answer["count"] and not wanted.sheet:
        raise Invalid({"file": translate(_REFUSALS["empty"])})
    head = answer["head"]
    header_row = _choose_header(head, answer)
    sheets = tuple(SheetInfo(*info) for info in answer["sheets"])
    notes = header_notes(header_row, head) if any(map(any, head)) else []
    if len(sheets) > 1:
        notes.append(
            _("The sheet “{name}” is read; the file has {count}.").format(name=answer["sheet"], count=len(sheets))
        )
    found = replace(wanted, sheet=answer["sheet"], sheets=sheets, header_row=header_row, notes=tuple(notes))
    return replace(found, kept=replace(sheet, key=_key(found)))


def open_workbook(source: Source, *, stop: Stop | None = None) -> Table:
    """The rows of one sheet, read once into a temporary file that goes with the last Source or Table that needs it."""
    kept = source.kept
    if isinstance(kept, _Sheet) and kept.key == _key(source):
        return _table(source, kept)
    return _table(source, _read(source, stop))


@dataclass(frozen=True)
class _Sheet:
    """The spooled rows of a sheet, what the child told about it, and which sheet of which file it is."""

    spool: _Spool
    answer: dict[str, Any]
    key: tuple[object, ...] = ()


class _Spool:
    """A temporary file of rows, removed when nobody needs it any more."""

    def __init__(self) -> None:
        with tempfile.NamedTemporaryFile(prefix="cartera-", suffix=".rows", delete=False) as file:
            self.path = Path(file.name)
        weakref.finalize(self, self.path.unlink, missing_ok=True)


def _read(source: Source, stop: Stop | None) -> _Sheet:
    spool = _Spool()
    return _Sheet(spool, _ask(_request(source, spool.path), stop))


def _key(source: Source) -> tuple[object, ...]:
    """What the rows of a sheet depend on: the file as it is now, the sheet, the encoding of a page."""
    status = source.path.stat()
    return (source.path, status.st_size, status.st_mtime_ns, source.sheet, source.encoding)


def _table(source: Source, sheet: _Sheet) -> Table:
    head, left = sheet.answer["head"], sheet.answer["left"]
    names = _header_cells(head, source.header_row, spans=_spans(sheet.answer["merges"], left))
    width = max(sheet.answer["width"], len(names))
    headers = unique_headers([""] * left + names, left + width)[left:]
    above = sum(1 for number in sheet.answer["kept"] if number <= source.header_row + 1)
    table = Table(
        headers,
        lambda table: _rows(sheet, source.header_row, table=table),
        count=max(0, sheet.answer["count"] - above),
        path=source.path,
    )
    table.notes.extend(_notes(sheet.answer))
    return table


def _notes(answer: dict[str, Any]) -> list[str]:
    notes = []
    uncounted = sum(1 for _row, _cell, error in answer["errors"] if error == UNCOUNTED)
    if uncounted:
        text = ngettext(
            "{count} formula was saved without its result and is read as empty: open the file in a spreadsheet program"
            " and save it again.",
            "{count} formulas were saved without their results and are read as empty: open the file in a spreadsheet"
            " program and save it again.",
            uncounted,
        )
        notes.append(text.format(count=uncounted))
    errors = len(answer["errors"]) + answer["more_errors"] - uncounted
    if errors:
        text = ngettext(
            "{count} cell holds an error such as #DIV/0! and is read as empty.",
            "{count} cells hold an error such as #DIV/0! and are read as empty.",
            errors,
        )
        notes.append(text.format(count=errors))
    if answer["filled"]:
        notes.append(_("Merged cells are repeated on every row they cover."))
    return notes


def _rows(sheet: _Sheet, header_row: int, *, table: Table) -> Iterator[Row]:
    width = len(table.headers)
    total = max(1, sheet.answer["count"])
    errors: dict[int, list[tuple[str, str]]] = {}
    for row, cell, error in sheet.answer["errors"]:
        errors.setdefault(row, []).append((cell, error))
    with sheet.spool.path.open(encoding="utf-8") as file:
        for done, line in enumerate(file):
            number, cells = json.loads(line)
            if number <= header_row + 1:
                continue
            table.done = done / total
            for cell, error in errors.get(number, ()):
                table.report(number, _reason(cell, error))
            yield number, cells if len(cells) == width else fit(cells, width)


def _reason(cell: str, error: str) -> str:
    if error == UNCOUNTED:
        return _("Cell {cell} held a formula without its result and was left empty.").format(cell=cell)
    return _("Cell {cell} held the error {error} and was left empty.").format(cell=cell, error=error)


def _choose_header(head: Sequence[Sequence[str]], answer: dict[str, Any]) -> int:
    """The header row; the lower of two when a row of merged group names stands above it."""
    header_row = find_header(head)
    if header_row < 0 or header_row + 2 >= len(head):
        return header_row
    spans = _spans(answer["merges"], answer["left"]).get(header_row, [])
    below = head[header_row + 1]
    covered = [column for start, end in spans for column in range(start, end + 1)]
    partly = covered and len(covered) < len(below)
    if (
        partly
        and all(column < len(below) and below[column] for column in covered)
        and not is_data(below, head[header_row + 2 :])
    ):
        return header_row + 1
    return header_row


def _spans(merges: Sequence[Merge], left: int) -> dict[int, list[tuple[int, int]]]:
    """Row -> (first, last) columns of the cells merged across columns in it, counted from `left`."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for top, start, bottom, end in merges:
        if end > start and top == bottom and start >= left:
            spans.setdefault(top, []).append((start - left, end - left))
    return spans


def _header_cells(
    head: Sequence[Sequence[str]], header_row: int, *, spans: dict[int, list[tuple[int, int]]]
) -> list[str]:
    """The header's texts: a merged one repeated, a group's name above put in front."""
    if not 0 <= header_row < len(head):
        return []
    cells = list(head[header_row])
    for start, end in spans.get(header_row, []):
        cells[start : end + 1] = [cells[start]] * len(cells[start : end + 1])
    above = head[header_row - 1] if header_row else []
    for start, end in spans.get(header_row - 1, []):
        if end - start + 1 >= len(cells) or start >= len(above):
            continue
        for column in range(start, min(end + 1, len(cells))):
            cells[column] = f"{above[start]} {cells[column]}".strip()
    last = max((column for column, cell in enumerate(cells, 1) if cell.strip()), default=0)
    return cells[:last]


def _request(source: Source, spool: Path) -> Request:
    mebis = source.path.stat().st_size // _MEBI
    return Request(
        str(source.path),
        source.format,
        str(spool),
        source.sheet,
        encoding=source.encoding,
        memory=min(_MOST_MEMORY, _BASE_MEMORY + mebis * 48 * _MEBI),
        seconds=_BASE_SECONDS + 3 * mebis,
    )


def _ask(request: Request, stop: Stop | None) -> dict[str, Any]:
    """The child's answer. A child that died of calamine is asked once more with openpyxl."""
    answer = _converse(request, stop)
    if answer is None and request.kind == "workbook" and request.engine == "calamine":
        answer = _converse(replace(request, engine="openpyxl"), stop)
    if answer is None:
        raise Invalid({"file": translate(_REFUSALS["large"])})
    if "refused" in answer:
        raise Invalid({"file": translate(_REFUSALS[answer["refused"]])})
    return answer


def _converse(request: Request, stop: Stop | None) -> dict[str, Any] | None:
    """One child process, one answer; None when it died. Ends it at its time limit and when told to stop."""
    context = multiprocessing.get_context("spawn")
    mine, its = context.Pipe(duplex=False)
    process = context.Process(target=main, args=(its, request), daemon=True)
    try:
        process.start()
    except OSError as error:
        raise Unavailable(
            _("The file could not be opened: no helper process could be started ({reason}).").format(reason=error)
        ) from error
    its.close()
    try:
        return _wait(mine, time.monotonic() + request.seconds, stop=stop)
    finally:
        process.kill()
        process.join()
        process.close()
        mine.close()


def _wait(connection: Any, deadline: float, *, stop: Stop | None) -> dict[str, Any] | None:
    answered = False
    while not answered:
        if stop and stop():
            raise Stopped
        if time.monotonic() > deadline:
            return {"refused": "large"}
        answered = connection.poll(0.1)
    try:
        answer: dict[str, Any] = json.loads(connection.recv_bytes())
    except EOFError:
        return None
    return answer
