"""Archives: a whole file as a zip of JSON lines, one part per table, the contents of its documents, and a manifest.

The format is written down in docs/archive-format.md. What the tables are and how their rows are kept is not known here.
"""

from __future__ import annotations

import hashlib
import io
import json
import lzma
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any

from crm.errors import Invalid, Unavailable
from crm.files.replacing import replacing
from crm.utils import dates
from crm.utils.i18n import _
from crm.utils.version import VERSION

FORMAT, FORMAT_VERSION, MANIFEST = "cartera-archive", 1, "manifest.json"
_FOLDER, _CONTENTS = "tables/", "files/"
_CHUNK_ROWS = 1000
_BUFFER = 1 << 18
_LONGEST_MANIFEST = 1 << 20
_LONGEST_LINE = 64 << 20
# A part that swells so much is made to fill the disk: rows of a history, the most alike there are, shrink 40 times.
_SMALL, _SWOLLEN = 64 << 20, 200
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError,
    TypeError,
)  # fmt: skip
_SHA256 = re.compile("[0-9a-f]{64}", re.ASCII)
_PLAIN = frozenset((str, int, float, type(None)))

Values = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """One table of an archive: how many rows and bytes its file has, their SHA-256, and the last id ever given."""

    name: str
    rows: int
    bytes: int
    sha256: str
    last_id: int = 0

    @property
    def file(self) -> str:
        """Its place in the zip."""
        return f"{_FOLDER}{self.name}.jsonl"


@dataclass(frozen=True)
class Packed:
    """The content of one or more documents in an archive: its SHA-256, which is its name, and its size."""

    sha256: str
    bytes: int

    @property
    def file(self) -> str:
        """Its place in the zip."""
        return f"{_CONTENTS}{self.sha256}"


@dataclass(frozen=True)
class Manifest:
    """What an archive holds. `schema` is the number of the newest migration of the file it was made from; `missing` are
    the names of documents whose content was not there any more."""

    schema: int
    created_at: str
    program: str
    tables: tuple[Part, ...]
    files: tuple[Packed, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return sum(part.rows for part in self.tables)

    @property
    def parts(self) -> tuple[Part | Packed, ...]:
        """Every file of the zip but the manifest."""
        return (*self.tables, *self.files)


@dataclass(frozen=True)
class Outgoing:
    """A table to be written: its name, its rows, and the last id it ever gave."""

    name: str
    rows: Iterable[Mapping[str, object]]
    last_id: int = 0


@dataclass
class Contents:
    """The contents of documents to be written: (SHA-256, its bytes) one after the other, each kept as it is.

    `missing` is read after the last of them.
    """

    going: Iterable[tuple[str, Iterable[bytes]]] = ()
    missing: Sequence[str] = field(default_factory=list)


def write_archive(path: Path, tables: Iterable[Outgoing], *, schema: int, contents: Contents | None = None) -> Manifest:
    """Write every table, the contents and the manifest; what was written. To cancel, raise from the rows.

    Raises Unavailable with a plain sentence and keeps the old file.
    """
    with replacing(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as book:
        parts = tuple(_write_part(book, table) for table in tables)
        wanted = contents or Contents()
        files = tuple(_write_content(book, sha256, data=data) for sha256, data in wanted.going)
        manifest = Manifest(schema, dates.now(), VERSION, parts, files, tuple(wanted.missing))
        about = {"format": FORMAT, "version": FORMAT_VERSION} | asdict(manifest)
        book.writestr(MANIFEST, json.dumps(about, indent=2) + "\n")
    return manifest


def _write_part(book: zipfile.ZipFile, table: Outgoing) -> Part:
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    lines = (encode(row) + "\n" for row in table.rows)
    digest, rows, size = hashlib.sha256(), 0, 0
    with book.open(f"{_FOLDER}{table.name}.jsonl", "w", force_zip64=True) as part:
        while chunk := list(islice(lines, _CHUNK_ROWS)):
            data = "".join(chunk).encode()
            part.write(data)
            digest.update(data)
            rows, size = rows + len(chunk), size + len(data)
    return Part(table.name, rows, size, digest.hexdigest(), table.last_id)


def _write_content(book: zipfile.ZipFile, sha256: str, *, data: Iterable[bytes]) -> Packed:
    """Stored, not shrunk: most documents are packed already."""
    entry = zipfile.ZipInfo(f"{_CONTENTS}{sha256}", dates.utc_clock().timetuple()[:6])
    size = 0
    with book.open(entry, "w", force_zip64=True) as part:
        for chunk in data:
            size += part.write(chunk)
    return Packed(sha256, size)


def is_archive(names: Iterable[str]) -> bool:
    """Whether a zip with files of these names is an archive."""
    found = set(names)
    return MANIFEST in found and any(name.startswith(_FOLDER) for name in found)


class Archive:
    """An archive that is read, in a `with`.

    Invalid when it is none, or damaged; Unavailable when a newer program made it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._book = self._open()
        try:
            self.manifest = self._read_manifest()
        except BaseException:
            self._book.close()
            raise

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        self._book.close()

    def rows(self, part: Part) -> Iterator[Values]:
        """The rows of one table. Only at the end of them it is known that they are those that were written.

        Invalid when they are not.
        """
        digest, count, size = hashlib.sha256(), 0, 0
        try:
            with self._book.open(part.file) as packed:
                for line in _lines(io.BufferedReader(packed, _BUFFER)):  # type: ignore[type-var]
                    digest.update(line)
                    count, size = count + 1, size + len(line)
                    if size > part.bytes:
                        break
                    yield _row(line)
        except _DAMAGE as error:
            raise self.damaged(part.name) from error
        if (count, size, digest.hexdigest()) != (part.rows, part.bytes, part.sha256):
            raise self.damaged(part.name)

    def content(self, packed: Packed) -> Iterator[bytes]:
        """The bytes of a content. Only at the end of them it is known that they are those that were written.

        Invalid when they are not.
        """
        digest = hashlib.sha256()
        try:
            with self._book.open(packed.file) as file:
                while data := file.read(_BUFFER):
                    digest.update(data)
                    yield data
        except _DAMAGE as error:
            raise self.damaged(packed.file) from error
        if digest.hexdigest() != packed.sha256:
            raise self.damaged(packed.file)

    def damaged(self, where: str) -> Invalid:
        """What to say of an archive that is not what its manifest tells."""
        sentence = _("{name} is damaged or was changed ({where}). Nothing was taken from it: get a new copy of it.")
        return Invalid({"file": sentence.format(name=self._path.name, where=where)})

    def _open(self) -> zipfile.ZipFile:
        try:
            return zipfile.ZipFile(self._path)
        except zipfile.BadZipFile as error:
            sentence = _(
                "{name} is no export of a whole file, or it was cut off on its way. Nothing was taken from it."
            )
            raise Invalid({"file": sentence.format(name=self._path.name)}) from error
        except OSError as error:
            sentence = _("{name} could not be read ({reason}).")
            raise Unavailable(sentence.format(name=self._path.name, reason=error.strerror or error)) from error

    def _read_manifest(self) -> Manifest:
        names = self._book.namelist()
        if not is_archive(names):
            sentence = _(
                "{name} is no export of a whole file. Nothing was taken from it: choose one that Cartera made."
            )
            raise Invalid({"file": sentence.format(name=self._path.name)})
        try:
            with self._book.open(MANIFEST) as file:
                about = json.loads(file.read(_LONGEST_MANIFEST + 1)[:_LONGEST_MANIFEST])
            if about["format"] != FORMAT:
                raise ValueError
            if about["version"] > FORMAT_VERSION:
                raise self.newer()
            manifest = _manifest(about)
        except (*_DAMAGE, RecursionError) as error:
            raise self.damaged(MANIFEST) from error
        self._check_parts(manifest, names)
        return manifest

    def newer(self) -> Unavailable:
        """What to say of an archive of a newer program."""
        sentence = _("{name} was made by a newer Cartera. Nothing was taken from it: update the program first.")
        return Unavailable(sentence.format(name=self._path.name))

    def _check_parts(self, manifest: Manifest, names: Sequence[str]) -> None:
        """Every part is there once, and none swells to what no table is."""
        known = Counter(names)
        for part in manifest.parts:
            if known[part.file] != 1:
                raise self.damaged(part.file)
            entry = self._book.getinfo(part.file)
            if entry.file_size != part.bytes:
                raise self.damaged(part.file)
            if entry.file_size > _SMALL and entry.file_size > _SWOLLEN * entry.compress_size:
                sentence = _("{name} would swell to {size} MB: it is no honest export. Nothing was taken from it.")
                size = entry.file_size >> 20
                raise Invalid({"file": sentence.format(name=self._path.name, size=size)})


def _manifest(about: Mapping[str, Any]) -> Manifest:
    parts = tuple(Part(**part) for part in about["tables"])
    known = all(
        isinstance(value, kind)
        for part in parts
        for value, kind in zip(vars(part).values(), (str, int, int, str, int), strict=True)
    )
    if not known or not isinstance(about["schema"], int) or len({part.name for part in parts}) != len(parts):
        raise ValueError
    told = about["schema"], str(about["created_at"]), str(about["program"]), parts
    return Manifest(*told, _packed(about.get("files", [])), tuple(map(str, about.get("missing", []))))


def _packed(about: Sequence[Mapping[str, Any]]) -> tuple[Packed, ...]:
    """The contents a manifest names; one written before there were documents names none."""
    files = tuple(Packed(**one) for one in about)
    known = all(_SHA256.fullmatch(one.sha256) and isinstance(one.bytes, int) and one.bytes >= 0 for one in files)
    if not known or len({one.sha256 for one in files}) != len(files):
        raise ValueError
    return files


def _lines(file: io.BufferedIOBase) -> Iterator[bytes]:
    while line := file.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE:
            raise ValueError
        yield line


def _row(line: bytes) -> Values:
    try:
        row = _decode(line.decode())
    except RecursionError as error:
        raise ValueError from error
    if not isinstance(row, dict) or not _PLAIN.issuperset(map(type, row.values())):
        raise ValueError
    return row


_decode = json.JSONDecoder().decode
