"""What a field of a record is: its name, its kind, what it may hold. No SQL, no widgets, no checking of values.

Forms, tables, filters, import mapping and export are all built from these declarations, for the fields that
come with the program and for those a business adds itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """How the value of a field is kept, shown and typed."""

    TEXT = "text"  # str, one line
    LONG_TEXT = "long_text"  # str, many lines
    NUMBER = "number"  # int or float
    MONEY = "money"  # int, minor units of the field's currency
    DATE = "date"  # str YYYY-MM-DD
    MOMENT = "moment"  # str ISO-8601 UTC, shown in local time
    YES_NO = "yes_no"  # int 0 or 1
    CHOICE = "choice"  # str, one of the choices
    CHOICES = "choices"  # list[str], any of the choices
    EMAIL = "email"  # str
    PHONE = "phone"  # str, E.164 when it could be read, else as typed
    LINK = "link"  # str, a web address
    USER = "user"  # int, id of a user; None when nobody
    CONTACT = "contact"  # int, id of a contact; None when none
    TAGS = "tags"  # list[int], ids of tags
    PIPELINE = "pipeline"  # int, id of a pipeline
    STAGE = "stage"  # int, id of a stage
    LOSS_REASON = "loss_reason"  # int, id of a loss reason; None when none
    OPPORTUNITY = "opportunity"  # int, id of an opportunity; None when none
    PRODUCT = "product"  # int, id of a product; None when none


@dataclass(frozen=True)
class Choice:
    """One allowed value of a choice field: what is stored and what is shown (a msgid, or a user's own words)."""

    value: str
    label: str


@dataclass(frozen=True)
class Field:
    """One field of an entity.

    `name` is the column, or for a field the business added `custom.<key>`. `label` and `section` are msgids for
    built-in fields and the user's own words for custom ones; show both through `i18n.translate`.
    `default` is the stored form of the value. `currency` (ISO 4217) matters to MONEY alone.
    """

    name: str
    kind: Kind
    label: str
    section: str = ""
    required: bool = False
    default: object = None
    choices: tuple[Choice, ...] = ()
    currency: str = ""
    editable: bool = True

    @property
    def is_custom(self) -> bool:
        """Whether the business added this field itself."""
        return self.name.startswith("custom.")


def is_empty(value: Any) -> bool:
    """Whether a stored value says nothing; a zero and a "no" do say something."""
    return value is None or value in ("", [])
