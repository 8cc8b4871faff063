"""A row of a file brought into the record it stands for: fills, replaces, adds or clears, column by column. No SQL."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from crm.controllers.contact_rows import MIRRORS
from crm.controllers.importing.records import Record, identity
from crm.models.contacts import PERSON, Channel
from crm.models.fields import Field, Kind
from crm.models.imports import APPEND, FILL, KEEP, REPLACE, UPDATE
from crm.models.imports import Mapping as Columns

# What a row of the file never changes in a contact that is there already.
_KEPT = frozenset(("created_at", "company", "company_id", "external_source", "external_id", "company_domain"))
_NEVER_EMPTY = _KEPT | {"status"}
_NOTHING: tuple[Any, ...] = (None, "", [])
_BETWEEN = {"notes": "\n"}
_SINGLE = frozenset((Kind.NUMBER, Kind.MONEY, Kind.DATE, Kind.MOMENT, Kind.YES_NO, Kind.CHOICE, Kind.USER))
_NAMES = {"owner": "assigned_to"}

Key = tuple[str, str]


@dataclass(frozen=True)
class MergeRules:
    """What a row does to a record: FILL or KEEP (replace, unless blank) in general, and by field."""

    usual: str = FILL
    by_field: Mapping[str, str] = field(default_factory=dict)

    def of(self, name: str) -> str:
        """The rule of a field, custom ones by "custom.<key>"."""
        return self.by_field.get(name) or self.usual

    @property
    def clearing(self) -> frozenset[str]:
        """The fields that a blank cell empties."""
        return frozenset(name for name, rule in self.by_field.items() if rule == REPLACE)


def rules_of(mapping: Columns, on_match: str, *, fields: Iterable[Field] = ()) -> MergeRules:
    """The rules of a file's mapping. What holds one value cannot be added to: such `fields` are filled instead."""
    single = {field.name for field in fields if field.kind in _SINGLE}
    own = {
        _NAMES.get(column.field, column.field): FILL
        if column.rule == APPEND and column.field in single
        else column.rule
        for column in mapping.columns
        if column.rule
    }
    return MergeRules(KEEP if on_match == UPDATE else FILL, own)


def merge(record: Record, row: Record, *, rules: MergeRules) -> bool:
    """Bring a row into the record it stands for; whether that changed the record.

    Filling leaves alone what is there and adds what is missing, further addresses and tags too; replacing also takes
    over what differs, and the first address of the row becomes the one shown.
    """
    given = {name: value for name, value in row.values.items() if name not in _KEPT}
    changed = _merge_dict(record.values, given, rules=rules)
    changed |= _merge_company(record, row, rule=rules.of("company"))
    changed |= _merge_dict(record.custom, row.custom, rules=rules, prefix="custom.")
    if row.external and not record.external:
        record.values["external_source"], record.values["external_id"] = row.external
        changed = True
    changed |= _merge_tags(record, row, rule=rules.by_field.get("tags", ""))
    changed |= _merge_channels(record, row, rules=rules)
    changed |= _clear(record, [name for name in row.blank if not _says(row, name)])
    record.changed |= changed
    return changed


def _merge_dict(kept: dict[str, Any], given: dict[str, Any], *, rules: MergeRules, prefix: str = "") -> bool:
    changed = False
    for name, value in given.items():
        old, rule = kept.get(name), rules.of(prefix + name)
        if old in _NOTHING or rule in (KEEP, REPLACE):
            new = value
        elif rule == APPEND:
            new = added(old, value, between=_BETWEEN.get(name, ", "))
        else:
            continue
        changed |= old != new
        kept[name] = new
    return changed


def added(old: Any, value: Any, *, between: str) -> Any:
    """Something more behind what is there; what cannot be added to stays as it is."""
    if isinstance(old, list):
        return [*old, *(one for one in value if one not in old)]
    if not isinstance(old, str) or f"{between}{value}{between}" in f"{between}{old}{between}":
        return old
    return f"{old}{between}{value}"


def _says(row: Record, name: str) -> bool:
    """Whether another column of the row fills the field."""
    if name in MIRRORS:
        return any(_field_of(channel) == name for channel in row.channels.values())
    custom = name.startswith("custom.")
    return name.removeprefix("custom.") in row.custom if custom else name in row.values


def _clear(record: Record, blank: Collection[str]) -> bool:
    """Empty what the row leaves blank on purpose."""
    changed = False
    for name in blank:
        if name.startswith("custom."):
            changed |= record.custom.pop(name.removeprefix("custom."), None) not in _NOTHING
        elif name in MIRRORS:
            changed |= bool(_drop_channels(record, name, keep=()))
        elif name == "tags":
            changed |= bool(record.tags)
            record.tags = {}
        elif name == "company" and record.kind == PERSON:
            changed |= bool(record.values.pop("company", "") or record.values.pop("company_id", None))
            record.values |= {"company": "", "company_id": None}
        elif name not in _NEVER_EMPTY and record.values.get(name) not in _NOTHING:
            record.values[name] = None if name == "assigned_to" else ""
            changed = True
    return changed


def takes_company(record: Record, row: Record, *, rules: MergeRules) -> bool:
    """Whether a record would take the company over that a row names."""
    old_name, old_link = record.values.get("company", ""), record.values.get("company_id")
    if rules.of("company") in (KEEP, REPLACE):
        return True
    return not old_link and (not old_name or identity(old_name) == identity(row.values.get("company", "")))


def _merge_company(record: Record, row: Record, *, rule: str) -> bool:
    """The company's name and the link to it are one thing. A company's own name is its `company`."""
    name, link = row.values.get("company", ""), row.values.get("company_id")
    old_name, old_link = record.values.get("company", ""), record.values.get("company_id")
    same, replacing = identity(name) == identity(old_name), rule in (KEEP, REPLACE)
    if not name or (same and (link is None or link == old_link)):
        if replacing and name and name != old_name and not old_link:
            record.values["company"] = name
            return True
        return False
    if not replacing and (old_link or (old_name and not same)):
        return False
    record.values["company"] = name
    record.values["company_id"] = link
    return True


def _merge_tags(record: Record, row: Record, *, rule: str) -> bool:
    before = list(record.tags)
    if rule == REPLACE and row.tags:
        record.tags = {folded: record.tags.get(folded, name) for folded, name in row.tags.items()}
    elif rule != FILL or not record.tags:
        record.tags |= {folded: name for folded, name in row.tags.items() if folded not in record.tags}
    return list(record.tags) != before


def _merge_channels(record: Record, row: Record, *, rules: MergeRules) -> bool:
    changed = False
    for name in MIRRORS:
        own = {key: channel for key, channel in row.channels.items() if _field_of(channel) == name}
        rule = rules.by_field.get(name, "")
        there = any(_field_of(channel) == name for channel in record.channels.values())
        if not own or (rule == FILL and there):
            continue
        for key, channel in own.items():
            if key not in record.channels:
                record.channels[key] = replace(channel, is_primary=False) if record.channels else channel
                changed = True
        if rule == REPLACE:
            changed |= _drop_channels(record, name, keep=own)
        if rules.of(name) in (KEEP, REPLACE):
            changed |= _promote(record, next(iter(own)))
    return changed


def _field_of(channel: Channel) -> str:
    """The plain field that shows channels like this one."""
    if channel.kind == "phone":
        return "mobile_phone" if channel.label == "mobile" else "phone"
    return "website" if channel.kind == "link" else channel.kind


def _drop_channels(record: Record, name: str, *, keep: Collection[Key]) -> bool:
    """Take the channels behind a plain field away, except some; whether there were any."""
    gone = [key for key, channel in record.channels.items() if _field_of(channel) == name and key not in keep]
    for key in gone:
        del record.channels[key]
    return bool(gone)


def _promote(record: Record, key: Key) -> bool:
    """Show an address or number before the record's other ones of its kind; whether it was not shown before."""
    if _shown(record, key) == key:
        return False
    for other in [one for one in record.channels if one[0] == key[0]]:
        record.channels[other] = replace(record.channels[other], is_primary=other == key)
    record.channels = {key: record.channels[key], **record.channels}
    return True


def _shown(record: Record, key: Key) -> Key:
    """The channel that the plain field shows which would show `key`."""
    name = _field_of(record.channels[key])
    own = [one for one, channel in record.channels.items() if _field_of(channel) == name]
    return next((one for one in own if record.channels[one].is_primary), own[0])
