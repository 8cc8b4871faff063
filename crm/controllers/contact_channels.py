"""The rows of a contact's e-mails, phones and links: read, checked, and brought to what was asked with least change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from crm.controllers import contact_rows
from crm.controllers.checking import clean
from crm.models.contacts import Channel
from crm.models.fields import Field, Kind
from crm.storage.database import Database

_KINDS = {"email": Kind.EMAIL, "phone": Kind.PHONE, "link": Kind.LINK}


def channels_of(database: Database, contact_id: int) -> list[Channel]:
    """All channels of a contact, in their order."""
    rows = database.all("SELECT * FROM contact_channels WHERE contact_id = :id ORDER BY position, id", id=contact_id)
    return [
        Channel(
            row["kind"],
            row["value"],
            row["label"],
            bool(row["is_primary"]),
            bool(row["opted_out"]),
            bool(row["invalid"]),
            row["id"],
        )
        for row in rows
    ]


def checked(channels: Iterable[Channel], *, region: str) -> list[Channel]:
    """The channels in stored form. Invalid names each bad one as `channels.<place>`."""
    every = list(channels)
    fields = [Field(f"channels.{place}", _KINDS[one.kind], "") for place, one in enumerate(every)]
    values = {field.name: one.value for field, one in zip(fields, every, strict=True)}
    cleaned = clean(values, fields, region=region)
    return [replace(one, value=cleaned[field.name]) for field, one in zip(fields, every, strict=True)]


def write_channels(database: Database, contact_id: int, *, after: Sequence[Channel]) -> bool:
    """Make `after` the contact's channels; whether anything changed. Known ones keep their id."""
    known = {one.id: one for one in channels_of(database, contact_id)}
    changed = False
    for position, one in enumerate(after):
        row = contact_rows.channel_row(one, contact_id, position=position)
        if known.pop(one.id, None):
            changed |= database.update("contact_channels", one.id, row)
        else:
            database.insert("contact_channels", row)
            changed = True
    for gone in known:
        database.delete("contact_channels", gone)
    return changed or bool(known)
