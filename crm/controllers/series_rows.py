"""The activities of a series: what each is, up to which day they are made, and making those that are missing.

For inside a running write; checks no rights. Bringing rows in step with a changed series is series_settling.py's.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import Any

from crm.controllers import reminder_rows
from crm.controllers.activity_values import following
from crm.errors import NotFound
from crm.models.series import AHEAD, CONTENT, ENDED, NEXT, Series
from crm.storage import bookkeeping
from crm.storage.database import Database
from crm.storage.sqlite import Row
from crm.utils import dates, recurrence, zones
from crm.utils.i18n import _


def load(database: Database, series_id: int) -> Series:
    """A series. NotFound when there is none."""
    row = database.one("SELECT * FROM activity_series WHERE id = :id", id=series_id)
    if row is None:
        raise NotFound(_("This series no longer exists."))
    return Series(**row)


def occurrence(series: Series, day: str) -> dict[str, Any]:
    """The columns of the activity that a series brings on a day of its zone."""
    due_at = zones.moment(day, series.starts_at, zone=series.zone) if series.starts_at else ""
    due_on = dates.to_local(due_at).date().isoformat() if due_at else day
    row = {name: getattr(series, name) for name in CONTENT} | {"due_on": due_on, "due_at": due_at}
    return row | following(row) | {"series_id": series.id, "series_day": day}


def rows_of(database: Database, series_id: int, *, first: str = "") -> list[Row]:
    """The activities of a series from a day of it on, in its order."""
    return database.all(
        "SELECT * FROM activities WHERE series_id = :id AND series_day >= :first ORDER BY series_day",
        id=series_id,
        first=first,
    )


def days_to_make(series: Series, *, first: str, reach: str = "") -> tuple[list[str], str]:
    """The days of a series from `first` on that are to be activities by now, and the day they reach to.

    They reach AHEAD days from today, to `reach` when that is later, and hold the next occurrences however far away.
    """
    rule, out = recurrence.parse(series.rule), series.days_out
    coming = recurrence.coming(rule, series.starts_on, first=dates.today())
    soon = islice((day for day in coming if day not in out), NEXT)
    last = max([_days_after(dates.today(), AHEAD), reach, *soon])
    further = recurrence.next_days(rule, series.starts_on, first=_days_after(last, 1), most=1)
    found = recurrence.days(rule, series.starts_on, first=first, last=last)
    return [day for day in found if day not in out], last if further else ENDED


def fill(database: Database, series: Series, *, reach: str = "") -> list[int]:
    """Make the activities that are missing from today on, and return their ids."""
    first = dates.today()
    wanted, made_until = days_to_make(series, first=first, reach=reach)
    there = {row["series_day"] for row in rows_of(database, series.id, first=first)}
    return add(database, series, days=[day for day in wanted if day not in there], made_until=made_until)


def add(database: Database, series: Series, *, days: Sequence[str], made_until: str) -> list[int]:
    """Make the activities of these days, none of which is there, and note how far the series is made now."""
    made = list(database.insert_many("activities", [occurrence(series, day) for day in days])) if days else []
    if made_until != series.made_until:
        bookkeeping.note(database, "activity_series", row_id=series.id, values={"made_until": made_until})
    reminder_rows.refresh(database, made)
    return made


def _days_after(day: str, days: int) -> str:
    return date.fromordinal(min(date.fromisoformat(day).toordinal() + days, date.max.toordinal())).isoformat()
