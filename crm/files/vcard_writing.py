"""Writing vCards (3.0 and 4.0) under the headers that `vcards` reads, so that what goes out comes in again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from crm.files.replacing import replacing
from crm.files.vcard_lines import PRODUCT
from crm.files.vcard_own import FIELD, LABEL, LINES, OWN_FIELD, label_of

Values = str | Sequence[str]
_LINE_BYTES = 75
_ADDRESS = ("Address", "City", "State", "Postal code", "Country")
_TYPES = {"Work": ";TYPE=work", "Home": ";TYPE=home"}
_LINES = (
    ("E-mail", "EMAIL"),
    ("Phone", "TEL;TYPE=voice"),
    ("Mobile phone", "TEL;TYPE=cell"),
    ("Fax", "TEL;TYPE=fax"),
    ("Pager", "TEL;TYPE=pager"),
    ("Job title", "TITLE"),
    ("Role", "ROLE"),
    ("Website", "URL"),
    ("Notes", "NOTE"),
    ("Nickname", "NICKNAME"),
    ("UID", "UID"),
)


def write_vcards(path: Path, people: Iterable[Mapping[str, Values]], *, version: str = "4.0") -> int:
    """Write one card per person; return their number. A value is a text or several texts, the first one preferred.

    Keys are the English headers of `vcards` ("First name", "E-mail", "Phone", "Address", ...); the parts of several
    addresses stand at the same place of their lists; "Kind" is "company" or empty; "Birthday" is YYYY-MM-DD or --MM-DD.
    "Categories" may be one text with commas. Under the headers of `vcard_own` stands what only this program reads.
    Old phones read `version` "3.0" only. Raises Unavailable with a plain sentence and keeps the old file.
    """
    count = 0
    with replacing(path) as file:
        for person in people:
            count += 1
            file.write(b"".join([_folded(line) for line in _card(person, version)]))
    return count


def _card(person: Mapping[str, Values], version: str) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield f"PRODID:{PRODUCT}"
    is_company = _one(person, "Kind") == "company"
    if is_company:
        yield "KIND:org" if version == "4.0" else "X-ABShowAs:COMPANY"
    yield f"FN:{_escaped(_shown_name(person))}"
    parts = [_one(person, header) for header in ("Last name", "First name", "", "Name prefix", "Name suffix")]
    if version == "3.0" or any(parts):
        yield f"N:{';'.join(map(_escaped, parts))}"
    if _one(person, "Company") or _one(person, "Department"):
        yield f"ORG:{';'.join(map(_escaped, _trimmed([_one(person, 'Company'), _one(person, 'Department')])))}"
    for header, name in _LINES:
        for place, text in enumerate(_places(person, header)):
            if text:
                yield f"{name}{_beside(person, header, place=place)}:{_escaped(text)}"
    yield from _addresses(person)
    yield from _days_and_categories(person, version)
    yield from _own_lines(person)
    yield "END:VCARD"


def _beside(person: Mapping[str, Values], header: str, *, place: int) -> str:
    """The label and flags of a text, where the person has them."""
    labels = _places(person, label_of(header))
    if place >= len(labels) or not labels[place]:
        return ""
    kind = next((kind for word, kind in _TYPES.items() if header != "Website" and labels[place].startswith(word)), "")
    return f"{kind};{LABEL}={_parameter(labels[place])}"


def _parameter(text: str) -> str:
    return '"' + text.replace('"', "'") + '"'


def _own_lines(person: Mapping[str, Values]) -> Iterator[str]:
    """What other programs pass over."""
    for name, header in LINES.items():
        if text := _one(person, header):
            yield f"{name}:{_escaped(text)}"
    for header, value in person.items():
        if header.startswith(OWN_FIELD) and isinstance(value, str) and value:
            yield f"{FIELD}:{_escaped(header.removeprefix(OWN_FIELD))};{_escaped(value)}"


def _addresses(person: Mapping[str, Values]) -> Iterator[str]:
    lists = [list(_places(person, header)) for header in _ADDRESS]
    for place in range(max(map(len, lists), default=0)):
        street, city, state, code, country = (texts[place] if place < len(texts) else "" for texts in lists)
        if any((street, city, state, code, country)):
            yield f"ADR:{';'.join(map(_escaped, ('', '', street, city, state, code, country)))}"


def _days_and_categories(person: Mapping[str, Values], version: str) -> Iterator[str]:
    birthday = _one(person, "Birthday")
    if birthday.startswith("--") and version == "3.0":
        yield f"BDAY;X-APPLE-OMIT-YEAR=1604:1604-{birthday[2:]}"
    elif birthday:
        yield f"BDAY:{birthday.replace('-', '') if version == '4.0' and birthday[0] != '-' else _yearless(birthday)}"
    told = person.get("Categories", "")
    categories = [part for one in told.split(",") if (part := one.strip())] if isinstance(told, str) else told
    if categories:
        yield f"CATEGORIES:{','.join(map(_escaped, categories))}"


def _yearless(birthday: str) -> str:
    """--MM-DD as vCard 4.0 writes it: --MMDD. A whole day stays."""
    return "--" + birthday[2:].replace("-", "") if birthday.startswith("--") else birthday


def _shown_name(person: Mapping[str, Values]) -> str:
    full_name = _one(person, "Full name") or " ".join(
        part for part in (_one(person, "First name"), _one(person, "Last name")) if part
    )
    return full_name or _one(person, "Company") or _one(person, "E-mail") or _one(person, "Phone")


def _several(person: Mapping[str, Values], header: str) -> Iterator[str]:
    return (text for text in _places(person, header) if text)


def _places(person: Mapping[str, Values], header: str) -> Sequence[str]:
    """The texts of a header, empty ones kept in their place."""
    value = person.get(header, "")
    return [value] if isinstance(value, str) else value


def _one(person: Mapping[str, Values], header: str) -> str:
    return next(_several(person, header), "")


def _trimmed(parts: list[str]) -> list[str]:
    return parts if parts[-1] else parts[:-1]


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 bytes, none cut within a letter."""
    data = line.encode("utf-8", errors="replace")
    pieces, start, room = [], 0, _LINE_BYTES
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:  # within a letter
            end -= 1
        pieces.append(data[start:end])
        start, room = end, _LINE_BYTES - 1  # the blank that a further piece begins with counts
    return b"\r\n ".join([*pieces, data[start:]]) + b"\r\n"
