"""Who is on an e-mail: the user, contacts known by any of their addresses, strangers. Reads only."""

from __future__ import annotations

from collections.abc import Iterable

from crm.controllers.access import Context
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import among
from crm.utils import emails

# An address that several contacts have means the one who was talked to last among those it is the main address of.
_CONTACTS = f"""SELECT n.normal, n.contact_id FROM contact_channels n JOIN contacts c ON c.id = n.contact_id
    WHERE n.kind = 'email' AND {among("n.normal", "normals")}
    ORDER BY n.is_primary DESC, c.last_interaction_at DESC, c.id"""


def contacts_of(database: Database, normals: Iterable[str]) -> dict[str, int]:
    """The contact of each address that is known, by the address's normal form."""
    found: dict[str, int] = {}
    for row in database.all(_CONTACTS, normals=to_json(sorted(set(normals)))):
        found.setdefault(row["normal"], row["contact_id"])
    return found


def own_addresses(context: Context, user_id: int) -> frozenset[str]:
    """The addresses of a user: of the user's accounts, of the accounts all share, and the user's own."""
    rows = context.database.all(
        "SELECT address FROM mail_accounts WHERE user_id = :user OR user_id IS NULL"
        " UNION SELECT imap_login FROM mail_accounts WHERE user_id = :user"
        " UNION SELECT smtp_login FROM mail_accounts WHERE user_id = :user"
        " UNION SELECT email FROM users WHERE id = :user",
        user=user_id,
    )
    return frozenset(emails.normal(row["address"]) for row in rows if "@" in (row["address"] or ""))
