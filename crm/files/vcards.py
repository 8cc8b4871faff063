"""vCard files as a Table with the usual headers, one row a card, so that the same mapping takes them as a spreadsheet.

A card that cannot be read is a row too, with a reason beside it; nothing is dropped without a word. Photos, keys and
sounds are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from crm.files import vcard_own
from crm.files.encodings import detect_encoding
from crm.files.sheet import Row, Source, Stop, Stopped, Table, unique_headers
from crm.files.vcard_further import further
from crm.files.vcard_lines import PRODUCT, Property, bytewise, cards, properties
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
_LABELLED = frozenset(("Phone", "E-mail", "Website"))
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ].*)?")
_DAY_OF_YEAR = re.compile(r"--?(\d\d)-?(\d\d)(?:[T ].*)?")
_NO_YEARS = frozenset(("1604", "0000", "0001"))


@dataclass
class _Person:
    """The cells of one card by English header, several per header where the card has several.

    `is_own` says that this program wrote the card: its texts are taken letter for letter.
    """

    cells: dict[str, list[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    is_own: bool = False

    def add(self, header: str, text: str, *, first: bool = False) -> None:
        """Keep a text unless it is empty or already there; `first` puts it before the others."""
        texts = self.cells.setdefault(header, [])
        if text and text not in texts:
            texts.insert(0 if first else len(texts), text)

    def reach(self, header: str, text: str, *, item: Property) -> None:
        """Keep an address or number and what its card calls it, the preferred one first."""
        texts, labels = self.cells.setdefault(header, []), self.cells.setdefault(vcard_own.label_of(header), [])
        if text and text not in texts:
            place = 0 if item.preferred else len(texts)
            texts.insert(place, text)
            labels.insert(place, _label(item) if header in _LABELLED else "")

    def one(self, header: str) -> str:
        """The first text of a header, or nothing."""
        return next(iter(self.cells.get(header, [])), "")


def detect_vcard(path: Path, *, encoding: str = "", stop: Stop | None = None) -> Source:
    """How a vCard file is read: only its encoding can differ."""
    found = encoding or detect_encoding(path, stop=stop)
    if not found.startswith("utf") and not encoding and _is_folded_utf8(path):
        found = "utf-8"
    return Source(path, "vcard", encoding=found, header_row=-1)


def open_vcards(source: Source, *, stop: Stop | None = None) -> Table:
    """One row per card. The file is read once here to know which columns its cards need."""
    counts: Counter[str] = Counter()
    count, own = 0, 0
    for person in _people(source):
        count += 1
        own += person.is_own
        for header, texts in person.cells.items():
            if not header.endswith(vcard_own.label_of("")) or any(texts):
                counts[header] = max(counts[header], len(texts))
        if stop and stop():
            raise Stopped
    columns = _columns(counts)
    is_own = 0 < own == count
    headers = unique_headers([vcard_own.shown(header, place, own=is_own) for header, place in columns])
    table = Table(headers, lambda table: _rows(source, columns, table=table), count=count, path=source.path)
    table.is_own = is_own
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
    known = {header for header, _place in columns} | set(address)
    columns += [(header, place) for header in counts if header not in known for place in range(counts[header])]
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


@contextmanager
def _text(path: Path, encoding: str) -> Iterator[Iterator[str]]:
    """The lines of a file; folded ones may come joined."""
    if encoding.startswith(("utf-16", "utf-32")):
        with path.open(encoding=encoding, errors="replace") as file:
            yield file
        return
    with path.open(encoding="latin-1") as file:
        yield (line.decode(encoding, errors="replace") for line in bytewise(file))


def _is_folded_utf8(path: Path) -> bool:
    """Whether a file that is no UTF-8 becomes it when its folded lines are joined."""
    with path.open(encoding="latin-1") as file:
        try:
            return all(line.decode("utf-8") for line in bytewise(file))
        except UnicodeDecodeError:
            return False


def _people(source: Source) -> Iterator[_Person]:
    with _text(source.path, source.encoding or "utf-8") as lines:
        for number, body, ended in cards(line.replace("\0", "") for line in lines):
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
    named = {item.group: item.text for item in read if item.name == "X-ABLABEL" and item.group}
    person.is_own = any(item.name == "PRODID" and item.text == PRODUCT for item in read)
    for item in read:
        item.exact = person.is_own
        item.label = _APPLE_LABEL.sub(r"\1", named.get(item.group, "")) if item.group else ""
        _take(person, item)
    _settle(person, {item.name: item for item in read})
    _note_others(person, read, number=number)
    return person


def _note_others(person: _Person, read: list[Property], *, number: int) -> None:
    """Say what a card is or holds that becomes no record: a list of other cards, a card within the card."""
    if any(item.text.lower() == "group" for item in read if item.name in {"KIND", "X-ADDRESSBOOKSERVER-KIND"}):
        person.cells = {}
        told = _("Card {number} is a list of other cards, no person: it was left out.")
        person.faults.append(told.format(number=number))
    elif not any(person.cells.values()):
        person.faults.append(_("Card {number} holds nothing that can be read.").format(number=number))
    if any(item.name == "AGENT" for item in read):
        told = _("Card {number} holds the card of somebody else, which was left out.")
        person.faults.append(told.format(number=number))


def _take(person: _Person, item: Property) -> None:
    """Put one property in its cells."""
    if person.is_own and vcard_own.take(person.cells, item, phone_header=_phone_header):
        return
    taker = _TAKERS.get(item.name)
    if taker:
        taker(person, item)
    elif item.name in _SINGLE:
        person.add(_SINGLE[item.name], item.text)
    else:
        header, text = further(item)
        if header and text:
            person.add(header, text)


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
    person.reach(_phone_header(item.types), number, item=item)


def _label(item: Property) -> str:
    """What the card calls an address or number: its owner's word, or whether it is of the work or the home."""
    if item.label:
        return item.label
    return _("Work") if "WORK" in item.types else _("Home") if "HOME" in item.types else ""


def _phone_header(types: frozenset[str]) -> str:
    if types & {"FAX", "HOMEFAX", "WORKFAX"}:
        return "Fax"
    if "PAGER" in types:
        return "Pager"
    return "Mobile phone" if types & {"CELL", "MOBILE", "IPHONE"} else "Phone"


def _take_email(person: _Person, item: Property) -> None:
    address = re.sub(r"^mailto:", "", item.text, flags=re.IGNORECASE)
    person.reach("E-mail", address, item=item)


def _take_address(person: _Person, item: Property) -> None:
    box, extended, street, city, state, code, country = (item.parts() + [""] * 7)[:7]
    lines = [part for part in (street, extended, box) if part]
    if not lines and not any((city, state, code, country)):
        return
    values = (", ".join(lines), city, state, code, country)
    for header, text in zip(("Address", "City", "State", "Postal code", "Country"), values, strict=True):
        person.cells.setdefault(header, []).append(text)


def _take_website(person: _Person, item: Property) -> None:
    person.reach("Website", item.text, item=item)


def _take_note(person: _Person, item: Property) -> None:
    together = "\n".join(text for text in (person.one("Notes"), item.text) if text)
    person.cells["Notes"] = [together] if together else []


def _take_birthday(person: _Person, item: Property) -> None:
    person.add("Birthday", _day(item.text, _NO_YEARS | {item.parameters.get("X-APPLE-OMIT-YEAR", "")}))


def _day(text: str, no_years: frozenset[str]) -> str:
    """YYYY-MM-DD, or --MM-DD without a year; a text that is no day stays."""
    whole = _DAY.fullmatch(text)
    if whole:
        year, month, day = whole.groups()
        return f"--{month}-{day}" if year in no_years else f"{year}-{month}-{day}"
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
