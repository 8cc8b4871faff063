"""A whole file into an archive, and an archive into a new file: every table with its ids and its history.

Rows go in as they came out, past the change log: the log comes along. Search tables are derived and made anew.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from crm.errors import Conflict, Invalid, NotFound, Unavailable
from crm.files.archives import Archive, Manifest, Outgoing, Part, write_archive
from crm.files.sheet import Stopped
from crm.storage import migrations, sqlite_statistics
from crm.storage.archive_contents import Packing, Unpacking
from crm.storage.database import Database
from crm.storage.file_store import FileStore
from crm.storage.sqlite import Row, insert_rows
from crm.utils.i18n import _

Progress = Callable[[int, int], bool]
_CHUNK = 2000
_DERIVED = ("contact_search", "contact_words", "contact_infixes")
_STEPS = "migrations"  # the file's own account of itself, with numbers instead of ids
# What even a new file holds before anybody worked with it.
_BOOKKEEPING = frozenset((_STEPS, "users", "settings", "operations", "changes"))
_PREPARED = frozenset(("pipelines", "stages", "loss_reasons", "sources", "interaction_types"))


def data_tables(database: Database) -> list[str]:
    """Every table that holds what nobody could make anew."""
    tables = database.engine.tables(database.connection)
    return [name for name in tables if not name.startswith(tuple(f"{one}_" for one in _DERIVED) + _DERIVED)]


def archive(database: Database, target: Path, *, progress: Progress) -> Manifest | None:
    """Write the whole file, as it is at this moment, to `target`; None when `progress(done, all)` answered False.

    Others may go on writing meanwhile. Unavailable when it cannot be written; the old file is kept.
    """
    if target.exists() and target.samefile(database.path):
        raise Unavailable(_("{file} is the file in use. Choose another name for the export.").format(file=target))
    try:
        with database.sparing_memory(), _snapshot(database):
            return _write(database, target, progress=progress)
    except Stopped:
        return None


def _write(database: Database, target: Path, *, progress: Progress) -> Manifest:
    tables, packing = data_tables(database), Packing(database)
    rows = sum(database.value(f"SELECT count(*) FROM {table}") for table in tables)
    counted = _Count(rows + packing.units, progress)
    last = database.engine.last_ids(database.connection)
    going = (Outgoing(table, counted.through(_rows(database, table)), last.get(table, 0)) for table in tables)
    schema = database.value("SELECT max(number) FROM migrations")
    return write_archive(target, going, schema=schema, contents=packing.contents(counted.add))


def restore(source: Path, target: Path, *, progress: Progress) -> Manifest | None:
    """Make the new file `target` from an archive; None when `progress(done, all)` answered False.

    The file takes its place when all of it is in and checked. Invalid for an archive that cannot be trusted;
    Unavailable for one of a newer program, for a target that holds something, and when it cannot be written.
    """
    part = target.with_name(f".{target.name[:80]}.{secrets.token_hex(4)}.part")
    try:
        with Archive(source) as book, _unpacking(book, target) as contents:
            _require_free(target)
            _require_room(book.manifest, target.parent)
            _fill(part, book, counted=_Count(_work(book.manifest) + contents.units, progress), contents=contents)
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            part.replace(target)
    except Stopped:
        return None
    except OSError as error:
        sentence = _("{file} could not be written ({reason}). Choose another place for it.")
        raise Unavailable(sentence.format(file=target, reason=error.strerror or error)) from error
    finally:
        for ending in ("", "-wal", "-shm"):
            part.with_name(part.name + ending).unlink(missing_ok=True)
    return book.manifest


@contextmanager
def _unpacking(book: Archive, target: Path) -> Iterator[Unpacking]:
    """The contents of documents go beside the target; when the block fails they go again."""
    contents = Unpacking(book, FileStore(target))
    try:
        yield contents
    except BaseException:
        contents.drop()
        raise


def _work(manifest: Manifest) -> int:
    """How many rows are to be written, those of the search index too."""
    return manifest.rows + next((part.rows for part in manifest.tables if part.name == "contacts"), 0)


class _Count:
    """How many rows of all have passed; Stopped when nobody wants more."""

    def __init__(self, total: int, progress: Progress) -> None:
        self._total = total
        self._progress = progress
        self._done = 0
        self.add(0)

    def add(self, count: int) -> None:
        """So many more are done."""
        self._done += count
        if not self._progress(self._done, self._total):
            raise Stopped

    def through(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows, counted as they pass."""
        while chunk := list(islice(rows, _CHUNK)):
            yield from chunk
            self.add(len(chunk))


@contextmanager
def _snapshot(database: Database) -> Iterator[None]:
    """Read the file inside as it is at the first look, whatever others write."""
    database.execute("BEGIN")
    try:
        yield
    finally:
        database.execute("ROLLBACK")


def _rows(database: Database, table: str) -> Iterator[Row]:
    columns = database.columns(table)
    for row in database.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {columns[0]}"):
        yield dict(zip(columns, row, strict=True))


def _require_free(target: Path) -> None:
    """Unavailable unless there is nothing at `target` yet, or a file nobody worked with."""
    if not target.exists() or not target.stat().st_size:
        return
    database = Database(target)
    try:
        known = set(database.engine.tables(database.connection))
        empty = known >= _BOOKKEEPING and _is_empty(database)
    finally:
        database.close()
    if not empty:
        sentence = _("{file} holds something already and was left as it is. Choose the name of a new file.")
        raise Unavailable(sentence.format(file=target))
    if target.with_name(target.name + "-wal").exists():
        raise Unavailable(_("{file} is open in a window. Close it there, or choose another name.").format(file=target))


def _is_empty(database: Database) -> bool:
    filled = [one for one in data_tables(database) if database.value(f"SELECT 1 FROM {one} LIMIT 1")]
    worked = database.value(
        "SELECT 1 FROM changes c JOIN operations o ON o.id = c.operation_id"
        " WHERE c.entity NOT IN ('users', 'settings') AND o.user_id IS NOT NULL LIMIT 1"
    )
    return set(filled) <= _BOOKKEEPING | _PREPARED and not worked


def _require_room(manifest: Manifest, folder: Path) -> None:
    """Unavailable when the folder is not there, or its disk has less room than the rows themselves take."""
    if not folder.is_dir():
        raise Unavailable(_("The folder {folder} is not there. Choose another one.").format(folder=folder))
    needed = sum(part.bytes for part in manifest.parts)
    if shutil.disk_usage(folder).free < needed:
        sentence = _("The disk has too little room: {size} MB are needed at least. Nothing was written.")
        raise Unavailable(sentence.format(size=(needed >> 20) + 1))


def _fill(path: Path, book: Archive, *, counted: _Count, contents: Unpacking) -> None:
    database = Database(path)
    try:
        with database.engine.plain_errors():
            migrations.prepare(database)
        newest = database.value("SELECT max(number) FROM migrations")
        if book.manifest.schema > newest:
            raise book.newer()
        parts = {part.name: part for part in book.manifest.tables}
        tables = data_tables(database)
        missing = set(tables) - parts.keys() if book.manifest.schema == newest else set()
        if unknown := sorted(parts.keys() - set(tables)) + sorted(missing):
            raise book.damaged(", ".join(unknown))
        _load(database, book, counted=counted)
        contents.run(counted.add)
    finally:
        database.close()


def _load(database: Database, book: Archive, *, counted: _Count) -> None:
    """All tables in one transaction, with the links between them checked at its end."""
    database.engine.enforce_links(database.connection, on=False)
    database.engine.set_durability(database.connection, bulk=True)
    with database.at_work():
        database.execute("BEGIN IMMEDIATE")
        for part in book.manifest.tables:
            _take(database, book, part=part, counted=counted)
        migrations.work_out(database, since=book.manifest.schema)
        _index(database, counted)
        if database.engine.broken_links(database.connection):
            raise book.damaged(_("links that lead nowhere"))
        sqlite_statistics.keep(database.connection)
        database.execute("COMMIT")


def _take(database: Database, book: Archive, *, part: Part, counted: _Count) -> None:
    """The rows of one table. A column that an older archive does not have takes what new rows get."""
    known = frozenset(database.columns(part.name))
    rows = book.rows(part)
    while chunk := list(islice(rows, _CHUNK)):
        for names, group in groupby(chunk, key=tuple):
            if not known >= frozenset(names) or not names:
                raise book.damaged(part.name)
            try:
                _insert(database, part.name, rows=list(group))
            except (Conflict, NotFound, Invalid) as error:  # a rule of the schema that no row of a file breaks
                raise book.damaged(part.name) from error
        counted.add(len(chunk))
    database.engine.set_last_id(database.connection, part.name, last=part.last_id)


def _insert(database: Database, table: str, *, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows with the same keys, which are columns of the table."""
    with database.engine.plain_errors():
        if table == _STEPS:  # the new file has told its own already
            database.connection.executemany(f"DELETE FROM {table} WHERE number = :number", rows)
        insert_rows(database.connection, table, columns=list(rows[0]), rows=(tuple(row.values()) for row in rows))


def _index(database: Database, counted: _Count) -> None:
    ids = database.ids("SELECT id FROM contacts ORDER BY id")
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        database.search.refresh(database.connection, chunk)(database.connection)
        counted.add(len(chunk))
