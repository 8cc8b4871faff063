"""Two people at one record: what is still mine to write, what to merge, what is in dispute. Reads the log, writes
nothing. What hangs on a record beside its tags is told by the entity's own module."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from crm.errors import Conflict
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import Row, among, json_field
from crm.utils.i18n import _

Disputed = dict[str, tuple[object, object, object]]


class Meanwhile:
    """What happened to a record since the version a form was filled with.

    `entity` is its table, `owner` the column by which its parts name it, `tags` the table of its tags.
    """

    entity: ClassVar[str]
    owner: ClassVar[str]
    tags: ClassVar[str]

    def __init__(self, database: Database, row: Row, *, version: int) -> None:
        self.database = database
        self.row = row
        self.version = version
        self.disputed: Disputed = {}

    def fields(self, mine: Mapping[str, Any]) -> dict[str, Any]:
        """What to write of `mine`: fields left as they were keep what others made of them, tags merge.

        Conflict names every field both sides changed, those already in `disputed` too, each as (mine, theirs,
        original).
        """
        original, theirs = self._original(), self._theirs()
        for name, value in mine.items():
            if name in original and original[name] != theirs.get(name) and value not in (original[name], theirs[name]):
                self.disputed[name] = (value, theirs[name], original[name])
        if self.disputed:
            raise Conflict(
                _("Somebody else changed the same fields meanwhile. Nothing was saved; choose what to keep."),
                self.disputed,
            )
        kept = {name: value for name, value in mine.items() if name not in original or value != original[name]}
        return kept | ({"tags": self._tags(mine["tags"])} if "tags" in mine else {})

    def rows_before(self, table: str) -> dict[int, Row]:
        """The record's rows of a table as they were at the version, by id."""
        now = self.database.all(f"SELECT * FROM {table} WHERE {self.owner} = :id", id=self.row["id"])
        rows = {row["id"]: row for row in now}
        removed = self._gone(table, "remove")
        moved = self._gone(table, "change")
        there = self.database.all(f"SELECT * FROM {table} WHERE {among('id', 'ids')}", ids=to_json(list(moved)))
        rows |= {row["id"]: row for row in there}
        for change in self._changes(table, [*rows, *removed, *moved]):
            if change["action"] == "create":
                rows.pop(change["entity_id"], None)
            else:
                rows[change["entity_id"]] = {**rows.get(change["entity_id"], {}), **json.loads(change["before"])}
        return {row_id: row for row_id, row in rows.items() if row.get(self.owner) == self.row["id"]}

    def _original(self) -> dict[str, Any]:
        original: dict[str, Any] = {}
        for change in self._changes(self.entity, [self.row["id"]]):
            original |= json.loads(change["before"] or "{}")
        return original

    def _theirs(self) -> dict[str, Any]:
        custom = {f"custom.{key}": value for key, value in json.loads(self.row["custom"]).items()}
        gone = {name: None for name in self._original() if name.startswith("custom.")}
        return {**self.row, **gone, **custom}

    def _tags(self, mine: Sequence[int]) -> list[int]:
        sql = f"SELECT tag_id FROM {self.tags} WHERE {self.owner} = :id"
        theirs = set(self.database.ids(sql, id=self.row["id"]))
        original = {row["tag_id"] for row in self.rows_before(self.tags).values()}
        return sorted((theirs - (original - set(mine))) | (set(mine) - original))

    def _gone(self, table: str, action: str) -> Sequence[int]:
        """The record's rows of a table that were removed, or became another one's, since the version."""
        return self.database.ids(
            "SELECT entity_id FROM changes WHERE operation_id > :version AND entity = :table AND action = :action"
            f" AND {json_field('before', 'owner')} = :id",
            version=self.version,
            table=table,
            action=action,
            owner=self.owner,
            id=self.row["id"],
        )

    def _changes(self, table: str, ids: Sequence[int]) -> list[Row]:
        """What the log says happened to rows since the version, newest first."""
        found: list[Row] = []
        for row_id in dict.fromkeys(ids):
            found += self.database.all(
                "SELECT id, entity_id, action, before FROM changes WHERE entity = :table AND entity_id = :id"
                " AND operation_id > :version ORDER BY id DESC",
                table=table,
                id=row_id,
                version=self.version,
            )
        return found
