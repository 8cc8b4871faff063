"""Rows of a file read into records, by a mapping prepared once. No SQL; nothing is compared with what is stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from crm.controllers import import_values as values
from crm.controllers.checking import LONGEST_LINE, LONGEST_TEXT
from crm.controllers.import_findings import Findings
from crm.controllers.import_records import Record, domains, host
from crm.controllers.import_values import Reading
from crm.models.contacts import COMPANY, PERSON, Channel
from crm.models.imports import ADDRESS, COMPANIES, ELSE, JOIN, Column, Mapping
from crm.utils import dates, phones, text
from crm.utils.i18n import _

Take = Callable[[Record, str, Sequence[str]], None]

PLAIN = frozenset(
    (
        "first_name",
        "last_name",
        "company",
        "job_title",
        "source",
        "tax_id",
        "address",
        "postal_code",
        "city",
        "state",
        "country",
        "notes",
        "external_id",
        "external_source",
    )
)
_BETWEEN = {"notes": "\n", "address": ", "}
_NAMING = ("first_name", "last_name", "company")


class RowReader:
    """Reads the rows of one file. `orders` says for each date column which way its numbers go."""

    def __init__(self, mapping: Mapping, reading: Reading, *, findings: Findings, orders: dict[str, str]) -> None:
        self._mapping = mapping
        self._reading = reading
        self._findings = findings
        self._orders = orders
        self._place = {column.header: index for index, column in enumerate(mapping.columns)}
        self._plain: list[tuple[int, str]] = []
        self._takes: list[tuple[int, str, Take]] = []
        self._later: list[list[tuple[int, str, bool]]] = []
        self._kinds: list[int] = []

    def prepare(self, headers: Sequence[str]) -> None:
        """Find the mapped columns in a file; the columns may stand in any order, some may be missing."""
        self._place = {header: index for index, header in enumerate(headers)}
        self._kinds = [
            self._place[one.header]
            for one in self._mapping.columns
            if one.field == "kind" and one.header in self._place
        ]
        last: list[tuple[int, str, bool]] = []
        for column in self._mapping.columns:
            index = self._place.get(column.header)
            if index is None or not column.field:
                continue
            if column.field in PLAIN:
                last = self._place_plain(column, index, last)
            else:
                self._takes.append((index, column.header, self._taker(column)))

    def _place_plain(
        self, column: Column, index: int, last: list[tuple[int, str, bool]]
    ) -> list[tuple[int, str, bool]]:
        """Put a plain column among the ordinary ones, or into the group that is used where the earlier are empty."""
        joined = column.combine == JOIN
        if column.combine == ELSE or (joined and last and last[-1][1] == column.field):
            repeated = any(field == column.field for _index, field, _joined in last)
            if not last or (repeated and not joined) or (last[-1][1] in ADDRESS) != (column.field in ADDRESS):
                last = []
                self._later.append(last)
            last.append((index, column.field, joined))
            return last
        if joined:
            self._takes.append((index, column.header, self._joiner(column.field)))
        else:
            self._plain.append((index, column.field))
        return []

    def read(self, number: int, cells: Sequence[str]) -> Record | None:
        """The record in a row; None when nothing in it can name one, with the reason among the findings."""
        if not self._is_sound(cells):
            cells = self._sound(number, cells)
        strip = not self._mapping.exact
        record = Record(number, PERSON)
        kept = record.values
        for index, field in self._plain:
            cell = cells[index].strip() if strip else cells[index]
            if cell:
                kept[field] = cell
        for group in self._later:
            self._fill(kept, group, cells)
        for index, header, take in self._takes:
            cell = cells[index].strip() if strip else cells[index]
            if cell:
                try:
                    take(record, cell, cells)
                except ValueError as error:
                    self._findings.error(number, str(error), column=header, value=cell)
        return self._finish(record)

    def is_company(self, cells: Sequence[str]) -> bool:
        """Whether the column of kinds calls this row a company."""
        return any(values.kind_of(cells[index]) == COMPANY for index in self._kinds)

    @staticmethod
    def _is_sound(cells: Sequence[str]) -> bool:
        """Whether nothing in a row needs a second look: no NUL, no half character, no very long text."""
        whole = "".join(cells)
        if len(whole) > LONGEST_LINE or "\x00" in whole:
            return False
        return whole.isascii() or not text.unstorable(whole)

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

    @staticmethod
    def _fill(kept: dict[str, str], group: Sequence[tuple[int, str, bool]], cells: Sequence[str]) -> None:
        """A second address, or a second column, where the first is empty."""
        fields = ADDRESS if group[0][1] in ADDRESS else {field for _index, field, _joined in group}
        if any(field in kept for field in fields):
            return
        for index, field, joined in group:
            cell = cells[index].strip()
            if cell:
                kept[field] = kept[field] + _BETWEEN.get(field, " ") + cell if joined and field in kept else cell

    @staticmethod
    def _joiner(field: str) -> Take:
        between = _BETWEEN.get(field, " ")

        def join(record: Record, cell: str, _cells: Sequence[str]) -> None:
            before = record.values.get(field)
            record.values[field] = before + between + cell if before else cell

        return join

    def _taker(self, column: Column) -> Take:
        """What puts a cell of this column into a record."""
        reading, order = self._reading, self._orders.get(column.header, self._mapping.date_order)
        simple: dict[str, Take] = {
            "tags": lambda record, cell, _cells: values.read_tags(record, cell),
            "company_domain": lambda record, cell, _cells: values.read_domain(record, cell),
            "kind": lambda record, cell, _cells: values.read_kind(record, cell),
            "status": lambda record, cell, _cells: values.read_status(record, cell, reading),
            "owner": lambda record, cell, _cells: values.read_owner(record, cell, reading),
            "full_name": lambda record, cell, _cells: record.values.__setitem__("full_name", cell),
            "created_at": lambda record, cell, _cells: record.values.__setitem__("created_at", _moment(cell, order)),
        }
        if column.field in simple:
            return simple[column.field]
        if column.field.startswith("custom."):
            target = reading.custom[column.field]
            return lambda record, cell, _cells: values.read_custom(record, cell, target, reading=reading, order=order)
        return self._channel_taker(column)

    def _channel_taker(self, column: Column) -> Take:
        """What reads e-mails, phones and links, each with its label."""
        naming = self._place.get(column.label_from, -1) if column.label_from else -1
        none: frozenset[str] = frozenset()

        def take(record: Record, cell: str, cells: Sequence[str]) -> None:
            label, flags = column.label, none
            if naming >= 0:
                label, flags = values.read_label(cells[naming])
            elif not label:
                label = values.default_label(record, column.field)
            if column.field == "email":
                values.read_email(record, cell, label=label, flags=flags)
            elif column.field == "website":
                values.read_link(record, cell, label=label, flags=flags)
            else:
                values.read_phone(record, cell, label=label, flags=flags, region=self._region(record))

        return take

    def _region(self, record: Record) -> str:
        country = record.values.get("country")
        return (phones.region_of(country) if country else "") or self._reading.region

    def _finish(self, record: Record) -> Record | None:
        """The record with its kind and name settled."""
        kept = record.values
        full = kept.pop("full_name", "")
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
        if any(kept.values()) or record.channels or record.custom or record.tags:
            self._findings.error(record.row, self._unnamed(record.kind))
        else:
            self._findings.error(record.row, _("Nothing of this row was recognised."))
        return None

    def _kind(self, record: Record) -> str:
        """A row with a company's name and nothing of a person is the company."""
        if self._mapping.entity == COMPANIES:
            return COMPANY
        kept = record.values
        personal = kept.get("first_name") or kept.get("last_name") or kept.get("job_title") or record.normals("email")
        mobile = any(channel.label == "mobile" for channel in record.channels.values())
        return COMPANY if kept.get("company") and not personal and not mobile else PERSON

    def _finish_company(self, record: Record) -> None:
        kept = record.values
        for field in ("first_name", "last_name", "job_title"):
            kept.pop(field, None)
        if not self._mapping.exact:
            for key, channel in record.channels.items():
                if channel.label == "mobile":
                    record.channels[key] = Channel(channel.kind, channel.value, "work")
        if record.domain and record.domain not in {
            host(one.value) for (kind, _), one in record.channels.items() if kind == "link"
        }:
            record.add_channel(Channel("link", record.domain))
        if not kept.get("company"):
            name = next(iter(domains(record)), "") or next((one.value for one in record.channels.values()), "")
            if name:
                kept["company"] = name

    @staticmethod
    def _unnamed(kind: str) -> str:
        if kind == COMPANY:
            return _("Nothing in this row can name a company: no name, domain, e-mail or phone.")
        return _("Nothing in this row can name a contact: no name, e-mail, phone or company.")


@lru_cache(maxsize=4096)
def _moment(cell: str, order: str) -> str:
    return dates.to_moment(cell, order=order)
