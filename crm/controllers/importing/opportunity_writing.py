"""Opportunities of an import written: many new ones at once, changed ones each, with lines, tags and stage history.

What a row becomes is opportunity_rows.py's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from crm.controllers.importing.linked import Linked
from crm.controllers.importing.links import TagKeeper
from crm.controllers.importing.stages import KnownStages
from crm.controllers.opportunity_moves import remember, seconds_between
from crm.controllers.opportunity_values import sort_title
from crm.models.pipelines import OPEN, Stage
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.utils import dates, ranks

_EMPTY: dict[str, Any] = {
    "title": "",
    "contact_id": None,
    "company_id": None,
    "pipeline_id": 0,
    "stage_id": 0,
    "status": OPEN,
    "value": None,
    "currency": "",
    "value_from_lines": 0,
    "probability": 0,
    "probability_by_hand": 0,
    "expected_close": "",
    "closed_on": "",
    "loss_reason_id": None,
    "loss_note": "",
    "source": "",
    "description": "",
    "assigned_to": None,
    "snoozed_until": "",
    "external_source": "",
    "external_id": "",
}


class OpportunityWriter:
    """Writes the deals of one import. `defaults` are those of the business's own fields, `currency` the usual one."""

    def __init__(self, database: Database, stages: KnownStages, *, defaults: Mapping[str, Any], currency: str) -> None:
        self.tags = TagKeeper(database)
        self._database = database
        self._stages = stages
        self._defaults = dict(defaults)
        self._currency = currency
        # By stage: the rank of the deal written last, and of the one that stood on top before the import.
        self._last: dict[int, str] = {}
        self._top: dict[int, str] = {}

    def add(self, records: Sequence[Linked]) -> None:
        """Write new deals, those of a stage in the order of the file above the ones that were there before."""
        if not records:
            return
        at = self._database.operation().at
        rows = [self._row(record, at) for record in records]
        self._rank(rows)
        for record, row, row_id in zip(records, rows, self._database.insert_many("opportunities", rows), strict=True):
            record.id = row_id
            record.values |= {"stage_since": row["stage_since"]}
        self._database.insert_many("opportunity_lines", [line for one in records for line in _line_rows(one)])
        self._database.insert_many("opportunity_tags", [tag for one in records for tag in self._tag_rows(one)])
        self._database.insert_many("stage_history", [move for one in records for move in self._moves(one)])

    def change(self, known: Linked, changed: Mapping[str, Any]) -> None:
        """Write what a row changed in a stored deal; a new stage is one more step of its history."""
        columns = {name: value for name, value in changed.items() if name in known.stored}
        if "title" in columns:
            columns["sort_title"] = sort_title(columns["title"])
        if known.stored["custom"] != (custom := to_json(known.custom)):
            columns["custom"] = custom
        if columns.get("stage_id", known.stored["stage_id"]) != known.stored["stage_id"]:
            columns |= self._move(known, self._stages.of_id(columns["stage_id"]))
        if columns:
            self._database.update("opportunities", known.id, columns)
            known.stored = {**known.stored, **columns}
        self._write_tags(known)

    def set_lines(self, known: Linked, lines: Sequence[Mapping[str, Any]]) -> None:
        """Give a stored deal these lines, in the place of those it has."""
        old = self._database.ids("SELECT id FROM opportunity_lines WHERE opportunity_id = :id", id=known.id)
        self._database.delete_many("opportunity_lines", old)
        known.lines = [dict(line) for line in lines]
        self._database.insert_many("opportunity_lines", list(_line_rows(known)))

    # New ones

    def _row(self, record: Linked, at: str) -> dict[str, Any]:
        custom = {**self._defaults, **record.custom}
        row = {**_EMPTY, **{name: value for name, value in record.values.items() if name in _EMPTY}}
        created = min(record.values.get("created_at") or at, at)
        closed = dates.to_moment(row["closed_on"]) if row["closed_on"] else ""
        row |= {
            "currency": row["currency"] or self._currency,
            "sort_title": sort_title(row["title"]),
            "furthest_stage_id": record.reached or None,
            "custom": to_json(custom) if custom else "{}",
            "created_at": created,
            "updated_at": at,
            "stage_since": min(record.values.get("stage_since") or max(created, closed), at),
        }
        record.values["created_at"] = created
        return row

    def _rank(self, rows: Sequence[dict[str, Any]]) -> None:
        by_stage: dict[int, list[dict[str, Any]]] = {}
        for row in rows:
            by_stage.setdefault(row["stage_id"], []).append(row)
        for stage_id, ours in by_stage.items():
            if stage_id not in self._top:
                self._top[stage_id] = self._topmost(stage_id)
            found = ranks.spread(len(ours), self._last.get(stage_id, ""), after=self._top[stage_id])
            for row, rank in zip(ours, found, strict=True):
                row["rank"] = rank
            self._last[stage_id] = found[-1]

    def _topmost(self, stage_id: int) -> str:
        found = self._database.value("SELECT min(rank) FROM opportunities WHERE stage_id = :id", id=stage_id)
        return str(found or "")

    def _moves(self, record: Linked) -> list[dict[str, Any]]:
        """How a new deal came where it stands: at once, or through the stage it was won or lost in."""
        since, user_id = record.values["stage_since"], self._database.operation().author.user_id
        first = {"opportunity_id": record.id, "from_stage_id": None, "to_stage_id": record.values["stage_id"]}
        first |= {"user_id": user_id, "at": since, "seconds": 0}
        if not record.reached:
            return [first]
        created = min(record.values["created_at"], since)
        last = first | {"from_stage_id": record.reached, "seconds": seconds_between(created, since)}
        return [first | {"to_stage_id": record.reached, "at": created}, last]

    def _tag_rows(self, record: Linked) -> list[dict[str, int]]:
        worn = {self.tags.id_of(folded, name): None for folded, name in record.tags.items()}
        return [{"opportunity_id": record.id, "tag_id": tag_id} for tag_id in worn]

    # Changed ones

    def _move(self, known: Linked, stage: Stage) -> dict[str, Any]:
        """What else changes with a stage, and the step in the history."""
        row = dict(known.stored)
        remember(self._database, row, stage=stage)
        top = self._database.value(
            "SELECT coalesce(min(rank), '') FROM opportunities WHERE stage_id = :id", id=stage.id
        )
        moved = {"rank": ranks.between("", top), "stage_since": self._database.operation().at}
        left, furthest = self._stages.of_id(row["stage_id"]), row["furthest_stage_id"]
        behind = self._stages.of_id(furthest).position if furthest else -1
        return moved | ({"furthest_stage_id": left.id} if left.kind == OPEN and left.position > behind else {})

    def _write_tags(self, record: Linked) -> None:
        rows = self._database.all("SELECT id, tag_id FROM opportunity_tags WHERE opportunity_id = :id", id=record.id)
        worn = {row["tag_id"]: row["id"] for row in rows}
        wanted = {row["tag_id"] for row in self._tag_rows(record)}
        for tag_id in sorted(wanted - worn.keys()):
            self._database.insert("opportunity_tags", {"opportunity_id": record.id, "tag_id": tag_id})
        self._database.delete_many("opportunity_tags", [worn[tag_id] for tag_id in sorted(worn.keys() - wanted)])


def _line_rows(record: Linked) -> list[dict[str, Any]]:
    return [
        {"opportunity_id": record.id, **line, "position": position} for position, line in enumerate(record.lines, 1)
    ]


def custom_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the business's own fields in a stored row."""
    found: dict[str, Any] = json.loads(row["custom"])
    return found
