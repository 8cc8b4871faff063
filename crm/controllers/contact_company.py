"""What follows others when a company, or what is one, changes: the name its people carry, the link of its deals.

Its own row is written by whoever changes it.
"""

from __future__ import annotations

from crm.controllers.contact_rows import sort_name
from crm.models.contacts import COMPANY
from crm.storage.database import Database


def rename_for_people(database: Database, company_id: int, *, name: str) -> None:
    """Write a company's new name into its people; who has no name of their own is sorted by it."""
    for person in database.all("SELECT * FROM contacts WHERE company_id = :id", id=company_id):
        renamed = {"company": name, "sort_name": sort_name({**person, "company": name})}
        database.update("contacts", person["id"], renamed)


def lead_deals(database: Database, contact_id: int, *, kind: str) -> None:
    """Let opportunities point at a contact whose kind is another now as they do at one of that kind.

    A company's stand in `company_id`, a person's in `contact_id`; where somebody else stands there already, they stay.
    """
    theirs, ours = ("contact_id", "company_id") if kind == COMPANY else ("company_id", "contact_id")
    rows = database.all(
        f"SELECT * FROM opportunities WHERE {theirs} = :id AND {ours} IS NULL ORDER BY id", id=contact_id
    )
    for row in rows:
        database.update("opportunities", row["id"], {theirs: None, ours: contact_id, "updated_at": row["updated_at"]})


def mend_names_after(database: Database, operation_id: int) -> None:
    """Write the names companies have now into their people where an undo brought back an older one."""
    for company in database.all(_MISNAMED, own=operation_id):
        rename_for_people(database, company["id"], name=company["company"])


_MISNAMED = """
    SELECT c.id, c.company FROM changes x JOIN contacts p ON p.id = x.entity_id JOIN contacts c ON c.id = p.company_id
    WHERE x.operation_id = :own AND x.entity = 'contacts' AND p.company <> c.company
    UNION SELECT c.id, c.company FROM changes x JOIN contacts c ON c.id = x.entity_id
    JOIN contacts p ON p.company_id = c.id
    WHERE x.operation_id = :own AND x.entity = 'contacts' AND p.company <> c.company"""
