"""What a contact is: a person or a company, its fields, its name, its channels. No SQL, no checking, no screens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as empty
from typing import Any

from crm.models.fields import Choice, Field, Kind
from crm.models.tags import Tag
from crm.utils.i18n import N_

PERSON, COMPANY = "person", "company"
KINDS = (Choice(PERSON, N_("Person")), Choice(COMPANY, N_("Company")))
STATUSES = (
    Choice("lead", N_("Lead")),
    Choice("prospect", N_("Prospect")),
    Choice("customer", N_("Customer")),
    Choice("inactive", N_("Inactive")),
)
CHANNEL_LABELS = (
    Choice("work", N_("Work")),
    Choice("mobile", N_("Mobile")),
    Choice("home", N_("Home")),
    Choice("other", N_("Other")),
)

_NAME, _REACH, _PLACE, _SALES = N_("Identity"), N_("Contact details"), N_("Address"), N_("Sales")
FIELDS: tuple[Field, ...] = (
    Field("kind", Kind.CHOICE, N_("Kind"), _NAME, required=True, default=PERSON, choices=KINDS, editable=False),
    Field("first_name", Kind.TEXT, N_("First name"), _NAME),
    Field("last_name", Kind.TEXT, N_("Last name"), _NAME),
    Field("company", Kind.TEXT, N_("Company"), _NAME),
    Field("job_title", Kind.TEXT, N_("Job title"), _NAME),
    Field("birthday", Kind.DATE, N_("Birthday"), _NAME),
    Field("email", Kind.EMAIL, N_("E-mail"), _REACH),
    Field("phone", Kind.PHONE, N_("Phone"), _REACH),
    Field("mobile_phone", Kind.PHONE, N_("Mobile phone"), _REACH),
    Field("website", Kind.LINK, N_("Website"), _REACH),
    Field("status", Kind.CHOICE, N_("Status"), _SALES, required=True, default="lead", choices=STATUSES),
    Field("assigned_to", Kind.USER, N_("Owner"), _SALES),
    Field("source", Kind.TEXT, N_("Source"), _SALES),
    Field("tags", Kind.TAGS, N_("Tags"), _SALES),
    Field("tax_id", Kind.TEXT, N_("Tax ID"), _SALES),
    Field("address", Kind.TEXT, N_("Street address"), _PLACE),
    Field("postal_code", Kind.TEXT, N_("Postal code"), _PLACE),
    Field("city", Kind.TEXT, N_("City"), _PLACE),
    Field("state", Kind.TEXT, N_("State or province"), _PLACE),
    Field("country", Kind.TEXT, N_("Country"), _PLACE),
    Field("notes", Kind.LONG_TEXT, N_("Notes"), N_("Notes")),
    Field("last_interaction_at", Kind.MOMENT, N_("Last interaction"), editable=False),
    Field("created_at", Kind.MOMENT, N_("Created"), editable=False),
    Field("updated_at", Kind.MOMENT, N_("Changed"), editable=False),
    Field("external_source", Kind.TEXT, N_("Imported from"), editable=False),
    Field("external_id", Kind.TEXT, N_("External ID"), editable=False),
)
PERSON_ONLY = frozenset(("first_name", "last_name", "job_title", "mobile_phone", "birthday"))


@dataclass(frozen=True)
class Channel:
    """One e-mail address, phone number or link of a contact. `value` is its stored form, `label` of CHANNEL_LABELS."""

    kind: str
    value: str
    label: str = ""
    is_primary: bool = False
    opted_out: bool = False
    invalid: bool = False
    id: int = 0


@dataclass(frozen=True)
class Contact:
    """One contact, whole. `version`, the file's newest operation when it was read, goes back with a change so that
    nobody overwrites what somebody else did since."""

    id: int
    kind: str
    version: int
    first_name: str = ""
    last_name: str = ""
    company: str = ""
    company_id: int | None = None
    job_title: str = ""
    email: str = ""
    phone: str = ""
    mobile_phone: str = ""
    address: str = ""
    city: str = ""
    state: str = ""
    country: str = ""
    postal_code: str = ""
    website: str = ""
    tax_id: str = ""
    source: str = ""
    status: str = "lead"
    assigned_to: int | None = None
    notes: str = ""
    birthday: str = ""
    sort_name: str = ""
    last_interaction_at: str = ""
    external_source: str = ""
    external_id: str = ""
    created_at: str = ""
    updated_at: str = ""
    custom: Mapping[str, Any] = empty(default_factory=dict)
    channels: tuple[Channel, ...] = ()
    tags: tuple[Tag, ...] = ()

    @property
    def name(self) -> str:
        """The name shown everywhere."""
        return display_name(vars(self))

    def values(self) -> dict[str, Any]:
        """Field name -> stored value, custom fields as `custom.<key>`, tags as ids: what a form shows."""
        plain = {field.name: getattr(self, field.name) for field in FIELDS if field.name != "tags"}
        plain["tags"] = [tag.id for tag in self.tags]
        return plain | {f"custom.{key}": value for key, value in self.custom.items()}


def display_name(values: Mapping[str, Any]) -> str:
    """The shown name of a contact row: its name, or else what can stand for one."""
    if values["kind"] == COMPANY:
        return str(values["company"])
    full = f"{values['first_name']} {values['last_name']}".strip()
    return full or str(values["email"] or values["phone"] or values["mobile_phone"] or values["company"])
