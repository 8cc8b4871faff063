"""Draws a chart on a matplotlib figure: the same for the window and for paper. Knows no Tk, never uses pyplot.

How the values of each kind are drawn stands in the chart_*.py beside it, colours in chart_colors.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from crm.utils import chart_bars, chart_funnel, chart_lines, chart_progress, chart_rings, chart_rows
from crm.utils.chart_colors import ChartLook
from crm.utils.chart_data import Chart, ChartKind
from crm.utils.chart_fonts import library_ready
from crm.utils.chart_paper import Paper
from crm.utils.chart_picks import Pick

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_KINDS: Mapping[ChartKind, Callable[[Paper, Chart], list[Pick]]] = {
    ChartKind.BARS: chart_bars.draw,
    ChartKind.STACKED: chart_bars.draw,
    ChartKind.ROWS: chart_rows.draw,
    ChartKind.STACKED_ROWS: chart_rows.draw,
    ChartKind.LINE: chart_lines.draw,
    ChartKind.FUNNEL: chart_funnel.draw,
    ChartKind.DONUT: chart_rings.draw,
    ChartKind.PROGRESS: chart_progress.draw,
}


def new_figure(width: float, height: float, *, dpi: float = 72.0) -> Figure:
    """An empty figure of `width` x `height` pixels at `dpi` of them to the inch: at 72 they are points."""
    library_ready()
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width / dpi, height / dpi), dpi=dpi)
    FigureCanvasAgg(figure)
    return figure


def pixels(figure: Figure) -> bytes:
    """A figure of `new_figure` as pixels: rows from the top, each pixel red, green, blue, opacity."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = figure.canvas
    if not isinstance(canvas, FigureCanvasAgg):
        raise TypeError("charts: the figure was not made by new_figure")
    canvas.draw()  # type: ignore[no-untyped-call]
    return bytes(canvas.buffer_rgba())  # type: ignore[no-untyped-call]


def draw(chart: Chart, figure: Figure, *, look: ChartLook) -> list[Pick]:
    """Draw a chart over all of a figure.

    Gives back where each value stands that can be picked, in pixels of the figure: by label, then by series. Without
    labels or series nothing is drawn.
    """
    paper = Paper(figure, look)
    if not (chart.labels and chart.series):
        return []
    picks = _KINDS[chart.kind](paper, chart)
    return sorted(picks, key=lambda pick: (pick.label, pick.series))
