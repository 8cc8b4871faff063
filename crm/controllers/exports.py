"""Taking contacts out: what is listed or chosen, to CSV, XLSX, vCard or JSON lines. Reading them is exporting/'s."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypedDict, Unpack

from crm.controllers.access import Context, Controller, reads
from crm.controllers.contacts import Contacts
from crm.controllers.exporting import cards
from crm.controllers.exporting.columns import columns
from crm.controllers.exporting.pages import Cancelled, Pages, Progress
from crm.errors import Invalid
from crm.files.jsonlines import write_jsonl
from crm.files.vcard_writing import write_vcards
from crm.files.workbook_writing import write_xlsx
from crm.files.writing import write_csv
from crm.models.lists import ListQuery
from crm.utils.i18n import _

_CARDS = ".vcf"
_TABLES = {".csv": write_csv, ".xlsx": write_xlsx, ".jsonl": write_jsonl}


class ExportOptions(TypedDict, total=False):
    """What `run` takes out: see there."""

    columns: Sequence[str] | None
    ids: Iterable[int] | None
    progress: Progress


class Exports(Controller):
    """Exports of people and companies."""

    def __init__(self, context: Context, contacts: Contacts) -> None:
        super().__init__(context)
        self._contacts = contacts

    @reads("exports")
    def run(self, path: Path, query: ListQuery | None = None, **options: Unpack[ExportOptions]) -> int:
        """Write contacts to `path`, by its ending .csv, .xlsx, .vcf or .jsonl; return their number.

        The contacts are those of `ids`, or else of `query`, in their order; `columns` are field names, None for all of
        them. `progress` hears the number written so far; answering False cancels, keeps the old file and returns 0.
        Invalid for another ending, Unavailable when the file cannot be written.
        """
        ending = path.suffix.lower()
        if ending != _CARDS and ending not in _TABLES:
            sentence = _("Contacts are exported to files that end in .csv, .xlsx, .vcf or .jsonl.")
            raise Invalid({"file": sentence})
        given = options.get("ids")
        with self.database.sparing_memory():
            ids = array("q", given) if given is not None else self._contacts.ids(query or ListQuery())
            pages = Pages(self.database, ids, progress=options.get("progress") or (lambda _done: True))
            try:
                return self._write(path, pages, chosen=options.get("columns"))
            except Cancelled:
                return 0

    def _write(self, path: Path, pages: Pages, *, chosen: Sequence[str] | None) -> int:
        fields = self._contacts.fields()
        ending = path.suffix.lower()
        if ending == _CARDS:
            custom = [one for one in fields if one.is_custom]
            return write_vcards(path, (cards.card(person, custom) for person in pages.people()))
        shown = columns(fields, chosen, extent=pages.extent(), typed=ending == ".xlsx")
        return _TABLES[ending](path, [one.header for one in shown], rows=pages.cells(shown))
