"""A contact typed as one line: "Ana Gil, Acme, ana@acme.es, 612345678". Text in, values out; checks nothing."""

from __future__ import annotations

import re

from crm.models.contacts import COMPANY, PERSON
from crm.utils.text import digits

_SEPARATORS = re.compile(r"[,;\t\n]+")
_EMAIL = re.compile(r"<?(?:mailto:)?([^\s<>,;]+@[^\s<>,;]+)>?")
_PHONE = re.compile(r"\(?\+?\d[\d\s().\-/]{4,}\d(?:\s*(?:ext|x)\.?\s*\d+)?", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://\S+|www\.\S+)", re.IGNORECASE)
_FEWEST_DIGITS = 6
_LONGEST = 2000
_WORDS = {PERSON: ("name", "company", "job_title", "city"), COMPANY: ("company", "city", "country")}


def read(line: str, kind: str) -> dict[str, str]:
    """Field name -> text for what a line says; the whole name of a person stands under "name".

    E-mails, phones and links are known wherever they stand; the other parts are taken in order. A second phone is the
    mobile one of a person.
    """
    found: dict[str, str] = {}
    line = line[:_LONGEST]
    for pattern, names in ((_EMAIL, ("email",)), (_LINK, ("website",)), (_PHONE, _phones(kind))):
        line = _take_out(line, pattern, names=names, found=found)
    parts = [" ".join(part.split()) for part in _SEPARATORS.split(line)]
    words = [part for part in parts if part]
    return dict(zip(_WORDS[kind], words, strict=False)) | found


def split_name(name: str) -> tuple[str, str]:
    """(first name, last name) of a whole name."""
    from crm.controllers.import_values import split_name as split

    return split(name)


def _phones(kind: str) -> tuple[str, ...]:
    return ("phone", "mobile_phone") if kind == PERSON else ("phone",)


def _take_out(line: str, pattern: re.Pattern[str], *, names: tuple[str, ...], found: dict[str, str]) -> str:
    """The line without what the pattern finds, which goes into `found` under the names, one each."""
    left = list(names)

    def take(match: re.Match[str]) -> str:
        text = match[match.lastindex or 0].strip()
        if not left or ("phone" in names and len(digits(text)) < _FEWEST_DIGITS):
            return match[0]
        found[left.pop(0)] = text
        return " "

    return pattern.sub(take, line)
