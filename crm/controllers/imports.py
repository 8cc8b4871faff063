"""Bringing spreadsheets and address books in: open a file, propose a mapping, run the import as one operation.

How a row is read, matched and written stands in importing/
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypedDict, Unpack

from crm.controllers.access import Context, Controller, reads
from crm.controllers.contacts import Contacts
from crm.controllers.importing import proposing
from crm.controllers.importing.dates import date_orders
from crm.controllers.importing.links import owners
from crm.controllers.importing.rows import RowReader
from crm.controllers.importing.run import Cancelled, ImportRun, Progress, Rules
from crm.controllers.importing.values import Reading
from crm.controllers.settings import Settings
from crm.errors import Invalid
from crm.files import reading
from crm.files.sheet import Source, Stopped, Table
from crm.models.fields import Field, Kind
from crm.models.import_results import ImportProgress, ImportResult
from crm.models.imports import CONTACTS, FILL, ON_MATCH, Mapping
from crm.models.users import OWN
from crm.storage.changelog import Author, Door
from crm.utils.i18n import N_, _
from crm.utils.text import one_line

LABEL = N_("Import {file}")


class _DryRun(Exception):  # noqa: N818 - not an error: it takes a trial back
    """Raised at the end of a trial, so that the transaction leaves nothing behind."""


class RunOptions(TypedDict, total=False):
    """How `run` goes: see there."""

    on_match: str
    dry_run: bool
    progress: Progress


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

    @reads("imports")
    def detect(self, path: Path, *, encoding: str = "", sheet: str = "") -> Source:
        """How a file is best read; Invalid or Unavailable when it cannot be."""
        return reading.detect(path, encoding=encoding, sheet=sheet)

    @reads("imports")
    def open(self, source: Source) -> Table:
        """The headers and rows of a file."""
        return reading.open_table(source)

    @reads("imports")
    def targets(self, entity: str = CONTACTS) -> list[Field]:
        """The fields a column may go to, built-in and custom."""
        return proposing.targets(entity, self._custom())

    @reads("imports")
    def guess_entity(self, table: Table) -> str:
        """Whether a file holds people ("contacts") or companies, by its headers."""
        return proposing.guess_entity(table)

    @reads("imports")
    def propose(self, table: Table, entity: str = "") -> Mapping:
        """The mapping proposed for a file; without an entity it is guessed."""
        return proposing.propose(table, entity or proposing.guess_entity(table), custom=self._custom())

    @reads("imports")
    def check(self, mapping: Mapping) -> None:
        """Invalid, with a sentence beside each header, when a mapping cannot be run."""
        proposing.check(mapping, self._custom())

    @reads("imports")
    def run(self, source: Source, mapping: Mapping, **options: Unpack[RunOptions]) -> ImportResult:
        """Bring a file in as one operation, and say what became of every row.

        `on_match`: "fill" empty fields of what is there already, "update" it, "skip" it or "create" it again.
        A `dry_run` does everything and takes it back. `progress` is called several times a second; answering False
        cancels, and nothing is left behind. Invalid for a mapping that cannot be run.
        """
        self.require("write imports")
        self.require("write contacts")
        on_match = options.get("on_match", FILL)
        if on_match not in {choice.value for choice in ON_MATCH}:
            names = ", ".join(choice.value for choice in ON_MATCH)
            raise Invalid({"on_match": _("Choose one of: {names}.").format(names=names)})
        proposing.check(mapping, self._custom())
        progress: Progress = options.get("progress", lambda _progress: True)
        watch = _Watch(progress, source.path.name, options.get("dry_run", False), time.monotonic())
        try:
            table = reading.open_table(source, stop=watch.stopped)
            result = self._run(table, mapping, on_match=on_match, watch=watch)
        except (Cancelled, Stopped):
            result = ImportResult(cancelled=True)
        return replace(result, dry_run=watch.dry, seconds=time.monotonic() - watch.started)

    def _run(self, table: Table, mapping: Mapping, *, on_match: str, watch: _Watch) -> ImportResult:
        custom = tuple(self._custom())
        mine = self.context.user.id if self.scope("write contacts") == OWN else None
        author = Author(self.context.user.id or None, Door.IMPORT)
        operation = None
        try:
            with self.database.transaction(author, LABEL, bulk=True, file=watch.name) as operation:
                run = ImportRun(
                    self.database,
                    table,
                    mapping=mapping,
                    rules=Rules(on_match, mine, _defaults(custom, mapping), custom),
                )
                run.run(self._reader(table, mapping, run=run, watch=watch), watch.progress)
                operation.details |= {name: run.counts[name] for name in ("created", "updated") if run.counts[name]}
                watch.end()
        except _DryRun:
            operation = None
        return _result(run, mapping, operation=operation.id if operation else 0)

    def _reader(self, table: Table, mapping: Mapping, *, run: ImportRun, watch: _Watch) -> RowReader:
        """What reads this file's rows, with the business's own words and the users known."""
        custom = {field.name: field for field in self._custom()}

        def unknown_owner(name: str) -> None:
            run.findings.warn(
                _("There is no user called {name}. Their records have no owner.").format(name=one_line(name, 60))
            )

        reading = Reading(
            str(self._settings.get("country", "ES")),
            owners=owners(self.database),
            custom=custom,
            words=mapping.values,
            decimal=mapping.decimal,
            unknown_owner=unknown_owner,
        )
        dated = {name for name, target in custom.items() if target.kind == Kind.DATE}
        orders, unclear = date_orders(table, mapping, custom=dated, tell=watch.check)
        for sentence in unclear:
            run.findings.warn(sentence)
        reader = RowReader(mapping, reading, findings=run.findings, orders=orders)
        reader.prepare(table.headers)
        return reader

    def _custom(self) -> list[Field]:
        return [field for field in self._contacts.fields() if field.is_custom]


def _defaults(custom: Sequence[Field], mapping: Mapping) -> dict[str, object]:
    """What new contacts get in fields their row leaves empty. An exact file tells even what is empty in its columns."""
    told = set(mapping.fields.values()) if mapping.exact else set()
    return {
        field.name.removeprefix("custom."): field.default
        for field in custom
        if field.default is not None and field.name not in told
    }


def _result(run: ImportRun, mapping: Mapping, *, operation: int) -> ImportResult:
    counts, findings = run.counts, run.findings
    ignored = mapping.ignored
    left_out = [_("These columns are not imported: {names}.").format(names=", ".join(ignored))] if ignored else []
    return ImportResult(
        counts["rows"],
        counts["created"],
        counts["updated"],
        counts["unchanged"],
        counts["skipped"],
        counts["failed"],
        errors=findings.errors,
        side_created={"tags": run.tags.created} if run.tags.created else {},
        warnings=[*left_out, *mapping.notes, *findings.warnings],
        operation=operation or None,
    )
