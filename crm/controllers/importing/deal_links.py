"""The opportunity that an activity or interaction belongs to: by its id elsewhere or its title. Never guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crm.controllers.importing.findings import Findings
from crm.controllers.importing.lines import Line
from crm.controllers.importing.linked import Linked
from crm.controllers.opportunity_values import sort_title
from crm.models.imports import OPPORTUNITIES
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import Row, among
from crm.utils.i18n import _

_FOUND = "SELECT id, title, sort_title, external_id, contact_id, company_id, status FROM opportunities"
_BY_ID = f"{_FOUND} WHERE external_id <> '' AND {among('external_id', 'values')} ORDER BY id"
_BY_TITLE = f"{_FOUND} WHERE {among('sort_title', 'values')} ORDER BY id"
_SHOWN = 3
Customers = tuple[int, int]


class DealLinks:
    """Finds the deals that rows of one file name, by chunk."""

    def __init__(self, database: Database, *, findings: Findings) -> None:
        self._database = database
        self._findings = findings
        self._by_id: dict[str, list[Row]] = {}
        self._by_title: dict[str, list[Row]] = {}

    def load(self, records: Sequence[Linked]) -> None:
        """Fetch the deals that these rows name."""
        self._by_id, self._by_title = {}, {}
        ids = {
            record.words["opportunity_external_id"] for record in records if _names(record, "opportunity_external_id")
        }
        titles = {sort_title(record.words["opportunity"]) for record in records if _names(record, "opportunity")}
        for row in self._database.all(_BY_ID, values=to_json(sorted(ids))) if ids else ():
            self._by_id.setdefault(row["external_id"], []).append(row)
        for row in self._database.all(_BY_TITLE, values=to_json(sorted(titles))) if titles else ():
            self._by_title.setdefault(row["sort_title"], []).append(row)

    def find(self, line: Line, record: Linked, *, customers: Customers) -> Mapping[str, int | None]:
        """The id, contact_id and company_id of the deal in the same row, or of the one it names; nothing for none.

        Of several of one title it is the customer's own, and the open one before closed ones.
        """
        landed = line.landed.get(OPPORTUNITIES)
        if landed is not None:
            known = landed.values
            return {"id": landed.id, "contact_id": known.get("contact_id"), "company_id": known.get("company_id")}
        found = self._by_id.get(record.words.get("opportunity_external_id", ""), [])
        if not found and _names(record, "opportunity"):
            found = self._by_title.get(sort_title(record.words["opportunity"]), [])
        for fits in (lambda row: bool(_own(row) & (set(customers) - {0})), lambda row: row["status"] == "open"):
            found = [row for row in found if fits(row)] or found
        if len(found) == 1:
            return found[0]
        self._report(record, found)
        return {}

    def _report(self, record: Linked, found: Sequence[Row]) -> None:
        field = next((one for one in ("opportunity_external_id", "opportunity") if _names(record, one)), "")
        if not field:
            return
        sentence = _("No opportunity here fits. It was not linked.")
        if found:
            shown = ", ".join(f"{row['title']} (#{row['id']})" for row in found[:_SHOWN])
            sentence = _("Several opportunities fit: {names}. It was not linked.").format(
                names=shown + (" …" if len(found) > _SHOWN else "")
            )
        header, cell = record.cell(field)
        self._findings.error(record.row, sentence, column=header, value=cell)


def _names(record: Linked, field: str) -> bool:
    return bool(record.words.get(field))


def _own(row: Row) -> set[int]:
    return {row["contact_id"], row["company_id"]} - {None}
