"""The table of segments kept in step with what customers bought: whom to reckon anew, what differs, writing that.

The rows follow from others and go past the change log, as storage/bookkeeping.py tells. They are written a stretch at a
time, so that nobody waits for them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from crm.controllers.segment_purchases import Purchases
from crm.models.history import SEGMENTS_KEPT
from crm.models.segments import INACTIVE, Bought, Reckoner
from crm.storage import bookkeeping
from crm.storage.changelog import Author, to_json
from crm.storage.database import Database
from crm.storage.sqlite import Row, among
from crm.utils import dates

_MOST_DEALS = 500  # changed deals beyond which everyone is reckoned anew
_STRETCH = 500  # rows written in one transaction
_STATE = "segment_computations"

Cancelled = Callable[[], bool]


@dataclass(frozen=True)
class Marks:
    """What the segments are worked out from: the day, the newest operation, the rules as text."""

    day: str
    operation_id: int
    rules: str

    @staticmethod
    def now(database: Database, rules: str) -> Marks:
        """Those of this moment."""
        newest = database.value("SELECT coalesce(max(id), 0) FROM operations")
        return Marks(dates.today(), int(newest), rules)

    @staticmethod
    def kept(database: Database) -> Marks | None:
        """Those of the last time; None when there was none."""
        row = database.one(f"SELECT day, operation_id, rules FROM {_STATE} WHERE id = 1")
        return Marks(**row) if row else None

    def keep(self, database: Database, author: Author) -> None:
        """Remember these as those of the last time."""
        with database.transaction(author, SEGMENTS_KEPT, bulk=True):
            bookkeeping.forget(database, _STATE, ids=[1])
            bookkeeping.derive(database, _STATE, rows=[{"id": 1, **vars(self)}])


def stale(database: Database, now: Marks, *, kept: Marks | None) -> set[int] | None:
    """The customers whose purchases may be others than when the segments were last worked out; None for everyone."""
    if kept is None or (kept.day, kept.rules) != (now.day, now.rules) or kept.operation_id > now.operation_id:
        return None
    span = {"since": kept.operation_id, "newest": now.operation_id}
    if database.value(_RATES_CHANGED, **span):
        return None
    changed = database.all(_DEALS_CHANGED, **span, most=_MOST_DEALS + 1)
    return None if len(changed) > _MOST_DEALS else _customers_of(database, changed)


def _customers_of(database: Database, changed: Sequence[Row]) -> set[int]:
    """The customers of changed deals, before and now."""
    pictures = [json.loads(row["before"]) for row in changed if row["before"]]
    ids = to_json([row["entity_id"] for row in changed])
    pictures += database.all(f"SELECT contact_id, company_id FROM opportunities WHERE {among('id', 'ids')}", ids=ids)
    found = {picture.get(name) for picture in pictures for name in ("contact_id", "company_id")}
    return {one for one in found if one is not None}


def stored(database: Database, customers: Iterable[int] | None) -> dict[int, Row]:
    """The rows of these customers, None for all of them, by contact."""
    if customers is None:
        rows = database.all("SELECT * FROM contact_segments")
    else:
        query = f"SELECT * FROM contact_segments WHERE {among('id', 'ids')}"
        rows = database.all(query, ids=to_json(sorted(customers)))
    return {row["id"]: row for row in rows}


def good_ones(database: Database) -> dict[int, Row]:
    """The rows of good customers that may go quiet, by contact."""
    rows = database.all("SELECT * FROM contact_segments WHERE good = 1 AND segment <> :gone", gone=INACTIVE)
    return {row["id"]: row for row in rows}


def as_bought(row: Row) -> Bought:
    """What a customer bought, from the row."""
    numbers = (row[name] for name in ("won_count", "won_value", "unpriced", "own_count", "own_value"))
    return Bought(row["last_won_on"], *numbers)


@dataclass(frozen=True)
class Reckoning:
    """Rows worked out anew. With `hushed` whoever is quiet now counts as told: nobody has just gone quiet."""

    reckoner: Reckoner
    words: Mapping[int, str]  # the day of the last interaction with each good customer
    hushed: bool
    now: str

    def rows(self, purchases: Purchases, before: Mapping[int, Row]) -> dict[int, Row]:
        """The row of each customer; `before` are those that were kept."""
        return {one: self._row(one, bought, before=before.get(one)) for one, bought in purchases.items()}

    def _row(self, customer: int, bought: Bought, *, before: Row | None) -> Row:
        segment = self.reckoner.segment(bought)
        same = before is not None and before["segment"] == segment
        quiet = self.reckoner.quiet_since(bought, self.words.get(customer, ""))
        return {
            "id": customer,
            "segment": segment,
            "good": int(self.reckoner.good(bought)),
            "last_won_on": bought.last_won_on,
            "won_count": bought.count,
            "won_value": bought.value,
            "unpriced": bought.unpriced,
            "own_count": bought.own_count,
            "own_value": bought.own_value,
            "since": self.reckoner.since(bought, kept=before["since"] if before and same else ""),
            "quiet_since": quiet,
            "told_at": self._told_at(quiet, before),
        }

    def _told_at(self, quiet: str, before: Row | None) -> str:
        """Somebody is to hear of a customer that was known before and has just gone quiet; of no one else."""
        if not quiet:
            return ""
        if before is not None and before["quiet_since"]:
            return str(before["told_at"])
        return "" if before is not None and not self.hushed else self.now


def write(
    database: Database, author: Author, *, change: tuple[Mapping[int, Row], Mapping[int, Row]], cancelled: Cancelled
) -> tuple[int, bool]:
    """Make the kept rows, the first of a `change`, the second ones; how many differed, and whether all is written."""
    before, rows = change
    gone = [one for one in before if one not in rows]
    changed = iter([*gone, *(one for one, row in rows.items() if before.get(one) != row)])
    count = 0
    while stretch := list(islice(changed, _STRETCH)):
        if cancelled():
            return count, False
        with database.transaction(author, SEGMENTS_KEPT, bulk=True):
            there = set(database.ids(f"SELECT id FROM contacts WHERE {among('id', 'ids')}", ids=to_json(stretch)))
            bookkeeping.forget(database, "contact_segments", ids=stretch)
            new = [rows[one] for one in stretch if one in rows and one in there]
            bookkeeping.derive(database, "contact_segments", rows=new)
        count += len(stretch)
    return count, True


_RATES_CHANGED = """
    SELECT 1 FROM changes WHERE operation_id > :since AND operation_id <= :newest AND entity = 'exchange_rates'
    LIMIT 1"""
_DEALS_CHANGED = """
    SELECT entity_id, before FROM changes
    WHERE operation_id > :since AND operation_id <= :newest AND entity = 'opportunities' LIMIT :most"""
