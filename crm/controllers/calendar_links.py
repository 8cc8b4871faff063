"""Which activity or series is which event of a calendar that is kept alike, and what both sides last agreed on.

Notes of the program itself: no undo meets them. For inside a running write, save for the reading.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from crm.controllers.calendar_content import Content
from crm.controllers.calendar_events import Outgoing, own_uid
from crm.controllers.calendar_placing import ACTIVITY, SERIES, Target
from crm.models.events import Event
from crm.storage import bookkeeping
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import Row


@dataclass(frozen=True)
class Link:
    """One event on both sides. `agreed` has each side's words; empty while a first sending was not answered."""

    id: int
    calendar_id: int
    uid: str
    href: str
    etag: str
    agreed: dict[str, Any]
    activity_id: int | None
    series_id: int | None
    theirs: str
    conflict_at: str

    @property
    def target(self) -> Target | None:
        """What it is here; None when it was removed."""
        if self.series_id is not None:
            return Target(SERIES, self.series_id)
        return Target(ACTIVITY, self.activity_id) if self.activity_id is not None else None


class Links:
    """The links of one calendar."""

    def __init__(self, database: Database, calendar_id: int) -> None:
        self.database = database
        self.calendar_id = calendar_id
        self._outgoing = Outgoing(database)

    def all(self) -> list[Link]:
        """Every link."""
        return [_link(row) for row in self.database.all(_ALL, id=self.calendar_id)]

    def follow(self) -> None:
        """Let the links of activities that began to repeat stand for their series."""
        for row in self.database.all(_BEGAN, id=self.calendar_id):
            values = {"activity_id": None, "series_id": row["series_id"]}
            bookkeeping.note(self.database, "calendar_links", row_id=row["id"], values=values)

    def get(self, link_id: int) -> Link | None:
        """One link as it is now; None when it is gone."""
        row = self.database.one("SELECT * FROM calendar_links WHERE id = :id", id=link_id)
        return _link(row) if row else None

    def add(self, uid: str, href: str, *, target: Target) -> Link:
        """Note that an event is to be there."""
        names = {ACTIVITY: ("activity_id", "series_id"), SERIES: ("series_id", "activity_id")}[target.kind]
        row = {"calendar_id": self.calendar_id, "uid": uid, "href": href, names[0]: target.id, names[1]: None}
        bookkeeping.derive(self.database, "calendar_links", rows=[{**row, "version": 0}])
        found = self.database.one(f"{_ALL} AND uid = :uid", id=self.calendar_id, uid=uid) or {}
        return _link(found)

    def note(self, link: Link, **values: Any) -> None:
        """Keep what is known of a link from now on."""
        if "agreed" in values:
            values["agreed"] = to_json(values["agreed"]) if values["agreed"] else ""
        bookkeeping.note(self.database, "calendar_links", row_id=link.id, values=values)

    def point(self, link: Link, target: Target) -> None:
        """Let a link stand for another activity or series."""
        series = target.kind == SERIES
        self.note(link, series_id=target.id if series else None, activity_id=None if series else target.id)

    def forget(self, link: Link) -> None:
        """The event is on neither side any more, or on one alone for good."""
        bookkeeping.forget(self.database, "calendar_links", ids=[link.id])

    def events(self, link: Link) -> list[Event]:
        """What a link's activity or series says now; [] when it was removed."""
        target = link.target
        return self.events_of(target, link.uid, todo=bool(link.agreed.get("todo"))) if target else []

    def events_of(self, target: Target, uid: str, *, todo: bool = False) -> list[Event]:
        """What an activity or a series says now, under a UID; as an event, because not every server knows to-dos."""
        if target.kind == SERIES:
            found = self._outgoing.series(target.id)
        else:
            found = list(self._outgoing.activities([target.id]))
        return [replace(event, uid=uid, todo=todo and event.starts is not None) for event in found]

    def unlinked(self, user_id: int | None, *, since: str) -> Iterator[tuple[Target, str]]:
        """What a user has planned from a day on and no link of this calendar knows, with its UID."""
        marks = {"id": self.calendar_id, "user": user_id or 0, "since": since}
        for kind, sql in ((ACTIVITY, _ALONE), (SERIES, _REPEATING)):
            for row in self.database.all(sql, **marks):
                known = row["external_id"] if row["external_source"] == "ics" else ""
                uid = known.partition("#")[0] if "#" not in known else ""
                yield Target(kind, row["id"]), uid or own_uid(kind, row["id"], created_at=row["created_at"])


def agreed_on(ours: Content, theirs: Content, *, todo: bool) -> dict[str, Any]:
    """What a link keeps of a moment when both sides were alike."""
    return {"ours": dict(ours), "theirs": dict(theirs), "todo": todo}


def _link(row: Row) -> Link:
    agreed = json.loads(row["agreed"]) if row["agreed"] else {}
    names = ("id", "calendar_id", "uid", "href", "etag", "activity_id", "series_id", "theirs", "conflict_at")
    return Link(**{name: row[name] for name in names}, agreed=agreed)


_ALL = "SELECT * FROM calendar_links WHERE calendar_id = :id"
_BEGAN = """SELECT l.id, a.series_id FROM calendar_links l JOIN activities a ON a.id = l.activity_id
    WHERE l.calendar_id = :id AND l.series_id IS NULL AND a.series_id IS NOT NULL"""
_ALONE = """SELECT id, created_at, external_source, external_id FROM activities
    WHERE series_id IS NULL AND completed_at = '' AND due_on >= :since AND coalesce(assigned_to, :user) = :user
    AND id NOT IN (SELECT activity_id FROM calendar_links WHERE calendar_id = :id AND activity_id IS NOT NULL)
    ORDER BY due_on, id"""
_REPEATING = """SELECT id, created_at, external_source, external_id FROM activity_series s
    WHERE coalesce(assigned_to, :user) = :user
    AND EXISTS (SELECT 1 FROM activities a WHERE a.series_id = s.id AND a.due_on >= :since AND a.completed_at = '')
    AND id NOT IN (SELECT series_id FROM calendar_links WHERE calendar_id = :id AND series_id IS NOT NULL)
    ORDER BY id"""
