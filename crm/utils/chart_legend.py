"""What the series of a chart are called: a line of swatches and names above it. No values."""

from __future__ import annotations

from collections.abc import Sequence

from crm.utils.chart_colors import Ink
from crm.utils.chart_data import Chart, ChartKind, Role
from crm.utils.chart_paper import Paper
from crm.utils.chart_picks import Box

_ROW, _SWATCH, _GAP, _APART = 14.0, 8.0, 4.0, 12.0  # points
_MOST_ROWS = 2
_LYING = (ChartKind.ROWS, ChartKind.STACKED_ROWS, ChartKind.PROGRESS)
_DASHES = {Role.BEFORE: "--", Role.GOAL: ":", Role.SECOND: "-."}


def dash(role: Role) -> str:
    """How the line of a series is broken."""
    return _DASHES.get(role, "-")


def legend(paper: Paper, chart: Chart, *, inks: Sequence[Ink]) -> float:
    """Name the series where there are several; the height it took, in points."""
    if len(chart.series) < 2:
        return 0.0
    x, row = 0.0, 0
    for series, ink in zip(chart.series, inks, strict=True):
        name = paper.cut(series.name, paper.width - _SWATCH - _GAP, size=paper.small)
        wide = _SWATCH + _GAP + paper.measure(name, size=paper.small)
        if x and x + wide > paper.width:
            x, row = 0.0, row + 1
        if row == _MOST_ROWS:
            break
        middle = row * _ROW + _ROW / 2 - 1
        _swatch(paper, ink, at=(x, middle), mark=_mark(chart.kind, series.role))
        paper.words(name, (x + _SWATCH + _GAP, middle), color=paper.look.muted, size=paper.small)
        x += wide + _APART
    return min(row + 1, _MOST_ROWS) * _ROW + 2


def _mark(kind: ChartKind, role: Role) -> str:
    """What a series is drawn as: a "box", a "tick" lying or a "post" upright, or the dash of a line."""
    if kind == ChartKind.LINE:
        return dash(role)
    if role != Role.GOAL:
        return "box"
    return "post" if kind in _LYING else "tick"


def _swatch(paper: Paper, ink: Ink, *, at: tuple[float, float], mark: str) -> None:
    x, middle = at
    if mark == "box":
        paper.boxes([Box(x, middle - _SWATCH / 2, x + _SWATCH, middle + _SWATCH / 2)], ink)
    elif mark == "post":
        across = x + _SWATCH / 2
        paper.boxes([Box(across - 1, middle - _SWATCH / 2, across + 1, middle + _SWATCH / 2)], Ink(ink.line))
    elif mark == "tick":
        paper.boxes([Box(x, middle - 1, x + _SWATCH, middle + 1)], Ink(ink.line))
    else:
        paper.line([(x, middle), (x + _SWATCH, middle)], ink.line, thick=1.75, dash=mark)
