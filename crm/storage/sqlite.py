"""The SQLite engine: connections, plain words for its errors, and the few expressions only it understands.

Everything a second engine would have to say differently stands here or in sqlite_search.py, behind a named method.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from crm.errors import Conflict, CrmError, Invalid, NotFound, Unavailable
from crm.storage.batches import Values
from crm.utils import text
from crm.utils.i18n import _

APPLICATION_ID = 0x43525452  # "CRTR": how a Cartera file is told from any other SQLite file
_MEMORY = ("PRAGMA cache_size = -65536", "PRAGMA mmap_size = 1073741824")
_PRAGMAS = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    *_MEMORY,
)


_MARKS = 500  # values in one statement
_BATCH = 5000  # rows


@dataclass(frozen=True)
class Reference:
    """A foreign key seen from one end: the table at the other end, the column, and what a removal does to the row."""

    table: str
    column: str
    on_delete: str


@dataclass(frozen=True)
class Unique:
    """Columns whose values no two rows of a table share, among the rows that meet `condition`."""

    columns: tuple[str, ...]
    condition: str = "1 = 1"


class Sqlite:
    """One SQLite file: opens connections to it and answers questions about its structure."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only

    def connect(self) -> sqlite3.Connection:
        """A new connection in autocommit mode, rows as tuples; Unavailable in plain words when it cannot be had."""
        with self.plain_errors():
            if not self.read_only:
                return self._open("mode=rwc")
            try:
                return self._open("mode=ro")
            except sqlite3.OperationalError:
                if not self._stands_alone():
                    raise
                return self._open("immutable=1")

    def _stands_alone(self) -> bool:
        """Whether all of the file's content is in the file itself, so that it can be read in a folder nobody may
        write to."""
        log = self.path.with_name(self.path.name + "-wal")
        return self.path.is_file() and not (log.exists() and log.stat().st_size)

    def _open(self, how: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?{how}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.create_function("fold", 1, _fold, deterministic=True)
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        strange = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        strange = strange and connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID
        # The journal's kind stands in the file: another program's is left as it is, to be refused untouched.
        if not (self.read_only or strange):
            _write_ahead(connection)
            connection.execute("PRAGMA synchronous = FULL")

    @contextmanager
    def plain_errors(self) -> Iterator[None]:
        """Around one call of the engine: its errors, and those of values it cannot take, in one plain sentence."""
        try:
            yield
        except Exception as error:
            if plain := self.plain(error):
                raise plain from error
            raise

    def plain(self, error: BaseException | None) -> CrmError | None:
        """What an error of one call of the engine means in the house's words; None for one that is not of the engine
        or of a value it cannot take."""
        if isinstance(error, UnicodeDecodeError):
            return Unavailable(_sentences()[sqlite3.SQLITE_CORRUPT].format(file=self.path, reason=error))
        if isinstance(error, UnicodeEncodeError):
            return Invalid({"text": text.unstorable(str(error.object))})
        if isinstance(error, OverflowError):
            return NotFound(_("There is no record with this number."))
        return self.plain_engine(error)

    def plain_engine(self, error: BaseException | None) -> CrmError | None:
        """What the engine's own errors mean in the house's words; None for any other. Around a whole piece of work."""
        return self._plain(error) if isinstance(error, sqlite3.Error) else None

    def require_writable(self) -> None:
        """Unavailable when the file was opened for reading only."""
        if self.read_only:
            raise Unavailable(
                _("The file {file} was opened for reading only. Nothing was saved.").format(file=self.path)
            )

    def closed(self) -> Unavailable:
        """What befalls who works on a file that was closed meanwhile: nothing but that interrupts a statement."""
        return Unavailable(_sentences()[sqlite3.SQLITE_INTERRUPT].format(file=self.path))

    def _plain(self, error: sqlite3.Error) -> CrmError:
        code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        if code == sqlite3.SQLITE_CANTOPEN:
            return self._cannot_open()
        if code == sqlite3.SQLITE_CONSTRAINT:
            return Conflict(
                _("The file refused the change because it breaks a rule ({rule}). Nothing was saved.").format(
                    rule=str(error)
                ),
                {},
            )
        sentence = _sentences().get(code)
        if sentence is None:
            sentence = _("The file {file} could not be used ({reason}). Nothing was saved.")
        return Unavailable(sentence.format(file=self.path, reason=str(error)))

    def _cannot_open(self) -> Unavailable:
        if not self.path.parent.is_dir():
            return Unavailable(
                _("The folder {folder} does not exist. Nothing was created; choose another place.").format(
                    folder=self.path.parent
                )
            )
        if self.path.is_dir():
            return Unavailable(_("{file} is a folder, not a Cartera file. Choose a file.").format(file=self.path))
        return Unavailable(
            _("The file {file} could not be opened. Check that it exists and that you may read it.").format(
                file=self.path
            )
        )

    def columns(self, connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
        """The column names of a table, in order; empty when there is no such table."""
        return tuple(row[1] for row in connection.execute(f"PRAGMA table_info({table})"))

    def tables(self, connection: sqlite3.Connection) -> tuple[str, ...]:
        """The names of all ordinary tables."""
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        return tuple(row[0] for row in connection.execute(query))

    def references_to(self, connection: sqlite3.Connection, target: str) -> tuple[Reference, ...]:
        """Every foreign key of the file that points at `target`."""
        found = []
        for table in self.tables(connection):
            for row in connection.execute(f"PRAGMA foreign_key_list({table})"):
                if row[2] == target:
                    found.append(Reference(table, row[3], row[6]))
        return tuple(found)

    def references_from(self, connection: sqlite3.Connection, table: str) -> tuple[Reference, ...]:
        """Every foreign key of `table`: the table each points at and the column it stands in."""
        rows = connection.execute(f"PRAGMA foreign_key_list({table})")
        return tuple(Reference(row[2], row[3], row[6]) for row in rows)

    def uniques(self, connection: sqlite3.Connection, table: str) -> tuple[Unique, ...]:
        """What no two rows of `table` share."""
        found = []
        for row in connection.execute(f"PRAGMA index_list({table})"):
            if row[2]:
                columns = tuple(column[2] for column in connection.execute(f"PRAGMA index_info({row[1]})"))
                query = "SELECT coalesce(max(sql), '') FROM sqlite_master WHERE name = :index"
                made = str(connection.execute(query, {"index": row[1]}).fetchone()[0])
                found.append(Unique(columns, made.partition(" WHERE ")[2] or "1 = 1"))
        return tuple(found)

    def next_id(self, connection: sqlite3.Connection, table: str) -> int:
        """The id the next row of `table` gets; ids are never used twice."""
        row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = :table", {"table": table}).fetchone()
        return (row[0] if row else 0) + 1

    def last_ids(self, connection: sqlite3.Connection) -> dict[str, int]:
        """Table -> the last id it ever gave, also to rows that are gone."""
        return dict(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())

    def set_last_id(self, connection: sqlite3.Connection, table: str, *, last: int) -> None:
        """Have the next row of `table` get an id after `last`, and after those of the rows that are there."""
        if last >= self.next_id(connection, table):
            values = {"table": table, "last": last}
            connection.execute("DELETE FROM sqlite_sequence WHERE name = :table", values)
            connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :last)", values)

    def set_durability(self, connection: sqlite3.Connection, *, bulk: bool) -> None:
        """Wait for the disk at every commit (what a person does) or at checkpoints only (bulk work)."""
        connection.execute(f"PRAGMA synchronous = {'NORMAL' if bulk else 'FULL'}")

    @contextmanager
    def sparing_memory(self, connection: sqlite3.Connection) -> Iterator[None]:
        """Read the whole file inside without keeping much of it in memory."""
        connection.execute("PRAGMA mmap_size = 0")
        connection.execute("PRAGMA cache_size = -8192")
        try:
            yield
        finally:
            for pragma in _MEMORY:
                connection.execute(pragma)

    def row_as_json(self, columns: Sequence[str]) -> str:
        """An expression that gives a whole row as one JSON object."""
        return "json_object(" + ", ".join(f"'{column}', {column}" for column in columns) + ")"

    def sign(self, connection: sqlite3.Connection) -> None:
        """Mark a new file as Cartera's."""
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")

    def enforce_links(self, connection: sqlite3.Connection, *, on: bool) -> None:
        """Switch the checking of foreign keys on, or off while tables are rebuilt."""
        connection.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")

    def broken_links(self, connection: sqlite3.Connection) -> int:
        """How many rows point at a row that does not exist."""
        return len(connection.execute("PRAGMA foreign_key_check").fetchall())

    def problems(self, connection: sqlite3.Connection) -> list[str]:
        """What is wrong with the file's pages and foreign keys; empty when all is well."""
        try:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
            found += [f"{row[0]} {row[1]} -> {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")]
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            found = [str(error)]
        return found

    def copy(self, connection: sqlite3.Connection, target: Path) -> None:
        """Copy the whole file in one step while others may write."""
        with self.plain_errors():
            destination = sqlite3.connect(target)
            try:
                connection.backup(destination, pages=-1)
                destination.execute("PRAGMA journal_mode = DELETE")
            finally:
                destination.close()


def insert_rows(connection: sqlite3.Connection, table: str, *, columns: Sequence[str], rows: Iterable[Values]) -> None:
    """Add rows, many to a statement: to start one costs as much as to write a row. Rows before a refused one stay."""
    mark = f"({', '.join('?' * len(columns))})"
    # OR FAIL spares the engine a copy of every page, from which a refused statement would be taken back by itself.
    statement = f"INSERT OR FAIL INTO {table} ({', '.join(columns)}) VALUES "
    together = max(1, _MARKS // len(columns))
    pending = iter(rows)
    while batch := list(islice(pending, _BATCH)):
        whole = len(batch) // together * together
        connection.executemany(
            statement + ", ".join([mark] * together),
            (tuple(chain.from_iterable(batch[at : at + together])) for at in range(0, whole, together)),
        )
        connection.executemany(statement + mark, batch[whole:])


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Use the write-ahead log; while others open the same new file the engine refuses at once instead of waiting."""
    for _attempt in range(100):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if (error.sqlite_errorcode & 0xFF) != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(0.02)
        else:
            return
    connection.execute("PRAGMA journal_mode = WAL")


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error tells of a damaged file, and not of a busy, full or unreadable one."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF == sqlite3.SQLITE_CORRUPT


def damage(path: Path) -> str:
    """What a quick check of a closed file finds wrong; "" when all is well."""
    connection = sqlite3.connect(path)
    try:
        result = str(connection.execute("PRAGMA quick_check").fetchone()[0])
    except sqlite3.DatabaseError as error:
        result = str(error)
    finally:
        connection.close()
    return "" if result == "ok" else result


def statements(script: str) -> Iterator[str]:
    """The single statements of a script, so that they run inside one transaction (executescript would commit it)."""
    current = ""
    for line in script.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            yield current.strip()
            current = ""


def json_field(column: str, name: str) -> str:
    """An expression for the value under the named mark `name` inside a JSON object column."""
    return f"json_extract({column}, '$.' || :{name})"


def among(column: str, name: str) -> str:
    """A condition: `column` is one of the values of the JSON array text in the mark `name`."""
    return f"{column} IN (SELECT value FROM json_each(:{name}))"


def in_order_of(name: str) -> str:
    """A table `wanted(place, id)` made of the JSON array text of ids in the mark `name`, to join in its order."""
    return f"(SELECT key AS place, value AS id FROM json_each(:{name})) wanted"


def removed_part_of(name: str) -> str:
    """A condition on the change log: the removal of a row that hung on the contact in the mark `name`; has an index."""
    return f"action = 'remove' AND json_extract(before, '$.contact_id') = :{name}"


def removed_part_of_deal(name: str) -> str:
    """A condition on the change log: the removal of a row that hung on the deal in the mark `name`; has an index."""
    return f"action = 'remove' AND json_extract(before, '$.opportunity_id') = :{name}"


def joined(column: str, between: str = ",") -> str:
    """An aggregate: the values of `column` with commas, or other marks, between; NULL when there are none."""
    return f"group_concat({column}, '{between}')"


def folded(column: str) -> str:
    """An expression: the text of `column` without accents and case."""
    return f"fold({column})"


def contains(column: str, name: str) -> str:
    """A condition: the text of `column` holds the text of the mark `name`, letter for letter."""
    return f"instr({column}, :{name}) > 0"


def latest(*moments: str) -> str:
    """An expression: the greatest of several texts, none of them NULL."""
    return f"max({', '.join(moments)})"


def _fold(value: object) -> str:
    return text.fold(str(value)) if value is not None else ""


def _sentences() -> dict[int, str]:
    return {
        sqlite3.SQLITE_BUSY: _("Another program is using {file}. Nothing was saved; try again in a moment."),
        sqlite3.SQLITE_LOCKED: _("Another program is using {file}. Nothing was saved; try again in a moment."),
        sqlite3.SQLITE_READONLY: _("The file {file} is read-only. Nothing was saved; copy it to a folder of yours."),
        sqlite3.SQLITE_FULL: _("The disk is full. Nothing was saved and nothing was lost; free some space and retry."),
        sqlite3.SQLITE_NOTADB: _("{file} is not a Cartera file, or it is damaged. It was left untouched."),
        sqlite3.SQLITE_CORRUPT: _("The file {file} is damaged ({reason}). It was left untouched; restore a backup."),
        sqlite3.SQLITE_IOERR: _("The disk reported an error while using {file} ({reason}). Nothing was saved."),
        sqlite3.SQLITE_PERM: _("You may not write to {file}. Nothing was saved."),
        sqlite3.SQLITE_AUTH: _("You may not write to {file}. Nothing was saved."),
        sqlite3.SQLITE_INTERRUPT: _("The file {file} was closed. What was not saved by then is as it was before."),
        sqlite3.SQLITE_TOOBIG: _("One of the texts is too long to keep. Nothing was saved; shorten it."),
    }


Row = dict[str, Any]
