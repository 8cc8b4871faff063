"""Lines over time, one for each series. What they stand on is chart_axis.py's."""

from __future__ import annotations

from collections.abc import Sequence

from crm.utils import chart_axis, chart_words
from crm.utils.chart_axis import Frame
from crm.utils.chart_colors import Ink, inks, mixed
from crm.utils.chart_data import Chart, Role
from crm.utils.chart_legend import dash, legend
from crm.utils.chart_paper import Paper
from crm.utils.chart_picks import Box, Pick, Point
from crm.utils.chart_scale import round_scale

_DOTTED = 31  # labels; beyond, the dots would hide the line
_LAST = 8.0  # points of room over a single line for its last value
_DOT = 3.0  # points from the middle of a value that count as the value itself


def draw(paper: Paper, chart: Chart) -> list[Pick]:
    """Draw a line for each series, broken where a value cannot be said."""
    ink = inks(chart, paper.look)
    values = [value for one in chart.series for value in one.values]
    scale = round_scale(values, chart.unit, steps=chart_axis.steps(paper))
    frame = chart_axis.with_axis(paper, chart, scale=scale, top=legend(paper, chart, inks=ink) or _LAST)
    chart_axis.ground(paper, frame, chart=chart)
    chart_axis.zero(paper, frame)
    if len(chart.series) == 1:
        _shade(paper, frame, pieces=_pieces(frame, chart.series[0].values), ink=ink[0])
    for place in _backwards(chart):
        _line(paper, _pieces(frame, chart.series[place].values), ink=ink[place], role=chart.series[place].role)
    _last(paper, frame, chart=chart)
    return [_pick(paper, frame, part=part) for part in _points(frame, chart)]


def _backwards(chart: Chart) -> list[int]:
    """The places of the series, the first one last: it lies on top."""
    return list(reversed(range(len(chart.series))))


def _pieces(frame: Frame, values: Sequence[float | None]) -> list[list[Point]]:
    """The points of each unbroken piece of a line."""
    pieces: list[list[Point]] = [[]]
    for label, value in enumerate(values):
        if value is not None:
            pieces[-1].append((frame.centre(label), frame.y(value)))
        elif pieces[-1]:
            pieces.append([])
    return [piece for piece in pieces if piece]


def _shade(paper: Paper, frame: Frame, *, pieces: list[list[Point]], ink: Ink) -> None:
    """Tint what lies between a single line and zero."""
    zero = frame.y(0)
    outlines = [[(piece[0][0], zero), *piece, (piece[-1][0], zero)] for piece in pieces if len(piece) > 1]
    paper.shapes(outlines, Ink(mixed(paper.look.background, ink.line, share=0.12)))


def _line(paper: Paper, pieces: list[list[Point]], *, ink: Ink, role: Role) -> None:
    for piece in pieces:
        paper.line(piece, ink.line, thick=1.5 if role in (Role.BEFORE, Role.GOAL) else 2.0, dash=dash(role))
    points = [point for piece in pieces for point in piece]
    alone = [piece[0] for piece in pieces if len(piece) == 1]
    if role in (Role.BEFORE, Role.GOAL) or len(points) > _DOTTED:
        paper.dots(alone, ink.line)
    else:
        paper.dots(points, ink.line, size=5.0)


def _last(paper: Paper, frame: Frame, *, chart: Chart) -> None:
    """Say the last value of a single line beside its end."""
    values = chart.series[0].values
    known = [label for label, value in enumerate(values) if value is not None]
    if len(chart.series) > 1 or not known:
        return
    value = values[known[-1]] or 0
    words = chart_words.brief(value, chart)
    half = paper.measure(words, size=paper.small, strong=True) / 2
    x = min(frame.centre(known[-1]), paper.width - half)
    paper.words(words, (x, frame.y(value) - 9), anchor="center", size=paper.small, strong=True)


def _points(frame: Frame, chart: Chart) -> list[tuple[int, int, Point]]:
    return [
        (series, label, (frame.centre(label), frame.y(value)))
        for series, one in enumerate(chart.series)
        for label, value in enumerate(one.values)
        if value is not None
    ]


def _pick(paper: Paper, frame: Frame, *, part: tuple[int, int, Point]) -> Pick:
    series, label, (x, y) = part
    mark = Box(x - _DOT, y - _DOT, x + _DOT, y + _DOT)
    column = Box(x - frame.slot / 2, frame.top, x + frame.slot / 2, frame.bottom)
    return Pick(series, label, mark.scaled(paper.pixels).corners, column.scaled(paper.pixels))
