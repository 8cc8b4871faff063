"""Whether an old row still fits the file: where its links lead now, and whether another row took what is unique.

Writes nothing; what comes back in which shape is undoing.py's to say.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from typing import Any

from crm.storage.changelog import moved_rows
from crm.storage.database import Database
from crm.storage.sqlite import Row


class Fitting:
    """Answers for one undo; what an operation moved is read from its details once."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._moved: dict[int, dict[str, dict[str, int]]] = {}
        self._leads: dict[tuple[str, int], int | None] = {}

    def forget(self) -> None:
        """Rows came or went: links may lead elsewhere now."""
        self._leads.clear()

    def leads_to(self, table: str, row_id: int) -> int | None:
        """Where a link to a row leads now: to it, or to the row it was made a part of since; None for nowhere."""
        if (table, row_id) not in self._leads:
            self._leads[table, row_id] = self._follow(table, row_id)
        return self._leads[table, row_id]

    def _follow(self, table: str, row_id: int) -> int | None:
        passed: set[int] = set()
        while not self.exists(table, row_id):
            passed.add(row_id)
            further = self._moved_to(table, row_id)
            if further is None or further in passed:
                return None
            row_id = further
        return row_id

    def exists(self, table: str, row_id: int) -> bool:
        """Whether a table has a row of this id."""
        return self.database.value(f"SELECT 1 FROM {table} WHERE id = :id", id=row_id) is not None

    def _moved_to(self, table: str, row_id: int) -> int | None:
        removal = self.database.one(
            "SELECT o.id, o.details FROM changes c JOIN operations o ON o.id = c.operation_id"
            " WHERE c.entity_id = :id AND c.entity = :table AND c.action = 'remove' ORDER BY c.id DESC LIMIT 1",
            id=row_id,
            table=table,
        )
        if removal is None:
            return None
        if removal["id"] not in self._moved:
            self._moved[removal["id"]] = moved_rows(json.loads(removal["details"]))
        return self._moved[removal["id"]].get(table, {}).get(str(row_id))

    def followed(self, entity: str, row: Mapping[str, Any]) -> tuple[Row, dict[str, str]]:
        """A row with its links led to where they lead now, and its columns whose link leads nowhere, each with what
        that loss means for the row."""
        dead: dict[str, str] = {}
        links: Row = {}
        for reference in self.database.references_from(entity):
            target = row.get(reference.column)
            if target is None:
                continue
            links[reference.column] = self.leads_to(reference.table, target)
            if links[reference.column] is None:
                dead[reference.column] = reference.on_delete
        return {**row, **{name: link for name, link in links.items() if link is not None}}, dead

    def followed_columns(self, entity: str, row: Row, *, image: Row) -> set[str]:
        """The link columns of `image` that in `row` lead to where the row they led to was made a part of."""
        return {
            reference.column
            for reference in self.database.references_from(entity)
            if image.get(reference.column) is not None
            and image[reference.column] != row[reference.column]
            and self.leads_to(reference.table, image[reference.column]) == row[reference.column]
        }

    def is_unique(self, entity: str, columns: Set[str]) -> bool:
        """Whether no two rows of a table share their values of one of these columns, alone or with others."""
        return any(not columns.isdisjoint(unique.columns) for unique in self.database.uniques(entity))

    def taken(self, entity: str, row: Mapping[str, Any]) -> bool:
        """Whether another row holds the unique values of `row`."""
        for unique in self.database.uniques(entity):
            same = " AND ".join(f"{name} = :{name}" for name in unique.columns)
            sql = f"SELECT 1 FROM {entity} WHERE {same} AND {unique.condition} AND id <> :own_id"
            values = {name: row[name] for name in unique.columns}
            if self.database.value(sql, **values, own_id=row["id"]) is not None:
                return True
        return False
