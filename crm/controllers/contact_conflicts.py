"""Two people at one contact: what is still mine to write, what to merge, what is in dispute. Reads the log, writes
nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from crm.controllers.contact_channels import as_channel, channels_of
from crm.controllers.contact_rows import MIRRORS
from crm.errors import Conflict
from crm.models.contacts import Channel
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import Row, among, json_field
from crm.utils.i18n import _

Disputed = dict[str, tuple[object, object, object]]


class Meanwhile:
    """What happened to a contact since the version a form was filled with."""

    def __init__(self, database: Database, row: Row, *, version: int) -> None:
        self.database = database
        self.row = row
        self.version = version

    def settle(
        self, mine: Mapping[str, Any], channels: Sequence[Channel] | None
    ) -> tuple[dict[str, Any], Sequence[Channel] | None]:
        """What to write of `mine`: fields and channels left as they were keep what others made of them, tags merge.

        Conflict names every field both sides changed, each as (mine, theirs, original); all channels are one field.
        """
        disputed: Disputed = {}
        if channels is not None:
            mine = {name: value for name, value in mine.items() if name not in MIRRORS}
            channels = self._channels(channels, disputed)
        original, theirs = self._original(), self._theirs()
        for name, value in mine.items():
            if name in original and original[name] != theirs.get(name) and value not in (original[name], theirs[name]):
                disputed[name] = (value, theirs[name], original[name])
        if disputed:
            raise Conflict(
                _("Somebody else changed the same fields meanwhile. Nothing was saved; choose what to keep."), disputed
            )
        kept = {name: value for name, value in mine.items() if name not in original or value != original[name]}
        return kept | ({"tags": self._tags(mine["tags"])} if "tags" in mine else {}), channels

    def _original(self) -> dict[str, Any]:
        original: dict[str, Any] = {}
        for change in self._changes("contacts", [self.row["id"]]):
            original |= json.loads(change["before"] or "{}")
        return original

    def _theirs(self) -> dict[str, Any]:
        custom = {f"custom.{key}": value for key, value in json.loads(self.row["custom"]).items()}
        gone = {name: None for name in self._original() if name.startswith("custom.")}
        return {**self.row, **gone, **custom}

    def _channels(self, mine: Sequence[Channel], disputed: Disputed) -> Sequence[Channel] | None:
        theirs = channels_of(self.database, self.row["id"])
        rows = self._rows_before("contact_channels")
        ordered = sorted(rows.values(), key=lambda row: (row["position"], row["id"]))
        original = [as_channel(row) for row in ordered]
        if _plain(mine) == _plain(original):
            return None
        if _plain(theirs) not in (_plain(original), _plain(mine)):
            disputed["channels"] = (list(mine), theirs, original)
        return mine

    def _tags(self, mine: Sequence[int]) -> list[int]:
        sql = "SELECT tag_id FROM contact_tags WHERE contact_id = :id"
        theirs = set(self.database.ids(sql, id=self.row["id"]))
        original = {row["tag_id"] for row in self._rows_before("contact_tags").values()}
        return sorted((theirs - (original - set(mine))) | (set(mine) - original))

    def _rows_before(self, table: str) -> dict[int, Row]:
        """The contact's rows of a table as they were at the version, by id."""
        now = self.database.all(f"SELECT * FROM {table} WHERE contact_id = :id", id=self.row["id"])
        rows = {row["id"]: row for row in now}
        removed = self.database.ids(
            "SELECT entity_id FROM changes WHERE operation_id > :version AND entity = :table AND action = 'remove'"
            f" AND {json_field('before', 'owner')} = :id",
            version=self.version,
            table=table,
            owner="contact_id",
            id=self.row["id"],
        )
        moved = self._moved_away(table)
        there = self.database.all(f"SELECT * FROM {table} WHERE {among('id', 'ids')}", ids=to_json(list(moved)))
        rows |= {row["id"]: row for row in there}
        for change in self._changes(table, [*rows, *removed, *moved]):
            if change["action"] == "create":
                rows.pop(change["entity_id"], None)
            else:
                rows[change["entity_id"]] = {**rows.get(change["entity_id"], {}), **json.loads(change["before"])}
        return {row_id: row for row_id, row in rows.items() if row.get("contact_id") == self.row["id"]}

    def _moved_away(self, table: str) -> Sequence[int]:
        """The contact's rows of a table that became another one's since the version."""
        return self.database.ids(
            "SELECT entity_id FROM changes WHERE operation_id > :version AND entity = :table AND action = 'change'"
            f" AND {json_field('before', 'owner')} = :id",
            version=self.version,
            table=table,
            owner="contact_id",
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


def _plain(channels: Sequence[Channel]) -> list[Channel]:
    return [replace(one, id=0) for one in channels]
