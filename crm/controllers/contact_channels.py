"""The rows of a contact's e-mails, phones and links: read, checked, and brought to what was asked with least change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from crm.controllers import contact_rows
from crm.controllers.checking import clean
from crm.errors import Invalid
from crm.models.contacts import Channel
from crm.models.fields import Field, Kind
from crm.storage.database import Database
from crm.storage.sqlite import Row, json_field
from crm.utils import text
from crm.utils.i18n import _

_KINDS = {"email": Kind.EMAIL, "phone": Kind.PHONE, "link": Kind.LINK}


def channels_of(database: Database, contact_id: int) -> list[Channel]:
    """All channels of a contact, in their order."""
    rows = database.all("SELECT * FROM contact_channels WHERE contact_id = :id ORDER BY position, id", id=contact_id)
    return [as_channel(row) for row in rows]


def as_channel(row: Row) -> Channel:
    """A row of contact_channels as a channel."""
    flags = {name: bool(row[name]) for name in ("is_primary", "opted_out", "invalid")}
    return Channel(row["kind"], row["value"], row["label"], id=row["id"], **flags)


def checked(channels: Iterable[Channel], *, region: str) -> list[Channel]:
    """The channels in stored form. Invalid names each bad one as `channels.<place>`."""
    every = list(channels)
    if strange := [place for place, one in enumerate(every) if one.kind not in _KINDS or text.unstorable(one.label)]:
        raise Invalid({f"channels.{place}": _("This is no e-mail, phone or link.") for place in strange})
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


def mend_after(database: Database, operation_id: int) -> None:
    """Bring channels and the plain fields that show them together again where an undo took back only one of both."""
    for contact_id in database.ids(_APART, own=operation_id, contact="contact_id"):
        row = database.one("SELECT * FROM contacts WHERE id = :id", id=contact_id) or {}
        shown = {row[field] for field in contact_rows.MIRRORS}
        channels = channels_of(database, contact_id)
        known = {(one.kind, one.value) for one in channels}
        channels += [
            Channel(kind, row[field], label)
            for field, (kind, label) in contact_rows.MIRRORS.items()
            if (kind, row[field]) not in known
        ]
        channels = contact_rows.settle(replace(one, is_primary=one.value in shown) for one in channels)
        write_channels(database, contact_id, after=channels)
        fields = contact_rows.mirrored(channels)
        database.update("contacts", contact_id, fields | {"sort_name": contact_rows.sort_name({**row, **fields})})


_SHOWS = "SELECT h.value FROM contact_channels h WHERE h.contact_id = c.id AND"
_APART = f"""
    SELECT c.id FROM contacts c WHERE c.id IN (
        SELECT entity_id FROM changes WHERE operation_id = :own AND entity = 'contacts'
        UNION SELECT h.contact_id FROM changes x JOIN contact_channels h ON h.id = x.entity_id
        WHERE x.operation_id = :own AND x.entity = 'contact_channels'
        UNION SELECT {json_field("x.before", "contact")} FROM changes x
        WHERE x.operation_id = :own AND x.entity = 'contact_channels'
    ) AND (
        EXISTS (
            SELECT 1 FROM contact_channels h WHERE h.contact_id = c.id GROUP BY h.kind HAVING sum(h.is_primary) <> 1
        )
        OR c.email <> coalesce(({_SHOWS} h.kind = 'email' AND h.is_primary = 1), '')
        OR c.website <> coalesce(({_SHOWS} h.kind = 'link' AND h.is_primary = 1), '')
        OR (c.phone = '') <> NOT EXISTS ({_SHOWS} h.kind = 'phone' AND h.label <> 'mobile')
        OR (c.phone <> '' AND c.phone NOT IN ({_SHOWS} h.kind = 'phone' AND h.label <> 'mobile'))
        OR (c.mobile_phone = '') <> NOT EXISTS ({_SHOWS} h.kind = 'phone' AND h.label = 'mobile')
        OR (c.mobile_phone <> '' AND c.mobile_phone NOT IN ({_SHOWS} h.kind = 'phone' AND h.label = 'mobile'))
    )"""
