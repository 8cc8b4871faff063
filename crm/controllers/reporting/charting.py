"""The chart of a report: the first measure by the first grouping, the second one as series. Draws nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from crm.controllers.reporting.measuring import Keys, Measures, Tally
from crm.controllers.reporting.naming import Names
from crm.controllers.reporting.parts import Key, Parting
from crm.controllers.reporting.wording import measure_label
from crm.models.fields import Kind
from crm.models.reports import Aggregate
from crm.storage.changelog import to_json
from crm.utils.chart_data import Chart, ChartKind, Series, Unit
from crm.utils.i18n import _

_LABELS, _DATES, _SERIES = 12, 400, 6  # how many are told apart
_WHOLES = (ChartKind.DONUT, ChartKind.FUNNEL, ChartKind.PROGRESS)  # of one series
_MOST_OF = {ChartKind.DONUT: 6}
_DAYS = frozenset(("cycle_days", "days_in_stage", "idle_days"))


@dataclass(frozen=True)
class Grouped:
    """The groups of a report: what each comes to by level, and the groupings with their words."""

    measures: Measures
    partings: Sequence[Parting]
    names: Sequence[Names]
    levels: Sequence[dict[Keys, Tally]]
    first: Sequence[Key]  # the groups of the first grouping in the order to show them

    def tally(self, keys: Keys) -> Tally:
        """What a group comes to; of one without records, nothing."""
        return self.levels[len(keys)].get(keys) or self.measures.nothing()


@dataclass(frozen=True)
class Drawn:
    """A chart, the line's key of each label, and for each series the key of each value; "" where there is none."""

    chart: Chart | None = None
    keys: tuple[str, ...] = ()
    parts: tuple[tuple[str, ...], ...] = ()


def key_text(keys: Sequence[Key]) -> str:
    """The key of a line: the keys of its groups as JSON."""
    return to_json(list(keys))


def chart_of(grouped: Grouped, kind: ChartKind) -> Drawn:
    """The chart; none where nothing can be drawn: without a grouping, or with nothing but dates measured."""
    place = next((at for at, one in enumerate(grouped.measures.measures) if _is_drawn(grouped, at)), None)
    if place is None or not grouped.partings:
        return Drawn()
    kept, rest = _labels(grouped, kind, place=place)
    labels = [grouped.names[0].label(key) for key in kept] + ([_("Others")] if rest else [])
    groups: list[Sequence[Key]] = [*([key] for key in kept), *([rest] if rest else [])]
    unit, currency = _unit(grouped, place)
    slices = _slices(grouped, kind=kind, place=place)
    series = tuple(Series(one.name, _values(grouped, groups, one=one, place=place)) for one in slices)
    parts = tuple(tuple(_part(group, one) for group in groups) for one in slices)
    keys = tuple(_part(group, _Slice("")) for group in groups)
    return Drawn(Chart(kind, tuple(labels), series, unit, currency), keys, parts)


def _is_drawn(grouped: Grouped, place: int) -> bool:
    measure = grouped.measures.measures[place]
    return measure.how == Aggregate.COUNT or grouped.measures.field(measure).kind in (Kind.NUMBER, Kind.MONEY)


def _labels(grouped: Grouped, kind: ChartKind, *, place: int) -> tuple[list[Key], list[Key]]:
    """The groups told apart, in their order, and the others: time loses its beginning, names those that are small."""
    most = _MOST_OF.get(kind, _DATES if grouped.partings[0].unit else _LABELS)
    every = list(grouped.first)
    if len(every) <= most:
        return every, []
    if grouped.partings[0].unit:
        return every[-most:], []
    return _largest(every, [_size(grouped, (key,), place=place) for key in every], most=most - 1)


def _largest(keys: Sequence[Key], sizes: Sequence[float], *, most: int) -> tuple[list[Key], list[Key]]:
    """The keys with the largest sizes and the others, each in the order given."""
    by_size = sorted(range(len(keys)), key=lambda at: -sizes[at])
    kept = set(by_size[:most])
    return [keys[at] for at in sorted(kept)], [key for at, key in enumerate(keys) if at not in kept]


def _size(grouped: Grouped, keys: Keys, *, place: int) -> float:
    return abs(grouped.measures.number(place, grouped.tally(keys)) or 0)


def _unit(grouped: Grouped, place: int) -> tuple[Unit, str]:
    measure = grouped.measures.measures[place]
    if measure.how == Aggregate.COUNT:
        return Unit.COUNT, ""
    if grouped.measures.field(measure).kind == Kind.MONEY:
        return Unit.MONEY, grouped.measures.table.prices.base
    return (Unit.DAYS if measure.field in _DAYS else Unit.NUMBER), ""


@dataclass(frozen=True)
class _Slice:
    """What a series is of: the groups of the second grouping, none when it is of all of them."""

    name: str
    seconds: Sequence[Key] = ()


def _slices(grouped: Grouped, *, kind: ChartKind, place: int) -> list[_Slice]:
    """One series, or one for each of the largest groups of the second grouping and one for the others."""
    if len(grouped.partings) == 1 or kind in _WHOLES:
        measure = grouped.measures.measures[place]
        return [_Slice(measure_label(measure, grouped.measures.field(measure)))]
    names = grouped.names[1]
    seconds = sorted({keys[1] for keys in grouped.levels[2]}, key=names.place)
    if len(seconds) <= _SERIES:
        return [_Slice(names.label(key), [key]) for key in seconds]
    sizes = [sum(_size(grouped, (first, second), place=place) for first in grouped.first) for second in seconds]
    kept, rest = _largest(seconds, sizes, most=_SERIES - 1)
    return [*(_Slice(names.label(key), [key]) for key in kept), _Slice(_("Others"), rest)]


def _values(grouped: Grouped, groups: Sequence[Sequence[Key]], *, one: _Slice, place: int) -> tuple[float | None, ...]:
    """The values of a series, one for each group of labels."""
    if not one.seconds:
        return tuple(_together(grouped, [(key,) for key in group], place=place) for group in groups)
    return tuple(
        _together(grouped, [(key, second) for key in group for second in one.seconds], place=place) for group in groups
    )


def _part(group: Sequence[Key], one: _Slice) -> str:
    """The key of a value; one that stands for several groups has none."""
    return key_text((*group, *one.seconds)) if len(group) == 1 and len(one.seconds) <= 1 else ""


def _together(grouped: Grouped, several: Sequence[Keys], *, place: int) -> float | None:
    tallies = [grouped.levels[len(keys)][keys] for keys in several if keys in grouped.levels[len(keys)]]
    whole = reduce(grouped.measures.together, tallies) if tallies else grouped.measures.nothing()
    return grouped.measures.number(place, whole)
