"""What a chart shows, as plain data: labels, series, the unit of their values. How it is drawn is charts.py's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What the values of a chart, or a number on a card, are."""

    COUNT = "count"  # int
    MONEY = "money"  # int, minor units of a currency
    SHARE = "share"  # 0 to 1, shown as percent
    DAYS = "days"  # int or float
    NUMBER = "number"  # any other number


class ChartKind(StrEnum):
    """How values are drawn."""

    BARS = "bars"  # upright bars side by side, one group for each label: months, weeks
    STACKED = "stacked"  # upright bars, the series on top of each other
    ROWS = "rows"  # bars lying, the first label on top: names, stages
    STACKED_ROWS = "stacked_rows"  # lying bars, the series behind each other
    LINE = "line"  # a line for each series: a course over time
    FUNNEL = "funnel"  # centred bars from wide to narrow, with the share that went on between them
    DONUT = "donut"  # the shares of one series in a whole; at most six labels are told apart
    PROGRESS = "progress"  # the first series as bars lying, against marks of the second


class Role(StrEnum):
    """What a series is: it has the same colour wherever it is drawn. PLAIN ones take the next of the palette."""

    PLAIN = ""
    MAIN = "main"
    SECOND = "second"  # beside the main one: weighted beside unweighted
    BEFORE = "before"  # the previous period
    GOAL = "goal"  # what is wanted: a line or a mark
    GOOD = "good"  # won, done
    BAD = "bad"  # lost, overdue


@dataclass(frozen=True)
class Series:
    """One value for each label, None where it cannot be said. `name` is translated.

    `places` say in full, one a value, what a label says shortly, or what it is not in this series: "2 Oct" for "2".
    """

    name: str
    values: tuple[float | None, ...]
    role: Role = Role.PLAIN
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """Labels (translated, in the order to show them) and the series over them, all in one unit."""

    kind: ChartKind
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: Unit = Unit.COUNT
    currency: str = ""
    floor: float = 0  # a funnel tells no share of a stage below it: too few to say

    def place(self, series: int, label: int) -> str:
        """What a value is of, in full."""
        places = self.series[series].places
        return places[label] if label < len(places) and places[label] else self.labels[label]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(value for one in self.series for value in one.values)
