"""Rows of activities as lists show them: names beside ids, where each stands, how it repeats. Selects none itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crm.models.activities import when_of
from crm.models.contacts import display_name
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import Row, among, in_order_of
from crm.utils import dates
from crm.utils.recurrence_words import sentence


def rows_of(database: Database, ids: Sequence[int]) -> list[Row]:
    """The rows of these activities in the order asked; those that are gone are left out."""
    if not ids:
        return []
    found = database.all(
        f"SELECT a.* FROM {in_order_of('ids')} JOIN activities a ON a.id = wanted.id ORDER BY wanted.place",
        ids=to_json(list(ids)),
    )
    return finished(database, found)


def finished(database: Database, rows: list[Row]) -> list[Row]:
    """Rows of the table with everything beside their columns that a list shows: contact, company, opportunity, owner,
    when, repeats."""
    if rows:
        around = _Around(database, rows)
        for row in rows:
            around.finish(row)
    return rows


class _Around:
    """What stands around some activities, read at once."""

    def __init__(self, database: Database, rows: Sequence[Row]) -> None:
        self.database = database
        self.now, self.today = dates.now(), dates.today()
        self.users = {row["id"]: row["name"] for row in database.all("SELECT id, name FROM users")}
        self.deals = self._read(_DEALS, (row["opportunity_id"] for row in rows))
        companies = (deal["company_id"] for deal in self.deals.values())
        self.contacts = self._read(_CONTACTS, (*(row["contact_id"] for row in rows), *companies))
        series = self._read(_RULES, (row["series_id"] for row in rows))
        self.repeats = {one: sentence(row["rule"]) for one, row in series.items()}

    def finish(self, row: Row) -> None:
        """Fill in what a row lacks."""
        contact, deal = self.contacts.get(row["contact_id"]), self.deals.get(row["opportunity_id"])
        company = self.contacts.get(deal["company_id"]) if deal else None
        row["contact"] = display_name(contact) if contact else ""
        row["company"] = str((contact or {}).get("company") or (company or {}).get("company") or "")
        row["opportunity"] = deal["title"] if deal else ""
        row["owner"] = self.users.get(row["assigned_to"], "")
        row["when"] = when_of(row, now=self.now, today=self.today)
        row["repeats"] = self.repeats.get(row["series_id"], "")
        del row["sort_subject"]

    def _read(self, query: str, ids: Iterable[int | None]) -> dict[int | None, Row]:
        wanted = sorted(one for one in set(ids) if one is not None)
        if not wanted:
            return {}
        found = self.database.all(f"{query} WHERE {among('id', 'wanted')}", wanted=to_json(wanted))
        return {row["id"]: row for row in found}


_DEALS = "SELECT id, title, company_id FROM opportunities"
_RULES = "SELECT id, rule FROM activity_series"
_CONTACTS = "SELECT id, kind, first_name, last_name, company, email, phone, mobile_phone FROM contacts"
