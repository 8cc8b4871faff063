"""Lying bars: side by side, behind each other, and against marks. Upright ones are chart_bars.py's."""

from __future__ import annotations

from dataclasses import dataclass

from crm.utils import chart_words
from crm.utils.chart_bars import bar_series
from crm.utils.chart_colors import Ink, inks, readable_on
from crm.utils.chart_data import Chart, ChartKind
from crm.utils.chart_fit import fit, tell_rest
from crm.utils.chart_legend import legend
from crm.utils.chart_paper import Paper
from crm.utils.chart_picks import Box, Pick
from crm.utils.chart_scale import Scale, exact_scale, stacked, whole_of

_LEAST, _ROOMY, _MOST = 11.0, 13.5, 42.0  # points a row is high; from which on its name is of the usual size
_THICK = 20.0  # points a bar is thick at most
_NAMES = 0.42  # of the width that names take at most
_MARK = 2.0

Part = tuple[int, int, Box]


@dataclass(frozen=True)
class Rows:
    """Where the rows stand, in points: names from 0, bars from `left` to `right`."""

    left: float
    right: float
    top: float
    pitch: float
    shown: int
    scale: Scale
    size: float  # of names

    def middle(self, label: int) -> float:
        """The middle of a row."""
        return self.top + (label + 0.5) * self.pitch

    def x(self, value: float) -> float:
        """How far right a value is."""
        return self.left + self.scale.share(value) * (self.right - self.left)


def draw(paper: Paper, chart: Chart) -> list[Pick]:
    """Draw rows from the first label on top; those that find no room are counted below."""
    ink = inks(chart, paper.look)
    rows = _rows(paper, chart, top=legend(paper, chart, inks=ink))
    placed = _stacked(rows, chart) if chart.kind == ChartKind.STACKED_ROWS else _beside(rows, chart)
    for series in range(len(chart.series)):
        paper.boxes([box for place, _label, box in placed if place == series and box.width], ink[series])
    if rows.scale.low < 0 or not placed:
        paper.rule((rows.x(0), rows.top), (rows.x(0), rows.top + rows.shown * rows.pitch), color=paper.look.axis)
    marks = _goals(rows, chart)
    for series, _label, box in marks:
        paper.boxes([box], Ink(ink[series].line))
    _names(paper, rows, chart=chart)
    if chart.kind == ChartKind.STACKED_ROWS:
        _inside(paper, chart, placed=placed, ink=ink)
    _values(paper, rows, chart=chart)
    return [_pick(paper, rows, part=part) for part in placed + marks]


def _rows(paper: Paper, chart: Chart, *, top: float) -> Rows:
    bars = len(bar_series(chart)) if chart.kind == ChartKind.ROWS else 1
    least = max(_LEAST, bars * 9.0 + 2)
    most = max(_MOST, bars * 18.0 + 8)
    fitting = fit(len(chart.labels), paper.height - top, least=least, most=most)
    shown, pitch = fitting.shown, fitting.pitch
    size = paper.size if pitch >= _ROOMY else paper.small
    scale = exact_scale((*_ends(chart), *whole_of(chart)))
    names = max(
        (paper.measure(paper.cut(name, 200, size=size), size=size) for name in chart.labels[:shown]), default=0.0
    )
    values = max((paper.measure(words, size=paper.small) for words in _all_words(chart, shown)), default=0.0) + 8
    left = min(names, paper.width * _NAMES) + 8 + (values if scale.low < 0 else 0.0)
    return Rows(left, max(left + 8, paper.width - values), top, pitch, shown, scale, size)


def _ends(chart: Chart) -> list[float]:
    if chart.kind != ChartKind.STACKED_ROWS:
        return [value for one in chart.series for value in one.values if value is not None]
    bars = bar_series(chart)
    marks = [value for at, one in enumerate(chart.series) if at not in bars for value in one.values if value]
    return [end for _series, _label, (_from, end) in stacked(chart, bars)] + marks


def _beside(rows: Rows, chart: Chart) -> list[Part]:
    bars = bar_series(chart)
    each = min(rows.pitch * (0.62 if len(bars) == 1 else 0.8) / len(bars), _THICK)
    gap = 1.0 if len(bars) > 1 else 0.0
    placed = []
    for label in range(rows.shown):
        top = rows.middle(label) - each * len(bars) / 2
        for at, series in enumerate(bars):
            value = chart.series[series].values[label]
            if value is not None:
                ends = sorted((rows.x(0), rows.x(value)))
                placed.append((series, label, Box(ends[0], top + at * each, ends[1], top + (at + 1) * each - gap)))
    return placed


def _stacked(rows: Rows, chart: Chart) -> list[Part]:
    half = min(rows.pitch * 0.62, _THICK + 2) / 2
    placed = []
    for series, label, ends in stacked(chart, bar_series(chart)):
        if label < rows.shown:
            left, right = sorted((rows.x(ends[0]), rows.x(ends[1])))
            seam = 0.75 if right - left > 3 else 0.0
            middle = rows.middle(label)
            placed.append((series, label, Box(left, middle - half, right - seam, middle + half)))
    return placed


def _goals(rows: Rows, chart: Chart) -> list[Part]:
    """The marks of what is wanted, over nearly all of a row."""
    bars = bar_series(chart)
    return [
        (series, label, Box(x - _MARK / 2, rows.middle(label) - half, x + _MARK / 2, rows.middle(label) + half))
        for half in [rows.pitch * 0.4]
        for series, one in enumerate(chart.series)
        if series not in bars
        for label, value in enumerate(one.values[: rows.shown])
        if value is not None
        for x in [rows.x(value)]
    ]


def _names(paper: Paper, rows: Rows, *, chart: Chart) -> None:
    room = min(rows.left - 8, paper.width * _NAMES)
    for label in range(rows.shown):
        name = _cut(paper, chart.labels[label], room=room, size=rows.size)
        paper.words(name, (0, rows.middle(label)), size=rows.size)
    tell_rest(paper, len(chart.labels) - rows.shown, top=rows.top + rows.shown * rows.pitch)


def _cut(paper: Paper, name: str, *, room: float, size: float) -> str:
    """A name as long as there is room; what it says in brackets at its end stays, where a good part of it does."""
    head, _bracket, rest = name.rpartition(" (")
    if not head or not name.endswith(")"):
        return paper.cut(name, room, size=size)
    tail = " " + paper.cut(f"({rest}", room, size=size)
    left = room - paper.measure(tail, size=size)
    return paper.cut(name, room, size=size) if left < room / 3 else paper.cut(head, left, size=size) + tail


def _all_words(chart: Chart, shown: int) -> list[str]:
    if chart.kind == ChartKind.STACKED_ROWS:
        return [chart_words.brief(_total(chart, label), chart) for label in range(shown)]
    return [chart_words.brief(value, chart) for at in bar_series(chart) for value in chart.series[at].values[:shown]]


def _total(chart: Chart, label: int) -> float | None:
    known = [chart.series[at].values[label] for at in bar_series(chart)]
    said = [value for value in known if value is not None]
    return sum(said) if said else None


def _inside(paper: Paper, chart: Chart, *, placed: list[Part], ink: list[Ink]) -> None:
    """The values of the parts of a row, in those that have room for them."""
    for series, label, box in placed:
        words = chart_words.brief(chart.series[series].values[label], chart)
        if not ink[series].hatch and paper.measure(words, size=paper.small) + 6 <= box.width and box.height >= 10:
            paper.words(words, box.middle, anchor="center", size=paper.small, color=readable_on(ink[series].fill))


def _values(paper: Paper, rows: Rows, *, chart: Chart) -> None:
    """The value of each bar at its end; of a stack that of the whole."""
    if chart.kind == ChartKind.STACKED_ROWS:
        for label in range(rows.shown):
            up = sum(value for at in bar_series(chart) if (value := chart.series[at].values[label] or 0) > 0)
            paper.words(chart_words.brief(_total(chart, label), chart), (rows.x(up) + 5, rows.middle(label)),
                        size=paper.small)  # fmt: skip
        return
    bars = bar_series(chart)
    each = min(rows.pitch * (0.62 if len(bars) == 1 else 0.8) / len(bars), _THICK)
    for label in range(rows.shown):
        for at, series in enumerate(bars):
            _value(paper, rows, chart=chart, part=(series, label, (at - (len(bars) - 1) / 2) * each))


def _value(paper: Paper, rows: Rows, *, chart: Chart, part: tuple[int, int, float]) -> None:
    series, label, aside = part
    value = chart.series[series].values[label]
    below = (value or 0) < 0
    x = rows.x(value or 0) + (-5 if below else 5)
    color = paper.look.muted if value is None else paper.look.text
    at = (x, rows.middle(label) + aside)
    paper.words(chart_words.brief(value, chart), at, anchor="e" if below else "w", size=paper.small, color=color)


def _pick(paper: Paper, rows: Rows, *, part: Part) -> Pick:
    series, label, box = part
    half = rows.pitch / 2
    reach = Box(0, rows.middle(label) - half, paper.width, rows.middle(label) + half)
    return Pick(series, label, box.scaled(paper.pixels).corners, reach.scaled(paper.pixels))
