"""Progress: what was reached as a bar under its name, what is wanted as a mark over it."""

from __future__ import annotations

from dataclasses import dataclass

from crm.utils import chart_words
from crm.utils.chart_colors import Ink, inks
from crm.utils.chart_data import Chart, Unit
from crm.utils.chart_legend import legend
from crm.utils.chart_paper import Paper
from crm.utils.chart_picks import Box, Pick
from crm.utils.i18n import _, ngettext

_LEAST, _MOST, _REST = 26.0, 48.0, 14.0  # points a row is high; the line that counts those without room
_BAR, _MARK, _OVER = 7.0, 2.0, 2.5  # points a bar and a mark are thick, and a mark stands out of its bar


@dataclass(frozen=True)
class _Rows:
    """Where the rows stand, in points, and the value at the right end."""

    width: float
    top: float
    pitch: float
    shown: int
    most: float

    def bar(self, label: int, value: float) -> Box:
        """A bar from the left to a value."""
        top = self.top + label * self.pitch + 15
        return Box(0, top, self.width * min(1.0, max(0.0, value / self.most)), top + _BAR)

    def mark(self, label: int, value: float) -> Box:
        """The mark of what is wanted."""
        bar = self.bar(label, value)
        x = min(max(bar.right, _MARK / 2), self.width - _MARK / 2)
        return Box(x - _MARK / 2, bar.top - _OVER, x + _MARK / 2, bar.bottom + _OVER)


def draw(paper: Paper, chart: Chart) -> list[Pick]:
    """Draw the first series as bars against the marks of the second, on one scale."""
    ink = inks(chart, paper.look)
    # amounts say what they are measured by; shares need the mark explained
    rows = _rows(paper, chart, top=legend(paper, chart, inks=ink) if chart.unit == Unit.SHARE else 0.0)
    reached = [(label, value) for label, value in enumerate(chart.series[0].values[: rows.shown]) if value is not None]
    wanted = _wanted(chart)
    track = 1.0 if chart.unit == Unit.SHARE else rows.most  # beyond all of it a bar goes on
    paper.boxes([rows.bar(label, track) for label in range(rows.shown)], Ink(paper.look.grid))
    paper.boxes([rows.bar(label, value) for label, value in reached if value > 0], ink[0])
    for label, goal in enumerate(wanted[: rows.shown]):
        if goal is not None:
            paper.boxes([rows.mark(label, goal)], Ink(paper.look.text))
    for label in range(rows.shown):
        _words(paper, chart, rows=rows, label=label)
    rest = len(chart.labels) - rows.shown
    if rest:
        words = ngettext("and {count} more", "and {count} more", rest).format(count=rest)
        paper.words(
            words, (0, rows.top + rows.shown * rows.pitch + _REST / 2), color=paper.look.muted, size=paper.small
        )
    return [_pick(paper, rows, label=label) for label, _value in reached]


def _wanted(chart: Chart) -> tuple[float | None, ...]:
    return chart.series[1].values if len(chart.series) > 1 else (None,) * len(chart.labels)


def _rows(paper: Paper, chart: Chart, *, top: float) -> _Rows:
    count, height = len(chart.labels), paper.height - top
    shown = min(count, max(1, int(height / _LEAST)))
    if shown < count:
        shown = max(1, int((height - _REST) / _LEAST))
    pitch = min(_MOST, (height - (_REST if shown < count else 0.0)) / shown)
    values = [value for one in chart.series for value in one.values if value is not None and value > 0]
    least = 1.0 if chart.unit == Unit.SHARE else 0.0
    return _Rows(paper.width, top, pitch, shown, max([least, *values]) or 1.0)


def _words(paper: Paper, chart: Chart, *, rows: _Rows, label: int) -> None:
    """Above a bar: the name at the left, what was reached of what at the right."""
    said = _said(chart, label)
    middle = rows.top + label * rows.pitch + 7
    side = paper.measure(said, size=paper.small)
    paper.words(paper.cut(chart.labels[label], paper.width - side - 10), (0, middle))
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
    top = rows.top + label * rows.pitch
    row = Box(0, top, rows.width, top + max(rows.pitch, _LEAST) - 2)
    bar = rows.bar(label, rows.most)
    return Pick(0, label, bar.scaled(paper.pixels).corners, row.scaled(paper.pixels))
