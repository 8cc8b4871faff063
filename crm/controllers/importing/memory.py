"""Imports before: the last mapping of each set of headers, those kept by name, the files. Proposes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from crm.controllers.importing import rejects, targets
from crm.files.sheet import Table
from crm.models.fields import Field
from crm.models.imports import Column, Mapping, SavedMapping
from crm.storage.changelog import Operation, to_json
from crm.storage.database import Database
from crm.storage.sqlite import json_field
from crm.utils.i18n import _
from crm.utils.text import fold


def headers_key(headers: Sequence[str]) -> str:
    """What two files with the same headers in any order share, and the file of their rejected rows with them."""
    return to_json(sorted(" ".join(fold(header).split()) for header in rejects.own_headers(headers)))


def remember(operation: Operation, headers: Sequence[str], *, mapping: Mapping) -> None:
    """Keep the mapping with its import, so that the next file of the kind begins with it."""
    if not mapping.exact:
        operation.details |= {"headers": headers_key(headers), "mapping": mapping.to_plain()}


def last_used(database: Database, table: Table, *, custom: Callable[[str], Sequence[Field]]) -> Mapping | None:
    """The mapping of the last import of a file with these headers; None when there is none that still fits.

    `custom` are the fields that the business added to an entity.
    """
    kept = database.value(
        f"SELECT {json_field('details', 'mapping')} FROM operations WHERE door = 'import'"
        f" AND {json_field('details', 'headers')} = :key ORDER BY id DESC LIMIT 1",
        mapping="mapping",
        headers="headers",
        key=headers_key(table.headers),
    )
    if not kept:
        return None
    note = _("The columns go where they went the last time a file with these headers was imported.")
    mapping = Mapping.from_plain(json.loads(kept))
    return replace(fitted(mapping, table.headers, custom=custom(mapping.entity)), notes=(note,))


def fitted(mapping: Mapping, headers: Sequence[str], *, custom: Sequence[Field]) -> Mapping:
    """A kept mapping on the headers of a file: its columns in their order, without fields that no longer exist."""
    known = {field.name for field in targets.targets(mapping.entity, custom)}
    kept = [column for column in mapping.columns if not column.field or column.field in known]
    exactly = {column.header: column for column in kept}
    alike = {fold(column.header): column for column in reversed(kept) if column.header not in headers}
    columns = (
        replace(exactly.get(header) or alike.pop(fold(header), Column(header)), header=header) for header in headers
    )
    return replace(mapping, columns=tuple(columns))


def saved(database: Database, headers: Sequence[str]) -> list[SavedMapping]:
    """Every mapping kept under a name, those made for these headers first."""
    key = headers_key(headers)
    rows = database.all(
        "SELECT id, name, headers, definition FROM import_mappings ORDER BY headers <> :headers, name", headers=key
    )
    return [
        SavedMapping(
            row["id"], row["name"], Mapping.from_plain(json.loads(row["definition"])), fits=row["headers"] == key
        )
        for row in rows
    ]


def save(database: Database, name: str, *, mapping: Mapping) -> int:
    """Keep a mapping under a name, in the place of one of the same name; its id."""
    row = {
        "name": name,
        "headers": headers_key([column.header for column in mapping.columns]),
        "definition": to_json(mapping.to_plain()),
    }
    known = database.value("SELECT id FROM import_mappings WHERE name = :name", name=name)
    if known is None:
        return database.insert("import_mappings", row)
    database.update("import_mappings", known, row)
    return int(known)


def files(database: Database) -> dict[int, str]:
    """The name of the file of each import, by its operation."""
    sql = f"SELECT id, {json_field('details', 'file')} AS file FROM operations WHERE door = 'import'"
    return {row["id"]: str(row["file"] or "") for row in database.all(sql, file="file")}
