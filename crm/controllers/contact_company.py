"""What a company's people carry of it: its name. The company's own row is written by whoever changes it."""

from __future__ import annotations

from crm.controllers.contact_rows import sort_name
from crm.storage.database import Database


def rename_for_people(database: Database, company_id: int, *, name: str) -> None:
    """Write a company's new name into its people; who has no name of their own is sorted by it."""
    for person in database.all("SELECT * FROM contacts WHERE company_id = :id", id=company_id):
        renamed = {"company": name, "sort_name": sort_name({**person, "company": name})}
        database.update("contacts", person["id"], renamed)
