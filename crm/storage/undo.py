"""Undo of any operation from the change log, as an operation of its own, so that redo is the undo of the undo.

What another operation changed since is kept and listed, never overwritten. Works on sets, so that an import of a
hundred thousand rows is taken back at bulk speed. Knows tables and rows, nothing of the business.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from crm.errors import Invalid, NotFound
from crm.storage.changelog import Action, Author, Operation, read_field, to_json, with_fields
from crm.storage.database import Database
from crm.storage.sqlite import Reference, Row
from crm.utils.i18n import N_, _

UNDO = N_("Undo {label}")


@dataclass(frozen=True)
class Kept:
    """A row the undo left alone, wholly or in these fields, because it was changed or used since."""

    entity: str
    id: int
    fields: tuple[str, ...] = ()


@dataclass
class UndoResult:
    """What an undo did: how many rows it restored or removed, and every row it kept."""

    operation_id: int
    restored: int = 0
    kept: list[Kept] = field(default_factory=list)


def undo(database: Database, operation_id: int, author: Author) -> UndoResult:
    """Take one operation back. NotFound when there is none, Invalid when it is undone already."""
    target = database.one("SELECT * FROM operations WHERE id = :id", id=operation_id)
    if target is None:
        raise NotFound(_("There is no such operation to undo."))
    if is_undone(database, operation_id):
        raise Invalid({"operation": _("This operation is undone already. Nothing was changed.")})
    bulk = database.value("SELECT count(*) FROM changes WHERE operation_id = :id", id=operation_id) > 1000
    with database.transaction(author, UNDO, bulk=bulk) as operation:
        operation.undoes_id = operation_id
        operation.details = {"label": target["label"], "details": json.loads(target["details"])}
        database.operation()
        return _Undoing(database, operation_id, operation).run()


def is_undone(database: Database, operation_id: int) -> bool:
    """Whether an undo of the operation stands, itself not undone."""
    undoing = database.value("SELECT max(id) FROM operations WHERE undoes_id = :id", id=operation_id)
    return undoing is not None and not is_undone(database, undoing)


def next_undo(database: Database, user_id: int | None) -> int | None:
    """The newest operation of a user that stands and is no undo: what Ctrl+Z takes back."""
    for row in _of_user(database, user_id):
        if row["undoes_id"] is None and not is_undone(database, row["id"]):
            return int(row["id"])
    return None


def next_redo(database: Database, user_id: int | None) -> int | None:
    """The undo that Ctrl+Y takes back: the newest one that stands and undid something, unless work went on since."""
    for row in _of_user(database, user_id):
        if row["undoes_id"] is None:
            if not is_undone(database, row["id"]):
                return None
        elif _depth(database, row["id"]) % 2 == 1 and not is_undone(database, row["id"]):
            return int(row["id"])
    return None


def _depth(database: Database, operation_id: int) -> int:
    undone = database.value("SELECT undoes_id FROM operations WHERE id = :id", id=operation_id)
    return 0 if undone is None else 1 + _depth(database, undone)


def _of_user(database: Database, user_id: int | None) -> Iterator[Row]:
    last = database.value("SELECT coalesce(max(id), 0) + 1 FROM operations")
    query = (
        "SELECT id, undoes_id FROM operations WHERE id < :last AND coalesce(user_id, 0) = :user"
        " ORDER BY id DESC LIMIT 100"
    )
    while rows := database.all(query, last=last, user=user_id or 0):
        yield from rows
        last = rows[-1]["id"]


class _Undoing:
    """One undo at work: the operation taken back, the operation doing it, and the rows that must stay."""

    def __init__(self, database: Database, target: int, operation: Operation) -> None:
        self.database = database
        self.target = target
        self.operation = operation
        self.result = UndoResult(operation.id)

    def run(self) -> UndoResult:
        self.database.execute(
            "CREATE TEMP TABLE IF NOT EXISTS undo_kept (entity TEXT, id INTEGER, PRIMARY KEY (entity, id))"
        )
        self.database.execute("DELETE FROM undo_kept")
        self._find_kept()
        for entity, action, first, last in self._runs():
            if action == Action.CREATE:
                self._remove_created(entity, first, last)
            elif action == Action.CHANGE:
                self._restore_changed(entity, first, last)
            else:
                self._restore_removed(entity, first, last)
        rows = self.database.all("SELECT entity, id FROM undo_kept ORDER BY entity, id")
        self.result.kept[:0] = [Kept(row["entity"], row["id"]) for row in rows]
        return self.result

    def _runs(self) -> list[tuple[str, str, int, int]]:
        """The operation's changes, newest first, as stretches of one table and one action: (.., first, last id)."""
        rows = self.database.execute(
            "SELECT entity, action, min(id), max(id) FROM ("
            " SELECT id, entity, action, id - row_number() OVER (PARTITION BY entity, action ORDER BY id) AS stretch"
            " FROM changes WHERE operation_id = :target) s"
            " GROUP BY entity, action, stretch ORDER BY min(id) DESC",
            {"target": self.target},
        )
        return [(row[0], row[1], row[2], row[3]) for row in rows]

    # Rows that stay

    def _find_kept(self) -> None:
        """Created rows changed since, or with parts another operation gave them; with all their own parts."""
        created = self.database.execute(
            "SELECT DISTINCT entity FROM changes WHERE operation_id = :target AND action = 'create'",
            {"target": self.target},
        ).fetchall()
        tables = [row[0] for row in created]
        for table in tables:
            self._keep(
                table,
                f"SELECT t.id FROM {table} t JOIN changes c ON c.entity_id = t.id"
                f" WHERE {_CREATED} AND t.version <> c.version",
                table,
            )
            for part in self._parts(table):
                self._keep(
                    table,
                    f"SELECT p.{part.column} FROM {part.table} p"
                    f" JOIN changes c ON c.entity_id = p.{part.column} WHERE {_CREATED}"
                    f" AND NOT {_MADE_BY_TARGET.format(table=part.table)}",
                    table,
                )
        while sum(self._keep_families(table) for table in tables):
            pass

    def _keep_families(self, table: str) -> int:
        kept = 0
        for part in self._parts(table):
            kept += self._keep(
                part.table,
                f"SELECT p.id FROM {part.table} p JOIN undo_kept k"
                f" ON k.entity = '{table}' AND k.id = p.{part.column}"
                f" WHERE {_MADE_BY_TARGET.format(table=part.table)}",
                table,
            )
            kept += self._keep(
                table,
                f"SELECT p.{part.column} FROM undo_kept k JOIN {part.table} p ON p.id = k.id"
                f" JOIN changes c ON c.entity_id = p.{part.column}"
                f" WHERE k.entity = '{part.table}' AND {_CREATED}",
                table,
            )
        return kept

    def _keep(self, kept_table: str, ids: str, entity: str) -> int:
        cursor = self.database.execute(
            f"INSERT INTO undo_kept (entity, id) SELECT DISTINCT '{kept_table}', found.* FROM ({ids}) found"
            " WHERE true ON CONFLICT DO NOTHING",
            {"target": self.target, "entity": entity},
        )
        return cursor.rowcount

    def _parts(self, table: str) -> list[Reference]:
        return [one for one in self.database.references_to(table) if one.on_delete == "CASCADE"]

    # Created rows go

    def _remove_created(self, entity: str, first: int, last: int) -> None:
        span = {"target": self.target, "entity": entity, "first": first, "last": last}
        for reference in self.database.references_to(entity):
            self._keep_used(entity, reference, span)
        doomed = (
            f"FROM {entity} WHERE id IN (SELECT entity_id FROM changes WHERE id BETWEEN :first AND :last"
            " AND operation_id = :target AND entity = :entity AND action = 'create')"
            " AND id NOT IN (SELECT id FROM undo_kept WHERE entity = :entity)"
        )
        self._mark_stale(entity, doomed, span)
        image = self.database.engine.row_as_json(self.database.columns(entity))
        self.database.execute(
            "INSERT INTO changes (operation_id, entity, entity_id, action, version, before)"
            f" SELECT :operation, :entity, id, 'remove', :operation, {image} {doomed} ORDER BY id",
            {**span, "operation": self.operation.id},
        )
        removed = self.database.execute(f"DELETE {doomed}", span).rowcount
        if removed:
            self.result.restored += removed
            self.operation.note(entity, None, Action.REMOVE)

    def _keep_used(self, entity: str, reference: Reference, span: dict[str, Any]) -> None:
        """A created row that something still points at stays: what pointed at it first was taken back before."""
        inside = (
            " AND r.id NOT IN (SELECT entity_id FROM changes WHERE id BETWEEN :first AND :last"
            " AND operation_id = :target AND entity = :entity AND action = 'create'"
            " AND entity_id NOT IN (SELECT id FROM undo_kept WHERE entity = :entity))"
            if reference.table == entity
            else ""
        )
        self.database.execute(
            "INSERT INTO undo_kept (entity, id)"
            f" SELECT DISTINCT :entity, r.{reference.column} FROM changes c JOIN {reference.table} r"
            f" ON r.{reference.column} = c.entity_id WHERE c.id BETWEEN :first AND :last AND {_CREATED}{inside}"
            " ON CONFLICT DO NOTHING",
            span,
        )

    def _mark_stale(self, entity: str, doomed: str, span: dict[str, Any]) -> None:
        if entity == "contacts":
            for row_id in self.database.ids(f"SELECT id {doomed}", **span):
                self.database.mark_stale(entity, {"id": row_id})
        elif entity == "contact_channels":
            for contact_id in self.database.ids(f"SELECT DISTINCT contact_id {doomed}", **span):
                self.database.mark_stale(entity, {"contact_id": contact_id})

    # Changed rows take their old values back

    def _restore_changed(self, entity: str, first: int, last: int) -> None:
        rows = self.database.all(
            f"SELECT t.*, c.id AS change_id, c.before AS old_image, c.after AS new_image, c.version AS new_version"
            f" FROM changes c JOIN {entity} t ON t.id = c.entity_id"
            " WHERE c.id BETWEEN :first AND :last AND c.operation_id = :target AND c.entity = :entity"
            " AND c.action = 'change' AND t.id NOT IN (SELECT id FROM undo_kept WHERE entity = :entity)"
            " ORDER BY c.id DESC",
            first=first,
            last=last,
            target=self.target,
            entity=entity,
        )
        seen: set[int] = set()
        for row in rows:
            fresh = row if row["id"] not in seen else {**row, **self._current(entity, row["id"])}
            seen.add(row["id"])
            self._restore_fields(entity, fresh)
        self._list_gone(entity, Action.CHANGE, (first, last))

    def _current(self, entity: str, row_id: int) -> Row:
        return self.database.one(f"SELECT * FROM {entity} WHERE id = :id", id=row_id) or {}

    def _restore_fields(self, entity: str, row: Row) -> None:
        old, new = json.loads(row["old_image"]), json.loads(row["new_image"])
        old_version = old.pop("version")
        standing = {name for name, value in new.items() if read_field(row, name) == value}
        lost = tuple(sorted(set(new) - standing - {"updated_at"}))
        touched_since = row["version"] not in (row["new_version"], self.operation.id)
        if touched_since:
            self.result.kept.append(Kept(entity, row["id"], lost or self._changed_since(entity, row)))
        wanted = {name: old[name] for name in standing}
        if not wanted:
            return
        version = self.operation.id if touched_since else old_version
        columns = {**with_fields(row, wanted), "version": version}
        before = {name: new[name] for name in wanted} | {"version": row["version"]}
        self.database.write_columns(entity, row, columns)
        self.database.log(entity, row["id"], Action.CHANGE, version, before=to_json(before), after=to_json(wanted))
        self.result.restored += 1

    def _changed_since(self, entity: str, row: Row) -> tuple[str, ...]:
        images = self.database.all(
            "SELECT after FROM changes WHERE entity_id = :id AND entity = :entity AND id > :change"
            " AND operation_id NOT IN (:target, :own) AND after IS NOT NULL",
            id=row["id"],
            entity=entity,
            change=row["change_id"],
            target=self.target,
            own=self.operation.id,
        )
        names = {name for image in images for name in json.loads(image["after"])}
        return tuple(sorted(names - {"updated_at", "version"}))

    def _list_gone(self, entity: str, action: str, span: tuple[int, int]) -> None:
        gone = self.database.ids(
            "SELECT DISTINCT entity_id FROM changes WHERE id BETWEEN :first AND :last AND operation_id = :target"
            f" AND entity = :entity AND action = :action AND entity_id NOT IN (SELECT id FROM {entity})"
            " AND entity_id NOT IN (SELECT entity_id FROM changes WHERE operation_id IN (:target, :own)"
            " AND entity = :entity AND action = 'remove')",
            first=span[0],
            last=span[1],
            target=self.target,
            own=self.operation.id,
            entity=entity,
            action=action,
        )
        self.result.kept.extend(Kept(entity, row_id) for row_id in gone)

    # Removed rows come back

    def _restore_removed(self, entity: str, first: int, last: int) -> None:
        images = self.database.ids(
            "SELECT id FROM changes WHERE id BETWEEN :first AND :last AND operation_id = :target"
            " AND entity = :entity AND action = 'remove' ORDER BY id DESC",
            first=first,
            last=last,
            target=self.target,
            entity=entity,
        )
        for change_id in images:
            image = json.loads(self.database.value("SELECT before FROM changes WHERE id = :id", id=change_id))
            self._insert_again(entity, image)

    def _insert_again(self, entity: str, image: Row) -> None:
        blocked = self._obstacles(entity, image)
        if blocked is None:
            self.result.kept.append(Kept(entity, image["id"]))
            return
        row = {**image, **dict.fromkeys(blocked)}
        if blocked:
            self.result.kept.append(Kept(entity, image["id"], blocked))
            row["version"] = self.operation.id
        self.database.execute(f"INSERT INTO {entity} ({', '.join(row)}) VALUES (:{', :'.join(row)})", row)
        self.database.log(entity, row["id"], Action.CREATE, row["version"])
        self.database.mark_stale(entity, row)
        self.result.restored += 1

    def _obstacles(self, entity: str, image: Row) -> tuple[str, ...] | None:
        """Links of a removed row that lead nowhere now; None when the row cannot live without one or is taken."""
        empty: list[str] = []
        for reference in self.database.engine.references_from(self.database.connection, entity):
            target = image.get(reference.column)
            if target is None or self._exists(reference.table, target):
                continue
            if reference.on_delete == "CASCADE":
                return None
            empty.append(reference.column)
        return None if self._is_taken(entity, image) else tuple(empty)

    def _exists(self, table: str, row_id: int) -> bool:
        return self.database.value(f"SELECT 1 FROM {table} WHERE id = :id", id=row_id) is not None

    def _is_taken(self, entity: str, image: Row) -> bool:
        """Whether a row made since holds this one's id or its unique values."""
        for unique in (("id",), *self.database.engine.unique_columns(self.database.connection, entity)):
            values = {name: image[name] for name in unique if name in image}
            condition = " AND ".join(f"{name} = :{name}" for name in values)
            if "" not in values.values() and self.database.value(f"SELECT 1 FROM {entity} WHERE {condition}", **values):
                return True
        return False


_CREATED = "c.operation_id = :target AND c.entity = :entity AND c.action = 'create'"
_MADE_BY_TARGET = (
    "EXISTS (SELECT 1 FROM changes m WHERE m.operation_id = :target AND m.entity = '{table}'"
    " AND m.entity_id = p.id AND m.action = 'create')"
)
