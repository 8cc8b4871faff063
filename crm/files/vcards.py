"""vCard files as a Table with the usual headers, one row a card, so that the same mapping takes them as a spreadsheet.

A card that cannot be read is a row too, with a reason beside it; nothing is dropped without a word. Photos, keys and
sounds are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from crm.files import vcard_own
from crm.files.encodings import detect_encoding
from crm.files.sheet import Row, Source, Stop, Stopped, Table, unique_headers
from crm.files.vcard_lines import PRODUCT, Property, cards, properties
from crm.utils.i18n import N_, _

_SINGLE = {
    "TITLE": N_("Job title"),
    "ROLE": N_("Role"),
    "NICKNAME": N_("Nickname"),
    "UID": N_("UID"),
    "X-DEPARTMENT": N_("Department"),
}
_ORDER = (
    N_("First name"),
    N_("Last name"),
    N_("Full name"),
    N_("Kind"),
    N_("Company"),
    N_("Department"),
    N_("Job title"),
    N_("Role"),
    N_("E-mail"),
    N_("Phone"),
    N_("Mobile phone"),
    N_("Fax"),
    N_("Pager"),
    N_("Address"),
    N_("City"),
    N_("State"),
    N_("Postal code"),
    N_("Country"),
    N_("Website"),
    N_("Notes"),
    N_("Birthday"),
    N_("Categories"),
    N_("Nickname"),
    N_("Name prefix"),
    N_("Name suffix"),
    N_("UID"),
)
_SILENT = frozenset(
    {
        "VERSION",
        "PRODID",
        "REV",
        "PHOTO",
        "LOGO",
        "SOUND",
        "KEY",
        "MAILER",
        "SORT-STRING",
        "CLASS",
        "SOURCE",
        "NAME",
        "LABEL",
    }
)
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ].*)?")
_DAY_OF_YEAR = re.compile(r"-?-?(\d\d)-?(\d\d)(?:[T ].*)?")
_NO_YEAR = "1604"


@dataclass
class _Person:
    """The cells of one card by English header, several per header where the card has several.

    `is_own` says that this program wrote the card: its texts are taken letter for letter.
    """

    cells: dict[str, list[str]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    is_own: bool = False

    def add(self, header: str, text: str, *, first: bool = False) -> None:
        """Keep a text unless it is empty or already there; `first` puts it before the others."""
        texts = self.cells.setdefault(header, [])
        if text and text not in texts:
            texts.insert(0 if first else len(texts), text)

    def one(self, header: str) -> str:
        """The first text of a header, or nothing."""
        return next(iter(self.cells.get(header, [])), "")


def detect_vcard(path: Path, *, encoding: str = "", stop: Stop | None = None) -> Source:
    """How a vCard file is read: only its encoding can differ."""
    return Source(path, "vcard", encoding=encoding or detect_encoding(path, stop=stop), header_row=-1)


def open_vcards(source: Source, *, stop: Stop | None = None) -> Table:
    """One row per card. The file is read once here to know which columns its cards need."""
    counts: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    count, own = 0, 0
    for person in _people(source):
        count += 1
        own += person.is_own
        left_out.update(set(person.left_out))
        for header, texts in person.cells.items():
            counts[header] = max(counts[header], len(texts))
        if stop and stop():
            raise Stopped
    columns = _columns(counts)
    is_own = 0 < own == count
    headers = unique_headers([vcard_own.shown(header, place, own=is_own) for header, place in columns])
    table = Table(headers, lambda table: _rows(source, columns, table=table), count=count, path=source.path)
    table.is_own = is_own
    if left_out:
        names = ", ".join(f"{name} ({times})" for name, times in left_out.most_common(12))
        table.notes.append(_("Parts of cards without a column here were left out: {names}.").format(names=names))
    return table


def _columns(counts: Counter[str]) -> list[tuple[str, int]]:
    """(header, place) of every column. The parts of an address stay together: Address 2, City 2, ..."""
    address = ("Address", "City", "State", "Postal code", "Country")
    addresses = max(counts[part] for part in address)
    columns = []
    for header in _ORDER:
        if header == "Address":
            columns += [(part, place) for place in range(addresses) for part in address]
        elif header not in address:
            labels = vcard_own.further(header, counts)
            columns += [(one, place) for place in range(counts[header]) for one in (header, *labels)]
    columns += [(header, 0) for header in vcard_own.further("", counts)]
    return columns or [("First name", 0)]


def _rows(source: Source, columns: list[tuple[str, int]], *, table: Table) -> Iterator[Row]:
    for number, person in enumerate(_people(source), 1):
        table.done = number / max(1, table.count or 1)
        for fault in person.faults:
            table.report(number, fault)
        yield number, [_cell(person, header, place=place) for header, place in columns]


def _cell(person: _Person, header: str, *, place: int) -> str:
    texts = person.cells.get(header, [])
    return texts[place] if place < len(texts) else ""


def _people(source: Source) -> Iterator[_Person]:
    with source.path.open(encoding=source.encoding or "utf-8", errors="replace", newline=None) as file:
        for number, body, ended in cards(line.replace("\0", "") for line in file):
            person = _person(body, source.encoding or "utf-8", number=number)
            if not ended:
                person.faults.append(_("Card {number} is cut off: it has no END line.").format(number=number))
            yield person


def _person(body: list[str], charset: str, *, number: int) -> _Person:
    person = _Person()
    read: list[Property] = []
    for item in properties(body, charset):
        if isinstance(item, str):
            fault = _("Card {number}: this line could not be read: {line}")
            person.faults.append(fault.format(number=number, line=item[:80]))
        else:
            read.append(item)
    person.is_own = any(item.name == "PRODID" and item.text == PRODUCT for item in read)
    for item in read:
        item.exact = person.is_own
        _take(person, item)
    _settle(person, {item.name: item for item in read})
    if not any(person.cells.values()):
        person.faults.append(_("Card {number} holds nothing that can be read.").format(number=number))
    return person


def _take(person: _Person, item: Property) -> None:
    """Put one property in its cells."""
    if person.is_own and vcard_own.take(person.cells, item, phone_header=_phone_header):
        return
    taker = _TAKERS.get(item.name)
    if taker:
        taker(person, item)
    elif item.name in _SINGLE:
        person.add(_SINGLE[item.name], item.text)
    elif item.name not in _SILENT and not item.name.startswith(("X-AB", "X-PHONETIC", "X-COUCHDB")):
        person.left_out.append(item.name)


def _take_name(person: _Person, item: Property) -> None:
    last, _first, _middle, prefix, suffix = (item.parts() + [""] * 5)[:5]
    given = [name for names in item.lists()[1:3] for name in names if name]
    person.add("First name", " ".join(given))
    person.add("Last name", last)
    person.add("Name prefix", prefix)
    person.add("Name suffix", suffix)


def _take_company(person: _Person, item: Property) -> None:
    company, *units = item.parts()
    person.add("Company", company)
    person.add("Department", ", ".join(unit for unit in units if unit))


def _take_phone(person: _Person, item: Property) -> None:
    number = re.sub(r"^tel:", "", item.text, flags=re.IGNORECASE).replace(";ext=", " x")
    person.add(_phone_header(item.types), number, first=item.preferred)


def _phone_header(types: frozenset[str]) -> str:
    if types & {"FAX", "HOMEFAX", "WORKFAX"}:
        return "Fax"
    if "PAGER" in types:
        return "Pager"
    return "Mobile phone" if types & {"CELL", "MOBILE", "IPHONE"} else "Phone"


def _take_email(person: _Person, item: Property) -> None:
    address = re.sub(r"^mailto:", "", item.text, flags=re.IGNORECASE)
    person.add("E-mail", address, first=item.preferred)


def _take_address(person: _Person, item: Property) -> None:
    box, extended, street, city, state, code, country = (item.parts() + [""] * 7)[:7]
    lines = [part for part in (street, extended, box) if part]
    if not lines and not any((city, state, code, country)):
        return
    values = (", ".join(lines), city, state, code, country)
    for header, text in zip(("Address", "City", "State", "Postal code", "Country"), values, strict=True):
        person.cells.setdefault(header, []).append(text)


def _take_website(person: _Person, item: Property) -> None:
    person.add("Website", item.text)


def _take_note(person: _Person, item: Property) -> None:
    together = "\n".join(text for text in (person.one("Notes"), item.text) if text)
    person.cells["Notes"] = [together] if together else []


def _take_birthday(person: _Person, item: Property) -> None:
    person.add("Birthday", _day(item.text, item.parameters.get("X-APPLE-OMIT-YEAR", _NO_YEAR)))


def _day(text: str, no_year: str) -> str:
    """YYYY-MM-DD, or --MM-DD without a year; a text that is no day stays."""
    whole = _DAY.fullmatch(text)
    if whole:
        year, month, day = whole.groups()
        return f"--{month}-{day}" if year == no_year else f"{year}-{month}-{day}"
    partly = _DAY_OF_YEAR.fullmatch(text)
    return f"--{partly[1]}-{partly[2]}" if partly else text


def _take_categories(person: _Person, item: Property) -> None:
    names = [person.one("Categories"), *(part for part in item.parts(",") if part)]
    person.cells["Categories"] = [", ".join(name for name in names if name)]


def _take_full_name(person: _Person, item: Property) -> None:
    person.add("Full name", item.text)


_TAKERS = {
    "N": _take_name,
    "FN": _take_full_name,
    "ORG": _take_company,
    "TEL": _take_phone,
    "EMAIL": _take_email,
    "ADR": _take_address,
    "URL": _take_website,
    "NOTE": _take_note,
    "BDAY": _take_birthday,
    "CATEGORIES": _take_categories,
}


def _settle(person: _Person, items: dict[str, Property]) -> None:
    """Say whether the card is a company, and keep the full name only where no parts of it are known."""
    kind = items.get("KIND") or items.get("X-ADDRESSBOOKSERVER-KIND")
    shown_as = items.get("X-ABSHOWAS")
    if person.is_own:
        vcard_own.settle(person.cells, is_company=bool(shown_as or (kind and kind.text.lower() == "org")))
        return
    named = person.one("First name") or person.one("Last name")
    is_company = (kind and kind.text.lower() == "org") or (shown_as and shown_as.text.upper() == "COMPANY")
    if is_company and not named:
        person.add("Kind", "company")
        person.add("Company", person.one("Full name"), first=not person.one("Company"))
    full_name = person.one("Full name")
    if named or is_company or full_name in {*person.cells.get("E-mail", []), person.one("Company")}:
        person.cells["Full name"] = []
