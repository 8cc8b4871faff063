"""One undo at work: created rows go, changed rows take their old values back, removed rows return.

What another operation changed since is kept and listed, never overwritten. Works on sets, so that an import of a
hundred thousand rows is taken back at bulk speed. Which operation is undone is undo.py's to say.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from crm.errors import Conflict
from crm.models.contacts import display_name
from crm.storage.changelog import Action, Entry, read_field, to_json, with_fields
from crm.storage.database import Database
from crm.storage.fitting import Fitting
from crm.storage.rewriting import Rewriting
from crm.storage.sqlite import Reference, Row, among, json_field
from crm.storage.undo_groups import with_group, without_broken
from crm.storage.undo_pairs import settled_since
from crm.storage.undo_stretches import Stretch, stretches_of
from crm.utils import text

_CHUNK = 1000


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


class Undoing:
    """Takes one operation back inside the running transaction, which is the undo's own operation."""

    def __init__(self, database: Database, target: int) -> None:
        self.database = database
        self.target = target
        self.own = database.operation().id
        self.result = UndoResult(self.own)
        self._fitting = Fitting(database)
        self._settled = to_json(settled_since(database, target, but=self.own))

    def run(self) -> UndoResult:
        """Work through the operation's changes, newest first."""
        self.database.execute(
            "CREATE TEMP TABLE IF NOT EXISTS undo_kept (entity TEXT, id INTEGER, PRIMARY KEY (entity, id))"
        )
        self.database.execute("DELETE FROM undo_kept")
        self._find_kept()
        steps = {
            Action.CREATE: self._remove_created,
            Action.CHANGE: self._restore_changed,
            Action.REMOVE: self._restore_removed,
        }
        for stretch in stretches_of(self.database, self.target):
            self._fitting.forget()
            steps[Action(stretch.action)](stretch)
        rows = self.database.all("SELECT entity, id FROM undo_kept ORDER BY entity, id")
        self.result.kept[:0] = [Kept(row["entity"], row["id"]) for row in rows]
        return self.result

    def _marks(self, stretch: Stretch) -> dict[str, Any]:
        return {"target": self.target, "entity": stretch.entity, "first": stretch.first, "last": stretch.last}

    # Rows that stay

    def _find_kept(self) -> None:
        """Created rows changed since, or that rows of another operation point at; with all their own parts."""
        created = self.database.all(
            "SELECT DISTINCT entity FROM changes WHERE operation_id = :target AND action = 'create'",
            target=self.target,
        )
        tables = [row["entity"] for row in created]
        for table in tables:
            self._keep(
                table,
                f"SELECT t.id FROM {table} t JOIN changes c ON c.entity_id = t.id"
                f" WHERE {_CREATED} AND t.version NOT IN (c.version, :target)",
            )
            for part in self.database.references_to(table):
                linked_here = _LINK_MADE_HERE + f" AND {json_field('m.after', 'column')} = p.{part.column})"
                self._keep(
                    table,
                    f"SELECT p.{part.column} FROM {part.table} p JOIN changes c ON c.entity_id = p.{part.column}"
                    f" WHERE {_CREATED} AND NOT {_PART_MADE_HERE} AND NOT {linked_here}",
                    part=part.table,
                    column=part.column,
                )
        self._keep_moves()
        while sum(self._keep_families(table) for table in tables):
            pass

    def _keep_moves(self) -> None:
        """An opportunity that stays where it is keeps the moves that brought it there."""
        rows = self.database.all(
            f"{_IMAGES} FROM changes c JOIN opportunities t ON t.id = c.entity_id WHERE c.operation_id = :target"
            " AND c.entity = 'opportunities' AND c.action = 'change' AND t.version <> c.version ORDER BY c.id DESC",
            target=self.target,
        )
        for row in rows:
            if "stage_id" in json.loads(row["new_image"]) and "stage_id" not in self._wanted("opportunities", row):
                self._keep(
                    "stage_history",
                    "SELECT h.id FROM stage_history h JOIN changes c ON c.entity_id = h.id"
                    f" WHERE {_CREATED} AND h.opportunity_id = :deal",
                    deal=row["id"],
                )

    def _keep_families(self, table: str) -> int:
        """A kept row keeps its parts, and whatever it points at; how many more rows stay."""
        kept = 0
        for part in self.database.references_to(table):
            if part.on_delete == "CASCADE":
                kept += self._keep(
                    part.table,
                    f"SELECT p.id FROM {part.table} p JOIN undo_kept k ON k.entity = :whole AND k.id = p.{part.column}"
                    f" WHERE {_PART_MADE_HERE}",
                    part=part.table,
                    whole=table,
                )
                kept += self._keep(
                    part.table,
                    f"SELECT p.id FROM {part.table} p JOIN undo_kept k ON k.entity = :whole AND k.id = p.{part.column}"
                    f" WHERE {_LINK_MADE_HERE} AND {json_field('m.after', 'column')} = p.{part.column})",
                    part=part.table,
                    whole=table,
                    column=part.column,
                )
            kept += self._keep(
                table,
                f"SELECT p.{part.column} FROM undo_kept k JOIN {part.table} p ON p.id = k.id"
                f" JOIN changes c ON c.entity_id = p.{part.column} WHERE k.entity = :part AND {_CREATED}",
                part=part.table,
            )
        return kept

    def _keep(self, table: str, ids: str, **marks: object) -> int:
        cursor = self.database.execute(
            f"INSERT INTO undo_kept (entity, id) SELECT DISTINCT :entity, found.* FROM ({ids}) found"
            " WHERE true ON CONFLICT DO NOTHING",
            {"target": self.target, "entity": table, **marks},
        )
        return cursor.rowcount

    # Created rows go

    def _remove_created(self, stretch: Stretch) -> None:
        entity, marks = stretch.entity, self._marks(stretch)
        for reference in self.database.references_to(entity):
            self._keep_used(stretch, reference)
        condition = f"id IN ({_MADE_IN_STRETCH}) AND id NOT IN ({_KEPT})"
        removed = self.database.remove_rows(entity, condition, marks=marks)
        if removed:
            self.result.restored += removed
            self.database.operation().note(entity, None, action=Action.REMOVE)

    def _keep_used(self, stretch: Stretch, reference: Reference) -> None:
        """A created row that something still points at stays: what pointed at it first was taken back before."""
        goes_too = f" AND r.id NOT IN ({_MADE_IN_STRETCH} AND entity_id NOT IN ({_KEPT}))"
        inside = goes_too if reference.table == stretch.entity else ""
        self.database.execute(
            "INSERT INTO undo_kept (entity, id)"
            f" SELECT DISTINCT :entity, r.{reference.column} FROM changes c JOIN {reference.table} r"
            f" ON r.{reference.column} = c.entity_id WHERE c.id BETWEEN :first AND :last AND {_CREATED}{inside}"
            " ON CONFLICT DO NOTHING",
            self._marks(stretch),
        )

    # Changed rows take their old values back

    def _restore_changed(self, stretch: Stretch) -> None:
        entity = stretch.entity
        rows = self.database.all(
            f"{_IMAGES} FROM changes c JOIN {entity} t ON t.id = c.entity_id WHERE c.id BETWEEN :first AND :last"
            " AND c.operation_id = :target AND c.entity = :entity AND c.action = 'change'"
            f" AND t.id NOT IN ({_KEPT}) ORDER BY c.id DESC",
            **self._marks(stretch),
        )
        seen: set[int] = set()
        rewriting = Rewriting(self.database, entity)
        for row in rows:
            again = row["id"] in seen
            if again or self._asks_others(entity, row):
                rewriting.flush()
            seen.add(row["id"])
            self._restore_fields(rewriting, {**row, **self._current(entity, row["id"])} if again else row)
        rewriting.flush()
        self._list_gone(stretch)

    def _asks_others(self, entity: str, row: Row) -> bool:
        """Whether what a row takes back depends on other rows of its table."""
        names = json.loads(row["new_image"]).keys()
        return "company" in names or self._fitting.is_unique(entity, names)

    def _current(self, entity: str, row_id: int) -> Row:
        return self.database.one(f"SELECT * FROM {entity} WHERE id = :id", id=row_id) or {}

    def _restore_fields(self, rewriting: Rewriting, row: Row) -> None:
        entity = rewriting.entity
        old, new = json.loads(row["old_image"]), json.loads(row["new_image"])
        old_version = old.pop("version")
        wanted = self._wanted(entity, row)
        lost = tuple(sorted(new.keys() - wanted.keys() - {"updated_at"}))
        touched_since = row["version"] != row["new_version"]
        if lost or (touched_since and row["version"] != self.own):
            self.result.kept.append(Kept(entity, row["id"], lost or self._changed_since(entity, row)))
        if not wanted.keys() - {"updated_at"} and (touched_since or new.keys() - {"updated_at"}):
            return
        elsewhere = any(wanted[name] != old[name] for name in wanted)
        version = self.own if touched_since or lost or elsewhere else old_version
        if version == self.own and "updated_at" in row:
            wanted["updated_at"] = self.database.operation().at
        if version == self.own and entity == "contacts":
            wanted |= _following({**row, **wanted}, row)
        before = {name: read_field(row, name) for name in wanted} | {"version": row["version"]}
        entry = Entry(Action.CHANGE, version, to_json(before), to_json(wanted))
        rewriting.add(row, {**with_fields(row, wanted), "version": version}, entry=entry)
        self.result.restored += 1

    def _wanted(self, entity: str, row: Row) -> Row:
        """The old values a changed row takes back: of what nobody changed since, as far as it can have it."""
        old, new = json.loads(row["old_image"]), json.loads(row["new_image"])
        standing = {name for name in new if read_field(row, name) == new[name]}
        standing |= self._fitting.followed_columns(entity, row, image=new)
        if "company" in new and "company_id" in standing and row["company"] == self._company_name(row):
            standing.add("company")
        untouched = row["version"] in (row["new_version"], self.own)
        touched = set() if untouched else set(self._changed_since(entity, row))
        back = without_broken(entity, standing, changed=new.keys(), touched=touched)
        return self._possible(entity, row, wanted={name: old[name] for name in new if name in back})

    def _company_name(self, person: Row) -> str | None:
        name: str | None = self.database.value(
            "SELECT company FROM contacts WHERE id = :id", id=person["company_id"] or 0
        )
        return name

    def _possible(self, entity: str, row: Row, *, wanted: Row) -> Row:
        """The old values a row can take: links led to where they lead now, none that leads nowhere; none at all when
        another row took the name."""
        after, dead = self._fitting.followed(entity, {**row, **wanted})
        if self._fitting.is_unique(entity, wanted.keys()) and self._fitting.taken(entity, after):
            return {}
        without = with_group(entity, dead.keys())
        return {name: after[name] for name in wanted if name not in without}

    def _changed_since(self, entity: str, row: Row) -> tuple[str, ...]:
        images = self.database.all(
            "SELECT after FROM changes WHERE entity_id = :id AND entity = :entity AND id > :change"
            " AND after IS NOT NULL AND operation_id NOT IN (:target, :own)"
            f" AND NOT {among('operation_id', 'settled')}",
            id=row["id"],
            settled=self._settled,
            entity=entity,
            change=row["change_id"],
            target=self.target,
            own=self.own,
        )
        names = {name for image in images for name in json.loads(image["after"])}
        return tuple(sorted(names - {"updated_at", "version"}))

    def _list_gone(self, stretch: Stretch) -> None:
        gone = self.database.ids(
            "SELECT DISTINCT entity_id FROM changes WHERE id BETWEEN :first AND :last AND operation_id = :target"
            f" AND entity = :entity AND action = 'change' AND entity_id NOT IN (SELECT id FROM {stretch.entity})"
            " AND entity_id NOT IN (SELECT entity_id FROM changes WHERE operation_id IN (:target, :own)"
            " AND entity = :entity AND action = 'remove')",
            **self._marks(stretch),
            own=self.own,
        )
        self.result.kept.extend(Kept(stretch.entity, row_id) for row_id in gone)

    # Removed rows come back

    def _restore_removed(self, stretch: Stretch) -> None:
        """The rows of a stretch again, those that point at rows of their own table behind the others."""
        links = [one.column for one in self.database.references_to(stretch.entity) if one.table == stretch.entity]
        marks = {f"link{place}": column for place, column in enumerate(links)}
        points = " OR ".join(f"{json_field('before', mark)} IS NOT NULL" for mark in marks)
        for condition in (f"NOT ({points})", f"({points})") if links else ("true",):
            self._restore_some(stretch, condition, marks=marks)

    def _restore_some(self, stretch: Stretch, condition: str, *, marks: dict[str, str]) -> None:
        among_removed = (
            f"operation_id = :target AND entity = :entity AND action = 'remove' AND {condition} ORDER BY id DESC"
        )
        images = self.database.ids(
            f"SELECT id FROM changes WHERE id BETWEEN :first AND :last AND {among_removed}",
            **self._marks(stretch),
            **marks,
        )
        for start in range(0, len(images), _CHUNK):
            chunk = images[start : start + _CHUNK]
            rows = self.database.all(
                f"SELECT before FROM changes WHERE id BETWEEN :low AND :high AND {among_removed}",
                low=chunk[-1],
                high=chunk[0],
                target=self.target,
                entity=stretch.entity,
                **marks,
            )
            self._insert_chunk(stretch.entity, [json.loads(row["before"]) for row in rows])

    def _insert_chunk(self, entity: str, rows: list[Row]) -> None:
        """All rows at once; one by one only when something stands in the way of any."""
        restored = self.result.restored
        self.database.execute("SAVEPOINT undo_chunk")
        try:
            for row in rows:
                self._insert(entity, row)
        except Conflict:
            self.database.execute("ROLLBACK TO undo_chunk")
            self.result.restored = restored
            for row in rows:
                self._insert_what_fits(entity, row)
        self.database.execute("RELEASE undo_chunk")

    def _insert(self, entity: str, row: Row) -> None:
        self.database.execute(f"INSERT INTO {entity} ({', '.join(row)}) VALUES (:{', :'.join(row)})", row)
        self.database.log(entity, row["id"], entry=Entry(Action.CREATE, row["version"]))
        self.database.mark_stale(entity, row)
        self.result.restored += 1

    def _insert_what_fits(self, entity: str, row: Row) -> None:
        """Insert a row again, its links led to where they lead now; keep away when it cannot live like that."""
        self._fitting.forget()
        fitting, dead = self._fitting.followed(entity, row)
        stays_away = self._fitting.exists(entity, row["id"]) or self._fitting.taken(entity, fitting)
        if stays_away or set(dead.values()) - {"SET NULL"}:
            self.result.kept.append(Kept(entity, row["id"]))
            return
        if dead:
            self.result.kept.append(Kept(entity, row["id"], tuple(dead)))
        if fitting != row or dead:
            fitting |= dict.fromkeys(dead) | {"version": self.own}
        self._insert(entity, fitting)


def _following(contact: Row, before: Row) -> Row:
    """The sort name that follows from a contact's other columns, when it differs."""
    sort_name = text.fold(display_name(contact)).strip()
    return {} if sort_name == before["sort_name"] else {"sort_name": sort_name}


_IMAGES = "SELECT t.*, c.id AS change_id, c.before AS old_image, c.after AS new_image, c.version AS new_version"
_CREATED = "c.operation_id = :target AND c.entity = :entity AND c.action = 'create'"
_KEPT = "SELECT id FROM undo_kept WHERE entity = :entity"
_MADE_IN_STRETCH = (
    "SELECT entity_id FROM changes WHERE id BETWEEN :first AND :last"
    " AND operation_id = :target AND entity = :entity AND action = 'create'"
)
_PART_MADE_HERE = (
    "EXISTS (SELECT 1 FROM changes m WHERE m.operation_id = :target AND m.entity = :part"
    " AND m.entity_id = p.id AND m.action = 'create')"
)
_LINK_MADE_HERE = (
    "EXISTS (SELECT 1 FROM changes m WHERE m.operation_id = :target AND m.entity = :part"
    " AND m.entity_id = p.id AND m.action = 'change'"
)
