"""Which contacts the people of events are, by their e-mail addresses, and the way back. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterable

from crm.models.contacts import display_name
from crm.models.events import Event, Guest
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import among
from crm.utils import emails

_CHUNK = 500


class People:
    """The contacts behind some events, looked up together."""

    def __init__(self, database: Database, events: Iterable[Event]) -> None:
        self._known: dict[str, int] = {}
        addresses = {guest.email for event in events for guest in _named(event) if guest.email}
        wanted = sorted({_normal(one) for one in addresses})
        for start in range(0, len(wanted), _CHUNK):
            for row in database.all(_BY_ADDRESS, addresses=to_json(wanted[start : start + _CHUNK])):
                self._known.setdefault(row["normal"], row["contact_id"])

    def contact_of(self, event: Event) -> int | None:
        """The contact an event is with: the customer written beside it, else the first of its people that is known."""
        for guest in _named(event):
            found = self._known.get(_normal(guest.email))
            if found is not None:
                return found
        return None


def customers(database: Database, contact_ids: Iterable[int | None]) -> dict[int, Guest]:
    """The contacts of these ids as people of an event, with their e-mail address where one is known."""
    found: dict[int, Guest] = {}
    wanted = sorted({one for one in contact_ids if one is not None})
    for start in range(0, len(wanted), _CHUNK):
        for row in database.all(_CUSTOMERS, ids=to_json(wanted[start : start + _CHUNK])):
            found[row["id"]] = Guest(str(row["email"] or "").lower(), display_name(row))
    return found


def _named(event: Event) -> list[Guest]:
    return [*([event.contact] if event.contact else []), *event.guests]


def _normal(address: str) -> str:
    return emails.normal(address)


_BY_ADDRESS = f"""
    SELECT c.normal, c.contact_id FROM contact_channels c JOIN contacts k ON k.id = c.contact_id
    WHERE c.kind = 'email' AND {among("c.normal", "addresses")}
    ORDER BY CASE k.kind WHEN 'person' THEN 0 ELSE 1 END, c.is_primary DESC, c.contact_id"""
_CUSTOMERS = f"""
    SELECT id, kind, first_name, last_name, company, email, phone, mobile_phone FROM contacts
    WHERE {among("id", "ids")}"""
