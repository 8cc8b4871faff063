"""The door to every file an import takes: what a file is (by its content, never by its ending), and its Table.

Refusals are one plain sentence: Invalid when the file is no table we can read, Unavailable when it cannot be reached.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
import zipfile
from pathlib import Path

from crm.errors import Invalid
from crm.files.archives import is_archive
from crm.files.delimited import detect_delimited, open_delimited, read_head
from crm.files.encodings import detect_encoding
from crm.files.jsonlines import detect_jsonl, open_jsonl
from crm.files.refusals import plain_words
from crm.files.sheet import Source, Stop, Table
from crm.files.vcards import detect_vcard, open_vcards
from crm.files.workbook import detect_workbook, open_workbook
from crm.files.xml_sheets import MARK
from crm.utils.i18n import N_, _

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_BINARY = (
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"GIF8", N_("a picture")),
    (b"%PDF", N_("a PDF document")),
    (b"{\\rtf", N_("a text document")),
    (b"SQLite format 3\x00", N_("a database")),
    (b"\x1f\x8b", N_("a compressed archive")),
    (b"Rar!", N_("a compressed archive")),
    (b"7z\xbc\xaf", N_("a compressed archive")),
    (b"PK\x05\x06", N_("a compressed archive")),
)
_HTML = re.compile(r"<(?:!doctype\s+html|html|table|meta|head|body|div|style)\b", re.IGNORECASE)
_PLAIN_CONTROLS = frozenset("\t\r\n\x0b\x0c\x1a\x1c\x1d\x1e\x1f\x85")
_FOREIGN_XML = re.compile(rf"<\?xml\b(?!.*(?:<(?:!doctype\s+)?html\b|<table\b(?!:)|{MARK}))", re.IGNORECASE | re.DOTALL)
_VCARD = re.compile(r"^[ \t]*BEGIN:VCARD\s*$", re.IGNORECASE | re.MULTILINE)


def detect(path: Path, *, encoding: str = "", sheet: str = "", stop: Stop | None = None) -> Source:
    """How a file is best read. `encoding` and `sheet` are the user's own choices, which the rest then follows.

    `stop` returning True ends the reading with `sheet.Stopped`. Raises Invalid or Unavailable with a plain sentence.
    """
    with plain_words(path.name):
        if encoding:
            codecs.lookup(encoding)
        head = _head(path)
        kind, chosen = _binary_kind(path, head), encoding
        if not kind:
            encoding = encoding or detect_encoding(path, stop=stop)
            kind = _text_kind(path, encoding)
        if kind == "csv":
            return detect_delimited(path, encoding=encoding, stop=stop)
        if kind == "vcard":
            return detect_vcard(path, encoding=chosen, stop=stop)
        if kind == "jsonl":
            return detect_jsonl(path, encoding=encoding, stop=stop)
        return detect_workbook(Source(path, kind, sheet=sheet, encoding=encoding), stop=stop)


def open_table(source: Source, *, stop: Stop | None = None) -> Table:
    """The headers and rows of a source. The first reading happens here: run it off the window's thread.

    `stop` returning True ends that reading with `sheet.Stopped`. Raises Invalid or Unavailable with a plain sentence.
    """
    with plain_words(source.path.name):
        if source.encoding:
            codecs.lookup(source.encoding)
        if source.format == "csv":
            return open_delimited(source, stop=stop)
        if source.format == "vcard":
            return open_vcards(source, stop=stop)
        if source.format == "jsonl":
            return open_jsonl(source, stop=stop)
        return open_workbook(source, stop=stop)


def _refuse(path: Path, sentence: str, *, what: str = "") -> Invalid:
    return Invalid({"file": sentence.format(name=path.name, what=what)})


def _head(path: Path) -> bytes:
    if path.is_dir():
        raise _refuse(path, _("{name} is a folder. Choose a file in it."))
    if path.exists() and not path.is_file():
        raise _refuse(path, _("{name} is not a file that can be imported."))
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip(b"\0 \t\r\n") or head in {codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        raise _refuse(path, _("{name} is empty. Nothing was imported."))
    return head


def _binary_kind(path: Path, head: bytes) -> str:
    """The kind a file's first bytes show; nothing for text."""
    if head.startswith(_OLE):
        return "workbook"
    if head.startswith(_ZIP):
        return _zip_kind(path)
    for mark, what in _BINARY:
        if head.startswith(mark):
            sentence = _("{name} is {what}, not a table. Nothing was imported: choose a CSV, Excel or vCard file.")
            raise _refuse(path, sentence, what=_(what))
    return ""


def _zip_kind(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as file:
            names = set(file.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        sentence = _("{name} is damaged or was cut off on its way. Nothing was imported: get a new copy of it.")
        raise _refuse(path, sentence) from error
    if is_archive(names):
        sentence = _(
            "{name} is an export of a whole Cartera file, not a table. Nothing was imported: make a new file of it with"
            " File > New file from an export…, or with `restore` on the command line."
        )
        raise _refuse(path, sentence)
    if any(name.startswith("xl/workbook.") for name in names) or "content.xml" in names:
        return "workbook"
    sentence = _("{name} is a compressed archive or a document, not a table. Nothing was imported: unpack it first.")
    raise _refuse(path, sentence)


def _text_kind(path: Path, encoding: str) -> str:
    text, _whole = read_head(path, encoding)
    start = text[:4096].lstrip("\ufeff \t\r\n")
    if _odd_share(text[:20_000]) > 0.02:
        raise _refuse(path, _("{name} is not a table. Nothing was imported: choose a CSV, Excel or vCard file."))
    if _VCARD.search(start.replace("\r", "\n")):
        return "vcard"
    if start.startswith("BEGIN:VCALENDAR") or _FOREIGN_XML.match(start):
        raise _refuse(path, _("{name} is not a table. Nothing was imported: choose a CSV, Excel or vCard file."))
    if start.startswith("<") and (_HTML.search(start) or MARK in start):
        return "html"
    if re.match(r"\{\s*[\"}]|\[\s*[\[{\]]", start):
        return "jsonl"
    return "csv"


def _odd_share(text: str) -> float:
    """The share of control characters, which no text holds: all but blanks, breaks and separators of old programs."""
    odd = sum(unicodedata.category(letter) == "Cc" and letter not in _PLAIN_CONTROLS for letter in text)
    return odd / max(1, len(text))
