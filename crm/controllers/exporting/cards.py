"""A contact as the parts of a vCard, under the headers crm.files.vcard_writing knows. No SQL, no files."""

from __future__ import annotations

from crm.controllers.exporting.columns import Person, listed, written_phone
from crm.models.contacts import COMPANY, Channel

Values = str | list[str]
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
}


def card(person: Person) -> dict[str, Values]:
    """The parts of one contact's card; the addresses and numbers shown first come first."""
    parts: dict[str, Values] = {header: str(person.row[name]) for header, name in _PLAIN.items()}
    if person.row["kind"] == COMPANY:
        parts["Kind"] = "company"
    parts["E-mail"] = _values(person, "email")
    parts["Website"] = _values(person, "link")
    numbers = [(written_phone(one.value), one.label == "mobile") for one in _channels(person, "phone")]
    parts["Phone"] = [number for number, mobile in numbers if not mobile]
    parts["Mobile phone"] = [number for number, mobile in numbers if mobile]
    parts["Categories"] = listed(person.tags, ",")
    return parts


def _channels(person: Person, kind: str) -> list[Channel]:
    own = [channel for channel in person.channels if channel.kind == kind]
    return sorted(own, key=lambda channel: not channel.is_primary)


def _values(person: Person, kind: str) -> list[str]:
    return [channel.value for channel in _channels(person, kind)]
