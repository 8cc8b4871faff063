"""Records that belong to a contact, such as interactions: read from a row, and the contact found. Writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from crm.controllers.contact_rows import normal_form
from crm.controllers.importing import values
from crm.controllers.importing.findings import Findings
from crm.controllers.importing.records import Record, host, identity
from crm.controllers.importing.values import Reading
from crm.controllers.importing.words import says_nothing
from crm.models import imports
from crm.models.contacts import PERSON, Channel
from crm.models.fields import Field, Kind
from crm.models.imports import JOIN
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import among
from crm.utils import emails, phones, tax_ids, text
from crm.utils.i18n import N_, _

_ABOUT = N_("Whom it belongs to")
# What a column may say about the contact, strongest first.
LINKS = (
    Field("contact_external_id", Kind.TEXT, N_("ID of the contact"), _ABOUT),
    Field("contact_email", Kind.EMAIL, N_("E-mail of the contact"), _ABOUT),
    Field("contact_tax_id", Kind.TEXT, N_("Tax ID of the contact"), _ABOUT),
    Field("contact_phone", Kind.PHONE, N_("Phone of the contact"), _ABOUT),
    Field("contact_name", Kind.TEXT, N_("Name of the contact"), _ABOUT),
    Field("company_domain", Kind.LINK, N_("Company domain"), _ABOUT),
    Field("company", Kind.TEXT, N_("Company"), _ABOUT),
)
LINK_NAMES = tuple(one.name for one in LINKS)
_OF_COMPANIES = ("company_domain", "company")
_PERSONAL = tuple(name for name in LINK_NAMES if name not in _OF_COMPANIES)
_SHOWN = 3
# What somebody wrote, as it stands.
_TEXTS = frozenset(("subject", "body"))

Read = Callable[[str], Any]


class Linked:
    """One such record in the making. `links` holds what the row says about its contact, by the names of LINKS.

    `cells` holds the header and the text of the cell that each field was read from, `blank` the fields of empty cells.
    """

    def __init__(self, row: int) -> None:
        self.row = row
        self.id = 0
        self.about = ""
        self.values: dict[str, Any] = {}
        self.links: dict[str, str] = {}
        self.cells: dict[str, tuple[str, str]] = {}
        self.blank: set[str] = set()
        self.stored: Mapping[str, Any] = {}
        self.channels: Mapping[Any, Channel] = {}
        self.tags: Mapping[str, str] = {}
        self.custom: Mapping[str, Any] = {}

    @property
    def name(self) -> str:
        """What it is shown by: its contact, where that is known."""
        return self.about or str(
            self.values.get("subject") or self.values.get("body") or next(iter(self.links.values()), "")
        )

    @property
    def external(self) -> tuple[str, str] | None:
        """Where its id comes from and the id; None without one."""
        own = self.values.get("external_id")
        return (str(self.values.get("external_source", "")), str(own)) if own else None


class LinkedReader:
    """Reads such records from rows by the fields of their model."""

    def __init__(self, mapping: imports.Mapping, reading: Reading, *, findings: Findings) -> None:
        self._mapping = mapping
        self._reading = reading
        self._findings = findings
        self._columns: list[tuple[int, imports.Column, Read | None]] = []
        self._times: list[tuple[int, str]] = []

    def prepare(self, headers: Sequence[str], fields: Iterable[Field]) -> None:
        """Find the mapped columns in a file."""
        known = {one.name: one for one in fields}
        for column in self._mapping.columns:
            if column.header in headers and column.field == "at" and column.combine == JOIN:
                self._times.append((headers.index(column.header), column.header))
            elif column.header in headers and column.field in known:
                read = values.field_reader(known[column.field], column.header, reading=self._reading)
                plain = column.field in LINK_NAMES or column.field == "owner"
                self._columns.append((headers.index(column.header), column, None if plain else read))

    def read(self, number: int, cells: Sequence[str]) -> Linked | None:
        """The record in a row; None for a row in which nothing was taken."""
        record = Linked(number)
        for place, column, read in self._columns:
            cell = cells[place].strip()
            if not cell or (column.field not in _TEXTS and says_nothing(cell)):
                record.blank.add(column.field)
            else:
                try:
                    self._take(record, column, value=read(cell) if read else cell)
                    record.cells.setdefault(column.field, (column.header, cell))
                except ValueError as error:
                    self._findings.error(number, str(error), column=column.header, value=cell)
        if "at" in record.values:
            self._take_time(record, cells)
        if record.values.get("external_id"):
            record.values["external_source"] = self._mapping.source
        return record if record.values or record.links else None

    def _take_time(self, record: Linked, cells: Sequence[str]) -> None:
        """The time of day from a column of its own; the day stays where that cannot be read."""
        for place, header in self._times:
            cell = cells[place].strip()
            if not says_nothing(cell):
                try:
                    record.values["at"] = values.at_time(record.values["at"], cell)
                except ValueError as error:
                    self._findings.error(record.row, str(error), column=header, value=cell)
                return

    def person(self, record: Linked) -> tuple[Record, dict[str, str]]:
        """The person that a row's words about its contact describe, and by link what is wrong with it."""
        person, links, problems = Record(record.row, PERSON), record.links, dict[str, str]()
        first, last = values.split_name(links.get("contact_name", ""))
        told = {"company": links.get("company", ""), "tax_id": links.get("contact_tax_id", "")}
        person.values = {name: word for name, word in {"first_name": first, "last_name": last, **told}.items() if word}
        mark = values.marked("work")
        readers: dict[str, Callable[[str], None]] = {
            "contact_email": lambda text: values.read_email(person, text, mark=mark),
            "contact_phone": lambda text: values.read_phone(person, text, mark=mark, region=self._reading.region),
        }
        for name in readers.keys() & links.keys():
            try:
                readers[name](links[name])
            except ValueError as problem:
                problems[name] = str(problem)
        return person, problems

    def _take(self, record: Linked, column: imports.Column, *, value: Any) -> None:
        if column.field == "owner":
            record.values["user_id"] = values.owner_of(value, self._reading, place=(record.row, column.header)) or None
            return
        if column.field == "contact_phone":
            value = phones.check(value, region=self._reading.region)[0] or value
        if value == "":
            return
        kept: dict[str, Any] = record.links if column.field in LINK_NAMES else record.values
        if column.field not in kept:
            kept[column.field] = value
        elif column.combine == JOIN and isinstance(value, str):
            kept[column.field] += "\n" + value


class ContactFinder:
    """Finds the one contact that a row's words about it stand for: one lookup per chunk and kind of word."""

    def __init__(self, database: Database, mapping: imports.Mapping, *, findings: Findings) -> None:
        self._database = database
        self._findings = findings
        self._headers = {column.field: column.header for column in mapping.columns}
        self._known: dict[tuple[str, str], list[int]] = {}
        self._names: dict[int, str] = {}
        self._companies: dict[int, str] = {}

    def load(self, records: Sequence[Linked]) -> None:
        """Fetch what the words of these rows point at."""
        self._known = {}
        wanted: dict[str, set[str]] = {}
        for record in records:
            for name, word in record.links.items():
                wanted.setdefault(name, set()).update(_keys(name, word))
        for name, words in wanted.items():
            self._load(name, words - {""})

    def find(self, record: Linked) -> int:
        """The id of the contact; 0 when none or several fit, which is reported with the candidates."""
        personal = [name for name in _PERSONAL if record.links.get(name)]
        candidates: list[int] = []
        for name in personal or _OF_COMPANIES:
            found = self._of(name, record.links.get(name, ""))
            candidates = [one for one in candidates if one in found] or candidates or found
        company = identity(record.links.get("company", ""))
        if len(candidates) > 1 and company:
            candidates = [one for one in candidates if identity(self._companies[one]) == company] or candidates
        if len(candidates) != 1:
            self._report(record, candidates)
        return candidates[0] if len(candidates) == 1 else 0

    def name_of(self, contact_id: int) -> str:
        """The name of a contact that was found."""
        return self._names.get(contact_id, "").strip()

    def seen(self, record: Linked) -> bool:
        """Whether somebody here fits what the row says about a person."""
        return any(self._of(name, record.links.get(name, "")) for name in _PERSONAL)

    def add(self, record: Linked, person: Record) -> None:
        """Let later rows find a contact that was made for this one."""
        self._names[person.id], self._companies[person.id] = person.name, str(person.values.get("company", ""))
        for name, word in record.links.items():
            for key in _keys(name, word):
                self._known.setdefault((name, key), []).append(person.id)

    def _of(self, name: str, word: str) -> list[int]:
        ids = [one for key in _keys(name, word) for one in self._known.get((name, key), ())]
        return list(dict.fromkeys(ids))

    def _load(self, name: str, words: set[str]) -> None:
        tax = name == "contact_tax_id"
        written = {way for word in words for way in tax_ids.spellings(word)} if tax else words
        for row in self._database.all(_QUERIES[name], values=to_json(sorted(written))) if written else ():
            key = tax_ids.normal(row["word"]) if tax else row["word"]
            self._known.setdefault((name, key), []).append(row["id"])
            self._names[row["id"]] = row["name"]
            self._companies[row["id"]] = row["company"]

    def _report(self, record: Linked, candidates: Sequence[int]) -> None:
        name = next((one for one in LINK_NAMES if record.links.get(one)), "")
        if candidates:
            shown = ", ".join(f"{self._names[one]} (#{one})" for one in candidates[:_SHOWN])
            sentence = _("Several contacts fit: {names}. This row was not imported.").format(
                names=shown + (" …" if len(candidates) > _SHOWN else "")
            )
        elif name:
            sentence = _("No contact here fits. This row was not imported: import the contacts first.")
        else:
            sentence = _("This row does not say which contact it belongs to. It was not imported.")
        self._findings.error(record.row, sentence, column=self._headers.get(name, ""), value=record.links.get(name, ""))


def _keys(name: str, word: str) -> list[str]:
    """The normal forms that a word about a contact is looked up by; of several addresses each."""
    if not word:
        return []
    if name == "contact_email":
        return [emails.normal(part) for part in word.replace(",", ";").split(";") if part.strip()]
    if name == "contact_phone":
        return [normal_form("phone", part) for part in word.split(";") if part.strip()]
    if name == "contact_tax_id":
        return [tax_ids.normal(word)]
    if name == "company_domain":
        return [host(word)]
    return [word.strip()] if name == "contact_external_id" else [text.fold(identity(word)).strip()]


_COLUMNS = (
    " c.id, c.company, CASE c.kind WHEN 'company' THEN c.company ELSE c.first_name || ' ' || c.last_name END AS name"
)
_BY_CHANNEL = f"SELECT h.normal AS word,{_COLUMNS} FROM contact_channels h JOIN contacts c ON c.id = h.contact_id"
_BY_NAME = f"SELECT c.sort_name AS word,{_COLUMNS} FROM contacts c WHERE {among('c.sort_name', 'values')}"
_QUERIES = {
    "contact_external_id": (
        f"SELECT c.external_id AS word,{_COLUMNS} FROM contacts c"
        f" WHERE c.external_id <> '' AND {among('c.external_id', 'values')}"
        f" UNION SELECT a.external_id AS word,{_COLUMNS} FROM contact_aliases a JOIN contacts c ON c.id = a.contact_id"
        f" WHERE {among('a.external_id', 'values')} ORDER BY 2"
    ),
    "contact_email": f"{_BY_CHANNEL} WHERE h.kind = 'email' AND {among('h.normal', 'values')} ORDER BY c.id",
    "contact_phone": f"{_BY_CHANNEL} WHERE h.kind = 'phone' AND {among('h.normal', 'values')} ORDER BY c.id",
    "contact_tax_id": (
        f"SELECT c.tax_id AS word,{_COLUMNS} FROM contacts c"
        f" WHERE c.tax_id <> '' AND {among('c.tax_id', 'values')} ORDER BY c.id"
    ),
    "contact_name": f"{_BY_NAME} ORDER BY c.id",
    "company_domain": (
        f"{_BY_CHANNEL} WHERE c.kind = 'company' AND h.kind = 'link' AND {among('h.normal', 'values')} ORDER BY c.id"
    ),
    "company": f"{_BY_NAME} AND c.kind = 'company' ORDER BY c.id",
}
