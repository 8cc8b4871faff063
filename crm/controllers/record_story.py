"""What operations did to one contact: to its own fields, and to the tags and channels that hang on it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from crm.controllers.history_labels import operation_label
from crm.models.contacts import display_name
from crm.models.history import FeedEntry, FieldChange
from crm.storage.changelog import Action, moved_rows, to_json
from crm.storage.database import Database
from crm.storage.sqlite import Row, among, removed_part_of
from crm.utils.i18n import _

MINOR = frozenset(("updated_at", "sort_name", "sort_title", "sort_subject", "folded", "version", "position", "normal"))
# What follows from other columns of the same table, or means nothing to a person.
_MINOR_OF = {
    "contacts": frozenset(("company_id",)),
    "opportunities": frozenset(("rank", "status", "stage_since", "furthest_stage_id", "probability_by_hand")),
    "activities": frozenset(("ends_on", "apart", "series_day", "series_id")),
    "activity_series": frozenset(("made_until",)),
    "interactions": frozenset(("activity_id",)),
    "messages": frozenset(("message_id", "account_id", "template_id", "interaction_id", "attempts", "send_after")),
    "calendars": frozenset(("token", "read_at", "next_read_at", "failures", "problem")),
    "mail_folders": frozenset(("validity", "last_uid", "read_at", "problem")),
    "documents": frozenset(("sha256", "size", "interaction_id")),
}
_CHANGE = """SELECT c.*, o.at, o.label, o.details,
    coalesce((SELECT name FROM users u WHERE u.id = o.user_id), '') AS user
    FROM changes c JOIN operations o ON o.id = c.operation_id"""
_BEHIND_ALL = 2**62
_CHANNEL_FIELDS = {"email": "email", "phone": "phone", "link": "website"}


def story(database: Database, contact_id: int, *, limit: int) -> list[FeedEntry]:
    """One entry an operation, newest first, each with the fields, tags, channels and documents it changed."""
    entries: dict[int, FeedEntry] = {}
    for row in _own_changes(database, contact_id, limit=limit):
        _add(entries, row, changes=field_changes(row) if row["action"] == Action.CHANGE else (), kind=row["action"])
        if body := _merged(database, row):
            entries[row["operation_id"]] = replace(entries[row["operation_id"]], body=body)
    parts = (("contact_tags", _tag_of(database)), ("contact_channels", _channel_of), ("documents", _document_of))
    for table, tell in parts:
        for row, change in _part_changes(database, contact_id, table=table, tell=tell):
            _add(entries, row, changes=(change,), kind=Action.CHANGE)
    told = [one for one in entries.values() if one.kind != Action.CHANGE or one.changes or one.body]
    return sorted(told, key=lambda one: one.operation_id or 0, reverse=True)[:limit]


def _own_changes(database: Database, contact_id: int, *, limit: int) -> list[Row]:
    """The log's newest rows about the contact itself that tell something: each interaction leaves one that does not."""
    told: list[Row] = []
    before = _BEHIND_ALL
    while len(told) < limit:
        page = database.all(
            f"{_CHANGE} WHERE c.entity_id = :id AND c.entity = 'contacts' AND c.id < :before"
            " ORDER BY c.id DESC LIMIT :limit",
            id=contact_id,
            before=before,
            limit=limit,
        )
        told += [
            row for row in page if row["action"] != Action.CHANGE or _tells(field_changes(row)) or _parts_of_merge(row)
        ]
        if len(page) < limit:
            break
        before = page[-1]["id"]
    return told[:limit]


def _tells(changes: Iterable[FieldChange]) -> bool:
    return any(one.field != "last_interaction_at" for one in changes)


def _parts_of_merge(row: Row) -> list[int]:
    """The contacts that one row of the log made a part of the contact it is about, or took apart from it again."""
    if '"moved"' not in row["details"]:
        return []
    moved = moved_rows(json.loads(row["details"])).get("contacts", {})
    return [int(part) for part, whole in moved.items() if whole == row["entity_id"]]


def _merged(database: Database, row: Row) -> str:
    """Which contacts an operation made a part of the one its row is about, or gave back, as a sentence."""
    parts = _parts_of_merge(row)
    images = database.all(
        "SELECT entity_id, before, operation_id FROM changes WHERE entity = 'contacts' AND action = 'remove'"
        f" AND {among('entity_id', 'parts')} ORDER BY id",
        parts=to_json(parts),
    )
    names = {one["entity_id"]: display_name(json.loads(one["before"])) for one in images}
    if not names:
        return ""
    went = any(one["operation_id"] == row["operation_id"] for one in images)
    sentence = _("Now a part of it: {names}") if went else _("A contact of its own again: {names}")
    return sentence.format(names=", ".join(names.values()))


def field_changes(row: Row) -> tuple[FieldChange, ...]:
    """The fields one row of the log changed that mean something to a person."""
    before, after = json.loads(row["before"] or "{}"), json.loads(row["after"] or "{}")
    return tuple(
        FieldChange(row["entity"], row["entity_id"], name, before.get(name), value)
        for name, value in after.items()
        if name not in MINOR and name not in _MINOR_OF.get(row["entity"], ())
    )


def _add(entries: dict[int, FeedEntry], row: Row, *, changes: Iterable[FieldChange], kind: str) -> None:
    """Put changes into the entry of their operation; a contact that came or went is told as that alone."""
    known = entries.get(row["operation_id"])
    seen = {(one.field, one.before or None, one.after or None) for one in known.changes} if known else set()
    fresh = [
        one
        for one in changes
        if one.field != "last_interaction_at" and (one.field, one.before or None, one.after or None) not in seen
    ]
    if known is None:
        label = operation_label(row["label"], json.loads(row["details"]))
        entries[row["operation_id"]] = FeedEntry(
            row["at"], kind, label, user=row["user"], operation_id=row["operation_id"], changes=tuple(fresh)
        )
    elif known.kind == Action.CHANGE:
        entries[row["operation_id"]] = replace(known, changes=(*known.changes, *fresh))


def _part_changes(
    database: Database, contact_id: int, *, table: str, tell: Callable[[Row], tuple[str, Any]]
) -> list[tuple[Row, FieldChange]]:
    """The log's rows about the parts of a contact, those that are gone too, each as one change of a field."""
    pictures = {row["id"]: row for row in database.all(f"SELECT * FROM {table} WHERE contact_id = :id", id=contact_id)}
    gone = database.all(
        f"SELECT before FROM changes WHERE entity = :table AND {removed_part_of('id')}", table=table, id=contact_id
    )
    pictures |= {row["id"]: row for row in (json.loads(one["before"]) for one in gone) if row["id"] not in pictures}
    rows = database.all(
        f"{_CHANGE} WHERE c.entity = :table AND {among('c.entity_id', 'ids')} ORDER BY c.id",
        table=table,
        ids=to_json(list(pictures)),
    )
    owners = {part_id: picture["contact_id"] for part_id, picture in pictures.items()}
    told = []
    for row in reversed(rows):
        field, value = tell(pictures[row["entity_id"]])
        before, after = _owners(row, owners)
        whole = FieldChange("contacts", contact_id, field, value, value)
        if change := _part_change(row, whole, was_here=before == contact_id, is_here=after == contact_id):
            told.append((row, change))
    return told[::-1]


def _owners(row: Row, owners: dict[int, int]) -> tuple[int | None, int | None]:
    """Whose part it was before and after a row of the log; `owners` goes back in time with it."""
    part, image = row["entity_id"], json.loads(row["before"] or "{}")
    after = None if row["action"] == Action.REMOVE else owners[part]
    owners[part] = image.get("contact_id", owners[part])
    return (None if row["action"] == Action.CREATE else owners[part]), after


def _part_change(row: Row, whole: FieldChange, *, was_here: bool, is_here: bool) -> FieldChange | None:
    """What a row of the log about a part changed in the contact: the part came, went, or took another value."""
    if was_here != is_here:
        before, after = (whole.before, None) if was_here else (None, whole.after)
        return FieldChange(whole.entity, whole.record_id, whole.field, before, after)
    image, told = json.loads(row["after"] or "{}"), _TOLD_BY.get(row["entity"], "value")
    if not is_here or told not in image:
        return None
    return FieldChange(whole.entity, whole.record_id, whole.field, json.loads(row["before"])[told], image[told])


_TOLD_BY = {"documents": "name"}  # the column that says what a part is


def _document_of(row: Row) -> tuple[str, Any]:
    return "documents", row["name"]


def _channel_of(row: Row) -> tuple[str, Any]:
    return _CHANNEL_FIELDS[row["kind"]], row["value"]


def _tag_of(database: Database) -> Callable[[Row], tuple[str, Any]]:
    """Tells the tag of a link by its name, also when the tag itself is gone."""

    def tell(row: Row) -> tuple[str, Any]:
        name = database.value("SELECT name FROM tags WHERE id = :id", id=row["tag_id"])
        if name is None:
            image = database.value(
                "SELECT before FROM changes WHERE entity = 'tags' AND entity_id = :id AND action = 'remove'"
                " ORDER BY id DESC LIMIT 1",
                id=row["tag_id"],
            )
            name = json.loads(image)["name"] if image else ""
        return "tags", name

    return tell
