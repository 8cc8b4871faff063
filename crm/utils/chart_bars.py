"""Upright bars, side by side or on top of each other. Lying ones are chart_rows.py's."""

from __future__ import annotations

from crm.utils import chart_axis, chart_words
from crm.utils.chart_axis import Frame
from crm.utils.chart_colors import Ink, inks
from crm.utils.chart_data import Chart, ChartKind, Role
from crm.utils.chart_legend import legend
from crm.utils.chart_paper import Paper
from crm.utils.chart_picks import Box, Pick
from crm.utils.chart_scale import exact_scale, round_scale, stacked, whole_of

_FILLED, _WIDEST = 0.68, 56.0  # of a label's room that bars take; points a bar is wide at most
_NARROW = 8.0  # points; no value has room over a bar like this
_MARK = 2.0  # points a goal's mark is thick

Part = tuple[int, int, Box]  # series, label, where it stands


def draw(paper: Paper, chart: Chart) -> list[Pick]:
    """Draw bars from zero; what stands in them can be picked."""
    ink = inks(chart, paper.look)
    top = legend(paper, chart, inks=ink)
    frame = _frame(paper, chart, top=top)
    chart_axis.ground(paper, frame, chart=chart)
    placed = _stacked(frame, chart) if chart.kind == ChartKind.STACKED else _beside(frame, chart)
    for series in bar_series(chart):
        paper.boxes([box for place, _label, box in placed if place == series and box.height], ink[series])
    chart_axis.zero(paper, frame)
    goals = _goals(frame, chart)
    for series, _label, box in goals:
        paper.boxes([box], Ink(ink[series].line))
    if not frame.axis:
        _values(paper, frame, chart=chart)
    return [_pick(paper, frame, part=part) for part in placed + goals]


def bar_series(chart: Chart) -> list[int]:
    """The places of the series drawn as bars; goals are marks over them, unless there is nothing else."""
    plain = [place for place, one in enumerate(chart.series) if one.role != Role.GOAL]
    return plain or list(range(len(chart.series)))


def _frame(paper: Paper, chart: Chart, *, top: float) -> Frame:
    """With the values over the bars where they have room, else with an axis."""
    ends = [*_ends(chart), *whole_of(chart)]
    bars = 1 if chart.kind == ChartKind.STACKED else len(bar_series(chart))
    goals = len(bar_series(chart)) < len(chart.series)
    room = paper.width / max(1, len(chart.labels)) * (1 if bars == 1 else _FILLED / bars)
    if not goals and room > _NARROW and _widest(paper, chart, values=ends) + 3 <= room:
        return chart_axis.bare(paper, chart, scale=exact_scale(ends), top=top)
    scale = round_scale(ends, chart.unit, steps=chart_axis.steps(paper))
    return chart_axis.with_axis(paper, chart, scale=scale, top=top)


def _widest(paper: Paper, chart: Chart, *, values: list[float]) -> float:
    words = {chart_words.brief(value, chart) for value in values}
    return max((paper.measure(one, size=paper.small) for one in words), default=0.0)


def _ends(chart: Chart) -> list[float]:
    """How far bars and marks reach."""
    bars = bar_series(chart)
    values = [value for one in chart.series for value in one.values if value is not None]
    if chart.kind != ChartKind.STACKED:
        return values
    marks = [value for at, one in enumerate(chart.series) if at not in bars for value in one.values if value]
    return [end for _series, _label, (_from, end) in stacked(chart, bars)] + marks


def _beside(frame: Frame, chart: Chart) -> list[Part]:
    bars = bar_series(chart)
    room = frame.slot if frame.slot < 4 else frame.slot * _FILLED
    each = min(room / len(bars), _WIDEST)
    gap = 1.0 if len(bars) > 1 and each > 4 else 0.0
    placed = []
    for label in range(len(chart.labels)):
        left = frame.centre(label) - each * len(bars) / 2
        for at, series in enumerate(bars):
            value = chart.series[series].values[label]
            if value is not None:
                ends = sorted((frame.y(0), frame.y(value)))
                placed.append((series, label, Box(left + at * each, ends[0], left + (at + 1) * each - gap, ends[1])))
    return placed


def _stacked(frame: Frame, chart: Chart) -> list[Part]:
    half = min(frame.slot if frame.slot < 4 else frame.slot * _FILLED, _WIDEST) / 2
    placed = []
    for series, label, ends in stacked(chart, bar_series(chart)):
        top, bottom = sorted((frame.y(ends[0]), frame.y(ends[1])))
        middle = frame.centre(label)
        seam = 0.75 if bottom - top > 3 else 0.0  # a thread of ground between two parts
        placed.append((series, label, Box(middle - half, top + seam, middle + half, bottom)))
    return placed


def _goals(frame: Frame, chart: Chart) -> list[Part]:
    """The marks of what is wanted, as wide as the room of a label."""
    bars = bar_series(chart)
    half = frame.slot * 0.42
    return [
        (series, label, Box(frame.centre(label) - half, y - _MARK / 2, frame.centre(label) + half, y + _MARK / 2))
        for series, one in enumerate(chart.series)
        if series not in bars
        for label, value in enumerate(one.values)
        if value is not None
        for y in [frame.y(value)]
    ]


def _values(paper: Paper, frame: Frame, *, chart: Chart) -> None:
    """Each bar's value at its end; of a stack that of the whole."""
    placed = _beside(frame, chart)
    if chart.kind == ChartKind.STACKED:
        for label in range(len(chart.labels)):
            known = [one.values[label] for one in chart.series if one.values[label] is not None]
            total = sum(value for value in known if value is not None) if known else None
            up = sum(value for value in known if value is not None and value > 0)
            _value(paper, (frame.centre(label), frame.y(up) - 6), text=chart_words.brief(total, chart))
        return
    for series, label, box in placed:
        value = chart.series[series].values[label]
        y = box.bottom + 6 if (value or 0) < 0 else box.top - 6
        _value(paper, ((box.left + box.right) / 2, y), text=chart_words.brief(value, chart))


def _value(paper: Paper, at: tuple[float, float], *, text: str) -> None:
    paper.words(text, at, anchor="center", size=paper.small, color=paper.look.text)


def _pick(paper: Paper, frame: Frame, *, part: Part) -> Pick:
    series, label, box = part
    column = Box(box.left, frame.top, box.right, frame.bottom)
    return Pick(series, label, box.scaled(paper.pixels).corners, column.scaled(paper.pixels))
