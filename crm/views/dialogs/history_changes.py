"""The changed fields of an operation in words: which record, which field, before and after. No widgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crm.models import interactions
from crm.models.fields import Field, Kind
from crm.models.history import FieldChange
from crm.session import Session
from crm.utils.i18n import N_, translate
from crm.utils.text import one_line
from crm.views.contact_columns import show

_ENTITIES = {
    "contacts": N_("Contact"),
    "contact_channels": N_("Address or number"),
    "contact_tags": N_("Tag of a contact"),
    "contact_aliases": N_("ID in another program"),
    "different_contacts": N_("Different people"),
    "interactions": N_("Interaction"),
    "tags": N_("Tag"),
    "custom_fields": N_("Field"),
    "saved_views": N_("View"),
    "users": N_("User"),
    "settings": N_("Setting"),
}
_NAMES = {
    "name": N_("Name"),
    "color": N_("Colour"),
    "label": N_("Name"),
    "value": N_("Value"),
    "is_primary": N_("Primary"),
    "opted_out": N_("Opted out"),
    "invalid": N_("No longer valid"),
    "contact_id": N_("Contact"),
    "one_id": N_("Contact"),
    "other_id": N_("Contact"),
    "shared": N_("For everybody"),
    "required": N_("Required"),
    "section": N_("Section"),
    "kind": N_("Kind"),
    "choices": N_("Choices"),
    "definition": N_("Filters"),
    "role": N_("Role"),
}


@dataclass(frozen=True)
class ChangedField:
    """One field of one record, ready to be shown."""

    record: str
    field: str
    before: str
    after: str

    def cells(self) -> tuple[str, str, str, str]:
        """The texts of its row."""
        return (self.record, self.field, self.before or "–", self.after or "–")


def changed_fields(session: Session, operation_id: int, *, region: str) -> list[ChangedField]:
    """What an operation changed, in words; for the worker."""
    changes = session.history.changes(operation_id)
    ids = list(dict.fromkeys(change.record_id for change in changes if change.entity == "contacts"))
    names = {row["id"]: str(row["name"]) for row in session.contacts.rows(ids)}
    users = {user.id: user.name for user in session.users.all()}
    fields = {field.name: field for field in session.contacts.fields()}
    words = _Words(fields, users, region=region)
    return [words.of(change, names) for change in changes]


class _Words:
    """Turns values into texts as lists show them."""

    def __init__(self, fields: Mapping[str, Field], users: Mapping[int, str], *, region: str) -> None:
        self._fields = fields
        self._users = users
        self._region = region

    def of(self, change: FieldChange, names: Mapping[int, str]) -> ChangedField:
        """One change in words."""
        record = names.get(change.record_id, "") if change.entity == "contacts" else ""
        field = self._field(change)
        return ChangedField(
            one_line(record or translate(_ENTITIES.get(change.entity, change.entity)), 60),
            translate(field.label) if field else translate(_NAMES.get(change.field, change.field)),
            self._value(change.before, field),
            self._value(change.after, field),
        )

    def _field(self, change: FieldChange) -> Field | None:
        if change.entity == "contacts":
            return self._fields.get(change.field)
        known: Sequence[Field] = interactions.FIELDS if change.entity == "interactions" else ()
        return next((one for one in known if one.name == change.field), None)

    def _value(self, value: Any, field: Field | None) -> str:
        if value is None or value == "":
            return ""
        if field is None:
            return one_line(str(value), 80)
        if field.kind is Kind.USER:
            return self._users.get(value, str(value))
        try:
            return show(value, field, region=self._region)
        except (TypeError, ValueError):
            return one_line(str(value), 80)  # a value from before the field changed its kind
