"""The child process that opens one untrusted workbook: limits first, then calamine, then openpyxl. No window, no texts.

It answers the parent with one JSON object: {"sheets", "sheet", "head", "merges", ...} or {"refused": code}. Rows go to
a spool file as JSON lines [row number, cells], so that neither side holds the sheet as Python objects.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import sys
import threading
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from crm.files.headers import HEAD_ROWS
from crm.files.workbook_cells import Refused, SheetExtras, sheet_extras, text_of, unescape

_MOST_UNPACKED = 8 << 30
_BOMB_UNPACKED = 256 << 20
_BOMB_RATIO = 100
_MOST_MERGES = 20_000
Merge = tuple[int, int, int, int]


@dataclass(frozen=True)
class Request:
    """What the parent asks: which sheet ("" = the first visible one with rows), and the file where the rows go."""

    path: str
    kind: str
    spool: str
    sheet: str = ""
    engine: str = "calamine"
    encoding: str = ""
    memory: int = 0
    seconds: int = 0


@dataclass
class Opened:
    """One sheet opened: its rows from the top of the sheet, from column `left` on."""

    sheets: list[tuple[str, int | None, bool]]
    sheet: str
    rows: Iterable[list[str]]
    left: int = 0
    merges: list[Merge] = field(default_factory=list)
    extras: SheetExtras = field(default_factory=SheetExtras)


def main(connection: Connection, request: Request) -> None:
    """Answer one request and end; end at once when the parent does."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _limit(request)
    try:
        told = answer(request)
    except Refused as refusal:
        told = {"refused": str(refusal)}
    except MemoryError:
        told = {"refused": "large"}
    except Exception as error:  # noqa: BLE001 - any failure of a foreign parser means that the file is damaged
        told = {"refused": "damaged", "detail": f"{type(error).__name__}: {error}"}
    connection.send_bytes(json.dumps(told).encode())
    connection.close()


def _end_with_parent() -> None:
    """Waits for the parent's end. A parser that lets no other thread run is ended by the limit on its time."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _limit(request: Request) -> None:
    """Memory, time and no word on the parent's terminal; Windows has no such limits, only the parent's clock."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if sys.platform == "win32":
        return
    import resource

    limits = (
        (resource.RLIMIT_AS, request.memory),
        (resource.RLIMIT_CPU, request.seconds),
        (resource.RLIMIT_FSIZE, request.memory * 2),
        (resource.RLIMIT_CORE, 0),
    )
    for limit, value in limits:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(limit, (value, value))


def answer(request: Request) -> dict[str, Any]:
    """What is told about one sheet; its rows go to the spool. Raises Refused, or whatever the parser raises."""
    opened = _open(request)
    head: list[list[str]] = []
    filler = _Filler(opened.merges, opened.left)
    rows = filler.filled(opened.rows)
    kept, count, width = _spool(rows, request.spool, head=head, error_rows=opened.extras.error_rows)
    return {
        "sheets": opened.sheets,
        "sheet": opened.sheet,
        "left": opened.left,
        "merges": [merge for merge in opened.merges if merge[0] < HEAD_ROWS],
        "filled": filler.used,
        "head": head,
        "kept": kept,
        "count": count,
        "width": width,
        "errors": opened.extras.errors,
        "more_errors": opened.extras.more_errors,
    }


def _spool(
    rows: Iterable[list[str]], path: str, *, head: list[list[str]], error_rows: set[int]
) -> tuple[list[int], int, int]:
    """Write the rows that hold something (an error too).

    Fills `head`, and returns which of its row numbers were kept, the number of kept rows, and the width in use.
    """
    kept: list[int] = []
    count, width = 0, 0
    encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
    with Path(path).open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        for number, cells in enumerate(rows, 1):
            if number <= HEAD_ROWS:
                head.append(cells if any(cells) else [])
            if not any(cells) and number not in error_rows:
                continue
            count += 1
            if number <= HEAD_ROWS:
                kept.append(number)
            if len(cells) > width:
                width = max(width, next((place for place in range(len(cells), 0, -1) if cells[place - 1]), 1))
            file.write(f"{encode([number, cells])}\n")
    return kept, count, width


class _Filler:
    """Repeats a vertically merged cell on the rows it covers, as a reader of the sheet sees it."""

    def __init__(self, merges: list[Merge], left: int) -> None:
        tall = [
            (top, column - left, bottom) for top, column, bottom, _right in merges if bottom > top and column >= left
        ]
        self._waiting = sorted(tall, reverse=True)
        self._open: list[tuple[int, int, str]] = []
        self.used = False

    def filled(self, rows: Iterable[list[str]]) -> Iterator[list[str]]:
        """The rows, those within a tall merged cell completed; blank rows stay blank."""
        if not self._waiting:
            yield from rows
            return
        for number, cells in enumerate(rows):
            self._open = [merge for merge in self._open if merge[0] >= number]
            if any(cells):
                self._fill(cells)
            while self._waiting and self._waiting[-1][0] <= number:
                _top, column, bottom = self._waiting.pop()
                if column < len(cells) and cells[column]:
                    self._open.append((bottom, column, cells[column]))
            yield cells

    def _fill(self, cells: list[str]) -> None:
        for _bottom, column, text in self._open:
            if column < len(cells) and not cells[column]:
                cells[column] = text
                self.used = True


def _open(request: Request) -> Opened:
    if request.kind == "html":
        return _open_page(request)
    zipped = zipfile.is_zipfile(request.path)
    if zipped:
        _check_zip(request.path)
    if request.engine == "openpyxl":
        return _open_openpyxl(request)
    try:
        return _open_calamine(request, zipped=zipped)
    except Refused:
        raise
    except Exception:
        if not zipped:
            raise
        return _open_openpyxl(request)


def _open_page(request: Request) -> Opened:
    """Markup: an XML spreadsheet of 2003, or the tables of an HTML page."""
    from crm.files.html_tables import open_tables
    from crm.files.xml_sheets import MARK, open_sheets

    path = Path(request.path)
    with path.open("rb") as file:
        is_xml = MARK.encode() in file.read(8192).replace(b"\0", b"")
    if is_xml:
        return Opened(*open_sheets(path, request.sheet))
    return Opened(*open_tables(path, request.sheet, encoding=request.encoding))


def _check_zip(path: str) -> None:
    with zipfile.ZipFile(path) as file:
        unpacked = sum(part.file_size for part in file.infolist())
        is_bomb = unpacked > max(_BOMB_UNPACKED, _BOMB_RATIO * Path(path).stat().st_size)
        if is_bomb or unpacked > _MOST_UNPACKED:
            raise Refused("large")
        if "META-INF/manifest.xml" in file.namelist():
            with file.open("META-INF/manifest.xml") as manifest:
                if b"encryption-data" in manifest.read(1 << 20):
                    raise Refused("password")


def _open_calamine(request: Request, *, zipped: bool) -> Opened:
    import python_calamine

    try:
        book = python_calamine.load_workbook(request.path)
    except python_calamine.PasswordError as error:
        raise Refused("password") from error
    tables = [sheet for sheet in book.sheets_metadata if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet]
    hidden = {sheet.name: sheet.visible != python_calamine.SheetVisibleEnum.Visible for sheet in tables}
    name, sheet, heights = _pick(request.sheet, hidden, load=book.get_sheet_by_name)
    left = sheet.start[1] if sheet.start else 0
    opened = Opened(_infos(hidden, heights), name, (), left=left)
    for (top, column), (bottom, right) in (sheet.merged_cell_ranges or [])[:_MOST_MERGES]:
        opened.merges.append((top, column, bottom, right))
    if zipped:
        with zipfile.ZipFile(request.path) as file:
            opened.extras = sheet_extras(file, name)
    opened.rows = _texts(sheet.iter_rows(), opened.extras, left=left)
    return opened


def _pick(wanted: str, hidden: dict[str, bool], *, load: Any) -> tuple[str, Any, dict[str, int]]:
    """The sheet asked for, or the first visible one with rows, with the heights of those looked at."""
    heights: dict[str, int] = {}
    if wanted:
        if wanted not in hidden:
            raise Refused("sheet")
        return wanted, load(wanted), heights
    names = [name for name in hidden if not hidden[name]] or list(hidden)
    if not names:
        raise Refused("empty")
    for name in names:
        sheet = load(name)
        heights[name] = sheet.end[0] + 1 if sheet.end else 0
        if heights[name]:
            return name, sheet, heights
    raise Refused("empty")


def _infos(hidden: dict[str, bool], heights: dict[str, int]) -> list[tuple[str, int | None, bool]]:
    """Every sheet with its rows where known; hidden ones last."""
    return [(name, heights.get(name), hidden[name]) for name in sorted(hidden, key=lambda name: hidden[name])]


def _texts(rows: Iterable[list[object]], extras: SheetExtras, *, left: int) -> Iterator[list[str]]:
    zeros = extras.zeros
    for number, values in enumerate(rows):
        cells = [value if value.__class__ is str and "_xFFF" not in value else text_of(value) for value in values]
        if zeros:
            cells = [_padded(cell, zeros.get((number, column))) for column, cell in enumerate(cells, left)]
        yield cells


def _padded(cell: str, digits: int | None) -> str:
    return cell.zfill(digits) if digits and cell.isdecimal() else cell


def _open_openpyxl(request: Request) -> Opened:
    import openpyxl

    book = openpyxl.load_workbook(request.path, read_only=True, data_only=True, keep_links=False)
    hidden = {sheet.title: sheet.sheet_state != "visible" for sheet in book.worksheets}
    extras = SheetExtras()
    name = request.sheet or next((name for name in hidden if not hidden[name]), "")
    if name not in hidden:
        raise Refused("sheet" if request.sheet else "empty")
    return Opened(_infos(hidden, {}), name, _openpyxl_rows(book[name], extras), extras=extras)


def _openpyxl_rows(sheet: Any, extras: SheetExtras) -> Iterator[list[str]]:
    sheet.reset_dimensions()  # what the file says about its own size is not to be trusted
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = []
        for cell in row:
            if getattr(cell, "data_type", "") == "e":
                extras.add_error(number, cell.coordinate, text=str(cell.value))
                cells.append("")
            else:
                cells.append(unescape(cell.value) if isinstance(cell.value, str) else text_of(cell.value))
        yield cells
