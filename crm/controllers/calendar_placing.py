"""Events of calendar files as activities and series: the way in, for imports and for calendars kept alike.

For inside a running write; checks no rights. Single events are here, what repeats in calendar_series.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crm.controllers import calendar_series
from crm.controllers.activity_values import checked
from crm.controllers.calendar_events import TASK, last_moment
from crm.controllers.calendar_people import People
from crm.controllers.interaction_types import with_own_types
from crm.errors import Invalid
from crm.files.calendar_zones import to_moment
from crm.models.activities import FIELDS, LONGEST
from crm.models.events import Event
from crm.storage.database import Database
from crm.utils import dates
from crm.utils.i18n import _

ACTIVITY, SERIES = "activity", "series"
_TABLES = {ACTIVITY: "activities", SERIES: "activity_series"}
MOST_REMINDERS = 10


@dataclass(frozen=True)
class Target:
    """The activity, or the series, that an event is here."""

    kind: str
    id: int

    @property
    def table(self) -> str:
        """Where its row stands."""
        return _TABLES[self.kind]


@dataclass(frozen=True)
class Owner:
    """To whom new activities belong, and from where they came: the external source, "" for none."""

    user_id: int | None
    source: str = ""


class Placing:
    """Places events: `events` are all that will come, so that their people are looked up at once."""

    def __init__(self, database: Database, events: Iterable[Event], *, owner: Owner) -> None:
        self.database = database
        self.owner = owner
        self._people = People(database, events)
        self._types = {one.value for one in with_own_types(FIELDS, database)[0].choices}
        self._now = datetime.fromisoformat(dates.now())

    def add(self, group: Sequence[Event], *, external_id: str = "") -> tuple[Target, tuple[str, ...]]:
        """A new activity or series for the events of one UID, and what is to be said of it. Invalid when it cannot
        be kept."""
        main = group[0]
        values = self.new_values(main, external_id=external_id)
        if main.rule:
            made = calendar_series.add(self.database, group, values=values, placing=self)
            if made:
                return Target(SERIES, made), ()
        activity_id = self.database.insert("activities", values)
        self._remind([activity_id])
        return Target(ACTIVITY, activity_id), (repeats_no_more(main),) if main.rule else ()

    def add_many(self, singles: Sequence[Mapping[str, Any]]) -> range:
        """Add many activities at bulk speed, each as `new_values` made it."""
        made = self.database.insert_many("activities", singles)
        self._remind(list(made))
        return made

    def update(self, target: Target, group: Sequence[Event]) -> tuple[Target, bool]:
        """Give an activity or a series what its events say now; what it is from then on, and whether it differed.

        What is done stays as it is. Invalid when it cannot be kept.
        """
        main = group[0]
        if target.kind == SERIES and main.rule and calendar_series.can_repeat(main):
            values = self.changed_values(main, {})
            return target, calendar_series.update(target.id, group, values=values, placing=self)
        row = self.database.one(f"SELECT * FROM {target.table} WHERE id = :id", id=target.id) or {}
        if target.kind == SERIES or (main.rule and calendar_series.can_repeat(main)):
            return self._made_anew(target, group, row=row), True
        if row["completed_at"]:
            return target, False
        return target, self.write(row, self.changed_values(main, row))

    def write(self, row: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
        """Write what differs of an activity's columns; whether something did."""
        columns = checked(self.database, values, before=row)
        if not any(row[name] != value for name, value in columns.items()):
            return False
        self.database.update("activities", row["id"], columns)
        self._remind([row["id"]])
        return True

    def new_values(self, event: Event, *, external_id: str = "") -> dict[str, Any]:
        """The columns of a new activity. What was over before it came here is done already."""
        over = last_moment(event)
        done = event.completed_at
        if not done and not event.todo and not event.type and over is not None and over < self._now:
            done = dates.now(lambda: over)
        values = self._plain(event) | {
            "type": self._type(event) or "meeting",
            "contact_id": self._people.contact_of(event),
            "opportunity_id": None,
            "assigned_to": self.owner.user_id,
            "completed_at": done,
            "outcome": event.outcome,
            "external_source": self.owner.source if external_id else "",
            "external_id": external_id,
        }
        return checked(self.database, values)

    def changed_values(self, event: Event, row: Mapping[str, Any]) -> dict[str, Any]:
        """What an event says of an activity that is here already; what it does not say stays."""
        values = self._plain(event)
        if event.type in self._types:
            values["type"] = event.type
        contact = self._people.contact_of(event)
        if contact is not None and (event.contact or row.get("contact_id") is None):
            values["contact_id"] = contact
        if event.completed_at:
            values |= {"completed_at": event.completed_at, "outcome": event.outcome}
        return values

    def _made_anew(self, target: Target, group: Sequence[Event], *, row: Mapping[str, Any]) -> Target:
        """What was one activity repeats now, or the other way round."""
        calendar_series.drop(self.database, target.id, repeats=target.kind == SERIES)
        made, _notes = self.add(group, external_id=str(row.get("external_id", "")))
        return made

    def _plain(self, event: Event) -> dict[str, Any]:
        starts, timed = event.starts, isinstance(event.starts, datetime)
        minutes = event.minutes if event.minutes is None or event.minutes <= LONGEST else None
        return {
            "subject": event.title,
            "description": event.description,
            "place": event.place,
            "due_on": "" if starts is None or timed else starts.isoformat(),
            "due_at": to_moment(starts) if isinstance(starts, datetime) else "",
            "duration_minutes": minutes,
            "priority": event.priority,
            "reminders": list(event.reminders)[:MOST_REMINDERS],
        }

    def _type(self, event: Event) -> str:
        return event.type if event.type in self._types else TASK if event.todo else ""

    def _remind(self, ids: Sequence[int]) -> None:
        from crm.controllers import reminder_rows

        reminder_rows.refresh(self.database, list(ids))


def repeats_no_more(event: Event) -> str:
    """The sentence for one whose rule activities cannot follow."""
    sentence = _("{name} repeats in a way that activities cannot: its first time was taken.")
    return sentence.format(name=event.title or event.uid)


def problem_of(error: Invalid) -> str:
    """Why an event cannot be kept."""
    return str(error) or _("It cannot be kept.")
