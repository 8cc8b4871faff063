"""XML spreadsheets of 2003, which older programs save as `.xls`. Runs in the workbook's child process only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crm.files.workbook_cells import Refused, text_of

MARK = "urn:schemas-microsoft-com:office:spreadsheet"
_SPACE = f"{{{MARK}}}"
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_MOST_COLUMNS = 16_384
_MOST_ROWS = 1_048_576


def open_sheets(path: Path, wanted: str) -> tuple[list[tuple[str, int | None, bool]], str, Iterator[list[str]]]:
    """The sheets (name, rows, hidden), the one chosen (the first visible one with rows), and its rows."""
    import lxml.etree

    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = lxml.etree.parse(path, parser).getroot()
    sheets = {sheet.get(f"{_SPACE}Name", ""): sheet for sheet in root.iter(f"{_SPACE}Worksheet")}
    infos: list[tuple[str, int | None, bool]] = [
        (name, sum(1 for _row in sheet.iter(f"{_SPACE}Row")), _is_hidden(sheet)) for name, sheet in sheets.items()
    ]
    infos.sort(key=lambda info: info[2])
    filled = [name for name, rows, _hidden in infos if rows]
    if wanted and wanted not in sheets:
        raise Refused("sheet")
    if not wanted and not filled:
        raise Refused("empty")
    chosen = wanted or filled[0]
    return infos, chosen, _rows(sheets[chosen])


def _is_hidden(sheet: Any) -> bool:
    return any("Hidden" in (visible.text or "") for visible in sheet.iter("{*}Visible"))


def _rows(sheet: Any) -> Iterator[list[str]]:
    """Rows of text; those that an index leaves out come blank."""
    number = 0
    for row in sheet.iter(f"{_SPACE}Row"):
        index = min(_index(row, number + 1), _MOST_ROWS)
        while number + 1 < index:
            number += 1
            yield []
        number += 1
        yield _cells(row)


def _cells(row: Any) -> list[str]:
    cells: list[str] = []
    for cell in row.iter(f"{_SPACE}Cell"):
        index = min(_index(cell, len(cells) + 1), _MOST_COLUMNS)
        cells += [""] * (index - 1 - len(cells))
        data = cell.find(f"{_SPACE}Data")
        cells.append("" if data is None else _text(data))
    return cells


def _index(element: Any, otherwise: int) -> int:
    text = element.get(f"{_SPACE}Index", "")
    return int(text) if text.isdecimal() else otherwise


def _text(data: Any) -> str:
    kind, text = data.get(f"{_SPACE}Type", "String"), "".join(data.itertext())
    if kind == "Number":
        return text_of(float(text)) if _NUMBER.fullmatch(text.strip()) else text
    if kind == "Boolean":
        return "true" if text == "1" else "false"
    if kind == "Error":
        return ""
    return _moment(text) if kind == "DateTime" else text


def _moment(text: str) -> str:
    """A day, a day and time, or a time alone, which stands on the last day of 1899."""
    plain = text.replace("T", " ").removesuffix(".000")
    alone = plain.removeprefix("1899-12-31 ")
    return alone if alone != plain else plain.removesuffix(" 00:00:00")
