"""How a contact's values become rows: derived columns and channels, the same for a form and an import. No SQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from crm.errors import Invalid
from crm.models.contacts import COMPANY, Channel, display_name
from crm.utils import dates, emails, phones, text
from crm.utils.i18n import _

# The plain fields that show a primary channel: field -> (kind, label given to a new channel).
MIRRORS = {
    "email": ("email", "work"),
    "phone": ("phone", "work"),
    "mobile_phone": ("phone", "mobile"),
    "website": ("link", ""),
}
_NAMES = ("first_name", "last_name", "company", "email", "phone", "mobile_phone")


def sort_name(values: Mapping[str, Any]) -> str:
    """The folded name a list is sorted by and a search begins with."""
    return text.fold(display_name({**dict.fromkeys(_NAMES, ""), **values})).strip()


def require_past_birthday(values: Mapping[str, Any]) -> None:
    """Invalid when the birthday among the values lies ahead."""
    if values.get("birthday", "") > dates.today():
        raise Invalid({"birthday": _("This birthday lies ahead. Check its year.")})


def require_name(row: Mapping[str, Any]) -> None:
    """Invalid when nothing in a contact's row can name it."""
    if row["kind"] == COMPANY and not str(row["company"]).strip():
        raise Invalid({"company": _("A company needs a name.")})
    if not display_name(row).strip():
        raise Invalid({"first_name": _("A person needs a name, an e-mail or a phone.")})


def normal_form(kind: str, value: str) -> str:
    """The identity of a channel's value: two channels with one normal form are the same address or number."""
    if kind == "email":
        return emails.normal(value)
    if kind == "phone":
        return phones.normal(value)
    return value.strip().casefold().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def channel_row(channel: Channel, contact_id: int, *, position: int) -> dict[str, Any]:
    """A channel as a row of contact_channels."""
    return {
        "contact_id": contact_id,
        "kind": channel.kind,
        "value": channel.value,
        "normal": normal_form(channel.kind, channel.value),
        "label": channel.label,
        "position": position,
        "is_primary": int(channel.is_primary),
        "opted_out": int(channel.opted_out),
        "invalid": int(channel.invalid),
    }


def mirrored(channels: Sequence[Channel]) -> dict[str, str]:
    """The plain fields that follow from the channels: email, phone, mobile_phone, website ("" when there is none)."""
    found = dict.fromkeys(MIRRORS, "")
    for field in ("email", "phone", "website"):
        kind = MIRRORS[field][0]
        own = [one for one in channels if one.kind == kind and not (kind == "phone" and one.label == "mobile")]
        found[field] = next((one.value for one in own if one.is_primary), own[0].value if own else "")
    mobiles = [one for one in channels if one.kind == "phone" and one.label == "mobile"]
    found["mobile_phone"] = next((one.value for one in mobiles if one.is_primary), mobiles[0].value if mobiles else "")
    return found


def with_fields(channels: Sequence[Channel], values: Mapping[str, Any]) -> list[Channel]:
    """The channels after the plain fields among `values` were typed: the one shown is replaced, added or removed."""
    result = list(channels)
    for field, (kind, label) in MIRRORS.items():
        if field not in values:
            continue
        typed = str(values[field] or "")
        shown = next((one for one in result if one.kind == kind and one.value == mirrored(result)[field]), None)
        if shown:
            result[result.index(shown)] = replace(shown, value=typed)
        else:
            result.append(Channel(kind, typed, label))
    return settle(result)


def combined(channels: Sequence[Channel], values: Mapping[str, Any]) -> list[Channel]:
    """The channels of a new contact: those of its plain fields first, then the others given."""
    known = {(one.kind, normal_form(one.kind, one.value)) for one in channels}
    plain = with_fields([], values)
    return settle([*(one for one in plain if (one.kind, normal_form(one.kind, one.value)) not in known), *channels])


def settle(channels: Iterable[Channel]) -> list[Channel]:
    """The same channels without repeats and empty ones, and with exactly one primary of each kind."""
    unique: dict[tuple[str, str], Channel] = {}
    primary: dict[str, Channel] = {}
    for one in channels:
        if one.value.strip() and unique.setdefault((one.kind, normal_form(one.kind, one.value)), one) is one:
            known = primary.setdefault(one.kind, one)
            if one.is_primary and not known.is_primary:
                primary[one.kind] = one
    return [
        one if one.is_primary == (primary[one.kind] is one) else replace(one, is_primary=primary[one.kind] is one)
        for one in unique.values()
    ]
