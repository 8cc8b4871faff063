"""The columns of an activity: checked, with what follows from them - its day, its last day, its folded subject.

Reads no rights and writes nothing: the writing is activities.py's, and the imports' for what a file brings.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from crm.controllers.checking import clean
from crm.controllers.interaction_types import with_own_types
from crm.errors import Invalid
from crm.models.activities import DAY, FIELDS, LONGEST
from crm.models.fields import Field, Kind
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.utils import dates, text
from crm.utils.i18n import N_, _

MOST_REMINDERS = 10
# What a form may tell instead of minutes; neither is kept so.
_ENDS = (Field("ends_on", Kind.DATE, N_("Ends on")), Field("ends_at", Kind.MOMENT, N_("Ends at")))
_TIMES = ("due_on", "due_at", "duration_minutes")
_LINKS = (
    ("contact_id", "contacts", N_("This contact no longer exists.")),
    ("opportunity_id", "opportunities", N_("This opportunity no longer exists.")),
    ("assigned_to", "users", N_("There is no such user.")),
)


def checked(
    database: Database, values: Mapping[str, Any], *, before: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The columns that `values` give an activity, a new one or `before`, with all that follows from them.

    A moment alone tells its day; another day alone forgets the moment. `ends_on` (a day) or `ends_at` (a moment) say
    how long it lasts instead of `duration_minutes`; `reminders` are minutes before it. Invalid names each bad field.
    """
    plain = {name: value for name, value in values.items() if name != "reminders"}
    columns = clean(plain, (*with_own_types(FIELDS, database), *_ENDS), region="")
    if "reminders" in values:
        columns["reminders"] = reminders(values["reminders"])
    _settle_times(columns, before or {})
    _require_links(database, columns)
    if "subject" in columns:
        columns["sort_subject"] = sort_subject(columns["subject"])
    return columns


def sort_subject(subject: str) -> str:
    """A subject as lists sort and search it."""
    return text.fold(subject)


def following(row: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of an activity's row that follow from its others: its last day, its folded subject."""
    return {
        "ends_on": last_day(row["due_on"], row["due_at"], minutes=row["duration_minutes"]),
        "sort_subject": sort_subject(row["subject"]),
    }


def last_day(due_on: str, due_at: str, *, minutes: int | None) -> str:
    """The last local day an activity touches; "" without a date. One that ends at midnight does not touch the next."""
    if not due_on:
        return ""
    if not due_at:
        return _days_after(due_on, max((minutes or 0) - 1, 0) // DAY)
    if not minutes:
        return due_on
    try:
        last_second = datetime.fromisoformat(due_at) + timedelta(minutes=minutes, seconds=-1)
    except OverflowError:
        return date.max.isoformat()
    return max(due_on, dates.to_local(last_second.isoformat()).date().isoformat())


def reminders(value: object) -> str:
    """Minutes before an activity, as a list or as kept, in the form they are kept in; Invalid when they are none."""
    read = _listed(value)
    whole = [one for one in read if isinstance(one, int) and not isinstance(one, bool) and 0 <= one <= LONGEST]
    if len(whole) < len(read):
        raise Invalid({"reminders": _("A reminder is a whole number of minutes before, at most a year.")})
    if len(set(whole)) > MOST_REMINDERS:
        sentence = _("An activity has at most {count} reminders.")
        raise Invalid({"reminders": sentence.format(count=MOST_REMINDERS)})
    return to_json(sorted(set(whole)))


def _listed(value: object) -> list[object]:
    if isinstance(value, str):
        try:
            value = json.loads(value or "[]")
        except ValueError:
            return [value]
    return list(value) if isinstance(value, Iterable) and not isinstance(value, str) else [value] if value else []


def _days_after(day: str, days: int) -> str:
    return date.fromordinal(min(date.fromisoformat(day).toordinal() + days, date.max.toordinal())).isoformat()


def _settle_times(columns: dict[str, Any], before: Mapping[str, Any]) -> None:
    """Bring the day, the moment, the minutes and the last day of an activity in step."""
    if columns.get("due_at"):
        columns["due_on"] = dates.to_local(columns["due_at"]).date().isoformat()
    elif "due_on" in columns:
        columns.setdefault("due_at", "")
    elif "due_at" in columns:
        columns["due_on"] = before.get("due_on", "")
    ends: dict[str, str] = {name: columns.pop(name) for name in ("ends_on", "ends_at") if name in columns}
    whole = {"due_on": "", "due_at": "", "duration_minutes": None, **before, **columns}
    if any(ends.values()):
        columns["duration_minutes"] = whole["duration_minutes"] = _lasting(whole, ends)
    _require_minutes(columns.get("duration_minutes"))
    if not columns.keys().isdisjoint(_TIMES):
        columns["ends_on"] = last_day(whole["due_on"], whole["due_at"], minutes=whole["duration_minutes"])


def _lasting(row: Mapping[str, Any], ends: Mapping[str, str]) -> int:
    """The minutes from the beginning of an activity to its end; Invalid when it ends before."""
    name = "ends_at" if ends.get("ends_at") and row["due_at"] else "ends_on"
    if name == "ends_at":
        length = datetime.fromisoformat(ends["ends_at"]) - datetime.fromisoformat(row["due_at"])
        minutes = int(length.total_seconds() // 60)
    else:
        last = ends.get("ends_on") or dates.to_local(ends["ends_at"]).date().isoformat()
        first = row["due_on"] or last
        minutes = ((date.fromisoformat(last) - date.fromisoformat(first)).days + 1) * DAY
    if minutes < 0 or (name == "ends_on" and minutes < DAY):
        raise Invalid({name: _("The end lies before the beginning.")})
    return minutes


def _require_minutes(minutes: float | None) -> None:
    if minutes is None:
        return
    if minutes < 0 or minutes != int(minutes):
        raise Invalid({"duration_minutes": _("Minutes are a whole number, zero or more.")})
    if minutes > LONGEST:
        raise Invalid({"duration_minutes": _("An activity lasts at most a year.")})


def _require_links(database: Database, row: Mapping[str, Any]) -> None:
    problems = {}
    for name, table, sentence in _LINKS:
        target = row.get(name)
        if target is not None and not database.value(f"SELECT 1 FROM {table} WHERE id = :id", id=target):
            problems[name] = _(sentence)
    if problems:
        raise Invalid(problems)
