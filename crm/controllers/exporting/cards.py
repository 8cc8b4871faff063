"""A contact as the parts of a vCard, under the headers crm.files.vcard_writing knows. No SQL, no files."""

from __future__ import annotations

from collections.abc import Sequence

from crm.controllers.exporting.columns import Person, custom_reader, custom_values, label_words, written_phone
from crm.files.vcard_own import OWN_FIELD, label_of
from crm.files.writing import plain_text
from crm.models.contacts import COMPANY, Channel
from crm.models.fields import Field

Values = str | Sequence[str]
_PLAIN = {
    "First name": "first_name",
    "Last name": "last_name",
    "Company": "company",
    "Job title": "job_title",
    "Notes": "notes",
    "UID": "external_id",
    "Address": "address",
    "City": "city",
    "State": "state",
    "Postal code": "postal_code",
    "Country": "country",
    "Status": "status",
    "Owner": "owner",
    "Source": "source",
    "Tax ID": "tax_id",
    "Created": "created_at",
    "Imported from": "external_source",
    "Birthday": "birthday",
}


def card(person: Person, custom: Sequence[Field] = ()) -> dict[str, Values]:
    """All of one contact; the addresses and numbers shown first come first. Words are English in every language."""
    parts: dict[str, Values] = {header: str(person.row[name]) for header, name in _PLAIN.items()}
    parts["Kind"] = "company" if person.row["kind"] == COMPANY else ""
    phones = _channels(person, "phone")
    plain = [channel for channel in phones if channel.label != "mobile"]
    _add(parts, "E-mail", channels=_channels(person, "email"))
    _add(parts, "Website", channels=_channels(person, "link"))
    _add(parts, "Phone", channels=plain)
    _add(parts, "Mobile phone", channels=[one for one in phones if one.label == "mobile"], behind=bool(plain))
    parts["Categories"] = list(person.tags)
    values = custom_values(person.row["custom"])
    for one in custom:
        value = values.get(one.name.removeprefix("custom."))
        if value is not None:
            parts[OWN_FIELD + one.label] = plain_text(custom_reader(one, typed=False)(value))
    return parts


def _add(parts: dict[str, Values], header: str, *, channels: Sequence[Channel], behind: bool = False) -> None:
    """Channels under a header, each with its label; those that stand `behind` others say which one is the primary."""
    parts[header] = [written_phone(one.value) if one.kind == "phone" else one.value for one in channels]
    parts[label_of(header)] = [
        label_words(channel, first=not (place or behind), say=str) for place, channel in enumerate(channels)
    ]


def _channels(person: Person, kind: str) -> list[Channel]:
    own = [channel for channel in person.channels if channel.kind == kind]
    return sorted(own, key=lambda channel: not channel.is_primary)
