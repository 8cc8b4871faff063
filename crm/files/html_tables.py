"""Tables in HTML pages, the ones that web programs save as `.xls`. Runs in the workbook's child process only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crm.files.encodings import detect_encoding
from crm.files.workbook_cells import Refused

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_MOST_SPAN = 200
_BREAK = "\ue000"


def open_tables(
    path: Path, wanted: str, *, encoding: str
) -> tuple[list[tuple[str, int | None, bool]], str, Iterator[list[str]]]:
    """The page's tables as sheets (name, rows, hidden), the one chosen (the largest), and its rows."""
    import lxml.html

    text = _DECLARATION.sub("", _decoded(path, encoding))
    page = lxml.html.document_fromstring(text, parser=lxml.html.HTMLParser(no_network=True, huge_tree=True))
    tables = {_name(index, table): table for index, table in enumerate(page.iter("table"), 1)}
    sizes = {name: sum(1 for _row in _own_rows(table)) for name, table in tables.items()}
    sheets: list[tuple[str, int | None, bool]] = [(name, sizes[name], False) for name in tables]
    if not tables:
        raise Refused("empty")
    if "</table" not in text.lower():
        raise Refused("damaged")
    chosen = wanted if wanted in tables else max(sizes, key=lambda name: _cell_count(tables[name]))
    return sheets, chosen, _rows(tables[chosen])


def _decoded(path: Path, encoding: str) -> str:
    raw = path.read_bytes()
    guess = encoding or detect_encoding(path)
    declared = _CHARSET.search(raw[:4096])
    if not encoding and not guess.startswith("utf") and declared:
        guess = declared[1].decode()
    # A page that says latin-1 means cp1252: that is how every browser reads it.
    guess = "cp1252" if guess.lower() in {"iso-8859-1", "latin-1", "latin1"} else guess
    try:
        return raw.decode(guess, errors="replace")
    except LookupError:
        return raw.decode("cp1252", errors="replace")


def _name(index: int, table: Any) -> str:
    caption = " ".join((table.findtext("caption") or "").split())
    return f"{index}. {caption}" if caption else str(index)


def _own_rows(table: Any) -> Iterator[Any]:
    """The rows of a table, without those of tables inside its cells."""
    for row in table.iter("tr"):
        parent = row.getparent()
        while parent is not None and parent.tag != "table":
            parent = parent.getparent()
        if parent is table:
            yield row


def _cell_count(table: Any) -> int:
    return sum(len(row) for row in _own_rows(table))


def _rows(table: Any) -> Iterator[list[str]]:
    """Rows of text. A cell over several rows is repeated on each; over several columns it fills the first."""
    hanging: dict[int, tuple[int, str]] = {}
    for row in _own_rows(table):
        cells: list[str] = []
        for cell in (child for child in row if child.tag in {"td", "th"}):
            _drop_hanging(cells, hanging)
            text = _text(cell)
            tall = _span(cell, "rowspan")
            if tall > 1:
                hanging[len(cells)] = (tall, text)
            cells += [text] + [""] * (_span(cell, "colspan") - 1)
        _drop_hanging(cells, hanging)
        hanging = {column: (left - 1, text) for column, (left, text) in hanging.items() if left > 1}
        yield cells


def _drop_hanging(cells: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    while len(cells) in hanging:
        cells.append(hanging[len(cells)][1])


def _span(cell: Any, name: str) -> int:
    text = cell.get(name, "1").strip()
    return min(_MOST_SPAN, max(1, int(text))) if text.isdecimal() else 1


def _text(cell: Any) -> str:
    """The text a browser shows: blanks collapsed, line breaks kept."""
    for line_break in cell.iter("br"):
        line_break.tail = f"{_BREAK}{line_break.tail or ''}"
    shown = " ".join("".join(cell.itertext()).split())
    return "\n".join(line.strip() for line in shown.split(_BREAK))
