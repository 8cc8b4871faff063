"""Changing a series from one of its activities on: this one, this and those that follow, or all of them.

For inside a running write; checks no rights. Which rows follow is series_settling.py's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from crm.controllers.series_rows import load, rows_of
from crm.controllers.series_settling import Turn, settle
from crm.errors import Invalid
from crm.models.series import CONTENT, ENDED, Scope, Series
from crm.storage import bookkeeping
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import Row
from crm.utils import dates, recurrence, zones
from crm.utils.i18n import _


def begin(database: Database, row: Row, *, rule: str, zone: str | None = None) -> int:
    """Let an activity repeat from its day on and make those that follow; the id of the series.

    Its wall time is that of `zone`, of this computer without one. It moves to the first day of the rule. Invalid when
    it has no day, is done, or the rule brings no day.
    """
    if row["completed_at"]:
        raise Invalid({"rule": _("This is done already. Plan a new one that repeats.")})
    zone = zones.here() if zone is None else zone
    day, at = _place(row["due_on"], row["due_at"], zone=zone)
    kept = checked_rule(rule, at=at, zone=zone)
    first = _first_day(kept, day)
    values = {name: row[name] for name in CONTENT} | {"rule": kept, "starts_on": first, "starts_at": at, "zone": zone}
    series = load(database, database.insert("activity_series", values))
    database.update("activities", row["id"], {"series_id": series.id, "series_day": first})
    settle(database, Turn(series, series))
    return series.id


def change(database: Database, row: Row, *, columns: Mapping[str, Any], scope: str) -> None:
    """Give an activity of a series its changed columns, and with it those that follow or all of the series.

    What only one activity can have, an outcome, is this one's alone. Invalid when the day is taken away, or moves in a
    way that the rule cannot follow.
    """
    before = load(database, row["series_id"])
    by, at = _moves(before, row, columns=columns)
    alone = {name: value for name, value in columns.items() if row["completed_at"] or name not in _SHARED}
    database.update("activities", row["id"], alone)
    earlier, later = _parts(before, row["series_day"], scope=scope)
    after = replace(before, rule=later, starts_at=at, **{name: columns[name] for name in CONTENT if name in columns})
    if earlier:
        after = replace(after, starts_on=row["series_day"])
    if by:
        after = _shifted(after, row["series_day"], by=by)
    series, first = _written(database, before, after=after, earlier=earlier)
    settle(database, Turn(before, series, first, by, row["id"], columns))


def change_rule(database: Database, row: Row, *, rule: str, scope: str) -> int | None:
    """Let an activity repeat in another way, and with it those that follow or all; the id of its series from then on.

    A rule of "" ends the repetition. Invalid for this one alone, and for a rule that brings no day.
    """
    if row["series_id"] is None:
        return begin(database, row, rule=rule) if rule else None
    if not rule:
        stop(database, row, scope=scope)
        return None
    before = load(database, row["series_id"])
    wanted = checked_rule(rule, at=before.starts_at, zone=before.zone)
    if wanted == before.rule:
        return before.id
    if scope == Scope.THIS:
        raise Invalid({"rule": _("One activity alone cannot repeat in another way. Change those that follow, or all.")})
    earlier, later = _parts(before, row["series_day"], scope=scope)
    if earlier:
        wanted = _with_rest(wanted, before.rule, later=later)
    start = _first_day(wanted, row["series_day"] if earlier else before.starts_on)
    series, first = _written(database, before, after=replace(before, rule=wanted, starts_on=start), earlier=earlier)
    settle(database, Turn(before, series, first))
    return series.id


def remove(database: Database, rows: Sequence[Row], *, scope: str) -> int:
    """Remove activities, and with those of a series the ones that follow, or all; how many there were.

    What is done stays, save the ones that were named.
    """
    going = dict.fromkeys(row["id"] for row in rows)
    over: list[int] = []
    for series_id in dict.fromkeys(row["series_id"] for row in rows if row["series_id"] is not None):
        days = sorted(row["series_day"] for row in rows if row["series_id"] == series_id)
        series = load(database, series_id)
        if scope == Scope.THIS:
            leave_out(database, series, days=days)
        elif not _cut(database, series, day=days[0], scope=scope):
            over.append(series_id)
            days = [""]
        if scope != Scope.THIS:
            going |= dict.fromkeys(row["id"] for row in rows_of(database, series_id, first=days[0]) if _is_open(row))
    removed = database.delete_many("activities", list(going))
    database.delete_many("activity_series", over)
    return removed


def stop(database: Database, row: Row, *, scope: str) -> None:
    """Let an activity stand alone from now on, and end its series with it: not at all, after it, or wholly.

    What is open and lies before today stays, also of a series that ends wholly.
    """
    series = load(database, row["series_id"])
    database.update("activities", row["id"], {"series_id": None, "series_day": "", "apart": 0})
    if scope == Scope.THIS:
        leave_out(database, series, days=[row["series_day"]])
        return
    over = not _cut(database, series, day=row["series_day"], scope=scope)
    first = max("" if over else row["series_day"], dates.today())
    going = [one["id"] for one in rows_of(database, series.id, first=first) if _is_open(one)]
    database.delete_many("activities", going)
    if over:
        database.delete("activity_series", series.id)


def checked_rule(rule: str, *, at: str, zone: str) -> str:
    """A rule in the form it is kept in; Invalid when it cannot be read."""
    try:
        return str(recurrence.parse(rule, at=at, zone=zone))
    except ValueError as error:
        raise Invalid({"rule": str(error)}) from error


# Parts


def _is_open(row: Row) -> bool:
    return not row["completed_at"]


def _place(due_on: str, due_at: str, *, zone: str) -> tuple[str, str]:
    """The day and the wall time of an activity in a zone; Invalid without a day."""
    if not due_on:
        raise Invalid({"due_on": _("What repeats needs a day.")})
    return zones.wall(due_at, zone) if due_at else (due_on, "")


def _first_day(rule: str, start: str) -> str:
    found = recurrence.next_days(rule, start, first=start, most=1)
    if not found:
        raise Invalid({"rule": _("This never occurs: no day fits the rule.")})
    return found[0]


def _moves(series: Series, row: Row, *, columns: Mapping[str, Any]) -> tuple[int, str]:
    """By how many days the changed columns move an activity, and the wall time of its series from then on."""
    if "due_on" not in columns and "due_at" not in columns:
        return 0, series.starts_at
    due_on, due_at = columns.get("due_on", row["due_on"]), columns.get("due_at", row["due_at"])
    day, at = _place(due_on, due_at, zone=series.zone)
    was, _at = _place(row["due_on"] or due_on, row["due_at"], zone=series.zone)
    daily = recurrence.parse(series.rule) == recurrence.Rule(recurrence.DAILY)
    return 0 if daily else (date.fromisoformat(day) - date.fromisoformat(was)).days, at


def _parts(series: Series, day: str, *, scope: str) -> tuple[str, str]:
    """The rule of what lies before a day of a series, "" when nothing does or all is meant; and of the rest."""
    if scope != Scope.FOLLOWING:
        return "", series.rule
    earlier, later = recurrence.split(series.rule, series.starts_on, day=day)
    if not later:
        raise Invalid({"rule": _("The series ends before this one. Change only this one, or all.")})
    return earlier, later if earlier else series.rule


def _with_rest(rule: str, old: str, *, later: str) -> str:
    """A rule with as many times as are left, where it counts as many as the old one did in all."""
    wanted = recurrence.parse(rule)
    same = wanted.count and wanted.count == recurrence.parse(old).count
    return str(replace(wanted, count=recurrence.parse(later).count)) if same else rule


def _shifted(series: Series, day: str, *, by: int) -> Series:
    """The series whose occurrence of a day moved by some days, and all others with it."""
    try:
        rule = recurrence.shifted(series.rule, before=day, after=_moved(day, by))
    except ValueError as error:
        raise Invalid({"due_on": str(error)}) from error
    read, start = recurrence.parse(rule), _moved(series.starts_on, by)
    if read.frequency in (recurrence.MONTHLY, recurrence.YEARLY) and (read.weekdays or read.numbers):
        start = start[:8] + "01"
    out = sorted(_moved(one, by) for one in series.days_out)
    return replace(series, rule=rule, starts_on=_first_day(rule, start), excluded=to_json(out))


def _written(database: Database, before: Series, *, after: Series, earlier: str) -> tuple[Series, str]:
    """Keep the changed series; with a rule for what lies earlier as one of its own. With the first day it changes."""
    values = {name: value for name, value in vars(after).items() if name not in _OF_THE_ROW}
    if not earlier:
        database.update("activity_series", before.id, values)
        return load(database, before.id), ""
    database.update("activity_series", before.id, {"rule": earlier})
    bookkeeping.note(database, "activity_series", row_id=before.id, values={"made_until": ENDED})
    return load(database, database.insert("activity_series", values)), _moved(recurrence.parse(earlier).until, 1)


def _cut(database: Database, series: Series, *, day: str, scope: str) -> bool:
    """End a series before a day; False when nothing of it would be left, or all is meant."""
    earlier = recurrence.split(series.rule, series.starts_on, day=day)[0] if scope == Scope.FOLLOWING else ""
    if earlier:
        database.update("activity_series", series.id, {"rule": earlier})
        bookkeeping.note(database, "activity_series", row_id=series.id, values={"made_until": ENDED})
    return bool(earlier)


def leave_out(database: Database, series: Series, *, days: Sequence[str]) -> None:
    """Have a series bring nothing on these days; what it brought already is not touched."""
    database.update("activity_series", series.id, {"excluded": to_json(sorted(series.days_out | {*days}))})


def _moved(day: str, by: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=by)).isoformat()
    except OverflowError:
        return day


_SHARED = frozenset((*CONTENT, "due_on", "due_at", "ends_on", "sort_subject"))
_OF_THE_ROW = frozenset(("id", "version", "created_at", "updated_at", "made_until", "external_source", "external_id"))
