"""What can be done with the fields a business adds: define, rename, change in kind with a preview, remove.

Values stand in each record's `custom` JSON under the field's key, which a rename never touches. How single values
convert from one kind to another is field_conversion.py's.
"""

from __future__ import annotations

import json
from typing import Any

from crm.controllers.access import Controller, reads, writes
from crm.controllers.checking import clean_value
from crm.controllers.field_conversion import convert
from crm.errors import Invalid, NotFound
from crm.models.contacts import display_name
from crm.models.custom_fields import KINDS, Conversion, CustomField
from crm.models.fields import Choice, Field, Kind
from crm.storage.changelog import to_json
from crm.storage.sqlite import Row, json_field
from crm.utils import money, text
from crm.utils.i18n import N_, _, translate

_OPTIONS = {"choices", "currency", "required", "default", "section", "position"}


class CustomFields(Controller):
    """Fields of the business's own, shown in forms, tables, filters, import and export like built-in ones."""

    @reads("fields")
    def all(self, entity: str = "contacts") -> list[CustomField]:
        """The fields of an entity, in their order."""
        rows = self.database.all(
            "SELECT * FROM custom_fields WHERE entity = :entity ORDER BY position, id", entity=entity
        )
        return [_as_field(row) for row in rows]

    @writes("fields", N_("Add the field {name}"))
    def add(self, /, label: str, kind: Kind, *, entity: str = "contacts", **options: Any) -> int:
        """Add a field of contacts or opportunities and return its id.

        Options: choices, currency, required, default, section, position.
        """
        if entity not in _TABLES:
            raise Invalid({"entity": _("Only contacts and opportunities have fields of your own.")})
        self._require_free(entity, label)
        position = self.database.value(
            "SELECT coalesce(max(position), 0) + 1 FROM custom_fields WHERE entity = :entity", entity=entity
        )
        row = {
            "entity": entity,
            "key": self._new_key(),
            "label": label.strip(),
            "kind": kind.value,
            "position": position,
        } | self._options(options, kind)
        self.describe(name=label.strip())
        return self.database.insert("custom_fields", row)

    @writes("fields", N_("Edit the field {name}"))
    def change(self, /, field_id: int, *, label: str | None = None, **options: Any) -> None:
        """Rename a field or change its options; no value is lost, also not of a choice that is taken away."""
        row = self._row(field_id)
        values = self._options(options, Kind(row["kind"]), known=_as_field(row))
        if label is not None:
            self._require_free(row["entity"], label, field_id=field_id)
            values["label"] = label.strip()
        self.describe(name=values.get("label", row["label"]))
        self.database.update("custom_fields", field_id, values)

    @writes("fields", N_("Move the field {name}"))
    def move(self, field_id: int, *, by: int) -> None:
        """Move a field `by` places down in the order, up when negative; at the end it stays there."""
        moved = self._row(field_id)
        order = [row.id for row in self.all(moved["entity"]) if row.id != field_id]
        place = [row.id for row in self.all(moved["entity"])].index(field_id)
        order.insert(max(0, min(len(order), place + by)), field_id)
        for position, row_id in enumerate(order, 1):
            self.database.update("custom_fields", row_id, {"position": position})
        self.describe(name=moved["label"])

    @writes("fields", N_("Edit the field {name}"), bulk=True)
    def redefine(self, /, field_id: int, kind: Kind, **options: Any) -> Conversion:
        """Change a field's kind and its options in one operation: what `change` and `change_kind` do one by one."""
        default = options.pop("default", None)
        self.change(field_id, **options)
        conversion = self.change_kind(field_id, kind)
        self.change(field_id, default=default)
        return conversion

    @reads("fields")
    def preview_kind(self, field_id: int, kind: Kind) -> Conversion:
        """What a change of kind would do to the values there are."""
        return self._convert_all(_as_field(self._row(field_id)), kind, write=False)

    @writes("fields", N_("Change the kind of the field {name}"), bulk=True)
    def change_kind(self, field_id: int, kind: Kind) -> Conversion:
        """Change a field's kind and convert its values; those that do not convert are emptied and listed."""
        field = _as_field(self._row(field_id))
        self.describe(name=field.label)
        conversion = self._convert_all(field, kind, write=True)
        choices = field.choices or self._used_texts(field) if kind in (Kind.CHOICE, Kind.CHOICES) else field.choices
        self.database.update(
            "custom_fields", field_id, {"kind": kind.value, "choices": to_json(list(choices)), "default_value": "null"}
        )
        return conversion

    @writes("fields", N_("Remove the field {name}"), bulk=True)
    def remove(self, field_id: int) -> int:
        """Remove a field and its values, undoably; the number of records that had one."""
        row = self._row(field_id)
        records = self._records_with(row["entity"], row["key"])
        for record in records:
            custom = json.loads(record["custom"])
            del custom[row["key"]]
            self.database.update(row["entity"], record["id"], {"custom": to_json(custom)})
        self.database.delete("custom_fields", field_id)
        self.describe(name=row["label"])
        return len(records)

    def _row(self, field_id: int) -> Row:
        row = self.database.one("SELECT * FROM custom_fields WHERE id = :id", id=field_id)
        if row is None:
            raise NotFound(_("This field no longer exists."))
        return row

    def _new_key(self) -> str:
        """A key no field has or ever had, so that an undo never meets a stranger's values."""
        used = self.database.value("SELECT coalesce(max(entity_id), 0) FROM changes WHERE entity = 'custom_fields'")
        return f"f{used + 1}"

    def _require_free(self, entity: str, label: str, *, field_id: int = 0) -> None:
        if not label.strip() or (problem := text.unstorable(label)):
            raise Invalid({"label": problem if label.strip() else _("A field needs a name.")})
        if len(label) > 200:
            raise Invalid({"label": _("A field's name may have at most 200 letters.")})
        wanted = text.fold(label.strip())
        same = [one for one in self.all(entity) if wanted in (text.fold(one.label), text.fold(translate(one.label)))]
        if any(one.id != field_id for one in same):
            raise Invalid({"label": _("There is a field called {name} already.").format(name=label.strip())})

    def _options(self, options: dict[str, Any], kind: Kind, *, known: CustomField | None = None) -> dict[str, Any]:
        if unknown := options.keys() - _OPTIONS:
            raise TypeError(f"unknown options of a field: {', '.join(sorted(unknown))}")
        if kind.value not in [one.value for one in KINDS]:
            raise Invalid({"kind": _("A custom field cannot be of this kind.")})
        words = [*options.get("choices", ()), options.get("section", ""), options.get("currency", "")]
        if problem := next(filter(None, map(text.unstorable, words)), ""):
            raise Invalid({"choices": problem})
        if options.get("currency") and not money.is_currency(options["currency"]):
            sentence = _("{code} is no currency. Write its three letters, as in EUR or MXN.")
            raise Invalid({"currency": sentence.format(code=options["currency"])})
        choices = self._choices(options.get("choices", known.choices if known else ()))
        if kind in (Kind.CHOICE, Kind.CHOICES) and not choices and (known is None or "choices" in options):
            raise Invalid({"choices": _("A choice needs at least one value to choose from.")})
        values: dict[str, Any] = {
            name: options[name] for name in ("currency", "section", "position") if name in options
        }
        if "required" in options:
            values["required"] = int(options["required"])
        if "choices" in options:
            values["choices"] = to_json(list(choices))
        if "default" in options:
            values["default_value"] = to_json(self._default(options["default"], kind, choices=choices))
        return values

    def _choices(self, choices: Any) -> tuple[str, ...]:
        return tuple(dict.fromkeys(choice.strip() for choice in choices if choice.strip()))

    def _default(self, value: Any, kind: Kind, *, choices: tuple[str, ...]) -> Any:
        field = Field("custom.default", kind, "", choices=tuple(Choice(one, one) for one in choices))
        try:
            return clean_value(value, field, region="")
        except ValueError as error:
            raise Invalid({"default": str(error)}) from error

    def _records_with(self, entity: str, key: str) -> list[Row]:
        held = json_field("custom", "key")
        return self.database.all(f"SELECT * FROM {_TABLES[entity]} WHERE {held} IS NOT NULL ORDER BY id", key=key)

    def _used_texts(self, field: CustomField) -> list[str]:
        used: dict[str, None] = {}
        for record in self._records_with(field.entity, field.key):
            value = json.loads(record["custom"])[field.key]
            used.update(dict.fromkeys(value if isinstance(value, list) else [str(value)]))
        return list(used)

    def _convert_all(self, field: CustomField, kind: Kind, *, write: bool) -> Conversion:
        converted, lost = 0, []
        for record in self._records_with(field.entity, field.key):
            custom = json.loads(record["custom"])
            old = custom.pop(field.key)
            new = convert(old, field, kind=kind)
            if new is None:
                lost.append((record["id"], _name(record), old))
            else:
                converted += 1
                custom[field.key] = new
            if write:
                self.database.update(field.entity, record["id"], {"custom": to_json(custom)})
        return Conversion(converted, tuple(lost))


_TABLES = {"contacts": "contacts", "opportunities": "opportunities"}


def _name(record: Row) -> str:
    return str(record["title"]) if "title" in record else display_name(record)


def _as_field(row: Row) -> CustomField:
    return CustomField(
        row["id"],
        row["entity"],
        row["key"],
        row["label"],
        Kind(row["kind"]),
        choices=tuple(json.loads(row["choices"])),
        currency=row["currency"],
        required=bool(row["required"]),
        default=json.loads(row["default_value"]),
        section=row["section"],
        position=row["position"],
        version=row["version"],
    )
