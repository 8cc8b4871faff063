"""The interactions of a file: each found its contact, told from those that are there, written. One part of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from crm.controllers.importing.contact_part import Rules
from crm.controllers.importing.findings import Findings
from crm.controllers.importing.lines import Line
from crm.controllers.importing.linked import ContactFinder, Linked, LinkedReader
from crm.controllers.importing.links import TagKeeper
from crm.controllers.importing.merging import added, rules_of
from crm.controllers.importing.writing import Writer
from crm.controllers.interactions import refresh_contact
from crm.models import imports
from crm.models.import_results import Outcome
from crm.models.imports import APPEND, CONTACTS, CREATE, INTERACTIONS, KEEP, REPLACE, SKIP
from crm.models.interactions import FIELDS, NOTE
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import among
from crm.utils import dates
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number

_EMPTY: dict[str, Any] = {
    "subject": "",
    "body": "",
    "duration_minutes": None,
    "outcome": "",
    "next_step": "",
    "user_id": None,
    "external_source": "",
    "external_id": "",
}
_KEPT = frozenset(("contact_id", "external_id", "external_source"))
_CLEARED = {name: empty for name, empty in _EMPTY.items() if name not in _KEPT}
_BY_ID = f"SELECT * FROM interactions WHERE external_id <> '' AND {among('external_id', 'values')} ORDER BY id"
_BY_MOMENT = (
    f"SELECT * FROM interactions WHERE {among('contact_id', 'contacts')} AND at BETWEEN :first AND :last ORDER BY id"
)
_BY_CONTACT = f"SELECT * FROM interactions WHERE {among('contact_id', 'contacts')} AND id <= :newest ORDER BY id"

Key = tuple[Any, ...]


class InteractionPart:
    """Brings the interactions of a file in. One without a contact has no place to stand, and its row fails."""

    entity = INTERACTIONS

    def __init__(self, database: Database, mapping: imports.Mapping, *, rules: Rules, findings: Findings) -> None:
        self._database = database
        self._rules = rules
        self._merging = rules_of(mapping, rules.on_match, fields=FIELDS)
        self._findings = findings
        self._finder = ContactFinder(database, mapping, findings=findings)
        self._makes = "contacts" in mapping.create_missing
        self._made: Counter[str] = Counter()
        self._touched: set[int] = set()
        self._known: dict[Key, Linked] = {}
        # Rows without a date: each stands for one stored interaction, which no other row then stands for.
        self._undated: dict[Key, list[Linked]] = {}
        self._taken: set[int] = set()
        self._undated_new = 0
        self._untyped_new = 0
        self._newest = int(database.value("SELECT coalesce(max(id), 0) FROM interactions"))
        self._reader: LinkedReader | None = None

    def use(self, reader: LinkedReader) -> None:
        """Read the rows with this reader."""
        self._reader = reader

    def read(self, line: Line) -> None:
        """Take the interaction out of a row, if it holds one."""
        record = self._reader.read(line.number, line.cells) if self._reader else None
        if record is None:
            self._findings.error(line.number, _("Nothing of this row was recognised."))
            return
        self._settle(record)
        line.records[self.entity] = record

    def bring_in(self, lines: Sequence[Line]) -> None:
        """One chunk: find the contacts, tell the known ones apart, write."""
        lines = [line for line in lines if self.entity in line.records]
        records = [line.records[self.entity] for line in lines]
        self._finder.load(records)
        for line, record in zip(lines, records, strict=True):
            record.values["contact_id"] = self._contact(line, record)
            record.about = record.about or self._finder.name_of(record.values["contact_id"])
        self._load([record for record in records if record.values["contact_id"]])
        new: list[Linked] = []
        for line in lines:
            line.outcomes[self.entity] = self._place(line, new)
        self._write(new)

    def finish(self) -> None:
        """Bring the time of the last interaction of every contact concerned up to date."""
        for contact_id in sorted(self._touched):
            refresh_contact(self._database, contact_id)
        if self._undated_new:
            sentence = ngettext(
                "{count} interaction has no day that could be read: it carries the time of this import.",
                "{count} interactions have no day that could be read: they carry the time of this import.",
                self._undated_new,
            )
            self._findings.warn(sentence.format(count=show_number(self._undated_new)))
        if self._untyped_new:
            sentence = ngettext(
                "{count} interaction has no known type: it is kept as a note.",
                "{count} interactions have no known type: they are kept as notes.",
                self._untyped_new,
            )
            self._findings.warn(sentence.format(count=show_number(self._untyped_new)))

    @property
    def side_created(self) -> Mapping[str, int]:
        """What came into being beside the interactions, by table."""
        return self._made

    def _settle(self, record: Linked) -> None:
        """Give an interaction what every one has; what has not happened yet is no interaction."""
        at = record.values.get("at", "")
        if at > dates.now():
            self._refuse(record, "at", reason=_("This has not happened yet. An interaction is what was."))
            del record.values["at"]
        minutes = record.values.get("duration_minutes")
        if minutes is not None and (minutes < 0 or minutes != int(minutes)):
            self._refuse(record, "duration_minutes", reason=_("Minutes are a whole number, zero or more."))
            del record.values["duration_minutes"]

    def _refuse(self, record: Linked, field: str, *, reason: str) -> None:
        header, cell = record.cells[field]
        self._findings.error(record.row, reason, column=header, value=cell)

    def _contact(self, line: Line, record: Linked) -> int:
        """The contact in the same row, or the one that its words stand for, or a new one; 0 for none."""
        landed = line.landed.get(CONTACTS)
        if landed is not None:
            record.about = landed.name
            return int(landed.id)
        known = len(self._findings.errors)
        found = self._finder.find(record)
        if found or not self._makes or not self._reader or self._finder.seen(record):
            return found
        person, problems = self._reader.person(record)
        if not person.name.strip():
            return 0
        del self._findings.errors[known:]
        for field, problem in problems.items():
            self._refuse(record, field, reason=problem)
        Writer(self._database, TagKeeper(self._database), defaults=dict(self._rules.defaults)).add([person])
        self._made["contacts"] += 1
        self._finder.add(record, person)
        return person.id

    def _load(self, records: Sequence[Linked]) -> None:
        """The stored interactions that rows of this chunk may be."""
        self._known, self._undated = {}, {}
        if not records or self._rules.on_match == CREATE:
            return
        ids = [record.external[1] for record in records if record.external]
        for row in self._database.all(_BY_ID, values=to_json(ids)) if ids else ():
            self._remember(_stored(row))
        moments = sorted(record.values["at"] for record in records if "at" in record.values)
        if moments:
            contacts = to_json(sorted({record.values["contact_id"] for record in records}))
            for row in self._database.all(_BY_MOMENT, contacts=contacts, first=moments[0], last=moments[-1]):
                self._remember(_stored(row))
        undated = sorted({record.values["contact_id"] for record in records if not _tells_itself(record)})
        for row in self._database.all(_BY_CONTACT, contacts=to_json(undated), newest=self._newest) if undated else ():
            if row["id"] not in self._taken:
                record = _stored(row)
                self._undated.setdefault(_about(record, ""), []).append(record)

    def _remember(self, record: Linked) -> None:
        self._known.setdefault(_key(record), record)

    def _place(self, line: Line, new: list[Linked]) -> Outcome:
        record = line.records[self.entity]
        if not record.values["contact_id"]:
            return Outcome.FAILED
        known = self._find(record)
        if known is None or self._rules.on_match == CREATE:
            new.append(record)
            self._remember(record)
            line.landed[self.entity] = record
            self._show(line.after, record)
            return Outcome.CREATED
        known.about = record.about
        line.landed[self.entity] = known
        if self._rules.on_match == SKIP:
            return Outcome.SKIPPED
        return self._update(known, line)

    def _find(self, record: Linked) -> Linked | None:
        """The interaction that a row is, stored or of an earlier row."""
        if _tells_itself(record):
            return self._known.get(_key(record))
        found = self._undated.get(_about(record, ""))
        if not found:
            return None
        self._taken.add(found[0].id)
        return found.pop(0)

    def _update(self, known: Linked, line: Line) -> Outcome:
        self._show(line.before, known)
        changed = self._changed(known, line.records[self.entity])
        known.values |= changed
        self._show(line.after, known)
        if not changed:
            return Outcome.UNCHANGED
        if known.id:
            self._database.update("interactions", known.id, changed)
            self._touched.add(known.values["contact_id"])
        return Outcome.UPDATED

    def _changed(self, known: Linked, record: Linked) -> dict[str, Any]:
        """What a row changes in the interaction it is, by the rules of its columns."""
        wanted = dict[str, Any]()
        for name, value in record.values.items():
            old, rule = known.values.get(name), self._merging.of(name)
            if old in (None, "") or rule in (KEEP, REPLACE):
                wanted[name] = value
            elif rule == APPEND:
                wanted[name] = added(old, value, between="\n")
        for name in (self._merging.clearing & _CLEARED.keys() & record.blank) - record.values.keys():
            wanted[name] = _CLEARED[name]
        return {name: new for name, new in wanted.items() if name not in _KEPT and known.values.get(name) != new}

    def _show(self, texts: dict[str, dict[str, str]], record: Linked) -> None:
        if self._rules.showing:
            texts[self.entity] = self._rules.showing.texts(record)

    def _write(self, new: Sequence[Linked]) -> None:
        at = self._database.operation().at if new else ""
        self._undated_new += sum("at" not in record.values for record in new)
        self._untyped_new += sum("type" not in record.values for record in new)
        rows = [_EMPTY | {"at": at, "type": NOTE} | record.values for record in new]
        for record, row_id in zip(new, self._database.insert_many("interactions", rows), strict=True):
            record.id = row_id
            self._touched.add(record.values["contact_id"])


def _stored(row: Mapping[str, Any]) -> Linked:
    record = Linked(0)
    record.id = row["id"]
    record.stored = row
    kept = {field.name for field in FIELDS} | _EMPTY.keys() | {"contact_id"}
    record.values = {name: value for name, value in row.items() if name in kept}
    return record


def _tells_itself(record: Linked) -> bool:
    """Whether a row tells its interaction from others: by an id, or by when it was."""
    return bool(record.external or record.values.get("at"))


def _key(record: Linked) -> Key:
    """What two rows of one interaction share: its id, or whom it was with, when, and about what."""
    return ("id", *record.external) if record.external else _about(record, record.values.get("at", ""))


def _about(record: Linked, at: str) -> Key:
    kept = record.values
    return ("about", kept["contact_id"], at, kept.get("type", NOTE), kept.get("subject", ""), kept.get("body", ""))
