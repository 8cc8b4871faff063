"""From values to places on paper: where an axis begins and ends, and its round numbers. Nothing is drawn here."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crm.utils.chart_data import Chart, Unit

_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Scale:
    """From `low` to `high`, zero among them; `step` lies between two numbers of the axis."""

    low: float
    high: float
    step: float

    def share(self, value: float) -> float:
        """How far along a value is: 0 at `low`, 1 at `high`."""
        return (value - self.low) / (self.high - self.low)

    def ticks(self) -> list[float]:
        """The round numbers of the axis, from low to high."""
        first = math.ceil(self.low / self.step - 1e-9)
        last = math.floor(self.high / self.step + 1e-9)
        return [place * self.step for place in range(first, last + 1)]


def exact_scale(values: Iterable[float | None]) -> Scale:
    """From the least to the greatest of the values and zero: for bars that say their own values."""
    known = [value for value in values if value is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    high = high if high > low else low + 1.0
    return Scale(low, high, high - low)


def round_scale(values: Iterable[float | None], unit: Unit, *, most: int = 4) -> Scale:
    """As wide as all values and zero, ending on round numbers: some `most` steps, whole ones for what is counted."""
    exact = exact_scale(values)
    step = _step(exact, most)
    if unit == Unit.COUNT:
        step = max(1.0, math.ceil(step))
    return Scale(math.floor(exact.low / step) * step, math.ceil(exact.high / step) * step, step)


def stacked(chart: Chart, series: Iterable[int]) -> Iterator[tuple[int, int, tuple[float, float]]]:
    """(series, label, (from, to)) of each value when these series stand on each other, those below zero downwards."""
    chosen = list(series)
    for label in range(len(chart.labels)):
        up = down = 0.0
        for place in chosen:
            value = chart.series[place].values[label]
            if not value:
                continue
            if value > 0:
                yield place, label, (up, up + value)
                up += value
            else:
                yield place, label, (down, down + value)
                down += value


def _step(exact: Scale, most: int) -> float:
    rough = (exact.high - exact.low) / most
    size = 10.0 ** math.floor(math.log10(rough))
    fitting = (size * one for one in _ROUND if size * one >= rough * (1 - 1e-9))
    return next(fitting, size * 10)
