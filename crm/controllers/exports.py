"""Taking records out: what is listed or chosen, to CSV, XLSX, vCard or JSON lines. Reading them is exporting/'s."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypedDict, Unpack

from crm.controllers.access import Context, Controller, reads
from crm.controllers.activity_lists import ActivityLists
from crm.controllers.contacts import Contacts
from crm.controllers.exporting import cards
from crm.controllers.exporting.columns import columns
from crm.controllers.exporting.layouts import DOCUMENTS, LAYOUTS
from crm.controllers.exporting.pages import Cancelled, Pages, Progress
from crm.controllers.exporting.records import RecordPages
from crm.controllers.opportunities import Opportunities
from crm.errors import Invalid
from crm.files.jsonlines import write_jsonl
from crm.files.vcard_writing import write_vcards
from crm.files.workbook_writing import write_xlsx
from crm.files.writing import write_csv
from crm.models.imports import ACTIVITIES, CONTACTS, OPPORTUNITIES
from crm.models.lists import ListQuery
from crm.utils.i18n import _, translate

_CARDS = ".vcf"
_TABLES = {".csv": write_csv, ".xlsx": write_xlsx, ".jsonl": write_jsonl}


class ExportOptions(TypedDict, total=False):
    """What `run` takes out: see there."""

    entity: str
    columns: Sequence[str] | None
    ids: Iterable[int] | None
    progress: Progress


class Exports(Controller):
    """Exports of people and companies, opportunities, activities and products."""

    def __init__(self, context: Context, contacts: Contacts, *, opportunities: Opportunities) -> None:
        super().__init__(context)
        self._contacts = contacts
        self._opportunities = opportunities

    @reads("exports")
    def run(self, path: Path, query: ListQuery | None = None, **options: Unpack[ExportOptions]) -> int:
        """Write contacts, or records of `entity`, to `path`, by its ending .csv, .xlsx, .vcf or .jsonl; how many.

        They are those of `ids`, or else of `query`, in their order; products are all there are without ids. `columns`
        are field names, None for all of them; only contacts become cards. `progress` hears the number written so far;
        answering False cancels, keeps the old file and returns 0.
        Invalid for another ending, Unavailable when the file cannot be written.
        """
        ending, entity = path.suffix.lower(), options.get("entity", CONTACTS)
        if ending not in _TABLES and (ending != _CARDS or entity != CONTACTS):
            sentence = _("Contacts are exported to files that end in .csv, .xlsx, .vcf or .jsonl.")
            others = _("These are exported to files that end in .csv, .xlsx or .jsonl.")
            raise Invalid({"file": sentence if entity == CONTACTS else others})
        given = options.get("ids")
        if entity != CONTACTS:
            return self._run_records(path, query or ListQuery(), options=options)
        with self.database.sparing_memory():
            ids = array("q", given) if given is not None else self._contacts.ids(query or ListQuery())
            pages = Pages(self.database, ids, progress=options.get("progress") or (lambda _done: True))
            try:
                return self._write(path, pages, chosen=options.get("columns"))
            except Cancelled:
                return 0

    def _run_records(self, path: Path, query: ListQuery, *, options: ExportOptions) -> int:
        """What `run` does for records that are no contacts."""
        entity, given = options["entity"], options.get("ids")
        self.require(f"read {entity}")
        custom = [one for one in self._opportunities.fields() if one.is_custom] if entity == OPPORTUNITIES else []
        layout, typed = LAYOUTS[entity], path.suffix.lower() == ".xlsx"
        shown = layout.columns(options.get("columns"), custom)
        if entity == OPPORTUNITIES and options.get("columns") is None and self._deals_have_documents():
            shown.append(DOCUMENTS)
        with self.database.sparing_memory():
            ids = array("q", given) if given is not None else self._ids(entity, query)
            pages = RecordPages(
                self.database, layout, ids=ids, progress=options.get("progress") or (lambda _done: True)
            )
            try:
                headers = [translate(one.label) for one in shown]
                return _TABLES[path.suffix.lower()](path, headers, rows=pages.cells(shown, typed=typed))
            except Cancelled:
                return 0

    def _deals_have_documents(self) -> bool:
        return bool(self.database.value("SELECT 1 FROM documents WHERE opportunity_id IS NOT NULL LIMIT 1"))

    def _ids(self, entity: str, query: ListQuery) -> array[int]:
        if entity == OPPORTUNITIES:
            return self._opportunities.ids(query)
        if entity == ACTIVITIES:
            return ActivityLists(self.context).ids(query)
        return self.database.ids("SELECT id FROM products ORDER BY folded, id")

    def _write(self, path: Path, pages: Pages, *, chosen: Sequence[str] | None) -> int:
        fields = self._contacts.fields()
        ending = path.suffix.lower()
        if ending == _CARDS:
            custom = [one for one in fields if one.is_custom]
            return write_vcards(path, (cards.card(person, custom) for person in pages.people()))
        shown = columns(fields, chosen, extent=pages.extent(), typed=ending == ".xlsx")
        return _TABLES[ending](path, [one.header for one in shown], rows=pages.cells(shown))
