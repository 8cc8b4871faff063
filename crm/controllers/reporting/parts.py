"""What records are grouped by: the expression of a grouping, the key of a group, the records of one. No words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from dataclasses import field as empty
from datetime import date
from typing import Any

from crm.controllers.analysis.asking import start_of
from crm.controllers.reporting.tables import Table, span
from crm.errors import Invalid
from crm.models import periods
from crm.models.fields import Field, Kind
from crm.models.reports import Grouping
from crm.utils import dates
from crm.utils.i18n import _

Key = str | int | float | None  # None: nothing is stored; of a day or moment the first day of its unit
_DATED = (Kind.DATE, Kind.MOMENT)
_MOST_EDGES = 12_000  # moments compared with in one statement
_LENGTHS = {"day": 1, "week": 7, "month": 28, "quarter": 90, "year": 365}  # the fewest days of a unit
_MOST_EMPTY = 1_500  # groups without a record that are shown


@dataclass(frozen=True)
class Parting:
    """A grouping ready for SQL: its expression, a further table it needs, marks, and what makes a key of a value."""

    grouping: Grouping
    field: Field
    by: str
    joined: str = ""
    values: dict[str, Any] = empty(default_factory=dict)
    key_of: Callable[[Any], Key] = lambda value: None if value == "" else value
    several: bool = False

    @property
    def unit(self) -> str:
        """The unit its days are grouped by; "" for what is no day."""
        return self.grouping.unit if self.field.kind in _DATED else ""


def partings(table: Table) -> list[Parting]:
    """The groupings of a definition, the first first."""
    return [_parting(table, one, place=place) for place, one in enumerate(table.definition.groupings)]


def _parting(table: Table, grouping: Grouping, *, place: int) -> Parting:
    known = table.fields[grouping.field]
    if known.kind in _DATED:
        if grouping.unit not in periods.UNITS:
            sentence = _("Dates are grouped by day, week, month, quarter or year.")
            raise Invalid({"groupings": sentence})
        make = _moments if known.kind == Kind.MOMENT else _days
        return make(table, grouping, place=place)
    if grouping.field in table.source.several:
        links, short = table.source.several[grouping.field], f"g{place}"
        joined = f" LEFT JOIN ({links.links}) {short} ON {short}.{links.owner} = {table.source.alias}.id"
        return Parting(grouping, known, f"{short}.{links.value}", joined, several=True)
    return Parting(grouping, known, table.stored(grouping.field))


def _days(table: Table, grouping: Grouping, *, place: int) -> Parting:  # noqa: ARG001 - as _moments
    """Days: the engine puts those of a month together, units are made of that."""
    column, unit = table.stored(grouping.field), grouping.unit
    by = column if unit in ("day", "week") else f"substr({column}, 1, 7)"

    def key_of(value: Any) -> Key:
        day = f"{value}-01" if value and len(value) == 7 else value
        return periods.start_of(unit, day) if day else None

    return Parting(grouping, table.fields[grouping.field], by, key_of=key_of)


def _moments(table: Table, grouping: Grouping, *, place: int) -> Parting:
    """Moments by local days: the engine compares each with the moments at which units begin here."""
    column, unit = table.stored(grouping.field), grouping.unit
    known = table.fields[grouping.field]
    starts = _starts(table, grouping, column=column)
    if len(starts) > _MOST_EDGES:

        def local(value: Any) -> Key:
            return periods.start_of(unit, dates.to_local(value).date().isoformat()) if value else None

        return Parting(grouping, known, column, key_of=local)
    marks = {f"edge{place}_{number}": start_of(day) for number, day in enumerate(starts[1:], 1)}
    chosen = _chosen(column, f"edge{place}_", low=0, high=max(len(starts) - 1, 0))
    by = f"CASE WHEN {column} = '' THEN -1 ELSE {chosen} END"
    return Parting(grouping, known, by, values=marks, key_of=lambda number: None if number < 0 else starts[number])


def _chosen(column: str, mark: str, *, low: int, high: int) -> str:
    """An expression: the number, from `low` to `high`, of the last mark at or before a moment; found by halving."""
    if low == high:
        return str(low)
    middle = (low + high + 1) // 2
    below = _chosen(column, mark, low=low, high=middle - 1)
    above = _chosen(column, mark, low=middle, high=high)
    return f"CASE WHEN {column} < :{mark}{middle} THEN {below} ELSE {above} END"


def _starts(table: Table, grouping: Grouping, *, column: str) -> list[str]:
    """The first days of all units that hold records, rising; some more where a period tells them without looking."""
    period, unit = table.period, grouping.unit
    if table.period_field == grouping.field and period.since and period.until:
        days = (date.fromisoformat(period.until) - date.fromisoformat(period.since)).days
        if days <= _MOST_EMPTY:
            return periods.starts_of(unit, period.since, until=period.until)
    ends = _ends(table, column)
    if ends is None:
        return []
    first, last = (dates.to_local(one).date().isoformat() for one in ends)
    if (date.fromisoformat(last) - date.fromisoformat(first)).days <= _MOST_EDGES // 4 * _LENGTHS[unit]:
        return periods.starts_of(unit, first, until=last)
    found = table.database.execute(
        f"SELECT DISTINCT substr({column}, 1, 10) FROM {table.chosen.tables} WHERE {table.where}", table.values
    )
    units = set().union(*(_touched(unit, day) for (day,) in found if day))
    return sorted(units)


def _ends(table: Table, column: str) -> tuple[str, str] | None:
    """The first and the last moment there is; each asked for alone, so that an index may know it."""
    of = f"FROM {table.chosen.tables} WHERE {table.where} AND {column} <> ''"
    row = table.database.execute(f"SELECT (SELECT min({column}) {of}), (SELECT max({column}) {of})", table.values)
    first, last = next(iter(row))
    return (first, last) if first else None


def _touched(unit: str, day: str) -> set[str]:
    """The units of local days that a day of UTC reaches into."""
    ends = (dates.to_local(f"{day}T{clock}Z").date().isoformat() for clock in ("00:00:00", "23:59:59"))
    return {periods.start_of(unit, one) for one in ends}


def filled(table: Table, parting: Parting, *, keys: Iterable[Key]) -> list[Key]:
    """The keys of a grouping by dates with those of the period that have no records; others are as they are.

    Days that are still to come are empty only when there is something behind them.
    """
    known = set(keys)
    period = table.period
    if not parting.unit or table.period_field != parting.field.name or not (period.since and period.until):
        return list(known)
    last = max([table.today, *(str(one) for one in known if one is not None)])
    until = min(period.until, last)
    if until < period.since:
        return list(known)
    starts = periods.starts_of(parting.unit, period.since, until=until)
    return [*known, *(one for one in starts if one not in known)] if len(starts) <= _MOST_EMPTY else list(known)


def records_of(table: Table, parting: Parting, *, key: Key, mark: str) -> tuple[str, dict[str, Any]]:
    """The condition that a record belongs to a group, and its marks."""
    if parting.several:
        return _linked(table, parting, key=key, mark=mark)
    column = table.stored(parting.field.name)
    if key is None:
        return f"{column} IS NULL OR {column} = ''", {}
    if parting.unit:
        last = periods.end_of(parting.unit, str(key))
        return span(column, parting.field, days=(str(key), last), mark=mark)
    return f"{column} = :{mark}", {mark: key}


def _linked(table: Table, parting: Parting, *, key: Key, mark: str) -> tuple[str, dict[str, Any]]:
    links = table.source.several[parting.field.name]
    short, owner = f"of_{mark}", links.owner
    linked = f"SELECT 1 FROM ({links.links}) {short} WHERE {short}.{owner} = {table.source.alias}.id"
    if key is None:
        return f"NOT EXISTS ({linked})", {}
    return f"EXISTS ({linked} AND {short}.{links.value} = :{mark})", {mark: key}
