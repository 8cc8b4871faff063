"""A field the business added itself: its definition as stored, and as the Field every form and table understands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from crm.models.fields import Choice, Field, Kind
from crm.utils.i18n import N_, translate

KINDS = (
    Choice("text", N_("Text")),
    Choice("long_text", N_("Long text")),
    Choice("number", N_("Number")),
    Choice("money", N_("Money")),
    Choice("date", N_("Date")),
    Choice("yes_no", N_("Yes or no")),
    Choice("choice", N_("Choice")),
    Choice("choices", N_("Multiple choice")),
    Choice("email", N_("E-mail")),
    Choice("phone", N_("Phone")),
    Choice("link", N_("Link")),
)


@dataclass(frozen=True)
class CustomField:
    """A field's definition. Values stand under `key`, which never changes; `label` may be renamed freely.

    Label and choices that a template brought are msgids: records keep a choice's msgid, people read its translation.
    """

    id: int
    entity: str
    key: str
    label: str
    kind: Kind
    choices: tuple[str, ...] = ()
    currency: str = ""
    required: bool = False
    default: Any = None
    section: str = ""
    position: int = 0
    version: int = 0

    def as_field(self) -> Field:
        """This definition as a Field named `custom.<key>`, in the language in use."""
        return Field(
            f"custom.{self.key}",
            self.kind,
            translate(self.label),
            self.section or N_("More"),
            required=self.required,
            default=self.default,
            choices=tuple(Choice(choice, translate(choice)) for choice in self.choices),
            currency=self.currency,
        )


@dataclass(frozen=True)
class Conversion:
    """What a change of kind would do: how many values convert, and the ones that will not (record id, name, value)."""

    converted: int
    lost: tuple[tuple[int, str, Any], ...]
