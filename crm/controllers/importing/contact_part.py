"""The people and companies of a file: looked up by chunk, placed, merged, written. One part of a run."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass, field

from crm.controllers.importing.findings import Findings
from crm.controllers.importing.lines import Line
from crm.controllers.importing.links import Companies, TagKeeper
from crm.controllers.importing.matching import Matcher, describe
from crm.controllers.importing.merging import merge, rules_of, takes_company
from crm.controllers.importing.records import Record, agree
from crm.controllers.importing.required import RequiredFields
from crm.controllers.importing.rows import RowReader
from crm.controllers.importing.showing import Showing
from crm.controllers.importing.writing import Writer
from crm.models.contacts import COMPANY, FIELDS
from crm.models.fields import Field
from crm.models.import_results import Outcome
from crm.models.imports import COMPANIES, CONTACTS, CREATE, SKIP, Mapping
from crm.storage.database import Database
from crm.utils.i18n import _


@dataclass(frozen=True)
class Rules:
    """What to do when a row is there already, and whose contacts may be changed (None: everybody's).

    `custom` are the fields of the business, `defaults` the values of them that new records get; `contact_defaults` are
    those of contacts made beside other records. With `showing`, what stored records were like is kept for a look at the
    differences.
    """

    on_match: str
    only_of: int | None = None
    defaults: Dictionary[str, object] = field(default_factory=dict)
    custom: tuple[Field, ...] = ()
    showing: Showing | None = None
    contact_defaults: Dictionary[str, object] = field(default_factory=dict)


class ContactPart:
    """Brings the contacts of a file in, or the companies that stand beside other records in its rows."""

    def __init__(self, database: Database, mapping: Mapping, *, rules: Rules, findings: Findings) -> None:
        self.entity = mapping.entity
        self.tags = TagKeeper(database)
        self._database = database
        self._rules = rules
        self._merging = rules_of(mapping, rules.on_match, fields=(*FIELDS, *rules.custom))
        self._findings = findings
        self._matcher = Matcher(database, mapping, on_match=rules.on_match, findings=findings)
        self._companies = Companies(database, mapping, findings=findings)
        self._required = RequiredFields(rules.custom, dict(rules.defaults))
        self._writer = Writer(database, self.tags, defaults=dict(rules.defaults))
        self._reader: RowReader | None = None

    def use(self, reader: RowReader) -> None:
        """Read the rows with this reader."""
        self._reader = reader

    def read(self, line: Line) -> None:
        """Take the record out of a row, if it holds one."""
        record = self._reader.read(line.number, line.cells, alone=not line.records) if self._reader else None
        if record is not None:
            line.records[self.entity] = record

    def bring_in(self, lines: Sequence[Line]) -> None:
        """One chunk: look up once, place each row, write new ones in bulk and changed ones each."""
        lines = [line for line in lines if self.entity in line.records]
        rows = [line.records[self.entity] for line in lines]
        self._matcher.load(rows)
        self._companies.load(rows)
        self._link(lines)
        new: list[Record] = []
        changed: dict[int, Record] = {}
        for line in lines:
            line.outcomes[self.entity] = self._place(line, new, changed=changed)
        self._writer.add(new)
        for record in changed.values():
            self._writer.change(record)
        self._required.look([*new, *changed.values()])
        if any(record.kind == COMPANY for record in (*new, *changed.values())):
            self._companies.forget_domains()

    def finish(self) -> None:
        """Say what can be said only after the last row."""
        self._companies.warn()
        self._required.warn(self._findings)

    @property
    def side_created(self) -> Dictionary[str, int]:
        """What came into being beside the records, by table."""
        return {"tags": self.tags.created, "companies": self._companies.created}

    def _link(self, lines: Sequence[Line]) -> None:
        """The company of each person: the one in the same row, or the one that its name or domain stands for."""
        missing = []
        for line in lines:
            row, company = line.records[self.entity], line.landed.get(COMPANIES)
            if self.entity == CONTACTS and company is not None:
                row.values |= {"company": company.values["company"], "company_id": company.id}
                continue
            if self.entity == CONTACTS and COMPANIES in line.records:
                row.values.setdefault("company", line.records[COMPANIES].own_name)
            if self._companies.link(row) and self._uses_company(row):
                missing.append(row)
        self._make_companies(missing)

    def _uses_company(self, row: Record) -> bool:
        """Whether the company that a row names would stand in a record afterwards."""
        match = self._matcher.find(row) if self._rules.on_match != CREATE else None
        if match is None or not match.known:
            return True
        if match.record is None or self._rules.on_match == SKIP or self._is_anothers(match.record):
            return False
        return takes_company(match.record, row, rules=self._merging)

    def _is_anothers(self, record: Record) -> bool:
        """Whether somebody else's contact is not to be changed."""
        only_of, owner = self._rules.only_of, record.values.get("assigned_to")
        return bool(record.id and only_of and owner not in (None, only_of))

    def _make_companies(self, people: Sequence[Record]) -> None:
        made = self._companies.make(people)
        self._writer.add([company for company, _people in made])
        for company, own in made:
            for person in own:
                person.values |= {"company": company.values["company"], "company_id": company.id}

    def _place(self, line: Line, new: list[Record], *, changed: dict[int, Record]) -> Outcome:
        """What becomes of a row."""
        row = line.records[self.entity]
        match = self._matcher.find(row) if self._rules.on_match != CREATE else None
        if match and match.among:
            sentence = _("This row could be several contacts: {names}. Nothing was changed.")
            self._findings.error(row.row, sentence.format(names=describe(match.among)), value=row.name)
            return Outcome.SKIPPED
        if match is None or match.record is None:
            self._matcher.claim(row)
            self._matcher.add(row)
            new.append(row)
            line.landed[self.entity] = row
            if self._rules.showing:
                line.after[self.entity] = self._rules.showing.texts(row)
            return Outcome.CREATED
        line.landed[self.entity] = match.record
        return self._update(match.record, line, changed=changed)

    def _update(self, record: Record, line: Line, *, changed: dict[int, Record]) -> Outcome:
        row = line.records[self.entity]
        if self._rules.on_match == SKIP:
            return Outcome.SKIPPED
        if self._is_anothers(record):
            sentence = _("{name} belongs to somebody else and was left as it was.")
            self._findings.error(row.row, sentence.format(name=record.name), value=row.name)
            return Outcome.SKIPPED
        if not agree(row, record):
            sentence = _("The same contact as {name} by its e-mail, phone or ID, but the names differ. Please check.")
            self._findings.error(row.row, sentence.format(name=describe([record])), value=row.name)
        if self._rules.showing:
            line.before[self.entity] = self._rules.showing.texts(record)
        self._matcher.claim(row, record)
        differs = merge(record, row, rules=self._merging)
        if self._rules.showing:
            line.after[self.entity] = self._rules.showing.texts(record)
        if not differs:
            return Outcome.UNCHANGED
        self._matcher.touch(record)
        self._matcher.add(record)
        if record.id:
            changed[record.id] = record
        return Outcome.UPDATED
