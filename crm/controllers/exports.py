"""Taking contacts out: what is listed or chosen, to CSV, XLSX or vCard. What columns hold is export_columns.py's."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TypedDict, Unpack

from crm.controllers import export_cards
from crm.controllers.access import Context, Controller, reads
from crm.controllers.contacts import Contacts
from crm.controllers.export_columns import Column, Extent, Person, columns
from crm.errors import Invalid
from crm.files.vcard_writing import write_vcards
from crm.files.workbook_writing import write_xlsx
from crm.files.writing import write_csv
from crm.models.contacts import Channel
from crm.models.lists import ListQuery
from crm.storage.changelog import to_json
from crm.storage.sqlite import among, in_order_of
from crm.utils.i18n import _

Progress = Callable[[int], bool]
_PAGE = 2000


class ExportOptions(TypedDict, total=False):
    """What `run` takes out: see there."""

    columns: Sequence[str] | None
    ids: Iterable[int] | None
    progress: Progress


class _Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """Raised among the rows, so that the file that was there before stays."""


class Exports(Controller):
    """Exports of people and companies."""

    def __init__(self, context: Context, contacts: Contacts) -> None:
        super().__init__(context)
        self._contacts = contacts

    @reads("exports")
    def run(self, path: Path, query: ListQuery | None = None, **options: Unpack[ExportOptions]) -> int:
        """Write contacts to `path`, by its ending .csv, .xlsx or .vcf; return their number.

        The contacts are those of `ids`, or else of `query`, in their order; `columns` are field names, None for all of
        them. `progress` hears the number written so far; answering False cancels, keeps the old file and returns 0.
        Invalid for another ending, Unavailable when the file cannot be written.
        """
        given = options.get("ids")
        ids = array("q", given) if given is not None else self._contacts.ids(query or ListQuery())
        people = _Pages(self, ids, progress=options.get("progress") or (lambda _done: True))
        ending = path.suffix.lower()
        try:
            if ending == ".vcf":
                return write_vcards(path, map(export_cards.card, people.with_parts("channels", "tags")))
            if ending not in (".csv", ".xlsx"):
                raise Invalid({"file": _("Contacts are exported to files that end in .csv, .xlsx or .vcf.")})
            chosen = columns(
                self._contacts.fields(), options.get("columns"), extent=self._extent(), typed=ending == ".xlsx"
            )
            write = write_xlsx if ending == ".xlsx" else write_csv
            return write(path, [one.header for one in chosen], rows=people.cells(chosen))
        except _Cancelled:
            return 0

    def _extent(self) -> Extent:
        """Which kinds of channels have labels of their own, and how many further ones a contact has at most."""
        rows = self.database.all(
            "SELECT kind, max(everyone - plain - mobile) AS further, max(odd + plain * shown_mobile) AS odd FROM ("
            " SELECT kind, count(*) AS everyone,"
            " max(CASE WHEN kind = 'phone' AND label = 'mobile' THEN 0 ELSE 1 END) AS plain,"
            " max(CASE WHEN kind = 'phone' AND label = 'mobile' THEN 1 ELSE 0 END) AS mobile,"
            " max(CASE WHEN kind = 'phone' AND label = 'mobile' THEN is_primary ELSE 0 END) AS shown_mobile,"
            " max(opted_out + invalid + CASE WHEN kind = 'phone' AND label = 'mobile' THEN 0"
            " WHEN kind = 'link' AND label = '' THEN 0 WHEN kind <> 'link' AND label = 'work' THEN 0 ELSE 1 END) AS odd"
            " FROM contact_channels GROUP BY contact_id, kind) counted GROUP BY kind"
        )
        return Extent(
            frozenset(row["kind"] for row in rows if row["odd"] or row["further"]),
            {row["kind"]: row["further"] for row in rows if row["further"]},
        )


class _Pages:
    """Contacts fetched a page of ids at a time, so that a million take no more memory than a page."""

    def __init__(self, exports: Exports, ids: Sequence[int], *, progress: Progress) -> None:
        self._database = exports.database
        self._ids = ids
        self._progress = progress

    def cells(self, chosen: Sequence[Column]) -> Iterator[list[object]]:
        """The values of each contact's columns."""
        # Most values are taken as they are, all at once; the second name keeps the getter's answer a tuple.
        plain = itemgetter(*(one.plain or "id" for one in chosen), "id")
        computed = [(place, one.cell) for place, one in enumerate(chosen) if not one.plain]
        for person in self.with_parts(*{one.needs for one in chosen if one.needs}):
            values = list(plain(person.row))[:-1]
            for place, cell in computed:
                values[place] = cell(person)
            yield values

    def with_parts(self, *parts: str) -> Iterator[Person]:
        """Each contact, with its channels and tags where they are asked for."""
        for start in range(0, len(self._ids), _PAGE):
            if not self._progress(start):
                raise _Cancelled
            wanted = to_json(list(self._ids[start : start + _PAGE]))
            channels = self._channels(wanted) if "channels" in parts else {}
            tags = self._tags(wanted) if "tags" in parts else {}
            for row in self._database.all(_ROWS, ids=wanted):
                person = Person(row, channels.get(row["id"], ()), tags.get(row["id"], ()))
                if channels:
                    person.sort_channels()
                yield person
        if not self._progress(len(self._ids)):
            raise _Cancelled

    def _channels(self, wanted: str) -> dict[int, list[Channel]]:
        rows = self._database.execute(_CHANNELS, {"ids": wanted})
        return {
            contact_id: [
                Channel(kind, value, label, bool(primary), bool(opted_out), bool(invalid))
                for _id, kind, value, label, primary, opted_out, invalid in group
            ]
            for contact_id, group in groupby(rows, key=lambda row: int(row[0]))
        }

    def _tags(self, wanted: str) -> dict[int, list[str]]:
        rows = self._database.execute(_TAGS, {"ids": wanted})
        return {
            contact_id: [name for _id, name in group]
            for contact_id, group in groupby(rows, key=lambda row: int(row[0]))
        }


_ROWS = (
    "SELECT c.*, coalesce((SELECT name FROM users u WHERE u.id = c.assigned_to), '') AS owner"
    f" FROM {in_order_of('ids')} JOIN contacts c ON c.id = wanted.id ORDER BY wanted.place"
)
_CHANNELS = (
    "SELECT contact_id, kind, value, label, is_primary, opted_out, invalid FROM contact_channels"
    f" WHERE {among('contact_id', 'ids')} ORDER BY contact_id, position, id"
)
_TAGS = (
    "SELECT ct.contact_id, t.name FROM contact_tags ct JOIN tags t ON t.id = ct.tag_id"
    f" WHERE {among('ct.contact_id', 'ids')} ORDER BY ct.contact_id, t.folded"
)
