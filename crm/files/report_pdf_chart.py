"""A chart of a report in a PDF: as lines and letters, not as dots. How a chart looks is crm/utils/charts.py's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from crm.files import report_pdf_fonts as fonts
from crm.files.report_pdf_page import MARGIN, Item, Pen
from crm.utils.chart_data import Chart, ChartKind

_USUAL, _SPACE = 205.0, 12.0  # points: the height of a chart, and what is left free below it
_ROW, _LOWEST, _HIGHEST = 22.0, 130.0, 420.0
_LYING = (ChartKind.ROWS, ChartKind.STACKED_ROWS, ChartKind.PROGRESS, ChartKind.FUNNEL)


@dataclass
class ChartItem:
    """A chart as wide as the room between the margins."""

    chart: Chart
    width: float
    keep: bool = False
    height: float = 0.0

    def __post_init__(self) -> None:
        lying = max(_LOWEST, min(_HIGHEST, 40 + _ROW * len(self.chart.labels)))
        self.height = (lying if self.chart.kind in _LYING else _USUAL) + _SPACE

    def split(self, room: float) -> tuple[Item, Item] | None:  # noqa: ARG002 - what an item is asked
        """Never."""
        return None

    def draw(self, pen: Pen, top: float) -> None:
        """Draw it, one unit of the chart a point."""
        pen.canvas.saveState()
        pen.canvas.translate(MARGIN, pen.sheet.height - top - self.height + _SPACE)
        _draw(self.chart, pen.canvas, size=(self.width, self.height - _SPACE))
        pen.canvas.restoreState()


def _draw(chart: Chart, canvas: Any, *, size: tuple[float, float]) -> None:
    from crm.utils import charts
    from crm.utils.chart_colors import PRINT

    figure = charts.new_figure(*size)
    charts.draw(chart, figure, look=replace(PRINT, family=fonts.family()))
    from crm.files.report_pdf_renderer import Renderer

    figure.draw(Renderer(figure, canvas))
