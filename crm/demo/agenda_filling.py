"""Writes what is planned and was done in the demo: activities, series, reminders. It is drawn in agenda.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from crm.controllers import reminder_rows
from crm.controllers.activity_values import following
from crm.controllers.interactions import refresh_contact
from crm.controllers.series_rows import load, occurrence, rows_of
from crm.demo import agenda
from crm.demo.words import Stage, kept
from crm.session import Session
from crm.utils import dates, recurrence, zones

Values = dict[str, Any]
_WEEKLY, _MONTHLY = "FREQ=WEEKLY;BYDAY=MO", "FREQ=MONTHLY;BYMONTHDAY=-1"
_EVENING = "18:00"
_GIVEN = ("type", "subject", "place", "priority", "reminders", "due_on", "due_at", "duration_minutes")
_WEEKS, _MONTHS = 6, 2  # how long ago each began


class AgendaWriter:
    """Writes activities; `users` are the signed-in user and the colleagues."""

    def __init__(self, session: Session, stage: Stage, *, users: Sequence[int]) -> None:
        self._session = session
        self._database = session.database
        self._stage = stage
        self._users = users

    def add(self, plans: Iterable[Values], *, people: Sequence[int]) -> None:
        """Add what is planned, with its reminders; `people` are the ids of contacts by their place.

        What is over already is done and logged.
        """
        rows = [self._row(plan, people=people) for plan in plans]
        made = self._database.insert_many("activities", rows)
        done = [row | {"id": one} for one, row in zip(made, rows, strict=True) if row["completed_at"]]
        self._database.insert_many("interactions", [self._logged(row) for row in done])
        for row in done:
            refresh_contact(self._database, row["contact_id"])
        reminder_rows.refresh(self._database, made)

    def _row(self, plan: Values, *, people: Sequence[int]) -> Values:
        person = plan["person"]
        row = row_of(plan) | {
            "contact_id": None if person is None else people[person],
            "opportunity_id": None,
            "assigned_to": self._users[plan["colleague"] or 0],
            "outcome": "",
            "completed_at": "",
        }
        return row | (_done(row, plan["outcome"]) if plan["outcome"] else {})

    def _logged(self, row: Values) -> Values:
        told = {name: row[name] for name in ("type", "subject", "outcome", "contact_id", "duration_minutes")}
        done = {"created_at": row["completed_at"], "updated_at": row["completed_at"]}
        return told | done | {"at": row["due_at"], "activity_id": row["id"], "user_id": row["assigned_to"]}

    def add_done(self, told: Sequence[tuple[Values, Values]]) -> list[int | None]:
        """Add what had been planned before it happened; `told` are contacts, each with the values of an interaction.

        For each the id of its activity, None for what just happened.
        """
        rows: dict[int, Values] = {}
        for number, (contact, one) in enumerate(told):
            plan = agenda.was_planned(self._stage, one, known_since=contact["created"])
            if plan is not None:
                owner = self._users[contact["colleague"] or 0]
                plan |= {"contact_id": contact["id"], "opportunity_id": one["opportunity_id"], "assigned_to": owner}
                plan["due_on"] = dates.to_local(one["at"]).date().isoformat()
                rows[number] = plan | following(plan)
        made = dict(zip(rows, self._database.insert_many("activities", list(rows.values())), strict=True))
        return [made.get(number) for number in range(len(told))]

    def add_series(self) -> None:
        """Add what comes again and again: the team's meeting each Monday, the invoices at the end of each month."""
        today = self._stage.now.date()
        monday = today - timedelta(days=today.weekday() + 7 * _WEEKS)
        month = (today.replace(day=1) - timedelta(days=31 * (_MONTHS - 1))).replace(day=1)
        words = self._stage.words["agenda"]["series"]
        self._series(words["team"], _WEEKLY, starts=monday)
        self._series(words["invoice"], _MONTHLY, starts=month)

    def _series(self, entry: Sequence[Any], rule: str, *, starts: date) -> None:
        days = recurrence.days(rule, starts.isoformat(), first=starts.isoformat(), last=self._yesterday)
        plan = row_of(agenda.plan_of(self._stage, entry, day=date.fromisoformat(days[0])))
        given = {name: plan[name] for name in _GIVEN} | {"assigned_to": self._users[0]}
        series_id = self._session.series.add(given, rule)
        first = rows_of(self._database, series_id)[0]
        self._database.update("activities", first["id"], _done(first, entry[6]))
        series = load(self._database, series_id)
        past = [occurrence(series, day) for day in days[1:]]
        self._database.insert_many("activities", [row | _done(row, entry[6]) for row in past])

    @property
    def _yesterday(self) -> str:
        return (self._stage.now.date() - timedelta(days=1)).isoformat()


def row_of(plan: Values) -> Values:
    """The columns of a plan's activity, but for whom it is with and whose it is."""
    row = {name: plan[name] for name in ("type", "subject", "place", "priority", "reminders")} | {
        "due_on": plan["day"],
        "due_at": zones.moment(plan["day"], plan["at"]) if plan["at"] else "",
        "duration_minutes": plan["minutes"],
        "created_at": kept(plan["made"]),
        "updated_at": kept(plan["made"]),
    }
    return row | following(row)


def _done(row: Mapping[str, Any], outcome: str) -> Values:
    """What changes in an activity of a past day when it is done: at its end, or at the end of that day's work."""
    begun = row["due_at"] or zones.moment(row["due_on"], _EVENING)
    return {"outcome": outcome, "completed_at": _after(begun, row["duration_minutes"] or 0)}


def _after(moment: str, minutes: int) -> str:
    return kept(datetime.fromisoformat(moment) + timedelta(minutes=minutes))
