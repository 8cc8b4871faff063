"""Who is named by an event: organizer and attendees as e-mail addresses with names. Knows no contacts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from crm.files.calendar_lines import Property
from crm.models.events import Guest
from crm.utils.text import one_line

_MOST = 500  # a newsletter's list is nobody's guests


def guests(found: Mapping[str, list[Property]]) -> tuple[Guest, ...]:
    """The people of an event, each address once, the organizer first."""
    chosen: dict[str, Guest] = {}
    for guest in _all(found):
        chosen.setdefault(guest.email, guest)
        if len(chosen) >= _MOST:
            break
    return tuple(chosen.values())


def contact(found: Mapping[str, list[Property]]) -> Guest | None:
    """The customer that this program wrote beside the event."""
    for one in found.get("X-CARTERA-CONTACT", []):
        return Guest(_address(one), one_line(one.parameters.get("CN", ""), 200))
    return None


def _all(found: Mapping[str, list[Property]]) -> Iterator[Guest]:
    for name in ("ORGANIZER", "ATTENDEE"):
        for one in found.get(name, []):
            address = _address(one)
            if address:
                yield Guest(address, one_line(one.parameters.get("CN", ""), 200), name == "ORGANIZER")


def _address(one: Property) -> str:
    """The e-mail address in lower case, "" when it names none."""
    for text in (one.value, one.parameters.get("EMAIL", "")):
        plain = unquote(text.strip())
        plain = plain[7:] if plain[:7].lower() == "mailto:" else plain
        if "@" in plain and not any(letter.isspace() for letter in plain):
            return plain.lower()
    return ""
