"""Progress: what was reached as a bar, what is wanted as a mark over it; the bar under its name or, in little room,
beside it."""

from __future__ import annotations

from dataclasses import dataclass

from crm.utils import chart_words
from crm.utils.chart_colors import Ink, inks
from crm.utils.chart_data import Chart, Unit
from crm.utils.chart_fit import Fit, fit, tell_rest
from crm.utils.chart_legend import legend
from crm.utils.chart_paper import Paper
from crm.utils.chart_picks import Box, Pick
from crm.utils.i18n import _

_LEAST, _MOST = 26.0, 48.0  # points a row is high with its name over the bar
_FLAT = (12.0, 20.0)  # with the name beside it
_BAR, _MARK, _OVER = 7.0, 2.0, 2.5  # points a bar and a mark are thick, and a mark stands out of its bar
_UNDER = 15.0  # points from the top of a row to its bar, under the name
_NAMES = 0.38  # of the width that names beside bars take at most


@dataclass(frozen=True)
class _Rows:
    """Where the rows stand and their bars, in points, and the value at the right end of a bar."""

    left: float
    right: float
    top: float
    fit: Fit
    is_flat: bool
    most: float

    def top_of(self, label: int) -> float:
        """Where a row begins."""
        return self.top + label * self.fit.pitch

    def bar(self, label: int, value: float) -> Box:
        """A bar from the left to a value."""
        top = self.top_of(label) + ((self.fit.pitch - _BAR) / 2 if self.is_flat else _UNDER)
        share = min(1.0, max(0.0, value / self.most))
        return Box(self.left, top, self.left + (self.right - self.left) * share, top + _BAR)

    def mark(self, label: int, value: float) -> Box:
        """The mark of what is wanted."""
        bar = self.bar(label, value)
        x = min(max(bar.right, self.left + _MARK / 2), self.right - _MARK / 2)
        return Box(x - _MARK / 2, bar.top - _OVER, x + _MARK / 2, bar.bottom + _OVER)


def draw(paper: Paper, chart: Chart) -> list[Pick]:
    """Draw the first series as bars against the marks of the second, on one scale."""
    ink = inks(chart, paper.look)
    # amounts say what they are measured by; shares need the mark explained
    rows = _rows(paper, chart, top=legend(paper, chart, inks=ink) if chart.unit == Unit.SHARE else 0.0)
    shown = rows.fit.shown
    reached = [(label, value) for label, value in enumerate(chart.series[0].values[:shown]) if value is not None]
    track = 1.0 if chart.unit == Unit.SHARE else rows.most  # beyond all of it a bar goes on
    paper.boxes([rows.bar(label, track) for label in range(shown)], Ink(paper.look.grid))
    paper.boxes([rows.bar(label, value) for label, value in reached if value > 0], ink[0])
    for label, goal in enumerate(_wanted(chart)[:shown]):
        if goal is not None:
            paper.boxes([rows.mark(label, goal)], Ink(paper.look.text))
    for label in range(shown):
        _words(paper, chart, rows=rows, label=label)
    tell_rest(paper, len(chart.labels) - shown, top=rows.top_of(shown))
    return [_pick(paper, rows, label=label) for label, _value in reached]


def _wanted(chart: Chart) -> tuple[float | None, ...]:
    return chart.series[1].values if len(chart.series) > 1 else (None,) * len(chart.labels)


def _rows(paper: Paper, chart: Chart, *, top: float) -> _Rows:
    height = paper.height - top
    values = [value for one in chart.series for value in one.values if value is not None and value > 0]
    most = max([1.0 if chart.unit == Unit.SHARE else 0.0, *values]) or 1.0
    if len(chart.labels) * _LEAST <= height:
        return _Rows(0, paper.width, top, fit(len(chart.labels), height, least=_LEAST, most=_MOST), False, most)
    flat = fit(len(chart.labels), height, least=_FLAT[0], most=_FLAT[1])
    names = max(paper.measure(paper.cut(name, 200), size=paper.small) for name in chart.labels[: flat.shown])
    said = max(paper.measure(_said(chart, label), size=paper.small) for label in range(flat.shown))
    left = min(names, paper.width * _NAMES) + 8
    return _Rows(left, max(left + 10, paper.width - said - 8), top, flat, True, most)


def _words(paper: Paper, chart: Chart, *, rows: _Rows, label: int) -> None:
    """The name at the left, what was reached of what at the right."""
    said = _said(chart, label)
    size = paper.small if rows.is_flat else paper.size
    middle = rows.top_of(label) + (rows.fit.pitch / 2 if rows.is_flat else 7)
    room = rows.left - 8 if rows.is_flat else paper.width - paper.measure(said, size=paper.small) - 10
    paper.words(paper.cut(chart.labels[label], room, size=size), (0, middle), size=size)
    color = paper.look.text if chart.series[0].values[label] is not None else paper.look.muted
    paper.words(said, (paper.width, middle), anchor="e", size=paper.small, color=color)


def _said(chart: Chart, label: int) -> str:
    value, goal = chart.series[0].values[label], _wanted(chart)[label]
    reached = chart_words.brief(value, chart)
    if value is None or not goal or chart.unit == Unit.SHARE:
        return reached
    wanted = chart_words.brief(goal, chart)
    share = chart_words.percent(value / goal)
    return _("{reached} of {wanted} · {share}").format(reached=reached, wanted=wanted, share=share)


def _pick(paper: Paper, rows: _Rows, *, label: int) -> Pick:
    top = rows.top_of(label)
    row = Box(0, top, paper.width, top + rows.fit.pitch)
    return Pick(0, label, rows.bar(label, rows.most).scaled(paper.pixels).corners, row.scaled(paper.pixels))
