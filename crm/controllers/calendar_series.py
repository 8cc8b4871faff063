"""Events that repeat as series of activities: made, brought up to date, with their exceptions.

Single events are calendar_placing.py's. For inside a running write; checks no rights.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from crm.controllers.calendar_events import last_moment
from crm.controllers.series_rows import fill, load, occurrence, rows_of
from crm.controllers.series_settling import Turn, settle
from crm.files.calendar_expanding import day_in
from crm.files.calendar_zones import to_moment
from crm.models.events import Event, zone_name
from crm.models.series import CONTENT, ENDED, Series
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.utils import dates, recurrence, zones

if TYPE_CHECKING:
    from crm.controllers.calendar_placing import Placing

_MOST_PAST = 100  # of a series that is over, so many of its last occurrences
_REACH = 3 * 366  # days ahead that a changed occurrence makes a series reach


def can_repeat(event: Event) -> bool:
    """Whether a series of activities can follow the rule of an event."""
    if event.starts is None:
        return False
    day, at, zone = _place(event)
    try:
        rule = recurrence.parse(event.rule, at=at, zone=zone)
    except ValueError:
        return False
    return bool(recurrence.next_days(rule, day, first=day, most=1))


def add(database: Database, group: Sequence[Event], *, values: Mapping[str, Any], placing: Placing) -> int:
    """A series for events of one UID; its id, 0 when activities cannot follow its rule."""
    main = group[0]
    if not can_repeat(main):
        return 0
    named = ("external_source", "external_id")
    columns = _columns(main, group) | {name: values[name] for name in (*CONTENT, *named)}
    series = load(database, database.insert("activity_series", columns))
    if recurrence.next_days(series.rule, series.starts_on, first=dates.today(), most=1):
        fill(database, series, reach=_reach(group))
    else:
        _add_past(database, series)
    replace_single(series.id, group[1:], placing=placing)
    return series.id


def update(series_id: int, group: Sequence[Event], *, values: Mapping[str, Any], placing: Placing) -> bool:
    """Give a series, and the occurrences that differ, what its events say now; whether something changed."""
    database = placing.database
    before = load(database, series_id)
    wanted = {name: value for name, value in values.items() if name in CONTENT}
    if "reminders" in wanted:
        wanted["reminders"] = to_json(wanted["reminders"])
    columns = _columns(group[0], group) | wanted
    columns["excluded"] = to_json(sorted({*before.days_out, *_days_out(group)}))
    different = database.update("activity_series", series_id, columns)
    if different:
        after = load(database, series_id)
        settle(database, Turn(before, replace(after, made_until=before.made_until)))
    return replace_single(series_id, group[1:], placing=placing) or different


def drop(database: Database, row_id: int, *, repeats: bool) -> None:
    """Remove an activity that is still open, or a series with those of it; what is done stays."""
    if not repeats:
        database.delete("activities", row_id)
        return
    still = [row["id"] for row in rows_of(database, row_id) if not row["completed_at"]]
    database.delete_many("activities", still)
    database.delete("activity_series", row_id)


def _place(event: Event) -> tuple[str, str, str]:
    """The day, the wall time and the zone of an event that repeats."""
    starts = event.starts
    if isinstance(starts, datetime):
        return starts.date().isoformat(), f"{starts:%H:%M}", zone_name(starts.tzinfo) or zones.here()
    return starts.isoformat() if starts else "", "", ""


def _columns(main: Event, group: Sequence[Event]) -> dict[str, Any]:
    day, at, zone = _place(main)
    rule = recurrence.parse(main.rule, at=at, zone=zone)
    return {
        "rule": str(rule),
        "starts_on": recurrence.next_days(rule, day, first=day, most=1)[0],
        "starts_at": at,
        "zone": zone,
        "excluded": to_json(sorted(_days_out(group))),
    }


def _days_out(group: Sequence[Event]) -> set[str]:
    main = group[0]
    out = [*main.excluded, *(event.replaces for event in group[1:] if event.cancelled)]
    return {_day_of(main, when) for when in out if when is not None}


def _day_of(main: Event, when: date | datetime) -> str:
    """The day of the series that an occurrence stands for."""
    zone = main.starts.tzinfo if isinstance(main.starts, datetime) else None
    return day_in(when, zone).isoformat()


def _reach(group: Sequence[Event]) -> str:
    """The day up to which changed occurrences make a series reach."""
    furthest = (date.fromisoformat(dates.today()) + timedelta(days=_REACH)).isoformat()
    days = [_day_of(group[0], event.replaces) for event in group[1:] if event.replaces is not None]
    return max((day for day in days if day <= furthest), default="")


def _add_past(database: Database, series: Series) -> None:
    """Of a series that is over the last occurrences, as what was done."""
    days = recurrence.days(series.rule, series.starts_on, first=series.starts_on, last=dates.today())
    rows = [occurrence(series, day) for day in days if day not in series.days_out][-_MOST_PAST:]
    done = [row | {"completed_at": row["due_at"] or to_moment(_midnight(row["ends_on"]))} for row in rows]
    if done:
        database.insert_many("activities", done)
    database.update("activity_series", series.id, {"made_until": ENDED})


def _midnight(day: str) -> datetime:
    return datetime.fromisoformat(day) + timedelta(days=1)


def replace_single(series_id: int, events: Iterable[Event], *, placing: Placing) -> bool:
    """Give single occurrences what they have of their own; whether something changed."""
    database = placing.database
    series = load(database, series_id)
    there = {row["series_day"]: row for row in rows_of(database, series_id)}
    changed = False
    for event in events:
        if event.replaces is None or event.cancelled:
            continue
        zone = zones.named(series.zone) if series.starts_at else None
        day = day_in(event.replaces, zone).isoformat()
        row = there.get(day)
        if row is None:
            changed = _add_single(series, day, event=event, placing=placing) or changed
        elif not row["completed_at"] and placing.write(row, placing.changed_values(event, row)):
            database.update("activities", row["id"], {"apart": 1})
            changed = True
    return changed


def _add_single(series: Series, day: str, *, event: Event, placing: Placing) -> bool:
    """An occurrence that was moved, on a day that is not made: it is made unless it is over."""
    over = last_moment(event)
    if day in series.days_out or over is None or dates.now(lambda: over) < dates.now():
        return False
    values = placing.new_values(event)
    values |= {name: getattr(series, name) for name in ("contact_id", "assigned_to") if values[name] is None}
    placing.add_many([values | {"series_id": series.id, "series_day": day, "apart": 1}])
    return True
