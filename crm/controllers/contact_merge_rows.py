"""Everything that points at contacts, moved to the one they become: by foreign key, so that no table is forgotten.

Which values the contact itself takes is contact_merge_fields.py's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from crm.controllers import contact_rows
from crm.controllers.contact_rows import channel_row
from crm.models.merging import MergeChannel
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import Row, among

# What hangs on a contact as a part of it, and has rules of its own when two become one.
PARTS = frozenset(("contact_channels", "contact_tags", "contact_aliases", "different_contacts"))


def columns_to(database: Database, table: str) -> dict[str, list[str]]:
    """Every table with a foreign key to `table`, and the columns it stands in."""
    found: dict[str, list[str]] = defaultdict(list)
    for reference in database.references_to(table):
        found[reference.table].append(reference.column)
    return dict(found)


def count_relations(database: Database, ids: Sequence[int]) -> dict[str, int]:
    """How many rows of each table hang on these contacts, those that are a part of a contact left out."""
    counts = {}
    for table, columns in columns_to(database, "contacts").items():
        if table not in PARTS:
            pointing = " OR ".join(among(column, "ids") for column in columns)
            sql = f"SELECT count(*) FROM {table} WHERE {pointing}"
            counts[table] = int(database.value(sql, ids=to_json(list(ids))))
    return {table: count for table, count in counts.items() if count}


def move_all(
    database: Database, table: str, *, moves: Mapping[int, int], without: frozenset[str] = frozenset()
) -> None:
    """Point everything that points at the rows `moves` names at the rows they become instead.

    A row that says what another one says already goes, after what points at it was moved to that other one.
    """
    for pointing, columns in columns_to(database, table).items():
        if pointing in without:
            continue
        condition = " OR ".join(among(column, "ids") for column in columns)
        ids = to_json(list(moves))
        for row in database.all(f"SELECT * FROM {pointing} WHERE {condition} ORDER BY id", ids=ids):
            _move(database, pointing, row=row, columns={name: moves.get(row[name], row[name]) for name in columns})


def _move(database: Database, table: str, *, row: Row, columns: dict[str, Any]) -> None:
    if table == "different_contacts":
        columns = dict(zip(("one_id", "other_id"), sorted(columns.values()), strict=True))
        if columns["one_id"] == columns["other_id"]:
            database.delete(table, row["id"])
            return
    if table == "contacts":
        columns |= _company_of(database, row, company_id=columns["company_id"])
    twin = _twin(database, table, row={**row, **columns})
    if twin is not None:
        move_all(database, table, moves={row["id"]: twin})
        database.delete(table, row["id"])
        return
    edited = {"updated_at": row["updated_at"]} if "updated_at" in row else {}
    database.update(table, row["id"], columns | edited)


def _company_of(database: Database, person: Row, *, company_id: int) -> Row:
    name = database.value("SELECT company FROM contacts WHERE id = :id", id=company_id)
    return {"company": name, "sort_name": contact_rows.sort_name({**person, "company": name})}


def _twin(database: Database, table: str, *, row: Row) -> int | None:
    """The id of another row that holds the unique values of `row`."""
    for unique in database.uniques(table):
        if any(row[name] is None for name in unique.columns):
            continue
        same = " AND ".join(f"{name} = :{name}" for name in unique.columns)
        sql = f"SELECT id FROM {table} WHERE {same} AND {unique.condition} AND id <> :own_id"
        values = {name: row[name] for name in unique.columns}
        found = database.value(sql, **values, own_id=row["id"])
        if found is not None:
            return int(found)
    return None


def move_channels(database: Database, keep: int, *, others: Sequence[int], channels: Sequence[MergeChannel]) -> None:
    """Give the survivor these channels; what points at one that another says already is moved to that one."""
    rows = _channel_rows(database, [keep, *others])
    for position, one in enumerate(channels):
        wanted = channel_row(one.channel, keep, position=position)
        database.update("contact_channels", one.channel.id, wanted)
    kept = {_key(one.channel.kind, one.channel.value): one.channel.id for one in channels}
    double = {row["id"]: kept[_key(row["kind"], row["value"])] for row in rows if row["id"] not in kept.values()}
    move_all(database, "contact_channels", moves=double)
    database.delete_many("contact_channels", list(double))


def _key(kind: str, value: str) -> tuple[str, str]:
    return kind, contact_rows.normal_form(kind, value)


def _channel_rows(database: Database, ids: Sequence[int]) -> list[Row]:
    sql = f"SELECT * FROM contact_channels WHERE {among('contact_id', 'ids')} ORDER BY position, id"
    return database.all(sql, ids=to_json(list(ids)))


def add_aliases(database: Database, keep: Row, *, others: Sequence[Row]) -> None:
    """Keep the ids other programs know the merged contacts by, so that their files find the survivor."""
    known = {(keep["external_source"], keep["external_id"])}
    known |= {
        (row["external_source"], row["external_id"])
        for row in database.all("SELECT * FROM contact_aliases WHERE contact_id = :id", id=keep["id"])
    }
    for row in others:
        key = (row["external_source"], row["external_id"])
        if row["external_id"] and key not in known:
            known.add(key)
            alias = {"contact_id": keep["id"], "external_source": key[0], "external_id": key[1]}
            database.insert("contact_aliases", alias)


def drop_needless_aliases(database: Database, operation_id: int) -> list[int]:
    """Remove the ids that stand in for contacts which an undo brought back with them; those aliases' own ids."""
    needless = database.ids(_NEEDLESS, own=operation_id)
    database.delete_many("contact_aliases", needless)
    return list(needless)


_NEEDLESS = """
    SELECT DISTINCT a.id FROM changes x JOIN contacts c ON c.id = x.entity_id
    JOIN contact_aliases a ON a.external_id = c.external_id AND a.external_source = c.external_source
    JOIN contacts k ON k.id = a.contact_id AND k.kind = c.kind
    WHERE x.operation_id = :own AND x.entity = 'contacts' AND x.action = 'create' AND c.external_id <> ''"""
