"""Database: one file, one kept connection per thread, and the only writers of records.

Every insert, update and delete leaves its row in the change log and refreshes the search index in the same
transaction; listeners hear of it after COMMIT. No rules of the business, no undo (undo.py), no engine words
(sqlite.py).
"""

from __future__ import annotations

import sqlite3
import threading
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from crm.errors import Conflict, CrmError, NotFound
from crm.storage import sqlite_statistics
from crm.storage.batches import Batch, Values
from crm.storage.bookkeeping import DERIVED
from crm.storage.changelog import Action, Author, Change, Entry, Operation, differences, to_json
from crm.storage.connections import Connections, Held
from crm.storage.sqlite import Reference, Row, Sqlite, Unique, among, insert_rows
from crm.storage.sqlite_search import SearchIndex
from crm.storage.writing_turn import WritingTurn
from crm.utils import dates
from crm.utils.i18n import _
from crm.utils.signal import Signal

_CHUNK = 2000
_CLOSING = 5.0  # seconds to wait for threads that do not let go of their connection


class _ThreadState(threading.local):
    """What belongs to one thread: its running operation, and the contacts whose search text it made stale."""

    operation: Operation | None = None
    stale: dict[int, None] | None = None


class Database:
    """One Cartera file. Share it between threads; each gets a connection of its own, kept until `close`."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.engine = Sqlite(path, read_only=read_only)
        self.changed: Signal[Change] = Signal()
        self.search = SearchIndex(self.engine)
        self._state = _ThreadState()
        self._connections = Connections(self.engine)
        self._turn = WritingTurn()
        self._columns: dict[str, tuple[str, ...]] = {}
        self._references: dict[str, tuple[Reference, ...]] = {}
        self._links: dict[str, tuple[Reference, ...]] = {}
        self._uniques: dict[str, tuple[Unique, ...]] = {}
        self._was_written = False
        self._telling = threading.Lock()
        self.beyond_undo: set[int] = set()  # operations that an undo could take nothing back of, so far
        self._announced: int | None = None  # the newest operation listeners were told of; None before the first poll

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection, opened at its first use; for use inside `at_work` or a transaction."""
        with self._connections.mine as connection:
            return connection

    def at_work(self) -> Held:
        """This thread's connection for a piece of work during which nobody closes it; its errors in plain words."""
        return self._connections.mine

    def close(self) -> None:
        """Close the connections of all threads; the file stands alone afterwards, and this object is of no more use.

        Other threads' work is stopped, and taken back if it was a write; it fails with Unavailable.
        """
        with suppress(CrmError):  # closed already, or not within reach any more
            if self._was_written:
                with self.at_work() as connection:
                    sqlite_statistics.keep_at_end(connection)
        self._connections.close(patience=_CLOSING)

    # Reading

    def all(self, sql: str, /, **values: object) -> list[Row]:
        """Every row of a query, as dictionaries."""
        with self._connections.mine.call as connection:
            cursor = connection.execute(sql, values)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row)) for row in cursor.fetchall()]  # noqa: B905 - rows have the cursor's columns

    def one(self, sql: str, /, **values: object) -> Row | None:
        """The first row of a query, or None."""
        with self._connections.mine.call as connection:
            cursor = connection.execute(sql, values)
            row = cursor.fetchone()
            return dict(zip([column[0] for column in cursor.description], row, strict=True)) if row else None

    def value(self, sql: str, /, **values: object) -> Any:
        """The first column of the first row, or None."""
        with self._connections.mine.call as connection:
            row = connection.execute(sql, values).fetchone()
            return row[0] if row else None

    def ids(self, sql: str, /, **values: object) -> array[int]:
        """The first column of every row as 64-bit integers: a million ids are 8 MB."""
        with self._connections.mine.call as connection:
            return array("q", (row[0] for row in connection.execute(sql, values)))

    def execute(self, sql: str, values: Mapping[str, object] | Sequence[object] = ()) -> sqlite3.Cursor:
        """Run one statement on this thread's connection; for reading, and for the storage room's own writing.

        Rows are fetched inside `at_work` or a transaction when another thread may close the file.
        """
        with self._connections.mine.call as connection:
            return connection.execute(sql, values)

    @contextmanager
    def sparing_memory(self) -> Iterator[None]:
        """Read much of the file inside, with little memory; this thread's connection only."""
        with self.at_work() as connection, self.engine.sparing_memory(connection):
            yield

    def columns(self, table: str) -> tuple[str, ...]:
        """The column names of a table."""
        if table not in self._columns:
            with self._connections.mine.call as connection:
                self._columns[table] = self.engine.columns(connection, table)
        return self._columns[table]

    def references_from(self, table: str) -> tuple[Reference, ...]:
        """Every foreign key of a table."""
        if table not in self._links:
            with self._connections.mine.call as connection:
                self._links[table] = self.engine.references_from(connection, table)
        return self._links[table]

    def uniques(self, table: str) -> tuple[Unique, ...]:
        """What no two rows of a table share."""
        if table not in self._uniques:
            with self._connections.mine.call as connection:
                self._uniques[table] = self.engine.uniques(connection, table)
        return self._uniques[table]

    def references_to(self, table: str) -> tuple[Reference, ...]:
        """Every foreign key of a record that points at a table; what only follows from others goes by itself."""
        if table not in self._references:
            with self._connections.mine.call as connection:
                found = self.engine.references_to(connection, table)
            self._references[table] = tuple(one for one in found if one.table not in DERIVED)
        return self._references[table]

    def poll(self) -> None:
        """Announce what other processes committed to the file since the last announcement, one notice per entity."""
        newest = self.value("SELECT coalesce(max(id), 0) FROM operations")
        with self._telling:
            since = self._announced
            self._announced = max(newest, since or 0)
        if since is None or newest <= since:
            return
        for row in self.all("SELECT DISTINCT entity FROM changes WHERE operation_id > :since", since=since):
            self.changed.emit(Change(newest, row["entity"], None, "many"))

    # Transactions

    @contextmanager
    def transaction(self, author: Author, label: str, *, bulk: bool = False, **details: Any) -> Iterator[Operation]:
        """Run a block as one operation: all of it is kept, or nothing. Inside another one it joins that one.

        `bulk` trades the wait for the disk against losing the very last operation in a power cut, never a part of it.
        Unavailable, at once, while another thread's long operation is running.
        """
        if self._state.operation is not None:
            with self._joined(self._state.operation):
                yield self._state.operation
            return
        operation = Operation(author, label, dates.now(), details)
        self.engine.require_writable()
        self._turn.take(operation, bulk=bulk)
        try:
            with self._whole(operation, bulk=bulk):
                yield operation
        finally:
            self._turn.give_back(operation)
        if operation.id:
            self._announce(operation)

    @contextmanager
    def _joined(self, operation: Operation) -> Iterator[None]:
        """A part that fails after it wrote something spoils the whole, even when who asked for it goes on."""
        connection = self.connection
        written = connection.total_changes
        try:
            yield
        except BaseException as error:
            if operation.failure is None and connection.total_changes != written:
                operation.failure = error
            raise

    @contextmanager
    def _whole(self, operation: Operation, *, bulk: bool) -> Iterator[None]:
        with self.at_work() as connection:
            self.engine.set_durability(connection, bulk=bulk)
            self.execute("BEGIN IMMEDIATE")
            self._state.operation = operation
            self._state.stale = {}
            try:
                yield
                self._commit(operation, bulk=bulk)
            except BaseException:
                self._connections.mine.drop_behind()
                if connection.in_transaction and not self._connections.closed:  # closing it takes the rest back
                    self.execute("ROLLBACK")
                raise
            finally:
                self._state.operation = None
                self._state.stale = None

    def _announce(self, operation: Operation) -> None:
        self._was_written = True
        with self._telling:
            if self._announced == operation.id - 1:
                self._announced = operation.id
        for change in operation.notices():
            self.changed.emit(change)

    def _commit(self, operation: Operation, *, bulk: bool) -> None:
        if operation.failure is not None:
            raise operation.failure
        self.refresh_search()
        if operation.id:
            self.execute(
                "UPDATE operations SET label = :label, details = :details WHERE id = :id",
                {"label": operation.label, "details": to_json(operation.details), "id": operation.id},
            )
            if bulk:
                sqlite_statistics.keep(self.connection)
        self.execute("COMMIT")

    def refresh_search(self) -> None:
        """Fold what was written so far into the search index; COMMIT does so too, long writes do it between chunks."""
        if self._state.stale:
            stale, self._state.stale = array("q", self._state.stale), {}
            with self._connections.mine.call as connection:
                late = self.search.refresh(connection, stale)
            self._connections.mine.run_behind(late, rows=len(stale))

    @property
    def running(self) -> Operation | None:
        """The operation this thread is in, or None."""
        return self._state.operation

    def operation(self) -> Operation:
        """The running operation, with its row written; outside a transaction nothing may be written."""
        operation = self._state.operation
        if operation is None:
            raise RuntimeError("a record was written outside a transaction")
        if not operation.id:
            row = operation.row()
            cursor = self.execute(f"INSERT INTO operations ({', '.join(row)}) VALUES (:{', :'.join(row)})", row)
            operation.id = cursor.lastrowid or 0
        return operation

    # Writing: the only writers

    def insert(self, table: str, values: Mapping[str, Any]) -> int:
        """Add one row and return its id. `version` and the times are filled in."""
        operation = self.operation()
        row = {**self._stamps(table, operation), **values, "version": operation.id}
        cursor = self.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES (:{', :'.join(row)})", row)
        row_id = cursor.lastrowid or 0
        self.log(table, row_id, entry=Entry(Action.CREATE, operation.id))
        self.mark_stale(table, {**row, "id": row_id})
        return row_id

    def _stamps(self, table: str, operation: Operation) -> dict[str, Any]:
        return {name: operation.at for name in ("created_at", "updated_at") if name in self.columns(table)}

    def update(self, table: str, row_id: int, values: Mapping[str, Any], *, version: int | None = None) -> bool:
        """Change one row; False when nothing differs. NotFound when it is gone, Conflict when `version` is not its."""
        before = self.one(f"SELECT * FROM {table} WHERE id = :id", id=row_id)
        if before is None:
            raise NotFound(_("This record no longer exists. Nothing was saved."))
        if version is not None and before["version"] != version:
            raise Conflict(_("Somebody else changed this record meanwhile. Nothing was saved."), {})
        old, new = differences(before, values)
        if not new:
            return False
        operation = self.operation()
        columns = {name: value for name, value in values.items() if before[name] != value}
        if "updated_at" in before and "updated_at" not in values and before["updated_at"] != operation.at:
            columns["updated_at"] = new["updated_at"] = operation.at
            old["updated_at"] = before["updated_at"]
        self._write_columns(table, before, columns={**columns, "version": operation.id})
        old["version"] = before["version"]
        self.log(table, row_id, entry=Entry(Action.CHANGE, operation.id, to_json(old), to_json(new)))
        return True

    def _write_columns(self, table: str, before: Row, *, columns: Mapping[str, Any]) -> None:
        marks = ", ".join(f"{name} = :{name}" for name in columns)
        cursor = self.execute(
            f"UPDATE {table} SET {marks} WHERE id = :id AND version = :read_version",
            {**columns, "id": before["id"], "read_version": before["version"]},
        )
        if cursor.rowcount != 1:
            raise Conflict(_("Somebody else changed this record meanwhile. Nothing was saved."), {})
        if self.search.depends_on(table, columns):
            self.mark_stale(table, before)
            self.mark_stale(table, {**before, **columns})

    def delete(self, table: str, row_id: int) -> None:
        """Remove one row. Rows that cannot live without it go too, links to it are emptied: each of them logged."""
        if self.value(f"SELECT 1 FROM {table} WHERE id = :id", id=row_id) is None:
            raise NotFound(_("This record no longer exists. Nothing was removed."))
        self.delete_many(table, [row_id])

    def delete_many(self, table: str, ids: Sequence[int]) -> int:
        """Remove many rows as `delete` does, at bulk speed; how many there were."""
        removed = 0
        for start in range(0, len(ids), _CHUNK):
            chunk = to_json(list(ids[start : start + _CHUNK]))
            for reference in self.references_to(table):
                self._release(reference, chunk)
            removed += self.remove_rows(table, among("id", "chunk"), marks={"chunk": chunk})
        if removed:
            self.operation().note(table, ids[0] if len(ids) == 1 else None, action=Action.REMOVE)
        return removed

    def _release(self, reference: Reference, chunk: str) -> None:
        pointing = among(reference.column, "chunk")
        children = self.ids(f"SELECT id FROM {reference.table} WHERE {pointing} ORDER BY id", chunk=chunk)
        if reference.on_delete == "CASCADE":
            self.delete_many(reference.table, children)
        elif reference.on_delete == "SET NULL":
            for child in children:
                self.update(reference.table, child, {reference.column: None})

    def remove_rows(self, table: str, condition: str, *, marks: Mapping[str, object]) -> int:
        """Log and delete the rows that meet a condition, which nothing points at any more; how many there were."""
        operation = self.operation()
        owner = self.search.owner_column(table)
        if owner and self._state.stale is not None:
            self._state.stale.update(dict.fromkeys(self.ids(f"SELECT {owner} FROM {table} WHERE {condition}", **marks)))
        self.execute(
            "INSERT INTO changes (operation_id, entity, entity_id, action, version, before)"
            f" SELECT :own, :entity, id, 'remove', :own, {self.engine.row_as_json(self.columns(table))}"
            f" FROM {table} WHERE {condition} ORDER BY id",
            {**marks, "own": operation.id, "entity": table},
        )
        return self.execute(f"DELETE FROM {table} WHERE {condition}", marks).rowcount

    def insert_many(
        self, table: str, rows: Sequence[Mapping[str, Any]] | Sequence[Values], *, columns: Sequence[str] = ()
    ) -> range:
        """Add many rows at bulk speed and return their ids, in the rows' order.

        Rows are mappings with the same keys, or tuples of the values of `columns`.
        """
        first = self.engine.next_id(self.connection, table)
        made = range(first, first + len(rows))
        if not rows:
            return made
        operation = self.operation()
        batch = Batch(rows, columns)
        stamps = {**self._stamps(table, operation), "version": operation.id}
        fixed = {name: value for name, value in stamps.items() if name not in batch.columns}
        stamped = tuple(fixed.values())
        values = ((row_id, *row, *stamped) for row_id, row in zip(made, batch.values(), strict=True))
        with self._connections.mine.call as connection:
            insert_rows(connection, table, columns=("id", *batch.columns, *fixed), rows=values)
        self._log_created(table, made)
        if self._state.stale is not None:
            self._state.stale.update(dict.fromkeys(self.search.contacts_of(table, made, batch=batch)))
        return made

    def _log_created(self, table: str, made: range) -> None:
        operation = self.operation()
        log = (
            "INSERT INTO changes (operation_id, entity, entity_id, action, version)"
            f" SELECT :operation, :entity, id, 'create', :operation FROM {table} WHERE id BETWEEN :first AND :last"
        )
        span = {"operation": operation.id, "entity": table, "first": made[0], "last": made[-1]}
        self._connections.mine.run_behind(lambda connection: connection.execute(log, span), rows=len(made))
        operation.note(table, None, action=Action.CREATE)

    def log(self, table: str, row_id: int, *, entry: Entry) -> None:
        """Leave the change log's row for one written row; for the writers of this room."""
        operation = self.operation()
        self.execute(
            "INSERT INTO changes (operation_id, entity, entity_id, action, version, before, after)"
            " VALUES (:operation, :entity, :id, :action, :version, :before, :after)",
            {"operation": operation.id, "entity": table, "id": row_id, **vars(entry)},
        )
        operation.note(table, row_id, action=entry.action)

    def mark_stale(self, table: str, row: Mapping[str, Any]) -> None:
        """Remember that the search text of the contact behind a written row must be folded again before COMMIT."""
        contact_id = self.search.contact_of(table, row)
        if contact_id is not None and self._state.stale is not None:
            self._state.stale[contact_id] = None
