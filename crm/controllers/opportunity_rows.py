"""Rows of opportunities as lists and cards show them: names beside ids, the next activity, idle days, why it rots.

Works on the rows that are asked for only, with one query for each kind of thing that hangs on them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date

from crm.controllers.opportunity_queries import next_order
from crm.controllers.opportunity_stages import all_stages
from crm.models.contacts import COMPANY, display_name
from crm.models.interactions import NOTE
from crm.models.opportunities import NONE, OVERDUE, PLANNED, TODAY, weighted
from crm.models.pipelines import OPEN, Stage
from crm.models.tags import Tag
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import Row, among, in_order_of
from crm.utils import dates
from crm.utils.i18n import N_, _, ngettext, translate

# What the idle days of a deal are counted from; of an interaction its type follows "type ".
_SINCE = {
    "type call": N_("{days} since the last call, limit {limit}"),
    "type email": N_("{days} since the last e-mail, limit {limit}"),
    "type meeting": N_("{days} since the last meeting, limit {limit}"),
    "activity": N_("{days} since the last activity was done, limit {limit}"),
    "stage": N_("{days} since it came into this stage, limit {limit}"),
    "created": N_("{days} since it was added, limit {limit}"),
}
_CONTACTED = N_("{days} since the last contact ({type}), limit {limit}")
_Touch = tuple[str, str]  # a moment, and what happened then: a key of _SINCE, or "of " and a contact's id


def rows_of(database: Database, ids: Sequence[int]) -> list[Row]:
    """The rows of these deals in the order asked; those that are gone are left out."""
    if not ids:
        return []
    found = database.all(
        f"SELECT o.* FROM {in_order_of('ids')} JOIN opportunities o ON o.id = wanted.id ORDER BY wanted.place",
        ids=to_json(list(ids)),
    )
    return finished(database, found)


def finished(database: Database, rows: list[Row]) -> list[Row]:
    """Rows of the table with everything beside their columns that a list shows."""
    if rows:
        around = _Around(database, rows)
        for row in rows:
            around.finish(row)
    return rows


class _Around:
    """What stands around some deals, read at once."""

    def __init__(self, database: Database, rows: Sequence[Row]) -> None:
        self.database = database
        self.today = dates.today()
        self.day = date.fromisoformat(self.today)
        self.marks = {"ids": to_json([row["id"] for row in rows])}
        self.stages = all_stages(database)
        self.stage_names = {stage.id: translate(stage.name) for stage in self.stages.values()}
        pipelines = self._names("SELECT id, name FROM pipelines")
        self.pipelines = {one: translate(name) for one, name in pipelines.items()}
        self.users = self._names("SELECT id, name FROM users")
        self.contacts = self._contacts(rows)
        self.tags = self._tags()
        self.planned = self._planned()
        self.touches = self._touches()

    def finish(self, row: Row) -> None:
        """Fill in what a row lacks."""
        stage = self.stages[row["stage_id"]]
        row["name"] = row["title"]
        row["contact"] = self._name(row["contact_id"])
        row["company"] = self._name(row["company_id"])
        row["owner"] = self.users.get(row["assigned_to"], "")
        row["stage"], row["pipeline"] = self.stage_names[stage.id], self.pipelines[row["pipeline_id"]]
        row["tags"] = self.tags.get(row["id"], [])
        row["custom"] = {} if row["custom"] == "{}" else json.loads(row["custom"])
        row["weighted"] = weighted(row["value"], row["probability"])
        planned = self.planned.get(row["id"], ())
        row["next_activity"] = planned[0] if planned else None
        row["mark"] = self._mark(row["next_activity"])
        row["days_in_stage"] = self._days_since(row["stage_since"])
        since = self._touched(row)
        row["idle_days"] = self._days_since(since[0])
        row["rotting"] = self._reason(row, stage, since=since)

    def _days_since(self, moment: str) -> int:
        return (self.day - dates.to_local(moment).date()).days

    def _name(self, contact_id: int | None) -> str:
        contact = self.contacts.get(contact_id or 0)
        return str(contact["name"]) if contact else ""

    def _mark(self, activity: Row | None) -> str:
        if activity is None:
            return NONE
        due = activity["due_on"]
        return PLANNED if not due or due > self.today else TODAY if due == self.today else OVERDUE

    def _touched(self, row: Row) -> _Touch:
        """When something last happened with a deal or its customer, and what."""
        touches: list[_Touch] = [
            (row["created_at"], "created"),
            (row["stage_since"], "stage"),
            *self.touches.get(row["id"], ()),
        ]
        for contact_id in (row["contact_id"], row["company_id"]):
            if contact := self.contacts.get(contact_id or 0):
                touches.append((contact["last_interaction_at"], f"of {contact_id}"))
        return max(touches, key=_moment)

    def _reason(self, row: Row, stage: Stage, *, since: _Touch) -> str:
        """Why a deal rots, as a sentence; "" when it does not."""
        limit = stage.rotting_days
        if not limit or row["status"] != OPEN or row["idle_days"] <= limit or row["snoozed_until"] >= self.today:
            return ""
        if any(one["due_on"] >= self.today for one in self.planned.get(row["id"], ())):
            return ""
        days = ngettext("{count} day", "{count} days", row["idle_days"]).format(count=row["idle_days"])
        cause = self._cause(since)
        kind = self._type_name(cause) if cause not in _SINCE else ""
        return _(_SINCE.get(cause, _CONTACTED)).format(days=days, limit=limit, type=kind)

    def _cause(self, since: _Touch) -> str:
        moment, what = since
        if not what.startswith("of "):
            return what
        kind = self.database.value(
            "SELECT type FROM interactions WHERE contact_id = :id AND at = :at AND type <> :note LIMIT 1",
            id=int(what.removeprefix("of ")),
            at=moment,
            note=NOTE,
        )
        return f"type {kind}"

    def _type_name(self, cause: str) -> str:
        """The name of a type the business added, from "type " and its key."""
        key = cause.removeprefix("type ")
        name = self.database.value("SELECT name FROM interaction_types WHERE key = :key", key=key)
        return translate(str(name or key))

    # Reading what hangs on the deals

    def _names(self, sql: str) -> dict[int, str]:
        return {row["id"]: row["name"] for row in self.database.all(sql)}

    def _contacts(self, rows: Iterable[Row]) -> dict[int, Row]:
        wanted = {row[name] for row in rows for name in ("contact_id", "company_id")} - {None}
        found = self.database.all(
            "SELECT id, kind, first_name, last_name, company, email, phone, mobile_phone, last_interaction_at"
            f" FROM contacts WHERE {among('id', 'wanted')}",
            wanted=to_json(list(wanted)),
        )
        for contact in found:
            contact["name"] = contact["company"] if contact["kind"] == COMPANY else display_name(contact)
        return {contact["id"]: contact for contact in found}

    def _tags(self) -> dict[int, list[Tag]]:
        found = self.database.all(
            "SELECT x.opportunity_id, t.id, t.name, t.color FROM opportunity_tags x JOIN tags t ON t.id = x.tag_id"
            f" WHERE {among('x.opportunity_id', 'ids')} ORDER BY t.folded",
            **self.marks,
        )
        tags: dict[int, list[Tag]] = {}
        for row in found:
            tags.setdefault(row["opportunity_id"], []).append(Tag(row["id"], row["name"], row["color"]))
        return tags

    def _planned(self) -> dict[int, list[Row]]:
        """The open activities of each deal, the next one first."""
        found = self.database.all(
            "SELECT opportunity_id, id, type, subject, due_on, due_at,"
            " coalesce((SELECT name FROM interaction_types t WHERE t.key = type), '') AS type_name FROM activities"
            f" WHERE {among('opportunity_id', 'ids')} AND completed_at = '' AND opportunity_id IS NOT NULL",
            **self.marks,
        )
        planned: dict[int, list[Row]] = {}
        for row in sorted(found, key=next_order):
            planned.setdefault(row.pop("opportunity_id"), []).append(row)
        return planned

    def _touches(self) -> dict[int, list[_Touch]]:
        """When the last interaction of each type was, and the last activity was done."""
        found = self.database.all(
            "SELECT opportunity_id AS id, type AS what, max(at) AS at, 0 AS done FROM interactions"
            f" WHERE {among('opportunity_id', 'ids')} AND opportunity_id IS NOT NULL AND type <> :note"
            " GROUP BY opportunity_id, type"
            " UNION ALL SELECT opportunity_id, 'activity', max(completed_at), 1 FROM activities"
            f" WHERE {among('opportunity_id', 'ids')} AND opportunity_id IS NOT NULL AND completed_at <> ''"
            " GROUP BY opportunity_id",
            **self.marks,
            note=NOTE,
        )
        touches: dict[int, list[_Touch]] = {}
        for row in found:
            what = row["what"] if row["done"] else f"type {row['what']}"
            touches.setdefault(row["id"], []).append((row["at"], what))
        return touches


def _moment(touch: _Touch) -> str:
    return touch[0]
