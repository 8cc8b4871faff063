"""One run of an import: rows in, every one of them accounted for. Opens no files and checks no rights."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from crm.controllers.importing.findings import Findings
from crm.controllers.importing.links import Companies, TagKeeper
from crm.controllers.importing.matching import Matcher, describe
from crm.controllers.importing.records import Record, agree
from crm.controllers.importing.required import RequiredFields
from crm.controllers.importing.rows import RowReader
from crm.controllers.importing.writing import Writer, merge
from crm.files.sheet import Row, Table
from crm.models.contacts import COMPANY
from crm.models.fields import Field
from crm.models.import_results import ImportProgress
from crm.models.imports import CREATE, SKIP, Mapping
from crm.storage.database import Database
from crm.utils.i18n import _

CHUNK = 1000
_TELL_EVERY = 1000
Progress = Callable[[ImportProgress], bool]


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """The user stopped the import; raised inside the transaction, so that nothing is left behind."""


@dataclass(frozen=True)
class Rules:
    """What to do when a row is there already, and whose contacts may be changed (None: everybody's).

    `custom` are the fields of the business, `defaults` the values of them that new contacts get.
    """

    on_match: str
    only_of: int | None = None
    defaults: dict[str, object] = field(default_factory=dict)
    custom: tuple[Field, ...] = ()


class ImportRun:
    """Reads a table chunk by chunk, compares, merges and writes. `counts` accounts for every row."""

    def __init__(self, database: Database, table: Table, *, mapping: Mapping, rules: Rules) -> None:
        self.counts: Counter[str] = Counter()
        self.findings = Findings()
        self._database = database
        self._table = table
        self._mapping = mapping
        self._rules = rules
        self._matcher = Matcher(database, mapping, on_match=rules.on_match, findings=self.findings)
        self._companies = Companies(database, mapping, findings=self.findings)
        self.tags = TagKeeper(database)
        self._required = RequiredFields(rules.custom, rules.defaults)
        self._writer = Writer(database, self.tags, defaults=dict(rules.defaults))
        self._both_kinds = any(column.field == "kind" for column in mapping.columns)
        self._started = time.monotonic()
        self._passed = 0

    def run(self, reader: RowReader, progress: Progress) -> None:
        """Bring every row in. Raises Cancelled when `progress` answers False."""
        for companies in (True, False) if self._both_kinds else (None,):
            rows = self._rows(reader, companies=companies)
            while chunk := list(islice(self._read(reader, rows, progress=progress), CHUNK)):
                self._bring_in([record for record in chunk if record is not None])
                self._database.refresh_search()
                self._tell(progress)
            self._passed += 1
        for problem in self._table.problems:
            self.findings.error(problem.row, problem.reason)
        self.findings.errors.sort(key=lambda error: error.row)
        self._companies.warn()
        self._required.warn(self.findings)
        self._tell(progress, finishing=True)

    def _rows(self, reader: RowReader, *, companies: bool | None) -> Iterator[Row]:
        """The rows of one pass: companies come in before the people who belong to them."""
        for row in self._table.rows():
            if companies is None or reader.is_company(row[1]) == companies:
                yield row

    def _read(self, reader: RowReader, rows: Iterator[Row], *, progress: Progress) -> Iterator[Record | None]:
        for number, cells in rows:
            self.counts["rows"] += 1
            if self.counts["rows"] % _TELL_EVERY == 0:
                self._tell(progress)
            record = reader.read(number, cells)
            if record is None:
                self.counts["failed"] += 1
            yield record

    def _tell(self, progress: Progress, *, finishing: bool = False) -> None:
        rows, total = self.counts["rows"], self._table.count
        part = rows / total if total else (self._passed + self._table.position()) / (2 if self._both_kinds else 1)
        seconds = time.monotonic() - self._started
        if not progress(ImportProgress(rows, total, min(1.0, part), seconds, finishing)):
            raise Cancelled

    def _bring_in(self, rows: Sequence[Record]) -> None:
        """One chunk: look up once, place each row, write new ones in bulk and changed ones each."""
        self._matcher.load(rows)
        self._companies.load(rows)
        new: list[Record] = []
        changed: dict[int, Record] = {}
        for row in rows:
            self._companies.link(row)
            self.counts[self._place(row, new, changed=changed)] += 1
        self._writer.add(new)
        for record in changed.values():
            self._writer.change(record)
        self._required.look([*new, *changed.values()])
        if any(record.kind == COMPANY for record in (*new, *changed.values())):
            self._companies.forget_domains()

    def _place(self, row: Record, new: list[Record], *, changed: dict[int, Record]) -> str:
        """What becomes of a row: "created", "updated", "unchanged" or "skipped"."""
        match = self._matcher.find(row) if self._rules.on_match != CREATE else None
        if match and match.among:
            sentence = _("This row could be several contacts: {names}. Nothing was changed.")
            self.findings.error(row.row, sentence.format(names=describe(match.among)), value=row.name)
            return "skipped"
        if match is None or match.record is None:
            self._matcher.claim(row)
            self._matcher.add(row)
            new.append(row)
            return "created"
        return self._update(match.record, row, changed=changed)

    def _update(self, record: Record, row: Record, *, changed: dict[int, Record]) -> str:
        if self._rules.on_match == SKIP:
            return "skipped"
        owner = record.values.get("assigned_to")
        if record.id and self._rules.only_of and owner not in (None, self._rules.only_of):
            sentence = _("{name} belongs to somebody else and was left as it was.")
            self.findings.error(row.row, sentence.format(name=record.name), value=row.name)
            return "skipped"
        if not agree(row, record):
            sentence = _("The same contact as {name} by its e-mail, phone or ID, but the names differ. Please check.")
            self.findings.error(row.row, sentence.format(name=describe([record])), value=row.name)
        self._matcher.claim(row, record)
        if not merge(record, row, on_match=self._rules.on_match):
            return "unchanged"
        self._matcher.touch(record)
        self._matcher.add(record)
        if record.id:
            changed[record.id] = record
        return "updated"
