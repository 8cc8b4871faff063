"""Which stored opportunity a row stands for: one lookup per chunk and key. Changes nothing.

By the id it has elsewhere, or else by its title and customer. A stored deal stands for one row of a file only, so that
two deals of one title stay two; where several fit, the one that agrees most, and nobody guesses between equals.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crm.controllers.importing.linked import Linked
from crm.controllers.importing.opportunity_writing import custom_of
from crm.controllers.opportunity_values import sort_title
from crm.models import imports
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import Row, among

_BY_ID = f"SELECT * FROM opportunities WHERE external_id <> '' AND {among('external_id', 'values')} ORDER BY id"
_BY_TITLE = f"SELECT * FROM opportunities WHERE {among('sort_title', 'values')} AND id <= :newest ORDER BY id"
_TAGS = (
    "SELECT x.opportunity_id, t.folded, t.name FROM opportunity_tags x JOIN tags t ON t.id = x.tag_id"
    f" WHERE {among('x.opportunity_id', 'ids')} ORDER BY x.id"
)
_LINES = (
    "SELECT opportunity_id, product_id, name, quantity, unit_price, discount FROM opportunity_lines"
    f" WHERE {among('opportunity_id', 'ids')} ORDER BY opportunity_id, position, id"
)
_TELLING = ("value", "currency", "expected_close", "closed_on", "close_date", "created_at", "assigned_to",
            "description", "source")  # fmt: skip
_CUSTOMERS = ("contact_id", "company_id")
External = tuple[str, str]


class OpportunityMatcher:
    """The stored deals that a chunk of rows may stand for."""

    def __init__(self, database: Database, mapping: imports.Mapping) -> None:
        self._database = database
        self._by_id = "external_id" in mapping.match
        self._by_name = "name" in mapping.match
        self._newest = int(database.value("SELECT coalesce(max(id), 0) FROM opportunities"))
        self._ids: dict[External, Linked] = {}
        self._titles: dict[str, list[Linked]] = {}
        self._taken: set[int] = set()

    def load(self, records: Sequence[Linked]) -> None:
        """Fetch the stored deals that these rows may be."""
        self._ids, self._titles = {}, {}
        ids = [record.external[1] for record in records if record.external]
        found = self._database.all(_BY_ID, values=to_json(sorted(set(ids)))) if ids else []
        titles = sorted({sort_title(record.values["title"]) for record in records if record.values.get("title")})
        if self._by_name and titles:
            found += self._database.all(_BY_TITLE, values=to_json(titles), newest=self._newest)
        for record in self._stored({row["id"]: row for row in found}):
            if record.external:
                self._ids[record.external] = record
            if record.id <= self._newest:  # what this import made stands for the row it came from alone
                self._titles.setdefault(record.stored["sort_title"], []).append(record)

    def find(self, record: Linked) -> list[Linked]:
        """The deal a row stands for; several when nobody may guess, none when it is new."""
        known = self.holder(record)
        if known is not None and self._by_id:
            return [known]
        if not self._by_name:
            return []
        same = self._titles.get(sort_title(str(record.values.get("title", ""))), [])
        fitting = [one for one in same if one.id not in self._taken and _may_be(record, one)]
        best = max((_likeness(record, one) for one in fitting), default=(0, 0))
        nearest = [one for one in fitting if _likeness(record, one) == best]
        return nearest[:1] if best == (len(_CUSTOMERS), len(_told(record))) else nearest

    def holder(self, record: Linked) -> Linked | None:
        """The deal that has the row's id elsewhere."""
        return self._ids.get(record.external) if record.external else None

    def take(self, known: Linked) -> None:
        """No other row of the file stands for this deal, unless it has the same id."""
        self._taken.add(known.id)

    def add(self, record: Linked) -> None:
        """Let later rows with the same id find a deal."""
        if record.external:
            self._ids.setdefault(record.external, record)

    def _stored(self, rows: Mapping[int, Row]) -> list[Linked]:
        records = {row_id: _as_record(row) for row_id, row in sorted(rows.items())}
        marks = {"ids": to_json(list(records))}
        for tag in self._database.all(_TAGS, **marks) if records else ():
            records[tag["opportunity_id"]].tags[tag["folded"]] = tag["name"]
        for line in self._database.all(_LINES, **marks) if records else ():
            records[line.pop("opportunity_id")].lines.append(line)
        return list(records.values())


def _as_record(row: Row) -> Linked:
    record = Linked(0)
    record.id = row["id"]
    record.stored = row
    record.custom = custom_of(row)
    record.values = {name: value for name, value in row.items() if name not in ("id", "custom", "version")}
    return record


def _may_be(record: Linked, known: Linked) -> bool:
    """Whether two deals of one title can be one: a customer in common or none at all, and no other id."""
    mine, theirs = record.external, known.external
    if mine and theirs and mine[0] == theirs[0] and mine != theirs:
        return False
    pairs = [(record.values.get(name), known.values.get(name)) for name in _CUSTOMERS]
    if any(one and other and one != other for one, other in pairs):
        return False
    return any(one and one == other for one, other in pairs) or not any(one or other for one, other in pairs)


def _told(record: Linked) -> dict[str, Any]:
    """What a row tells of the values that tell deals apart."""
    return {name: record.values[name] for name in _TELLING if record.values.get(name) not in (None, "")}


def _likeness(record: Linked, known: Linked) -> tuple[int, int]:
    """How many of the customers are the same, and of the values that tell deals apart."""
    kept = known.values
    same = [
        value in (kept["closed_on"], kept["expected_close"]) if name == "close_date" else kept[name] == value
        for name, value in _told(record).items()
    ]
    return sum(record.values.get(name) == kept[name] for name in _CUSTOMERS), sum(same)
