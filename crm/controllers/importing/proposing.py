"""Which column of a file goes to which field: proposed from headers and the look of values. No SQL, nothing stored."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from crm.controllers.exporting.columns import ORDER
from crm.controllers.importing import books, headers
from crm.controllers.importing.headers import CHANNEL_FIELDS, UNKNOWN, Meaning
from crm.controllers.importing.targets import PERSONS, takes_several, targets
from crm.controllers.importing.values import kind_of
from crm.controllers.importing.words import STATUS_WORDS
from crm.files.sheet import Table, unique_headers
from crm.models.fields import Field
from crm.models.imports import ADDRESS, ALONE, COMPANIES, CONTACTS, ELSE, JOIN, SEVERAL, Column, Mapping
from crm.utils import emails, phones
from crm.utils.i18n import _
from crm.utils.text import fold, words

_SAMPLE_ROWS = 50
_LAST = 1000
_JOINED = {
    headers.MIDDLE_NAME: "first_name",
    headers.SECOND_LAST_NAME: "last_name",
    headers.SECOND_LINE: "address",
}
_OF_COMPANY = re.compile(
    r"\s*(?:organi[sz]ation|company|account|empresa|organizaci[oó]n|compañ[ií]a|cuenta)\s*[-:/.]\s*(.+)", re.IGNORECASE
)
_LATE = {"+phone": "phone", "+website": "website"}
_SALUTATIONS_TEXT = "mr mrs ms miss dr dra sr sra srta d dna don dona prof"
_SALUTATIONS = frozenset(_SALUTATIONS_TEXT.split())
_PROGRAMS = (
    ("HubSpot", ("lifecycle stage", "associated company domain", "company domain name", "original source")),
    ("Salesforce", ("mailing street", "mailing zip postal code", "account id", "contact id 18")),
    ("Pipedrive", ("person name", "person email work", "organization owner")),
    ("Google", ("email 1 value", "group membership")),
)


@dataclass
class _Proposed:
    """One column while it is decided on."""

    header: str
    meaning: Meaning
    sample: list[str]
    column: Column
    place: int = 0

    @property
    def free(self) -> bool:
        """Whether no field was found yet."""
        return not self.column.field

    def take(self, field: str, *, combine: str = ALONE) -> None:
        """Send the column to a field."""
        self.column = replace(self.column, field=field, combine=combine)


def guess_entity(table: Table) -> str:
    """What a file holds, by its headers."""
    told = books.told_by_headers(table)
    if told:
        return told
    found = {headers.read(header, CONTACTS).field for header in table.headers}
    if headers.AMBIGUOUS_KIND in found and _tells_kinds(table):
        found.add("kind")
    people = {"first_name", "last_name", "full_name", "job_title", "birthday", "kind", headers.AMBIGUOUS_NAME}
    by_name = {header for header in map(headers.plain, table.headers) if header.startswith(("company", "empresa"))}
    if found & people or "company" not in found:
        return COMPANIES if len(by_name) > 2 and not found & (people - {headers.AMBIGUOUS_NAME}) else CONTACTS
    return CONTACTS if "email" in found and not by_name else COMPANIES


def _tells_kinds(table: Table) -> bool:
    """Whether a column says of each row that it is a person or a company."""
    meant = [headers.read(header, CONTACTS).field == headers.AMBIGUOUS_KIND for header in table.headers]
    return any(kind_of(cell) for row in table.sample() for cell, asked in zip(row, meant, strict=True) if asked)


def propose(table: Table, entity: str, *, custom: Sequence[Field] = ()) -> Mapping:
    """The mapping a careful person would choose; what it leaves out stands in `ignored`."""
    if entity in books.BOOKS:
        return books.propose(table, entity, custom=custom)
    samples = list(zip(*table.sample(_SAMPLE_ROWS), strict=True)) or [()] * len(table.headers)
    own = {headers.plain(field.label): field.name for field in custom}
    exported = _is_own(dict(zip(table.headers, samples, strict=True)), own)
    exact = exported or table.is_own
    columns = [
        _Proposed(
            header,
            _meaning(header, entity, own=own) if not exported else _own_meaning(header, own),
            [cell for cell in cells if cell.strip()],
            Column(header),
        )
        for header, cells in zip(table.headers, samples, strict=True)
    ]
    if entity == CONTACTS and not exported:
        _take_beside(columns)
        _take_further(columns)
    _settle_ambiguous(columns, entity)
    _take_channels(columns, entity)
    _take_plain(columns)
    notes = _take_addresses(columns)
    _take_by_look(columns)
    if table.headers == unique_headers([""] * len(table.headers)):
        _take_names(columns, entity)
    return Mapping(
        entity,
        tuple(column.column for column in sorted(columns, key=lambda one: one.place)),
        source="" if exact else _source(columns),
        exact=exact,
        notes=tuple(notes),
    )


def _is_own(samples: dict[str, Sequence[str]], own: dict[str, str]) -> bool:
    """Whether this program wrote the file: every header is its own, and each record's kind is told in its words.

    Beside all the headers of a whole export, others are those of fields that this file does not have.
    """
    fields = {header: _own_meaning(header, own).field for header in samples}
    found, kinds = set(fields.values()), [cell for one in samples if fields[one] == "kind" for cell in samples[one]]
    known = (all(found) or found >= set(ORDER)) and ("first_name" not in found or "last_name" in found)
    return known and "kind" in found and all(map(kind_of, kinds))


def _own_meaning(header: str, own: dict[str, str]) -> Meaning:
    found = headers.read_own(header)
    return found if found.field else Meaning(own.get(headers.plain(header), ""), strength=4)


def _meaning(header: str, entity: str, *, own: dict[str, str]) -> Meaning:
    found = headers.read(header, entity)
    if found.strength < 4 and headers.plain(header) in own:
        return Meaning(own[headers.plain(header)], strength=4)
    return UNKNOWN if entity == COMPANIES and found.field in PERSONS - {"mobile_phone"} else found


def _has(columns: Sequence[_Proposed], *fields: str) -> bool:
    return any(column.meaning.field in fields and not column.meaning.names_label for column in columns)


def _take_beside(columns: Sequence[_Proposed]) -> None:
    """The columns that describe the company beside a person: "Organization - Name", "Empresa: Ciudad"."""
    described = {column.header: found[1] for column in columns if (found := _OF_COMPANY.match(column.header))}
    meanings = {header: headers.read(rest, COMPANIES).field for header, rest in described.items()}
    if len({field for field in meanings.values() if field}) < 2:
        return
    offered = {field.name for field in targets(CONTACTS)}
    taken: set[str] = set()
    for column in columns:
        field = meanings.get(column.header, "")
        name = f"{COMPANIES}.{'company' if field == headers.AMBIGUOUS_NAME else field}"
        if field and name in offered and (name not in taken or takes_several(name)):
            taken.add(name)
            column.meaning = UNKNOWN
            column.take(name)


def _take_further(columns: Sequence[_Proposed]) -> None:
    """The columns that describe a deal, an activity or a note beside a person: "Deal - Title", "Activity - Subject"."""
    offered, taken = {field.name for field in targets(CONTACTS)}, set[str]()
    for column in columns:
        name = books.beside(column.header)
        if name in offered - taken:
            taken.add(name)
            column.meaning = UNKNOWN
            column.take(name)


def _settle_ambiguous(columns: Sequence[_Proposed], entity: str) -> None:
    """Give the headers that mean several things the one that fits beside the others."""
    for column in columns:
        field = column.meaning.field
        if field == headers.AMBIGUOUS_NAME:
            halved = _has(columns, "last_name") and not _has(columns, "first_name")
            column.meaning = replace(column.meaning, field="first_name" if halved else "full_name", strength=2)
        elif field == headers.AMBIGUOUS_STATE:
            known = sum(fold(cell.strip()) in STATUS_WORDS for cell in column.sample)
            state = known * 2 <= len(column.sample)
            column.meaning = replace(column.meaning, field="state" if state else "status", strength=2)
        elif field == headers.AMBIGUOUS_KIND:
            meant = _kind_meant(column, columns)
            column.meaning = replace(column.meaning, field=meant, strength=2) if meant else UNKNOWN
        elif field == headers.SALUTATION_OR_JOB:
            polite = any(fold(cell).strip(" .") in _SALUTATIONS for cell in column.sample)
            taken = polite or _has(columns, "job_title")
            column.meaning = UNKNOWN if taken else replace(column.meaning, field="job_title", strength=2)
        elif field == "?status":
            column.meaning = replace(column.meaning, field="status", strength=2)
        elif field == "mobile_phone" and entity == COMPANIES:
            column.meaning = replace(column.meaning, field="phone")


def _kind_meant(column: _Proposed, columns: Sequence[_Proposed]) -> str:
    """What a column "Type" holds: person or company, a status, or the business's own words, which become tags."""
    if not column.sample:
        return ""
    if _most(column, lambda cell: bool(kind_of(cell))):
        return "kind"
    if _most(column, lambda cell: fold(cell) in STATUS_WORDS) and not _has(columns, "status", "?status"):
        return "status"
    return "tags"


def _take_channels(columns: Sequence[_Proposed], entity: str) -> None:
    """Every e-mail, phone and link column, with its label: its own word, or the column that names it row by row."""
    naming = {
        (column.meaning.field, max(column.meaning.number, 1)): column.header
        for column in columns
        if column.meaning.names_label
    }
    for column in columns:
        meaning = column.meaning
        field = _LATE.get(meaning.field, meaning.field)
        if field not in CHANNEL_FIELDS or meaning.names_label:
            continue
        named = naming.get((field, max(meaning.number, 1)), "")
        label = "other" if meaning.field in _LATE and field == "phone" else meaning.label
        column.place = _LAST if meaning.field in _LATE else 0
        if field == "phone" and label == "mobile" and entity == CONTACTS:
            field = "mobile_phone"
        column.column = Column(column.header, field, label, named)


def _take_plain(columns: Sequence[_Proposed]) -> None:
    """One column per plain field, the surest first; names in two columns and notes are joined."""
    taken: dict[str, _Proposed] = {}
    for column in sorted(columns, key=lambda one: -one.meaning.strength):
        field = column.meaning.field
        if not column.free or not field or column.meaning.names_label or field in ADDRESS | {"*address"}:
            continue
        if field in _JOINED or field in _LATE:
            continue
        if field not in taken or field in SEVERAL:
            taken[field] = column
            column.take(field)
        elif field == "notes":
            column.take(field, combine=JOIN)
    for column in columns:
        base = _JOINED.get(column.meaning.field, "")
        if base in taken and base != "address":
            column.take(base, combine=JOIN)


def _take_addresses(columns: Sequence[_Proposed]) -> list[str]:
    """The parts of addresses, kept together: a second one is used where the first is empty, a second line joined."""
    groups: dict[tuple[bool, int, int], list[_Proposed]] = {}
    parts = [column for column in columns if column.meaning.field in ADDRESS | {"*address", headers.SECOND_LINE}]
    whole = {column.meaning.number for column in parts if column.meaning.field in ADDRESS - {"address"}}
    repeated = len({column.meaning.field for column in parts}) < len(parts)
    for column in parts:
        groups.setdefault(_address_of(column, whole, repeated=repeated), []).append(column)
    later = []
    for place, key in enumerate(sorted(groups)):
        _take_address(groups[key], place)
        later += groups[key] if place else []
    names = ", ".join(column.header for column in later if not column.free)
    return [_("Used only where the first address is empty: {columns}.").format(columns=names)] if names else []


def _address_of(column: _Proposed, whole: set[int], *, repeated: bool) -> tuple[bool, int, int]:
    """Which address a part belongs to: (the company's, work before home, its number)."""
    meaning = column.meaning
    if not repeated:
        return (False, 0, 0)
    place = {"": 0, "work": 1, "home": 2}.get(meaning.label, 3)
    return (meaning.strength < 2, place, meaning.number if meaning.number > 1 and meaning.number in whole else 0)


def _take_address(group: Sequence[_Proposed], place: int) -> None:
    taken: set[str] = set()
    order = {"*address": 2, headers.SECOND_LINE: 1}
    for column in sorted(group, key=lambda one: (order.get(one.meaning.field, 0), one.meaning.number)):
        field = "address" if column.meaning.field in order else column.meaning.field
        if column.meaning.field == "*address" and len(group) > 1 and "address" in taken:
            continue
        combine = JOIN if field in taken else ELSE if place else ALONE
        if field in taken and field != "address":
            continue
        taken.add(field)
        column.place = 10 * place + order.get(column.meaning.field, 0)
        column.take(field, combine=combine)


# What values look like, in a file without headers and for columns whose header says nothing.

_PHONE = re.compile(r"[+(]?\d[\d\s().\-/]{6,}\d(?:\s*(?:x|ext\.?)\s*\d+)?", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][^\d@/\\]{1,60}")


def _take_by_look(columns: Sequence[_Proposed]) -> None:
    """Fields that no header named, by the look of the values: an e-mail, and without any known header also the rest."""
    nameless = all(column.free for column in columns)
    for column in columns:
        if column.free and column.sample and not column.meaning.field:
            if not _taken(columns, "email") and _most(column, lambda cell: "@" in cell and not emails.check(cell)[1]):
                column.take("email")
            elif nameless and _most(column, lambda cell: bool(_LINK.fullmatch(cell))):
                column.take("website")
            elif nameless and _most(column, lambda cell: bool(_PHONE.fullmatch(cell))):
                column.take("phone")
            elif not _taken(columns, "country") and _most(column, _is_country):
                column.take("country")


def _taken(columns: Sequence[_Proposed], field: str) -> bool:
    return any(column.column.field == field for column in columns)


def _most(column: _Proposed, looks: Callable[[str], bool]) -> bool:
    """Whether nine values in ten look so."""
    return sum(1 for cell in column.sample if looks(cell.strip())) >= 0.9 * len(column.sample)


def _is_country(cell: str) -> bool:
    return len(cell) > 3 and bool(phones.region_of(cell))


def _take_names(columns: Sequence[_Proposed], entity: str) -> None:
    named = [column for column in columns if column.free and column.sample and _most(column, _is_name)]
    if not named:
        return
    if entity == COMPANIES:
        named[0].take("company")
        return
    single = [column for column in named[:2] if all(len(words(cell)) == 1 for cell in column.sample)]
    if len(single) == 2:
        single[0].take("first_name")
        single[1].take("last_name")
    else:
        named[0].take("full_name")


def _is_name(cell: str) -> bool:
    return bool(_NAME.fullmatch(cell))


def _source(columns: Sequence[_Proposed]) -> str:
    """Where external ids come from: a program known by its headers, or else the header of the ids."""
    known = {headers.plain(column.header) for column in columns}
    for program, marks in _PROGRAMS:
        if known & set(marks):
            return program
    return next((column.header for column in columns if column.column.field == "external_id"), "")
