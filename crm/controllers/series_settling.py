"""Bringing the activities of a series in step once the series changed: which stay, move, go, and what each takes over.

For inside a running write; checks no rights.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from crm.controllers import reminder_rows
from crm.controllers.activity_values import following
from crm.controllers.series_rows import add, days_to_make, occurrence, rows_of
from crm.models.series import CONTENT, Series
from crm.storage.database import Database
from crm.storage.sqlite import Row
from crm.utils import dates

_TIMES = ("due_on", "due_at")


@dataclass(frozen=True)
class Turn:
    """`before` became `series` from the day `first` on: the same one, or one that was split off.

    `by` tells by how many days the occurrences moved. `edited` is the activity that somebody changed: it has `columns`,
    whatever was changed in it alone before; 0 is none. Without `make` what is missing is left to the program's next
    round.
    """

    before: Series
    series: Series
    first: str = ""
    by: int = 0
    edited: int = 0
    columns: Mapping[str, Any] = field(default_factory=dict)
    make: bool = True


def settle(database: Database, turn: Turn) -> None:
    """Bring the activities in step.

    What is done keeps all but its place in the series; what was changed in one alone stays in it. An open one whose day
    is none of the rule's any more moves to a day that has none yet, in their order, or goes; what lies before today
    stays where it is. What is missing from today on is made.
    """
    today = dates.today()
    rows = rows_of(database, turn.before.id, first=turn.first)
    days = [row["series_day"] for row in rows]
    first = _moved(min([today, *days]), min(turn.by, 0))
    wanted, made_until = days_to_make(turn.series, first=first, reach=max(days, default=""))
    places, surplus, missing = _placed(rows, wanted, turn=turn, today=today)
    database.delete_many("activities", surplus)
    staying = [row for row in rows if row["id"] in places]
    _step_aside(database, staying, places=places)
    known = frozenset(wanted)
    for row in staying:
        day = places[row["id"]]
        database.update("activities", row["id"], _taken_over(row, day, turn=turn, fits=day in known))
    reminder_rows.refresh(database, [row["id"] for row in staying])
    if turn.make or not missing:
        add(database, turn.series, days=missing, made_until=made_until)
    else:
        add(database, turn.series, days=[], made_until="")


def _placed(
    rows: list[Row], wanted: list[str], *, turn: Turn, today: str
) -> tuple[dict[int, str], list[int], list[str]]:
    """The day of the series each row has from now on, the rows that go, and the days that lack one."""
    known = frozenset(wanted)
    places: dict[int, str] = {}
    for row in reversed(rows) if turn.by > 0 else rows:  # so that nobody is given the day of one who stays
        if row["completed_at"] or row["apart"] or row["id"] == turn.edited:
            claimed = _moved(row["series_day"], turn.by)
            free = claimed in known and claimed not in places.values()
            places[row["id"]] = claimed if free else row["series_day"]
    held = set(places.values())
    plain = [row for row in rows if row["id"] not in places]
    stay = [row for row in plain if row["series_day"] not in held and (row["series_day"] in known or _past(row, today))]
    places |= {row["id"]: row["series_day"] for row in stay}
    held |= {row["series_day"] for row in stay}
    missing = [day for day in wanted if day not in held and day >= max(today, turn.first)]
    homeless = [row["id"] for row in plain if row["id"] not in places]
    places |= dict(zip(homeless, missing, strict=False))
    return places, homeless[len(missing) :], missing[len(homeless) :]


def _past(row: Row, today: str) -> bool:
    return bool(row["series_day"] < today)


def _step_aside(database: Database, rows: list[Row], *, places: dict[int, str]) -> None:
    """No two rows hold a day of one series, not even for a moment while they change places."""
    days = {row["series_day"] for row in rows}
    movers = [row for row in rows if places[row["id"]] != row["series_day"]]
    if any(places[row["id"]] in days for row in movers):
        for row in movers:
            database.update("activities", row["id"], {"series_id": None})


def _taken_over(row: Row, day: str, *, turn: Turn, fits: bool) -> dict[str, Any]:
    """The columns of an activity on its day of the changed series; `fits` tells that the rule brings this day."""
    place = {"series_id": turn.series.id, "series_day": day}
    if row["completed_at"]:
        return place
    base, target = occurrence(turn.before, row["series_day"]), occurrence(turn.series, day)
    given = turn.columns if row["id"] == turn.edited else {}
    follows = [name for name in CONTENT if not row["apart"] or row[name] == base[name]]
    if fits and (not row["apart"] or all(row[name] == base[name] for name in _TIMES)):
        follows += _TIMES
    columns = {name: target[name] for name in follows}
    columns |= {name: given[name] for name in (*CONTENT, *_TIMES) if name in given}
    after = {**row, **columns}
    differs = any(after[name] != target[name] for name in (*CONTENT, *_TIMES))
    columns["apart"] = int(differs and (bool(row["apart"]) or bool(given)))
    return columns | following(after) | place


def _moved(day: str, by: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=by)).isoformat()
    except OverflowError:
        return day
