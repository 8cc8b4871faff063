"""JSON lines (one object a line): read, like JSON arrays of objects, as Tables of text, and written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from crm.errors import Invalid
from crm.files.encodings import detect_encoding
from crm.files.replacing import replacing
from crm.files.sheet import Row, Source, Stop, Stopped, Table, unique_headers
from crm.utils.i18n import _

_LONGEST_ARRAY = 256 << 20
_CHUNK_LINES = 500
_Item = tuple[int, dict[str, Any] | None]


def detect_jsonl(path: Path, *, encoding: str = "", stop: Stop | None = None) -> Source:
    """How a JSON file is read: only its encoding can differ."""
    return Source(path, "jsonl", encoding=encoding or detect_encoding(path, stop=stop), header_row=-1)


def open_jsonl(source: Source, *, stop: Stop | None = None) -> Table:
    """One row per object; the headers are all keys met, in order. The file is read once here to know them."""
    keys: dict[str, None] = {}
    count = 0
    for count, (_number, record) in enumerate(_records(source), 1):
        keys.update(dict.fromkeys(record or ()))
        if stop and not count % 1000 and stop():
            raise Stopped
    if not keys:
        sentence = _("{name} is empty. Nothing was imported.")
        raise Invalid({"file": sentence.format(name=source.path.name)})
    return Table(list(keys), lambda table: _rows(source, table), count=count, path=source.path)


def _rows(source: Source, table: Table) -> Iterator[Row]:
    for done, (number, record) in enumerate(_records(source)):
        table.done = done / max(1, table.count or 1)
        if record is None:
            table.report(number, _("Line {number} is no JSON object and could not be read.").format(number=number))
        yield number, [_text(record.get(key)) if record else "" for key in table.headers]


def _records(source: Source) -> Iterator[_Item]:
    with source.path.open(encoding=source.encoding or "utf-8", errors="replace") as file:
        start = file.read(64).lstrip("\ufeff \t\r\n")[:1]
        file.seek(0)
        if start == "[":
            yield from _array(source, file.read(_LONGEST_ARRAY + 1))
            return
        whole = _one_object(file)
        if whole is not None:
            yield from enumerate(whole, 1)
            return
        for number, line in enumerate(file, 1):
            text = line.strip("\ufeff\r\n \t")
            if text:
                yield number, _object(text)


def _one_object(file: TextIO) -> list[dict[str, Any] | None] | None:
    """The records of a file that is one object: of the one list in it, or itself. None for an object a line."""
    first = file.readline().lstrip("\ufeff")
    known = _object(first)
    if known is None:
        whole = _object(first + file.read(_LONGEST_ARRAY))
    else:
        whole = None if any(line.strip() for line in file) else known
    file.seek(0)
    if whole is None:
        return None
    lists = [
        value for value in whole.values() if isinstance(value, list) and any(isinstance(one, dict) for one in value)
    ]
    return [one if isinstance(one, dict) else None for one in lists[0]] if len(lists) == 1 else [whole]


def _array(source: Source, text: str) -> Iterator[_Item]:
    try:
        items = json.loads(text.lstrip("\ufeff")) if len(text) <= _LONGEST_ARRAY else None
    except (ValueError, RecursionError):
        items = None
    if not isinstance(items, list):
        sentence = _("{name} is no JSON this program can read. Nothing was imported: save it as JSON lines or CSV.")
        raise Invalid({"file": sentence.format(name=source.path.name)})
    for number, item in enumerate(items, 1):
        yield number, item if isinstance(item, dict) else None


def _object(text: str) -> dict[str, Any] | None:
    try:
        item = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return item if isinstance(item, dict) else None


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False)


def write_jsonl(path: Path, headers: Sequence[str], *, rows: Iterable[Sequence[object]]) -> int:
    """Write one object a line under the headers, in UTF-8; return their number.

    Texts, numbers and flags are those of JSON, other values their text. Raises Unavailable with a plain sentence and
    keeps the old file.
    """
    keys = unique_headers(headers)
    encode = json.JSONEncoder(ensure_ascii=False, default=str).encode
    lines = (encode(dict(zip(keys, row, strict=False))) + "\n" for row in rows)
    count = 0
    with replacing(path) as file:
        while chunk := list(islice(lines, _CHUNK_LINES)):
            count += len(chunk)
            file.write("".join(chunk).encode("utf-8", errors="replace"))
    return count
