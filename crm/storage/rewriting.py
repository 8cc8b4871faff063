"""Rows on their way back to old values: written and logged many at a time. Which values those are is undoing.py's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from crm.errors import Conflict
from crm.storage.changelog import Entry
from crm.storage.database import Database
from crm.storage.sqlite import Row, insert_rows
from crm.utils.i18n import _

_TOGETHER = 1000  # rows
_LOGGED = ("operation_id", "entity", "entity_id", "action", "version", "before", "after")


class _Rewrite(NamedTuple):
    """A row as it is, the columns to write, and what the log keeps of that."""

    before: Row
    columns: Mapping[str, Any]
    entry: Entry


class Rewriting:
    """Collects rows of one table, each once; they are written by `flush`, and before there are too many."""

    def __init__(self, database: Database, entity: str) -> None:
        self.database = database
        self.entity = entity
        self._waiting: list[_Rewrite] = []

    def add(self, before: Row, columns: Mapping[str, Any], *, entry: Entry) -> None:
        """Have columns of an existing row written, and logged as `entry`."""
        self._waiting.append(_Rewrite(before, columns, entry))
        if len(self._waiting) >= _TOGETHER:
            self.flush()

    def flush(self) -> None:
        """Write what was collected. Conflict when a row is not as it was read."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        shapes: dict[tuple[str, ...], list[_Rewrite]] = {}
        for one in waiting:
            shapes.setdefault(tuple(one.columns), []).append(one)
        for columns, same in shapes.items():
            self._write(columns, same)
        self._log(waiting)

    def _write(self, columns: tuple[str, ...], same: list[_Rewrite]) -> None:
        marks = ", ".join(f"{name} = :{name}" for name in columns)
        rows = [{**one.columns, "row_id": one.before["id"], "read_version": one.before["version"]} for one in same]
        with self.database.at_work().call as connection:
            sql = f"UPDATE {self.entity} SET {marks} WHERE id = :row_id AND version = :read_version"
            written = connection.executemany(sql, rows).rowcount
        if written != len(rows):
            raise Conflict(_("Somebody else changed this record meanwhile. Nothing was saved."), {})
        if self.database.search.depends_on(self.entity, columns):
            for one in same:
                self.database.mark_stale(self.entity, one.before)
                self.database.mark_stale(self.entity, {**one.before, **one.columns})

    def _log(self, waiting: list[_Rewrite]) -> None:
        operation = self.database.operation()
        rows = [
            (operation.id, self.entity, one.before["id"], one.entry.action, one.entry.version, *_images(one.entry))
            for one in waiting
        ]
        with self.database.at_work().call as connection:
            insert_rows(connection, "changes", columns=_LOGGED, rows=rows)
        for one in waiting:
            operation.note(self.entity, one.before["id"], action=one.entry.action)


def _images(entry: Entry) -> tuple[str | None, str | None]:
    return entry.before, entry.after
