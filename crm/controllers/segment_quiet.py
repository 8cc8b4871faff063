"""Good customers that have gone quiet, as the rows of segments tell: which, and why. Reads only, works nothing out."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from crm.controllers.segment_purchases import last_words
from crm.controllers.segment_rows import as_bought
from crm.controllers.settings import Settings
from crm.models.segments import Reckoner, SegmentRules
from crm.storage.database import Database
from crm.storage.sqlite import Row
from crm.utils import dates

RULES = "segment_rules"  # the setting


def rules_in_use(settings: Settings) -> SegmentRules:
    """The rules the user set, or the usual ones."""
    return SegmentRules.from_plain(settings.get(RULES, {}))


def untold(database: Database, mine: int, *, limit: int) -> list[Row]:
    """Those nobody was told of, of a user or of nobody, with the columns of their names; the newest first."""
    return database.all(
        f"SELECT s.*, c.kind, c.first_name, c.last_name, c.company, c.email, c.phone, c.mobile_phone {_QUIET}"
        f" AND s.told_at = '' {_ORDER} LIMIT :limit",
        me=mine,
        limit=limit,
    )


def standing(database: Database, mine: int | None) -> array[int]:
    """Those that nobody talked to since, of a user or of nobody, None for everyone's; the newest first."""
    return database.ids(f"SELECT s.id {_QUIET} AND {_NO_WORD_SINCE} {_ORDER}", me=mine)


def reasons(database: Database, rules: SegmentRules, *, rows: Sequence[Row]) -> dict[int, str]:
    """Why the customers of these rows of segments count as quiet, by contact."""
    reckoner = Reckoner(rules, dates.today())
    words = last_words(database, [row["id"] for row in rows])
    return {row["id"]: reckoner.quiet_reason(as_bought(row), words[row["id"]]) for row in rows}


# A person whose company has gone quiet too is not named beside it.
_QUIET = """
    FROM contact_segments s JOIN contacts c ON c.id = s.id
    LEFT JOIN contact_segments f ON f.id = c.company_id AND f.quiet_since <> ''
    WHERE s.quiet_since <> '' AND f.id IS NULL AND (:me IS NULL OR c.assigned_to IS NULL OR c.assigned_to = :me)"""
_ORDER = "ORDER BY s.quiet_since DESC, c.sort_name, s.id"
# The rows follow an interaction a while later; who was just talked to is gone from the list at once.
_NO_WORD_SINCE = (
    "substr(c.last_interaction_at, 1, 10) < s.quiet_since AND NOT EXISTS (SELECT 1 FROM contacts k"
    " WHERE k.company_id = s.id AND substr(k.last_interaction_at, 1, 10) >= s.quiet_since)"
)
