"""Records of an import as a person reads them, and what changed between two readings. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from crm.models.contacts import Channel
from crm.models.fields import Field, Kind
from crm.models.import_results import FieldChange
from crm.models.shown import show
from crm.storage.database import Database
from crm.utils.i18n import translate
from crm.utils.text import one_line

_LONGEST = 200
_CHANNELS = {"email": "email", "phone": "phone", "link": "website"}
_COLUMNS = {
    "assigned_to": "owner",
    "user_id": "owner",
    "description": "body",
    "due_on": "due",
    "due_at": "due",
    "stage_id": "stage",
    "pipeline_id": "pipeline",
    "loss_reason_id": "loss_reason",
    "opportunity_id": "opportunity",
    "contact_id": "contact_name",
}
_CONTACT = "CASE kind WHEN 'company' THEN company ELSE trim(first_name || ' ' || last_name) END FROM contacts"
# Columns of ids -> what tells the name behind one.
_NAMES = {
    "assigned_to": "name FROM users",
    "stage_id": "name FROM stages",
    "pipeline_id": "name FROM pipelines",
    "loss_reason_id": "name FROM loss_reasons",
    "opportunity_id": "title FROM opportunities",
    "contact_id": _CONTACT,
    "company_id": _CONTACT,
}
_NOT_SHOWN = frozenset(("external_source", "full_name", "probability_by_hand"))


class Shown(Protocol):
    """What is shown: a record of any entity."""

    values: dict[str, Any]

    @property
    def channels(self) -> Mapping[Any, Channel]:
        """Its addresses and numbers."""

    @property
    def tags(self) -> Mapping[str, str]:
        """Its tags by folded name."""

    @property
    def custom(self) -> Mapping[str, Any]:
        """Its values of fields the business added."""


class Names:
    """What the ids in columns stand for, each looked up once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[tuple[str, int], str] = {}

    def of(self, column: str, record_id: int | None) -> str:
        """The name as it is shown; "#7" for what is gone, nothing for nobody."""
        if not record_id:
            return ""
        key = (_NAMES[column], record_id)
        if key not in self._known:
            name = self._database.value(f"SELECT {_NAMES[column]} WHERE id = :id", id=record_id)
            self._known[key] = translate(name) if name else f"#{record_id}"
        return self._known[key]


class Showing:
    """Knows the fields by name, labels, and the names that ids stand for."""

    def __init__(self, fields: Iterable[Field], names: Names) -> None:
        self._fields = {field.name: field for field in fields}
        self._names = names

    def texts(self, record: Shown) -> dict[str, str]:
        """Field -> shown text of everything that a record holds."""
        found = {}
        for name, value in record.values.items():
            field = self._fields.get(name) or self._fields.get(_COLUMNS.get(name, name))
            if field and name not in _NOT_SHOWN:
                told = replace(field, currency=record.values.get("currency") or field.currency)
                found[field.name] = self._names.of(name, value) if name in _NAMES else self._text(told, value)
        for channel in record.channels.values():
            name = _CHANNELS[channel.kind]
            found[name] = f"{found[name]}, {channel.value}" if name in found else channel.value
        if record.tags:
            found["tags"] = ", ".join(record.tags.values())
        for key, value in record.custom.items():
            custom = self._fields.get(f"custom.{key}")
            if custom:
                found[custom.name] = self._text(custom, value)
        return {name: one_line(text, _LONGEST) for name, text in found.items() if text}

    def changes(self, before: Mapping[str, str], after: Mapping[str, str]) -> list[FieldChange]:
        """Every field whose text differs, in the order of the fields."""
        return [
            FieldChange(name, translate(field.label), before.get(name, ""), after.get(name, ""))
            for name, field in self._fields.items()
            if before.get(name, "") != after.get(name, "")
        ]

    def _text(self, field: Field, value: Any) -> str:
        if field.kind == Kind.USER:
            return self._names.of("assigned_to", value)
        return show(value, field, region="")
