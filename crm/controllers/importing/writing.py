"""Records written: new ones in bulk, changed ones row by row with their before-images. Merges and finds nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from crm.controllers.contact_channels import write_channels
from crm.controllers.contact_company import rename_for_people
from crm.controllers.contact_rows import MIRRORS, mirrored, sort_name
from crm.controllers.importing.links import TagKeeper
from crm.controllers.importing.records import Record
from crm.models.contacts import COMPANY, Channel, display_name
from crm.storage.batches import Values
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.utils import text

_TEXTS = (
    "first_name last_name company job_title birthday address city state country postal_code tax_id source notes"
    " external_source external_id created_at"
)
_EMPTY: dict[str, Any] = dict.fromkeys(_TEXTS.split(), "") | {"status": "lead", "assigned_to": None, "company_id": None}
_CHANNEL_COLUMNS = (
    "contact_id",
    "kind",
    "value",
    "normal",
    "label",
    "position",
    "is_primary",
    "opted_out",
    "invalid",
)
_FIELDS = {kind: field for field, (kind, label) in MIRRORS.items() if label != "mobile"}


def primaries(channels: Iterable[Channel]) -> dict[str, Channel]:
    """The one primary channel of each kind: the marked one, or the first."""
    found: dict[str, Channel] = {}
    for channel in channels:
        known = found.get(channel.kind)
        if known is None or (channel.is_primary and not known.is_primary):
            found[channel.kind] = channel
    return found


def settled(record: Record) -> list[Channel]:
    """The channels of a record with exactly one primary of each kind."""
    primary = primaries(record.channels.values())
    return [
        channel
        if channel.is_primary == (primary[channel.kind] is channel)
        else replace(channel, is_primary=primary[channel.kind] is channel)
        for channel in record.channels.values()
    ]


def shown(channels: Sequence[Channel], primary: Mapping[str, Channel]) -> dict[str, str]:
    """What the plain fields show: `contact_rows.mirrored`, without making a channel anew for each contact."""
    found = dict.fromkeys(MIRRORS, "")
    for channel in channels:
        field = "mobile_phone" if channel.label == "mobile" and channel.kind == "phone" else _FIELDS[channel.kind]
        if not found[field] or primary[channel.kind] is channel:
            found[field] = channel.value
    return found


class Writer:
    """Writes the records of an import. `defaults` are the values of new records: custom fields have theirs."""

    def __init__(self, database: Database, tags: TagKeeper, *, defaults: dict[str, Any]) -> None:
        self._database = database
        self._tags = tags
        self._defaults = defaults

    def add(self, records: Sequence[Record]) -> None:
        """Add new contacts with their channels and tags; each record gets its id."""
        if not records:
            return
        at = self._database.operation().at
        primary = [primaries(record.channels.values()) for record in records]
        rows = [self._row(record, own, at=at) for record, own in zip(records, primary, strict=True)]
        made = self._database.insert_many("contacts", rows)
        reaches, tags = [], []
        for contact_id, record, own in zip(made, records, primary, strict=True):
            record.id = contact_id
            reaches += _channel_rows(contact_id, record, primary=own)
            for folded, name in record.tags.items():
                tags.append({"contact_id": contact_id, "tag_id": self._tags.id_of(folded, name)})
        self._database.insert_many("contact_channels", reaches, columns=_CHANNEL_COLUMNS)
        self._database.insert_many("contact_tags", tags)

    def _row(self, record: Record, primary: Mapping[str, Channel], *, at: str) -> dict[str, Any]:
        custom = {**self._defaults, **record.custom}
        row = {
            **_EMPTY,
            **record.values,
            **shown(list(record.channels.values()), primary),
            "kind": record.kind,
            "custom": to_json(custom) if custom else "{}",
        }
        row["created_at"] = row["created_at"] or at
        row["updated_at"] = at
        if record.kind == COMPANY:
            row["mobile_phone"] = ""
        row["sort_name"] = text.fold(display_name(row)).strip()
        return row

    def change(self, record: Record) -> None:
        """Write what changed in a stored contact; a company's new name goes to its people too."""
        channels = settled(record)
        write_channels(self._database, record.id, after=channels)
        self._write_tags(record)
        row = {**record.stored, **{name: value for name, value in record.values.items() if name in record.stored}}
        row |= mirrored(channels)
        if record.kind == COMPANY:
            row["mobile_phone"] = ""
        row["custom"] = to_json({name: value for name, value in record.custom.items() if value is not None})
        row["sort_name"] = sort_name(row)
        columns = {name: value for name, value in row.items() if name not in ("id", "version", "updated_at")}
        self._database.update("contacts", record.id, columns)
        if record.kind == COMPANY and row["company"] != record.stored["company"]:
            rename_for_people(self._database, record.id, name=row["company"])

    def _write_tags(self, record: Record) -> None:
        """Put on the tags a record got and take off those it lost."""
        rows = self._database.all("SELECT id, tag_id FROM contact_tags WHERE contact_id = :id", id=record.id)
        worn = {row["tag_id"]: row["id"] for row in rows}
        wanted = [self._tags.id_of(folded, name) for folded, name in record.tags.items()]
        for tag_id in wanted:
            if tag_id not in worn:
                self._database.insert("contact_tags", {"contact_id": record.id, "tag_id": tag_id})
        gone = [row_id for tag_id, row_id in worn.items() if tag_id not in wanted]
        self._database.delete_many("contact_tags", gone)


def _channel_rows(contact_id: int, record: Record, *, primary: Mapping[str, Channel]) -> list[Values]:
    """The values of new channels, in the order of _CHANNEL_COLUMNS; their normal forms are known already."""
    return [
        (
            contact_id,
            kind,
            channel.value,
            normal,
            channel.label,
            position,
            int(primary[kind] is channel),
            int(channel.opted_out),
            int(channel.invalid),
        )
        for position, ((kind, normal), channel) in enumerate(record.channels.items())
    ]
