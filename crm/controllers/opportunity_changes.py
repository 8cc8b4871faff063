"""What operations did to one opportunity: to its own fields, and to the lines, tags and documents on it. Reads only.

Its calls, activities and moves are opportunity_story.py's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from crm.controllers.history_labels import operation_label
from crm.controllers.history_words import Words
from crm.models.fields import Field, Kind
from crm.models.history import FeedEntry, ToldChange
from crm.storage.changelog import Action, to_json
from crm.storage.database import Database
from crm.storage.sqlite import Row, among, removed_part_of_deal
from crm.utils.i18n import N_, _

_CHANGE = """SELECT c.*, o.at, o.label, o.details,
    coalesce((SELECT name FROM users u WHERE u.id = o.user_id), '') AS user
    FROM changes c JOIN operations o ON o.id = c.operation_id"""
_PARTS = ("opportunity_lines", "opportunity_tags", "documents")
_QUANTITY = Field("quantity", Kind.NUMBER, N_("Quantity"))


def changes_of(database: Database, opportunity_id: int, *, region: str, limit: int) -> list[FeedEntry]:
    """One entry an operation, newest first, each with a sentence for everything it changed, in `body`."""
    words = Words(database, region=region)
    entries: dict[int, FeedEntry] = {}
    for row, sentences in _told(database, words, opportunity_id=opportunity_id, limit=limit):
        known = entries.get(row["operation_id"]) or _entry(row)
        whole = row["entity"] == "opportunities"
        if whole and row["action"] != Action.CHANGE:
            known = replace(known, kind=row["action"])
        entries[row["operation_id"]] = replace(known, body="\n".join([*known.body.splitlines(), *sentences]))
    told = [replace(one, body="") if one.kind == Action.CREATE else one for one in entries.values()]
    told = [one for one in told if one.kind != Action.CHANGE or one.body]
    return sorted(told, key=lambda one: one.operation_id or 0, reverse=True)[:limit]


def _entry(row: Row) -> FeedEntry:
    label = operation_label(row["label"], json.loads(row["details"]))
    return FeedEntry(row["at"], Action.CHANGE, label, user=row["user"], operation_id=row["operation_id"])


def _told(database: Database, words: Words, *, opportunity_id: int, limit: int) -> Iterator[tuple[Row, list[str]]]:
    """The log's rows about a deal and its parts, each as sentences."""
    own = database.all(
        f"{_CHANGE} WHERE c.entity_id = :id AND c.entity = 'opportunities' ORDER BY c.id DESC LIMIT :limit",
        id=opportunity_id,
        limit=limit,
    )
    for row in own:
        yield row, [_sentence(one.field, one) for one in words.of(row)]
    for table in _PARTS:
        pictures = _parts(database, table, opportunity_id=opportunity_id)
        rows = database.all(
            f"{_CHANGE} WHERE c.entity = :table AND {among('c.entity_id', 'ids')} ORDER BY c.id DESC LIMIT :limit",
            table=table,
            ids=to_json(list(pictures)),
            limit=limit,
        )
        for row in reversed(rows):
            yield row, _of_part(row, pictures[row["entity_id"]], words=words)


def _parts(database: Database, table: str, *, opportunity_id: int) -> dict[int, Row]:
    """The parts of a deal as they are, and those that are gone as they were."""
    gone = database.all(
        f"SELECT before FROM changes WHERE entity = :table AND {removed_part_of_deal('id')} ORDER BY id",
        table=table,
        id=opportunity_id,
    )
    rows = [json.loads(one["before"]) for one in gone]
    rows += database.all(f"SELECT * FROM {table} WHERE opportunity_id = :id", id=opportunity_id)
    return {row["id"]: row for row in rows}


def _of_part(row: Row, part: Row, *, words: Words) -> list[str]:
    """What became of a line or a tag."""
    if row["action"] == Action.CHANGE:
        return [_sentence(f"{part['name']} · {one.field}", one) for one in words.of(row)]
    came = row["action"] == Action.CREATE
    if row["entity"] == "opportunity_lines":
        name = _("{quantity} × {name}").format(quantity=words.value(part["quantity"], _QUANTITY), name=part["name"])
        return [(_("Line added: {name}") if came else _("Line removed: {name}")).format(name=name)]
    if row["entity"] == "documents":
        return [(_("Document attached: {name}") if came else _("Document removed: {name}")).format(name=part["name"])]
    name = words.names.of("tags", part["tag_id"])
    return [(_("Tag put on: {name}") if came else _("Tag taken off: {name}")).format(name=name)]


def _sentence(field: str, change: ToldChange) -> str:
    return f"{field}: {change.before or '—'} → {change.after or '—'}"
