"""The queries an import finds stored contacts by, and stored contacts as records. Decides nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence

from crm.controllers.importing.records import Record
from crm.models.contacts import Channel
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import Row, among

# Each finds ids by the JSON array `values`. The WHERE of a partial index stands in the query that wants it.
BY_EXTERNAL_ID = f"SELECT id FROM contacts WHERE external_id <> '' AND {among('external_id', 'values')}"
BY_ALIAS = f"SELECT contact_id FROM contact_aliases WHERE {among('external_id', 'values')}"
BY_EMAIL = f"SELECT contact_id FROM contact_channels WHERE kind = 'email' AND {among('normal', 'values')}"
BY_PHONE = f"SELECT contact_id FROM contact_channels WHERE kind = 'phone' AND {among('normal', 'values')}"
BY_LINK = f"SELECT contact_id FROM contact_channels WHERE kind = 'link' AND {among('normal', 'values')}"
BY_NAME = (
    "SELECT id, sort_name, email, phone, mobile_phone FROM contacts"
    f" WHERE {among('sort_name', 'values')} AND kind = :kind"
)
BY_TAX_ID = f"SELECT id FROM contacts WHERE tax_id <> '' AND {among('tax_id', 'values')}"

_ROWS = f"SELECT * FROM contacts WHERE {among('id', 'ids')} ORDER BY id"
_CHANNELS = f"SELECT * FROM contact_channels WHERE {among('contact_id', 'ids')} ORDER BY contact_id, position, id"
_TAGS = (
    "SELECT ct.contact_id, t.name, t.folded FROM contact_tags ct JOIN tags t ON t.id = ct.tag_id"
    f" WHERE {among('ct.contact_id', 'ids')} ORDER BY ct.id"
)
_ALIASES = (
    "SELECT contact_id, external_source, external_id FROM contact_aliases"
    f" WHERE {among('contact_id', 'ids')} ORDER BY id"
)
# Columns that follow from others or are nobody's to import.
_DERIVED_NAMES = "id kind version custom sort_name email phone mobile_phone website updated_at last_interaction_at"
_DERIVED = frozenset(_DERIVED_NAMES.split())


def stored_records(database: Database, ids: Sequence[int]) -> list[Record]:
    """Stored contacts as records, in the order of their ids."""
    if not ids:
        return []
    wanted = to_json(list(ids))
    records = {row["id"]: _stored(row) for row in database.all(_ROWS, ids=wanted)}
    for row in database.all(_CHANNELS, ids=wanted):
        records[row["contact_id"]].channels[row["kind"], row["normal"]] = _channel(row)
    for row in database.all(_ALIASES, ids=wanted):
        records[row["contact_id"]].aliases += ((row["external_source"], row["external_id"]),)
    for row in database.all(_TAGS, ids=wanted):
        records[row["contact_id"]].tags[row["folded"]] = row["name"]
    return list(records.values())


def _stored(row: Row) -> Record:
    record = Record(0, row["kind"])
    record.id = row["id"]
    record.stored = row
    record.custom = json.loads(row["custom"])
    record.values = {name: value for name, value in row.items() if value not in (None, "") and name not in _DERIVED}
    return record


def _channel(row: Row) -> Channel:
    return Channel(
        row["kind"],
        row["value"],
        row["label"],
        is_primary=bool(row["is_primary"]),
        opted_out=bool(row["opted_out"]),
        invalid=bool(row["invalid"]),
        id=row["id"],
    )
