"""E-mail addresses: checked, kept, compared. No mail is sent and no server asked.

An address is kept as typed but for its domain in lower case; `normal` is its identity.
"""

from __future__ import annotations

import re
import unicodedata

from crm.utils.i18n import _
from crm.utils.text import one_line

# What nearly every address looks like; 40 times cheaper than the library, which judges all others.
_USUAL = re.compile(
    r"(?P<name>[a-z0-9_+%-]+(?:[.'][a-z0-9_+%-]+)*)@(?P<domain>(?:[a-z0-9](?:-?[a-z0-9]){0,30}\.)+[a-z]{2,24})",
    re.ASCII | re.IGNORECASE,
)
_NAMED = re.compile(r"[^<>]*<([^<>]+)>")
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
_LONGEST = 254  # characters, RFC 5321


def check(text: str) -> tuple[str, str]:
    """(the address to keep, what is wrong with it as a sentence).

    "Ana <ana@x.es>" and "mailto:ana@x.es" give the bare address. With a problem the text comes back as typed; an
    empty text is no problem.
    """
    usual = _USUAL.fullmatch(text) if len(text) <= _LONGEST else None
    address = text if usual else _bare(text)
    if not usual and len(address) <= _LONGEST:
        usual = _USUAL.fullmatch(address)
    if usual and len(usual["name"]) <= 64:
        return f"{usual['name']}@{usual['domain'].lower()}", ""
    if not address:
        return "", ""
    read = _judged(address)
    return (read, "") if read else (text, _problem(address))


def normal(text: str) -> str:
    """The identity of an address: two with the same normal form are one address. Accents count."""
    plain = text.strip().lower()
    return plain if plain.isascii() else unicodedata.normalize("NFC", plain)


def _bare(text: str) -> str:
    address = text.strip().strip(_INVISIBLE).strip()
    named = _NAMED.fullmatch(address) if len(address) <= 4 * _LONGEST else None
    address = named[1].strip() if named else address
    return address[7:].strip() if address[:7].lower() == "mailto:" else address


def _judged(address: str) -> str:
    """The address as the library keeps it, "" when it refuses; the names of private networks (.local) may stay."""
    from email_validator import EmailNotValidError, validate_email

    if len(address) > _LONGEST:
        return ""
    try:
        read = validate_email(address, check_deliverability=False, globally_deliverable=False)
    except (EmailNotValidError, UnicodeError):
        return ""
    top = read.domain.rpartition(".")
    return read.normalized if top[1] and top[2][:1].isalpha() else ""


def _problem(address: str) -> str:
    shown = one_line(address, 40)
    if "@" not in address:
        return _("“{text}” has no @. Write an address like ana@example.com.").format(text=shown)
    if len(re.findall(r"[^\s,;]@[^\s,;]", address)) > 1:
        return _("“{text}” looks like several addresses. Write one here and add the others apart.").format(text=shown)
    return _("“{text}” is not an e-mail address. Check it for typing mistakes.").format(text=shown)
