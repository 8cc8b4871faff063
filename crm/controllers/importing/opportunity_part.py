"""The opportunities of a file: read, linked, told from those that are there, merged, written. One part of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from crm.controllers.importing.contact_part import Rules
from crm.controllers.importing.customers import Customers
from crm.controllers.importing.findings import Findings
from crm.controllers.importing.lines import Line
from crm.controllers.importing.linked import Linked, LinkedReader
from crm.controllers.importing.merging import MergeRules, added, rules_of
from crm.controllers.importing.opportunity_matching import OpportunityMatcher
from crm.controllers.importing.opportunity_rows import OpportunityRows, title_of
from crm.controllers.importing.opportunity_writing import OpportunityWriter
from crm.models import imports
from crm.models.import_results import Outcome
from crm.models.imports import APPEND, CREATE, FILL, KEEP, OPPORTUNITIES, REPLACE, SKIP
from crm.models.opportunities import FIELDS
from crm.models.pipelines import Stage
from crm.storage.database import Database
from crm.utils.i18n import _

# What a row never changes in a deal that is there already: it is settled with the stage, or it is the deal's own.
_KEPT = frozenset(("created_at", "stage_since", "value_from_lines", "probability_by_hand", "pipeline_id", "stage_id"))
_STAGE = ("stage_id", "pipeline_id", "status", "probability", "probability_by_hand", "closed_on")
_LOSS = ("loss_reason_id", "loss_note")
_COLUMNS = {"owner": "assigned_to", "contact_name": "contact_id", "company": "company_id"}
_NOTHING = {"assigned_to": None, "contact_id": None, "company_id": None, "value": None}
_CLEARED = frozenset(
    ("expected_close", "source", "description", "snoozed_until", "loss_note", "assigned_to", "contact_id", "company_id")
) | {"value"}


class OpportunityPart:
    """Brings the opportunities of a file in, or those that stand beside other records in its rows."""

    entity = OPPORTUNITIES

    def __init__(self, database: Database, mapping: imports.Mapping, *, rules: Rules, findings: Findings) -> None:
        self._rules = rules
        self._side = False
        self._merging = _merging(mapping, rules)
        self._findings = findings
        self._customers = Customers(database, mapping, findings=findings)
        self._matcher = OpportunityMatcher(database, mapping)
        self._reader: LinkedReader | None = None

    def use(self, reader: LinkedReader, rows: OpportunityRows, *, writer: OpportunityWriter, side: bool) -> None:
        """Read with this reader, settle and write with these; `side`: rows may well hold no deal."""
        self._reader, self._rows, self._writer, self._side = reader, rows, writer, side
        self._customers.use(reader, defaults=dict(self._rules.contact_defaults))

    def read(self, line: Line) -> None:
        """Take the deal out of a row, if it holds one."""
        record = self._reader.read(line.number, line.cells) if self._reader else None
        if record is None:
            if not self._side and not line.records:
                self._findings.error(line.number, _("Nothing of this row was recognised."))
            return
        self._rows.read_amounts(record)
        line.records[self.entity] = record

    def bring_in(self, lines: Sequence[Line]) -> None:
        """One chunk: find the customers, tell the known deals apart, write."""
        lines = [line for line in lines if self.entity in line.records]
        records = [line.records[self.entity] for line in lines]
        self._customers.load(records)
        for line, record in zip(lines, records, strict=True):
            person, company = self._customers.find(line, record)
            record.values |= {"contact_id": person or None, "company_id": company or None}
            record.values["title"] = str(record.values.get("title", "")) or self._title(line, record)
        self._matcher.load(records)
        new: list[Linked] = []
        for line in lines:
            line.outcomes[self.entity] = self._place(line, new)
        self._writer.add(new)

    def finish(self) -> None:
        """Say what can be said only after the last row."""
        self._rows.warn()

    @property
    def side_created(self) -> Mapping[str, int]:
        """What came into being beside the deals, by table."""
        rows = self._rows
        made = {"products": rows.products.created, "loss_reasons": rows.reasons.created}
        return self._customers.made + rows.stages.made + Counter(made | {"tags": self._writer.tags.created})

    def _title(self, line: Line, record: Linked) -> str:
        beside = next((one.name for one in line.landed.values() if one.name), "")
        product = self._rows.products.shown(record.words.get("product", ""))
        return title_of(record, product) or " – ".join(part for part in (beside, product) if part)

    def _place(self, line: Line, new: list[Linked]) -> Outcome:
        record = line.records[self.entity]
        if not record.values["title"]:
            sentence = _("Nothing in this row can name an opportunity: no title, customer, product or ID.")
            self._findings.error(record.row, sentence)
            return Outcome.FAILED
        found = self._matcher.find(record) if self._rules.on_match != CREATE else []
        if len(found) > 1:
            shown = ", ".join(f"{one.name} (#{one.id})" for one in found[:3])
            sentence = _("This row could be several opportunities: {names}. Nothing was changed.")
            self._findings.error(record.row, sentence.format(names=shown), value=record.name)
            return Outcome.SKIPPED
        if not found:
            return self._create(line, new)
        line.landed[self.entity] = found[0]
        self._matcher.take(found[0])
        return self._update(found[0], line)

    def _create(self, line: Line, new: list[Linked]) -> Outcome:
        record = line.records[self.entity]
        holder = self._matcher.holder(record)
        if holder is not None:
            sentence = _("This ID already belongs to {name}. The ID was left out.")
            header, cell = record.cell("external_id")
            self._findings.error(record.row, sentence.format(name=holder.name), column=header, value=cell)
            del record.values["external_id"], record.values["external_source"]
        self._rows.settle(record, self._rows.place(record))
        self._rows.settle_lines(record)
        self._matcher.add(record)
        new.append(record)
        line.landed[self.entity] = record
        self._show(line.after, record)
        return Outcome.CREATED

    def _update(self, known: Linked, line: Line) -> Outcome:
        if self._rules.on_match == SKIP:
            return Outcome.SKIPPED
        owner = known.values.get("assigned_to")
        if self._rules.only_of and owner not in (None, self._rules.only_of):
            sentence = _("{name} belongs to somebody else and was left as it was.")
            self._findings.error(line.number, sentence.format(name=known.name), value=known.name)
            return Outcome.SKIPPED
        record = line.records[self.entity]
        self._show(line.before, known)
        before = (dict(known.values), dict(known.custom), dict(known.tags), list(known.lines))
        self._merge(known, record)
        self._show(line.after, known)
        if before == (known.values, known.custom, known.tags, known.lines):
            return Outcome.UNCHANGED
        self._write(known, before[0], lines=before[3])
        return Outcome.UPDATED

    def _write(self, known: Linked, before: Mapping[str, Any], *, lines: list[dict[str, Any]]) -> None:
        if not known.id or not known.stored:
            return  # of an earlier row of this chunk: it is still to be written
        self._writer.change(known, {name: new for name, new in known.values.items() if before.get(name) != new})
        if known.lines != lines:
            self._writer.set_lines(known, known.lines)

    # Merging

    def _merge(self, known: Linked, record: Linked) -> None:
        """Bring a row into the deal it stands for."""
        self._merge_stage(known, record)
        self._rows.settle_lines(record)
        if record.lines and (not known.lines or (len(known.lines) == 1 and self._replaces("product"))):
            known.lines = record.lines
        if known.values.get("value_from_lines"):
            record.values.pop("value", None)
        for name, value in record.values.items():
            made_up = name == "title" and not record.cell("title")[0]
            if name not in _KEPT and name not in _STAGE + _LOSS and not made_up:
                known.values[name] = self._merged(name, known.values.get(name), value=value)
        for key, value in record.custom.items():
            known.custom[key] = self._merged(f"custom.{key}", known.custom.get(key), value=value)
        self._merge_tags(known, record)
        self._clear(known, record)

    def _merge_stage(self, known: Linked, record: Linked) -> None:
        """Another stage only where the row replaces it; what closes a deal goes with its stage."""
        words, kept = record.words, known.values
        told = bool(words.get("stage") or words.get("status") or words.get("pipeline"))
        stage = self._rows.place(record, kept) if told and self._replaces("stage") else self._stage_of(known)
        moves = stage.id != kept["stage_id"]
        if not moves and stage.kind != kept["status"]:
            return
        if not moves and not self._closes(record):
            self._drop(record)
            return
        self._rows.settle(record, stage, known=kept)
        self._take_stage(kept, record.values, moves=moves)

    def _take_stage(self, kept: dict[str, Any], given: Mapping[str, Any], *, moves: bool) -> None:
        for name in (*_STAGE, *_LOSS):
            if name in given and (moves or self._merged(name, kept.get(name), value=given[name]) == given[name]):
                kept[name] = given[name]

    def _closes(self, record: Linked) -> bool:
        """Whether a row tells of a deal how it closed, or will."""
        told = ("close_date", "closed_on", "probability", "loss_note")
        return bool(record.words.get("loss_reason")) or any(name in record.values for name in told)

    def _drop(self, record: Linked) -> None:
        for name in ("close_date", "closed_on", "probability"):
            record.values.pop(name, None)

    def _stage_of(self, known: Linked) -> Stage:
        return self._rows.stages.of_id(known.values["stage_id"])

    def _replaces(self, name: str) -> bool:
        return self._merging.of(name) in (KEEP, REPLACE)

    def _merged(self, name: str, old: Any, *, value: Any) -> Any:
        rule = self._merging.by_field.get(name) or self._merging.of(_RULES.get(name, name))
        if old in (None, "", []) or (rule in (KEEP, REPLACE) and value not in (None, "")):
            return value
        return added(old, value, between="\n") if rule == APPEND else old

    def _merge_tags(self, known: Linked, record: Linked) -> None:
        rule = self._merging.by_field.get("tags", "")
        if rule == REPLACE and record.tags:
            known.tags = dict(record.tags)
        elif rule != FILL or not known.tags:
            known.tags |= {folded: name for folded, name in record.tags.items() if folded not in known.tags}

    def _clear(self, known: Linked, record: Linked) -> None:
        """Empty what the row leaves blank on purpose."""
        for name in self._merging.clearing & record.blank:
            column = _COLUMNS.get(name, name)
            if name.startswith("custom."):
                known.custom.pop(name.removeprefix("custom."), None)
            elif name == "tags":
                known.tags = {}
            elif column in _CLEARED and column not in record.values:
                known.values[column] = _NOTHING.get(column, "")

    def _show(self, texts: dict[str, dict[str, str]], record: Linked) -> None:
        if self._rules.showing:
            texts[self.entity] = self._rules.showing.texts(record)


_RULES = {
    "expected_close": "close_date",
    "contact_id": "contact_name",
    "company_id": "company",
    "loss_reason_id": "loss_reason",
    "closed_on": "close_date",
}


def _merging(mapping: imports.Mapping, rules: Rules) -> MergeRules:
    return rules_of(mapping, rules.on_match, fields=(*FIELDS, *rules.custom))
