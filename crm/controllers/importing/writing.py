"""Records merged and written: new ones in bulk, changed ones row by row with their before-images. Finds nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from crm.controllers.contact_channels import write_channels
from crm.controllers.contact_company import rename_for_people
from crm.controllers.contact_rows import MIRRORS, mirrored, sort_name
from crm.controllers.importing.links import TagKeeper
from crm.controllers.importing.records import Record, identity
from crm.models.contacts import COMPANY, Channel
from crm.models.imports import UPDATE
from crm.storage.changelog import to_json
from crm.storage.database import Database

_TEXTS = (
    "first_name last_name company job_title address city state country postal_code tax_id source notes external_source"
    " external_id created_at"
)
_EMPTY: dict[str, Any] = dict.fromkeys(_TEXTS.split(), "") | {"status": "lead", "assigned_to": None, "company_id": None}
_FIELDS = {kind: field for field, (kind, label) in MIRRORS.items() if label != "mobile"}
# What a row of the file never changes in a contact that is there already.
_KEPT = frozenset(("created_at", "company", "company_id", "external_source", "external_id", "company_domain"))


def merge(record: Record, row: Record, *, on_match: str) -> bool:
    """Bring a row into the record it stands for; whether that changed the record.

    Filling leaves alone what is there and adds what is missing, further addresses and tags too; updating also replaces
    what differs, and the first address of the row becomes the one shown.
    """
    update = on_match == UPDATE
    changed = _merge_dict(record.values, {n: v for n, v in row.values.items() if n not in _KEPT}, update=update)
    changed |= _merge_company(record, row, update=update)
    changed |= _merge_dict(record.custom, row.custom, update=update)
    if row.external and not record.external:
        record.values["external_source"], record.values["external_id"] = row.external
        changed = True
    for folded, name in row.tags.items():
        if folded not in record.tags:
            record.tags[folded] = name
            changed = True
    changed |= _merge_channels(record, row, update=update)
    record.changed |= changed
    return changed


def _merge_dict(kept: dict[str, Any], given: dict[str, Any], *, update: bool) -> bool:
    changed = False
    for name, value in given.items():
        old = kept.get(name)
        if (old in (None, "", [])) or (update and old != value):
            kept[name] = value
            changed |= old != value
    return changed


def _merge_company(record: Record, row: Record, *, update: bool) -> bool:
    """The company's name and the link to it are one thing. A company's own name is its `company`."""
    name, link = row.values.get("company", ""), row.values.get("company_id")
    old_name, old_link = record.values.get("company", ""), record.values.get("company_id")
    same = identity(name) == identity(old_name)
    if not name or (same and (link is None or link == old_link)):
        if update and name and name != old_name and not old_link:
            record.values["company"] = name
            return True
        return False
    if not update and (old_link or (old_name and not same)):
        return False
    record.values["company"] = name
    record.values["company_id"] = link
    return True


def _merge_channels(record: Record, row: Record, *, update: bool) -> bool:
    changed = False
    for key, channel in row.channels.items():
        if key not in record.channels:
            record.channels[key] = replace(channel, is_primary=False) if record.channels else channel
            changed = True
    return (_promote(record, row) if update else False) or changed


def _promote(record: Record, row: Record) -> bool:
    """Show the first address and numbers of the row before the record's other ones."""
    before = list(record.channels.items())
    wanted: dict[tuple[str, bool], tuple[str, str]] = {}
    for key, channel in row.channels.items():
        wanted.setdefault((channel.kind, channel.label == "mobile"), key)
    for kind, key in ((kind, key) for (kind, _mobile), key in reversed(wanted.items())):
        shown = _shown(record, key)
        if shown == key:
            continue
        for other in [one for one in record.channels if one[0] == kind]:
            record.channels[other] = replace(record.channels[other], is_primary=other == key)
        record.channels = {key: record.channels[key], **record.channels}
    return list(record.channels.items()) != before


def _shown(record: Record, key: tuple[str, str]) -> tuple[str, str]:
    """The channel that the plain field shows which would show `key`."""
    mobile = record.channels[key].label == "mobile"
    own = [
        one
        for one, channel in record.channels.items()
        if one[0] == key[0] and (key[0] != "phone" or (channel.label == "mobile") == mobile)
    ]
    return next((one for one in own if record.channels[one].is_primary), own[0])


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
        self._database.insert_many("contact_channels", reaches)
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
        row["sort_name"] = sort_name(row)
        return row

    def change(self, record: Record) -> None:
        """Write what changed in a stored contact; a company's new name goes to its people too."""
        channels = settled(record)
        write_channels(self._database, record.id, after=channels)
        self._add_tags(record)
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

    def _add_tags(self, record: Record) -> None:
        worn = set(self._database.ids("SELECT tag_id FROM contact_tags WHERE contact_id = :id", id=record.id))
        for folded, name in record.tags.items():
            tag_id = self._tags.id_of(folded, name)
            if tag_id not in worn:
                self._database.insert("contact_tags", {"contact_id": record.id, "tag_id": tag_id})


def _channel_rows(contact_id: int, record: Record, *, primary: Mapping[str, Channel]) -> list[dict[str, Any]]:
    """The rows of new channels; their normal forms are known already."""
    return [
        {
            "contact_id": contact_id,
            "kind": kind,
            "value": channel.value,
            "normal": normal,
            "label": channel.label,
            "position": position,
            "is_primary": int(primary[kind] is channel),
            "opted_out": int(channel.opted_out),
            "invalid": int(channel.invalid),
        }
        for position, ((kind, normal), channel) in enumerate(record.channels.items())
    ]
