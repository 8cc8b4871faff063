"""Rows of a file read into records, by a mapping prepared once. No SQL; nothing is compared with what is stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from crm.controllers.checking import LONGEST_LINE, LONGEST_TEXT
from crm.controllers.importing import values
from crm.controllers.importing.birthdays import read_birthday
from crm.controllers.importing.findings import Findings
from crm.controllers.importing.records import Record, domains, host, identity
from crm.controllers.importing.values import Reading
from crm.controllers.importing.words import says_nothing
from crm.models.contacts import COMPANY, PERSON, Channel
from crm.models.fields import Kind
from crm.models.imports import ADDRESS, COMPANIES, ELSE, JOIN, REPLACE, SEVERAL, Column, Mapping
from crm.utils import phones, text
from crm.utils.i18n import _
from crm.utils.shared_addresses import is_shared_mailbox

Take = Callable[[Record, str], None]

_PLAIN_NAMES = (
    "first_name last_name company job_title source tax_id address postal_code city state country notes external_id"
    " external_source full_name"
)
PLAIN = frozenset(_PLAIN_NAMES.split())
_PEOPLE_NAMES = frozenset(("first_name", "last_name", "full_name"))
# What tells records apart or links them: "n/a" in two rows does not make them one.
_TELLING = frozenset(
    ("company", "company_domain", "company_external_id", "company_tax_id", "external_id", "owner", "tax_id", "website")
)
_CHANNELS = SEVERAL - {"tags"}
_NONE = frozenset[str]()
_BETWEEN = {"notes": "\n", "address": ", "}


class _Place(NamedTuple):
    """A plain column: where it stands, its field, and whether it is joined to the text before it."""

    at: int
    field: str
    joined: bool


class _Reach(NamedTuple):
    """A column of addresses or numbers: where it stands, its header, field and label, and the column of labels (-1)."""

    at: int
    header: str
    field: str
    label: str
    naming: int


class RowReader:
    """Reads people and companies from the rows of one file.

    With `side` a row may well hold none of them: they stand beside the records that the file is about.
    """

    def __init__(self, mapping: Mapping, reading: Reading, *, findings: Findings, side: bool = False) -> None:
        self._mapping = mapping
        self._reading = reading
        self._findings = findings
        self._side = side
        self._place: dict[str, int] = {}
        self._plain: list[_Place] = []
        self._later: list[list[_Place]] = []
        self._takes: list[tuple[int, str, Take]] = []
        self._reaches: list[_Reach] = []
        self._kinds: list[tuple[int, str]] = []
        self._clearing: list[tuple[int, str]] = []
        self._telling: list[int] = []
        self._names_people = any(column.field in _PEOPLE_NAMES for column in mapping.columns)

    def prepare(self, headers: Sequence[str]) -> None:
        """Find the mapped columns in a file; the columns may stand in any order, some may be missing."""
        self._place = {header: index for index, header in enumerate(headers)}
        for column in self._mapping.columns:
            index = self._place.get(column.header)
            if index is None or not column.field:
                continue
            if column.field in PLAIN:
                self._prepare_plain(column, index)
            elif column.field in _CHANNELS:
                naming = self._place.get(column.label_from, -1) if column.label_from else -1
                self._reaches.append(_Reach(index, column.header, column.field, column.label, naming))
            else:
                self._takes.append((index, column.header, self._taker(column)))
            if column.field in _TELLING:
                self._telling.append(index)
            if column.field == "kind":
                self._kinds.append((index, column.header))
            if column.rule == REPLACE:
                self._clearing.append((index, "assigned_to" if column.field == "owner" else column.field))

    def _prepare_plain(self, column: Column, index: int) -> None:
        """Put a plain column among the ordinary ones, or into the group that is used where the earlier are empty."""
        place = _Place(index, column.field, column.combine == JOIN)
        group = self._later[-1] if self._later else []
        continues = bool(group) and (group[-1].field in ADDRESS) == (column.field in ADDRESS)
        if place.joined and continues and group[-1].field == column.field:
            group.append(place)
        elif column.combine != ELSE:
            self._plain.append(place)
        elif continues and all(one.field != column.field for one in group):
            group.append(place)
        else:
            self._later.append([place])

    @property
    def has_kinds(self) -> bool:
        """Whether a column says what each row is."""
        return bool(self._kinds)

    def is_company(self, cells: Sequence[str]) -> bool:
        """Whether the column of kinds calls this row a company."""
        return any(values.kind_of(cells[index], header) == COMPANY for index, header in self._kinds)

    def read(self, number: int, cells: Sequence[str], *, alone: bool = True) -> Record | None:
        """The record in a row; None when nothing in it can name one, with the reason among the findings.

        A row that another record was found in, and so is not `alone`, need not hold one of these.
        """
        if not _is_sound(cells):
            cells = self._sound(number, cells)
        if not self._mapping.exact:
            cells = [cell.strip() for cell in cells]
            for index in self._telling:
                if says_nothing(cells[index]):
                    cells[index] = ""
        record = Record(number, PERSON)
        kept = record.values
        for index, field, joined in self._plain:
            cell = cells[index]
            if cell:
                kept[field] = kept[field] + _BETWEEN.get(field, " ") + cell if joined and field in kept else cell
        for group in self._later:
            _fill(kept, group, cells=cells)
        self._take(record, cells)
        if self._reaches:
            self._read_channels(record, cells)
        record.blank = self._blank(cells)
        return self._finish(record, cells, silent=self._side or not alone)

    def _take(self, record: Record, cells: Sequence[str]) -> None:
        """Every value that has to be read."""
        for index, header, take in self._takes:
            if cells[index]:
                try:
                    take(record, cells[index])
                except ValueError as error:
                    self._report(record, error, header=header, cell=cells[index])

    def _report(self, record: Record, error: ValueError, *, header: str, cell: str) -> None:
        """A value that cannot be read, unless a person wrote there that there is none."""
        if self._mapping.exact or not says_nothing(cell):
            self._findings.error(record.row, str(error), column=header, value=cell)

    def _blank(self, cells: Sequence[str]) -> frozenset[str]:
        """The fields that a row empties on purpose."""
        return frozenset(field for index, field in self._clearing if not cells[index]) if self._clearing else _NONE

    def _read_channels(self, record: Record, cells: Sequence[str]) -> None:
        """Every e-mail, phone and link of a row, each with its label."""
        region = ""
        for reach in self._reaches:
            cell = cells[reach.at]
            if not cell:
                continue
            mark = (
                values.read_label(cells[reach.naming])
                if reach.naming >= 0 and (self._mapping.exact or cells[reach.naming])
                else values.marked(reach.label or values.default_label(record, reach.field))
            )
            try:
                if reach.field == "email":
                    values.read_email(record, cell, mark=mark)
                elif reach.field == "website":
                    values.read_link(record, cell, mark=mark, exact=self._mapping.exact)
                else:
                    region = region or self._region(record)
                    values.read_phone(record, cell, mark=mark, region=region)
            except ValueError as error:
                self._report(record, error, header=reach.header, cell=cell)

    def _region(self, record: Record) -> str:
        country = record.values.get("country")
        return (phones.region_of(country) if country else "") or self._reading.region

    def _sound(self, number: int, cells: Sequence[str]) -> list[str]:
        """The cells of a row that can be kept; the others are reported and left empty."""
        result = list(cells)
        for column in self._mapping.columns:
            index = self._place.get(column.header)
            if index is None or not column.field or not result[index]:
                continue
            limit = LONGEST_TEXT if column.field == "notes" or column.field.startswith("custom.") else LONGEST_LINE
            problem = text.unstorable(result[index])
            if len(result[index]) > limit:
                problem = _("This text is too long: {length} letters, at most {limit}.").format(
                    length=len(result[index]), limit=limit
                )
            if problem:
                self._findings.error(number, problem, column=column.header, value=result[index])
                result[index] = ""
        return result

    def _taker(self, column: Column) -> Take:
        """What puts a cell of this column into a record."""
        reading = self._reading
        if column.field.startswith("custom."):
            key = column.field.removeprefix("custom.")
            target = reading.custom[column.field]
            if target.kind == Kind.CHOICES:
                return lambda record, cell: values.read_choices(record, cell, target=target, reading=reading)
            read = values.field_reader(target, column.header, reading=reading)
            return lambda record, cell: _keep(record, key, value=read(cell))
        statuses = values.status_words(reading) if column.field == "status" else {}
        takers: dict[str, Take] = {
            "tags": lambda record, cell: values.read_tags(record, cell, exact=self._mapping.exact),
            "company_domain": values.read_domain,
            "company_external_id": lambda record, cell: record.company_keys.__setitem__(column.field, cell),
            "company_tax_id": lambda record, cell: record.company_keys.__setitem__(column.field, cell),
            "kind": lambda record, cell: values.read_kind(record, cell, header=column.header),
            "status": lambda record, cell: values.read_status(record, cell, known=statuses),
            "owner": lambda record, cell: values.read_owner(record, cell, header=column.header, reading=reading),
            "birthday": lambda record, cell: read_birthday(record, cell, header=column.header, reading=reading),
            "created_at": lambda record, cell: record.values.__setitem__(
                "created_at", values.read_moment(cell, column.header, reading=reading)
            ),
        }
        return takers[column.field]

    def _finish(self, record: Record, cells: Sequence[str], *, silent: bool) -> Record | None:
        """The record with its kind and name settled."""
        kept = record.values
        full = kept.pop("full_name", "")
        if kept.get("kind") == COMPANY:
            self._take_person_off(record, full)
            full = ""
        if full and not kept.get("first_name") and not kept.get("last_name"):
            first, last = values.split_name(full)
            kept |= {name: part for name, part in (("first_name", first), ("last_name", last)) if part}
        if kept.get("external_id"):
            kept.setdefault("external_source", self._mapping.source)
        record.kind = kept.pop("kind", "") or self._kind(record)
        if record.kind == COMPANY:
            self._finish_company(record)
        if record.name.strip():
            return record
        if kept or record.channels or record.custom or record.tags:
            self._refuse(record, cells)
        elif not silent:
            self._findings.error(record.row, _("Nothing of this row was recognised."))
        return None

    def _take_person_off(self, record: Record, full: str) -> None:
        """A row that says it is a company: a person's name in it is the company's, or nothing of a company."""
        kept = record.values
        halves = [kept.pop(half) for half in ("first_name", "last_name") if half in kept]
        name = full or " ".join(halves)
        company = kept.setdefault("company", name)
        if not company:
            del kept["company"]
        title = kept.pop("job_title", "")
        told = {
            "job_title": title,
            "birthday": kept.pop("birthday", ""),
            ("full_name" if full else "first_name" if halves else ""): name,
        }
        for field, value in told.items():
            if value and identity(value) != identity(company):
                header = next((one.header for one in self._mapping.columns if one.field == field), "")
                sentence = _("This row is a company, and this belongs to a person. It was left out.")
                self._findings.error(record.row, sentence, column=header, value=value)

    def _refuse(self, record: Record, cells: Sequence[str]) -> None:
        """Report a row that names no record; beside another record the values that are lost with it."""
        if not self._side:
            self._findings.error(record.row, _unnamed(record.kind))
            return
        for column in self._mapping.columns:
            index = self._place.get(column.header)
            if column.field and index is not None and cells[index]:
                reason = _unnamed(record.kind)
                self._findings.error(record.row, reason, column=column.header, value=cells[index])

    def _kind(self, record: Record) -> str:
        """A row with a company's name and nothing of a person is the company."""
        kept = record.values
        if self._mapping.entity == COMPANIES:
            return COMPANY
        if (
            "company" not in kept
            or "first_name" in kept
            or "last_name" in kept
            or "job_title" in kept
            or "birthday" in kept
        ):
            return PERSON
        mobile = any(channel.label == "mobile" for channel in record.channels.values())
        shared = self._names_people and all(map(is_shared_mailbox, record.normals("email")))
        return PERSON if mobile or (record.has("email") and not shared) else COMPANY

    def _finish_company(self, record: Record) -> None:
        """A company has no first name and no mobile of its own, and its domain is a link like others."""
        kept = record.values
        self._take_own_keys(record)
        if not self._mapping.exact:
            for key, channel in record.channels.items():
                if channel.label == "mobile":
                    record.channels[key] = Channel(channel.kind, channel.value, "work")
        links = {host(one.value) for (kind, _normal), one in record.channels.items() if kind == "link"}
        if record.domain and record.domain not in links:
            record.add_channel(Channel("link", record.domain))
        if not kept.get("company"):
            name = next(iter(domains(record)), "") or next((one.value for one in record.channels.values()), "")
            kept |= {"company": name} if name else {}

    def _take_own_keys(self, record: Record) -> None:
        """The ids of the company a row is about, where a file of people calls them those of "the company"."""
        kept, keys = record.values, record.company_keys
        if "company_tax_id" in keys:
            kept.setdefault("tax_id", keys["company_tax_id"])
        if "company_external_id" in keys and "external_id" not in kept:
            header = next(one.header for one in self._mapping.columns if one.field == "company_external_id")
            kept |= {"external_id": keys["company_external_id"], "external_source": self._mapping.source or header}


def _keep(record: Record, key: str, *, value: Any) -> None:
    """Keep the value of a field of the business, unless the mapping leaves it out."""
    if value != "":
        record.custom[key] = value


def _fill(kept: dict[str, str], group: Sequence[_Place], *, cells: Sequence[str]) -> None:
    """A second address, or a second column, where the first is empty."""
    fields = ADDRESS if group[0].field in ADDRESS else {one.field for one in group}
    if any(field in kept for field in fields):
        return
    for index, field, joined in group:
        cell = cells[index]
        if cell:
            kept[field] = kept[field] + _BETWEEN.get(field, " ") + cell if joined and field in kept else cell


def _is_sound(cells: Sequence[str]) -> bool:
    """Whether nothing in a row needs a second look: no NUL, no half character, no very long text."""
    whole = "".join(cells)
    if len(whole) > LONGEST_LINE or "\x00" in whole:
        return False
    return whole.isascii() or not text.unstorable(whole)


def _unnamed(kind: str) -> str:
    if kind == COMPANY:
        return _("Nothing in this row can name a company: no name, domain, e-mail or phone.")
    return _("Nothing in this row can name a contact: no name, e-mail, phone or company.")
