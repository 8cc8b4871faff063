"""The planned activities of a file: linked, told from those that are there, written. One part of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crm.controllers import reminder_rows
from crm.controllers.activity_values import following
from crm.controllers.importing.contact_part import Rules
from crm.controllers.importing.customers import Customers
from crm.controllers.importing.deal_links import DealLinks
from crm.controllers.importing.findings import Findings
from crm.controllers.importing.happenings import Happenings
from crm.controllers.importing.lines import Line
from crm.controllers.importing.linked import Linked, LinkedReader
from crm.controllers.importing.merging import added, rules_of
from crm.models import imports
from crm.models.activities import FIELDS
from crm.models.import_results import Outcome
from crm.models.imports import ACTIVITIES, APPEND, CREATE, KEEP, REPLACE, SKIP
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import among
from crm.utils.i18n import _

_EMPTY: dict[str, Any] = {
    "type": "task",
    "subject": "",
    "description": "",
    "contact_id": None,
    "opportunity_id": None,
    "due_on": "",
    "due_at": "",
    "duration_minutes": None,
    "priority": "normal",
    "place": "",
    "assigned_to": None,
    "completed_at": "",
    "outcome": "",
    "external_source": "",
    "external_id": "",
}
_KEPT = frozenset(("external_id", "external_source", "created_at", "type"))
# Under which names of a file's fields the rules of an activity's columns stand.
_RULES = {"description": "body", "due_on": "due", "due_at": "due", "assigned_to": "owner", "contact_id": "contact_name"}
_CLEARED = {
    name: _EMPTY[name]
    for name in ("subject", "description", "due_on", "due_at", "outcome", "duration_minutes", "priority", "place")
}
_BY_ID = f"SELECT * FROM activities WHERE external_id <> '' AND {among('external_id', 'values')} ORDER BY id"
_LIKE = f"SELECT * FROM activities WHERE {among('subject', 'values')} AND id <= :newest ORDER BY id"

# Without any of these there is nothing to be done.
_TELLING = ("subject", "description", "due_on", "contact_id", "completed_at")
Key = tuple[Any, ...]


class ActivityPart:
    """Brings the planned activities of a file in. One that leads to nobody comes in by itself, and that is reported."""

    entity = ACTIVITIES

    def __init__(self, database: Database, mapping: imports.Mapping, *, rules: Rules, findings: Findings) -> None:
        self._database = database
        self._rules = rules
        self._merging = rules_of(mapping, rules.on_match, fields=FIELDS)
        self._findings = findings
        self._customers = Customers(database, mapping, findings=findings)
        self._deals = DealLinks(database, findings=findings)
        self._newest = int(database.value("SELECT coalesce(max(id), 0) FROM activities"))
        self._ids: dict[Key, Linked] = {}
        self._like: dict[Key, list[Linked]] = {}
        self._taken: set[int] = set()

    def use(self, reader: LinkedReader, happenings: Happenings) -> None:
        """Read the rows with these."""
        self._happenings = happenings
        self._customers.use(reader, defaults=dict(self._rules.contact_defaults))

    def read(self, line: Line) -> None:
        """Take what a row holds."""
        self._happenings.read(line)

    def bring_in(self, lines: Sequence[Line]) -> None:
        """One chunk: find whom each belongs to, tell the known ones apart, write."""
        lines = [line for line in lines if self.entity in line.records]
        records = [line.records[self.entity] for line in lines]
        self._customers.load(records)
        self._deals.load(records)
        for line, record in zip(lines, records, strict=True):
            self._link(line, record)
        self._load(records)
        new: list[Linked] = []
        for line in lines:
            line.outcomes[self.entity] = self._place(line, new)
        self._write(new)

    def finish(self) -> None:
        """Say what can be said only after the last row."""
        self._happenings.warn()

    @property
    def side_created(self) -> Mapping[str, int]:
        """What came into being beside the activities, by table."""
        return self._customers.made

    def _link(self, line: Line, record: Linked) -> None:
        person, company = self._customers.find(line, record)
        deal = self._deals.find(line, record, customers=(person, company))
        record.values["opportunity_id"] = deal.get("id")
        record.values["contact_id"] = person or company or deal.get("contact_id") or deal.get("company_id") or None

    def _load(self, records: Sequence[Linked]) -> None:
        """The stored activities that rows of this chunk may be."""
        self._ids, self._like = {}, {}
        ids = sorted({record.external[1] for record in records if record.external})
        for row in self._database.all(_BY_ID, values=to_json(ids)) if ids else ():
            known = _stored(row)
            self._ids[known.external or ("", "")] = known
        subjects = sorted({record.values.get("subject", "") for record in records if not record.external})
        for row in self._database.all(_LIKE, values=to_json(subjects), newest=self._newest) if subjects else ():
            if row["id"] not in self._taken:
                self._like.setdefault(_about(_stored(row)), []).append(_stored(row))

    def _place(self, line: Line, new: list[Linked]) -> Outcome:
        record = line.records[self.entity]
        if not any(record.values.get(name) for name in _TELLING):
            self._findings.error(record.row, _("Nothing in this row says what is planned, when or with whom."))
            return Outcome.FAILED
        known = self._find(record)
        if known is None or self._rules.on_match == CREATE:
            return self._create(line, new, known=known)
        line.landed[self.entity] = known
        return Outcome.SKIPPED if self._rules.on_match == SKIP else self._update(known, line)

    def _create(self, line: Line, new: list[Linked], *, known: Linked | None) -> Outcome:
        record = line.records[self.entity]
        if known is not None and record.external:
            header, cell = record.cell("external_id")
            sentence = _("This ID already belongs to {name}. The ID was left out.").format(name=known.name)
            self._findings.error(record.row, sentence, column=header, value=cell)
            del record.values["external_id"], record.values["external_source"]
        if record.external:
            self._ids[record.external] = record
        new.append(record)
        line.landed[self.entity] = record
        self._show(line.after, record)
        return Outcome.CREATED

    def _find(self, record: Linked) -> Linked | None:
        """The activity a row is: of the same id, or one like it that no other row stands for."""
        if record.external:
            return self._ids.get(record.external)
        found = self._like.get(_about(record))
        if not found:
            return None
        self._taken.add(found[0].id)
        return found.pop(0)

    def _update(self, known: Linked, line: Line) -> Outcome:
        self._show(line.before, known)
        changed = self._changed(known, line.records[self.entity])
        known.values |= changed
        self._show(line.after, known)
        if changed and known.id:
            self._database.update("activities", known.id, changed | following(known.values))
            reminder_rows.refresh(self._database, [known.id])
        return Outcome.UPDATED if changed else Outcome.UNCHANGED

    def _changed(self, known: Linked, record: Linked) -> dict[str, Any]:
        """What a row changes in the activity it is, by the rules of its columns."""
        wanted = dict[str, Any]()
        for name, value in record.values.items():
            old, rule = known.values.get(name), self._merging.of(_RULES.get(name, name))
            if old in (None, "") or rule in (KEEP, REPLACE):
                wanted[name] = value
            elif rule == APPEND:
                wanted[name] = added(old, value, between="\n")
        blank = self._merging.clearing & record.blank
        for name, empty in _CLEARED.items():
            if _RULES.get(name, name) in blank and name not in record.values:
                wanted[name] = empty
        given = {name: new for name, new in wanted.items() if name not in _KEPT and new != known.values.get(name)}
        return {name: new for name, new in given.items() if new not in (None, "") or name in _CLEARED}

    def _show(self, texts: dict[str, dict[str, str]], record: Linked) -> None:
        if self._rules.showing:
            texts[self.entity] = self._rules.showing.texts(record)

    def _write(self, new: Sequence[Linked]) -> None:
        if not new:
            return
        at = self._database.operation().at
        rows = [
            _EMPTY
            | {"created_at": at}
            | {name: value for name, value in record.values.items() if name in _EMPTY or name == "created_at"}
            for record in new
        ]
        whole = [row | following(row) for row in rows]
        for record, row_id in zip(new, self._database.insert_many("activities", whole), strict=True):
            record.id = row_id


def _stored(row: Mapping[str, Any]) -> Linked:
    record = Linked(0)
    record.id = row["id"]
    record.stored = row
    record.values = {name: row[name] for name in _EMPTY}
    return record


def _about(record: Linked) -> Key:
    """What two rows of one activity share: of which type, about what, with whom and when."""
    names = ("type", "subject", "contact_id", "opportunity_id", "due_on", "due_at", "completed_at")
    return tuple(record.values.get(name) or _EMPTY[name] for name in names)
