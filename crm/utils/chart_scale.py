"""From values to places on paper: where an axis begins and ends, and its round numbers. Nothing is drawn here."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crm.utils.chart_data import Chart, Unit

_ROUND = (1.0, 2.0, 2.5, 5.0)


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


def round_scale(values: Iterable[float | None], unit: Unit, *, steps: int = 4) -> Scale:
    """As wide as all values and zero, ending on round numbers, about `steps` apart; whole ones for what is counted."""
    exact = exact_scale(values)
    scales = [_rounded(exact, step) for step in _steps(exact, unit, wanted=steps)]
    return min(scales, key=lambda scale: _cost(scale, exact, steps=steps))


def _steps(exact: Scale, unit: Unit, *, wanted: int) -> list[float]:
    """Round steps, from some too small to some too large."""
    size = 10.0 ** (math.floor(math.log10((exact.high - exact.low) / wanted)) - 1)
    found = [size * ten * one for ten in (1, 10, 100) for one in _ROUND]
    if unit == Unit.COUNT:
        return [step for step in found if step >= 1 and step == round(step)] or [1.0]
    return found


def _rounded(exact: Scale, step: float) -> Scale:
    low, high = math.floor(exact.low / step + 1e-9), math.ceil(exact.high / step - 1e-9)
    return Scale(min(low * step, exact.low), max(high * step, exact.high), step)


def _cost(scale: Scale, exact: Scale, *, steps: int) -> float:
    """Empty room is bad, and so are more lines than wanted or fewer."""
    return (scale.high - scale.low) / (exact.high - exact.low) + 0.15 / steps * (len(scale.ticks()) - 1 - steps) ** 2


def whole_of(chart: Chart) -> tuple[float, ...]:
    """How far bars are measured whatever their own values are: shares stand in their whole, so 17 % fill no width."""
    return (1.0,) if chart.unit == Unit.SHARE else ()


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
