"""Bringing spreadsheets and address books in: open a file, propose a mapping, run the import as one operation.

How a row is read, matched and written stands in importing/
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypedDict, Unpack

from crm.controllers.access import Context, Controller, reads, writes
from crm.controllers.checking import LONGEST_LINE
from crm.controllers.contacts import Contacts
from crm.controllers.custom_fields import CustomFields
from crm.controllers.importing import memory, proposing, rejects, targets
from crm.controllers.importing.filling import fill_rates
from crm.controllers.importing.headers import names_documents
from crm.controllers.importing.lines import Edits, as_edited
from crm.controllers.importing.preparing import Business, Preparation, Request, ignored_warning
from crm.controllers.importing.run import Cancelled, ImportRun, Progress
from crm.controllers.importing.survey import Surveyor
from crm.controllers.importing.vocabulary import choices_of
from crm.controllers.settings import Settings
from crm.errors import Invalid, NotFound
from crm.files import reading
from crm.files.sheet import Source, Stop, Stopped, Table
from crm.models.fields import Field, Kind
from crm.models.import_results import ImportProgress, ImportResult, Outcome
from crm.models.imports import (
    COMPANIES,
    CONTACTS,
    FILL,
    NEW,
    ON_MATCH,
    OPPORTUNITIES,
    Mapping,
    SavedMapping,
    Survey,
    fields_of,
)
from crm.models.users import OWN
from crm.storage.changelog import Author, Door
from crm.utils.i18n import N_, _

# Into another file an export brings what it needs there.
_OF_OWN_EXPORT = frozenset(("choices", "fields", "owners"))
_BESIDE_DEALS = frozenset(("companies", "contacts", "stages", "loss_reasons"))
# What an import may make: the area it is of, and the fields whose words may ask for it.
_MADE = {
    "products": ("products", ("product",)),
    "stages": ("pipelines", ("stage", "pipeline")),
    "loss_reasons": ("pipelines", ("loss_reason",)),
}
LABEL = N_("Import {file}")


class _DryRun(Exception):  # noqa: N818 - not an error: it takes a trial back
    """Raised at the end of a trial, so that the transaction leaves nothing behind."""


class RunOptions(TypedDict, total=False):
    """How `run` goes: see there."""

    on_match: str
    dry_run: bool
    progress: Progress
    edits: Edits


@dataclass(frozen=True)
class _Watch:
    """Who watches an import of the file `name`, and may stop it; `dry` says that it is a trial."""

    progress: Progress
    name: str
    dry: bool
    started: float

    def stopped(self) -> bool:
        """Whether the user wants to stop, while the file is being opened."""
        return not self.progress(ImportProgress(0, None, 0.0, time.monotonic() - self.started))

    def end(self) -> None:
        """Take a trial back."""
        if self.dry:
            raise _DryRun

    def check(self) -> None:
        """Raise Cancelled when the user wants to stop."""
        if self.stopped():
            raise Cancelled


class Imports(Controller):
    """Imports of people and companies."""

    def __init__(self, context: Context, contacts: Contacts, *, settings: Settings) -> None:
        super().__init__(context)
        self._contacts = contacts
        self._settings = settings
        self._fields = CustomFields(context)

    @reads("imports")
    def detect(self, path: Path, *, encoding: str = "", sheet: str = "", stop: Stop | None = None) -> Source:
        """How a file is best read; Invalid or Unavailable when it cannot be. `stop` may end the reading: `Stopped`."""
        return reading.detect(path, encoding=encoding, sheet=sheet, stop=stop)

    @reads("imports")
    def open(self, source: Source, *, stop: Stop | None = None) -> Table:
        """The headers and rows of a file. `stop` may end the reading: `Stopped`."""
        return reading.open_table(source, stop=stop)

    @reads("imports")
    def targets(self, entity: str = CONTACTS) -> list[Field]:
        """The fields a column may go to, built-in and custom."""
        return self._business().targets(entity)

    @reads("imports")
    def guess_entity(self, table: Table) -> str:
        """Whether a file holds people ("contacts") or companies, by its headers."""
        return proposing.guess_entity(table)

    @reads("imports")
    def propose(self, table: Table, entity: str = "") -> Mapping:
        """The mapping proposed for a file; without an entity it is guessed.

        A file whose headers were imported before goes where it went then.
        """
        known = None if table.is_own else memory.last_used(self.database, table, custom=self._custom)
        if known and entity in ("", known.entity):
            return known
        return self.propose_afresh(table, entity)

    @reads("imports")
    def propose_afresh(self, table: Table, entity: str = "") -> Mapping:
        """The mapping proposed for a file, whatever was imported before."""
        entity = entity or proposing.guess_entity(table)
        mapping = proposing.propose(table, entity, custom=self._custom(entity))
        missing = mapping.exact and self.scope("write fields") and self.scope("write users")
        made = _OF_OWN_EXPORT if entity in (CONTACTS, COMPANIES) else _OF_OWN_EXPORT | _BESIDE_DEALS
        return replace(mapping, create_missing=made) if missing else mapping

    @reads("imports")
    def files(self) -> dict[int, str]:
        """The name of the file that each import read, by its operation."""
        return memory.files(self.database)

    @reads("imports")
    def saved_mappings(self, headers: Sequence[str]) -> list[SavedMapping]:
        """The mappings kept under a name, those made for these headers first."""
        return memory.saved(self.database, headers)

    @reads("imports")
    def fit(self, mapping: Mapping, headers: Sequence[str]) -> Mapping:
        """A kept mapping on the headers of a file."""
        return memory.fitted(mapping, headers, custom=self._custom(mapping.entity))

    @writes("imports", N_("Save the mapping {name}"))
    def save_mapping(self, name: str, mapping: Mapping) -> int:
        """Keep a mapping under a name, in the place of one of the same name; its id."""
        plain = " ".join(name.split())
        if not plain:
            raise Invalid({"name": _("A mapping needs a name.")})
        self.describe(name=plain)
        return memory.save(self.database, plain, mapping=mapping)

    @writes("imports", N_("Remove the mapping {name}"))
    def remove_mapping(self, mapping_id: int) -> None:
        """Forget a mapping kept under a name; undo brings it back."""
        name = self.database.value("SELECT name FROM import_mappings WHERE id = :id", id=mapping_id)
        if name is None:
            raise NotFound(_("This mapping no longer exists."))
        self.describe(name=name)
        self.database.delete("import_mappings", mapping_id)

    @reads("imports")
    def check(self, mapping: Mapping) -> None:
        """Invalid, with a sentence beside each header, when a mapping cannot be run."""
        targets.check(mapping, self._custom(mapping.entity))

    @reads("imports")
    def survey(self, source: Source, mapping: Mapping, *, stop: Stop | None = None) -> Survey:
        """Read the whole file once: what its columns hold, and what it does not tell and nobody may guess."""
        table = reading.open_table(source, stop=stop)
        return Surveyor(self.database, mapping, business=self._business()).survey(table, stop=stop)

    @reads("imports")
    def run(self, source: Source, mapping: Mapping, **options: Unpack[RunOptions]) -> ImportResult:
        """Bring a file in as one operation, and say what became of every row.

        `on_match`: "fill" empty fields of what is there already, "update" it, "skip" it or "create" it again.
        A `dry_run` does everything and takes it back. `progress` is called several times a second; answering False
        cancels, and nothing is left behind. `edits` are cells that read otherwise than in the file, by (row, header).
        Invalid for a mapping that cannot be run.
        """
        self._require_all(mapping)
        on_match = options.get("on_match", FILL)
        if on_match not in {choice.value for choice in ON_MATCH}:
            names = ", ".join(choice.value for choice in ON_MATCH)
            raise Invalid({"on_match": _("Choose one of: {names}.").format(names=names)})
        targets.check(mapping, self._custom(mapping.entity))
        progress: Progress = options.get("progress", lambda _progress: True)
        watch = _Watch(progress, source.path.name, options.get("dry_run", False), time.monotonic())
        try:
            edits = options.get("edits", {})

            def again() -> Table:
                return as_edited(reading.open_table(source, stop=watch.stopped), edits, repair=mapping.repair)

            result = self._run(again, mapping, on_match=on_match, watch=watch)
        except (Cancelled, Stopped):
            result = ImportResult(cancelled=True)
        return replace(result, dry_run=watch.dry, seconds=time.monotonic() - watch.started)

    @reads("imports")
    def check_rejects(self, source: Source, path: Path) -> None:
        """Invalid, before anything is imported, when rejected rows cannot be written to `path`."""
        rejects.check(source.path, path)

    @reads("imports")
    def write_rejects(self, source: Source, result: ImportResult, *, path: Path, edits: Edits | None = None) -> int:
        """Write every row with something refused as the file has it, with its number and the reasons; how many.

        A workbook when `path` ends so, else a CSV file. `edits` as in `run`.
        """
        rejects.check(source.path, path)
        table = as_edited(reading.open_table(source), edits or {}, repair=False)
        return rejects.write(table, result.errors, path=path)

    def _require_all(self, mapping: Mapping) -> None:
        """The rights to everything that a mapping may write."""
        self.require("write imports")
        for entity in mapping.parts:
            self.require("write contacts" if entity == COMPANIES else f"write {entity}")
        wanted = mapping.create_missing
        if "owners" in wanted or NEW in mapping.values.get("owner", {}).values():
            self.require("write users")
        for name, (area, fields) in _MADE.items():
            if name in wanted or any(NEW in mapping.values.get(field, {}).values() for field in fields):
                self.require(f"write {area}")
        own = {name: words for name, words in mapping.values.items() if name.startswith("custom.")}
        if wanted & {"choices", "fields"} or any(NEW in words.values() for words in own.values()):
            self.require("write fields")

    def _run(self, read: Callable[[], Table], mapping: Mapping, *, on_match: str, watch: _Watch) -> ImportResult:
        table = read()
        ignored = mapping.ignored
        mine = self.context.user.id if self.scope("write contacts") == OWN else None
        author = Author(self.context.user.id or None, Door.IMPORT)
        operation = None
        try:
            with self.database.transaction(author, LABEL, bulk=True, file=watch.name) as operation:
                if "fields" in mapping.create_missing:
                    mapping = self._with_fields(mapping, table)
                request = Request(mapping, on_match, mine, watch.dry, watch.check, again=read)
                prepared = Preparation(self.database, table, request=request, business=self._business())
                run = ImportRun(self.database, table, plan=prepared.plan())
                run.run(watch.progress)
                prepared.finish()
                memory.remember(operation, table.headers, mapping=mapping)
                counts = run.outcomes.counts
                operation.details |= {name: counts[name] for name in ("created", "updated") if counts[name]}
                watch.end()
        except _DryRun:
            operation = None
        made = run.side_created | prepared.newcomers.created
        if fields_made := len(ignored) - len(mapping.ignored):
            made |= {"fields": fields_made}
        result = self._result(run, mapping, prepared=prepared)
        return replace(result, side_created=made, operation=operation.id or None if operation else None)

    def _result(self, run: ImportRun, mapping: Mapping, *, prepared: Preparation) -> ImportResult:
        fields = {field.name: field for field in self.targets(mapping.entity)}
        counts = run.outcomes.counts
        return ImportResult(
            rows=counts["rows"],
            created=counts[Outcome.CREATED],
            updated=counts[Outcome.UPDATED],
            unchanged=counts[Outcome.UNCHANGED],
            skipped=counts[Outcome.SKIPPED],
            failed=counts[Outcome.FAILED],
            errors=prepared.findings.errors,
            warnings=[*ignored_warning(mapping), *mapping.notes, *prepared.findings.warnings],
            fill=fill_rates(run, mapping, fields=fields, left_out=prepared.left_out),
            left_open=prepared.findings.left_open,
            outcomes=run.outcomes,
        )

    def _with_fields(self, mapping: Mapping, table: Table) -> Mapping:
        """The mapping with every column that is left out sent to a new text field of its name."""
        fields, entity = self._fields, fields_of(mapping.entity)
        if not entity:
            return mapping
        samples = dict(zip(table.headers, zip(*table.sample(), strict=True), strict=False))
        for header in mapping.ignored:
            if mapping.exact and names_documents(header):
                continue  # an export tells what is attached; the documents themselves are not in it
            long = any("\n" in cell or len(cell) > LONGEST_LINE for cell in samples.get(header, ()))
            field_id = fields.add(header, Kind.LONG_TEXT if long else Kind.TEXT, entity=entity)
            made = next(one for one in fields.all(entity) if one.id == field_id)
            mapping = mapping.with_field(header, made.as_field().name)
        return mapping

    def _business(self) -> Business:
        fields = {entity: self._custom(entity) for entity in (CONTACTS, OPPORTUNITIES)}
        currency = str(self._settings.get("currency", "EUR"))
        return Business(fields, str(self._settings.get("country", "ES")), currency, choices_of(self.database))

    def _custom(self, entity: str) -> list[Field]:
        """The fields that the business added to an entity."""
        owner = fields_of(entity)
        return [field.as_field() for field in self._fields.all(owner)] if owner else []
