"""What tests of storage and controllers share: a picture of every record, a second user, a file of a test's own.

No test stands here.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from crm.models.users import User
from crm.session import Session
from crm.storage.changelog import Door
from crm.storage.database import Database
from crm.utils import dates

TABLES = (
    "contacts",
    "contact_channels",
    "contact_tags",
    "contact_aliases",
    "different_contacts",
    "tags",
    "interactions",
    "pipelines",
    "stages",
    "loss_reasons",
    "sources",
    "interaction_types",
    "products",
    "exchange_rates",
    "opportunities",
    "opportunity_lines",
    "opportunity_tags",
    "stage_history",
    "activities",
    "activity_series",
    "calendars",
    "mail_accounts",
    "mail_folders",
    "mail_templates",
    "messages",
    "documents",
    "message_documents",
    "message_files",
    "custom_fields",
    "saved_views",
    "dashboards",
    "goals",
    "reports",
    "report_schedules",
    "users",
)
Picture = dict[str, list[tuple[Any, ...]]]


def picture(database: Database) -> Picture:
    """Every column of every row of every table a person fills, as stored."""
    return {table: database.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in TABLES}


def newest(database: Database) -> int:
    """The id of the newest operation."""
    return int(database.value("SELECT coalesce(max(id), 0) FROM operations"))


def second_user(session: Session, role: str = "sales", name: str = "Berta") -> Session:
    """Another user of the same file, signed in."""
    user_id = session.users.add(name, role=role)
    return Session(session.database, User(user_id, name, role=role), door=Door.WINDOW)


def hang_on(database: Database, contact_id: int) -> None:
    """A row with this contact in each table whose own doors a test does not need; inside a transaction."""
    series = {"rule": "FREQ=DAILY", "starts_on": "2026-12-01", "type": "call", "contact_id": contact_id}
    database.insert("activity_series", series)
    message_id = f"<{contact_id}@example.com>"
    message = database.insert("messages", {"message_id": message_id, "contact_id": contact_id, "subject": "Oferta"})
    kept = {"name": "oferta.pdf", "sha256": f"{contact_id:064x}", "size": 10, "contact_id": contact_id}
    document = database.insert("documents", kept)
    database.insert("message_documents", {"message_id": message, "document_id": document})


def moment_ago(days: int) -> str:
    """The moment so many days ago, as it is kept."""
    return dates.now(lambda: dates.utc_clock() - timedelta(days=days))


def day_ahead(days: int) -> str:
    """The day so many days from today, as it is kept."""
    return (date.fromisoformat(dates.today()) + timedelta(days=days)).isoformat()
