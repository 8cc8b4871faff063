"""Records of an import as a person reads them, and what changed between two readings. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from crm.models.contacts import Channel
from crm.models.fields import Field, Kind
from crm.models.import_results import FieldChange
from crm.models.shown import show
from crm.utils.i18n import translate
from crm.utils.text import one_line

_LONGEST = 200
_CHANNELS = {"email": "email", "phone": "phone", "link": "website"}
_COLUMNS = {"assigned_to": "owner", "user_id": "owner"}
_NOT_SHOWN = frozenset(("company_id", "external_source", "full_name"))


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


class Showing:
    """Knows the fields by name, labels, and the users' names by id."""

    def __init__(self, fields: Iterable[Field], users: Mapping[int, str]) -> None:
        self._fields = {field.name: field for field in fields}
        self._users = users

    def texts(self, record: Shown) -> dict[str, str]:
        """Field -> shown text of everything that a record holds."""
        found = {}
        for name, value in record.values.items():
            field = self._fields.get(_COLUMNS.get(name, name))
            if field and name not in _NOT_SHOWN:
                found[field.name] = self._text(field, value)
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
            return self._users.get(value, f"#{value}") if value else ""
        return show(value, field, region="")
