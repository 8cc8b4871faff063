"""The chart of a report as a spreadsheet's own, on cells of its own sheet: whoever changes those changes the chart."""

from __future__ import annotations

from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.chart import BarChart, DoughnutChart, LineChart, Reference
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from crm.files.report_workbook_formats import money_format
from crm.files.workbook_writing import escape_text
from crm.utils import money
from crm.utils.chart_data import Chart, ChartKind, Role, Unit

_WIDTH, _HEIGHT = 24.0, 12.0  # centimetres
_STACKED = (ChartKind.STACKED, ChartKind.STACKED_ROWS)
_LYING = (ChartKind.ROWS, ChartKind.STACKED_ROWS, ChartKind.FUNNEL, ChartKind.PROGRESS)
_FORMATS = {Unit.COUNT: "#,##0", Unit.SHARE: "0%", Unit.DAYS: "#,##0.0", Unit.NUMBER: "#,##0.00"}
# Told apart by whoever sees few colours: blue, orange, green, yellow, sky, purple.
_COLORS = ("0072B2", "E69F00", "009E73", "F0E442", "56B4E9", "CC79A7")
_BY_ROLE = {Role.BEFORE: "B8C0C8", Role.GOAL: "1F2933", Role.GOOD: "009E73", Role.BAD: "D55E00"}


def add_chart(book: Any, chart: Chart, *, title: str) -> None:
    """Add a sheet with the values of a chart and the chart beside them."""
    sheet = book.create_sheet(title)
    sheet.column_dimensions["A"].width = 28
    for place in range(2, len(chart.series) + 2):
        sheet.column_dimensions[get_column_letter(place)].width = 16
    sheet.append([None, *(_text(sheet, one.name, bold=True) for one in chart.series)])
    for place, name in enumerate(chart.labels):
        values = [_value(sheet, one.values[place], chart=chart) for one in chart.series]
        sheet.append([_text(sheet, name), *values])
    drawn = _drawn(chart)
    drawn.add_data(
        Reference(sheet, min_col=2, max_col=len(chart.series) + 1, min_row=1, max_row=len(chart.labels) + 1),
        titles_from_data=True,
    )
    drawn.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=len(chart.labels) + 1))
    _color(drawn, chart)
    drawn.width, drawn.height = _WIDTH, max(_HEIGHT, 0.7 * len(chart.labels) if chart.kind in _LYING else 0.0)
    sheet.add_chart(drawn, f"{get_column_letter(len(chart.series) + 3)}2")


def _drawn(chart: Chart) -> Any:
    """The spreadsheet's kind of chart that is nearest; it knows no funnel and no goals as marks."""
    if chart.kind == ChartKind.DONUT:
        return DoughnutChart(holeSize=60)
    drawn: Any = LineChart() if chart.kind == ChartKind.LINE else BarChart()
    if isinstance(drawn, BarChart):
        drawn.type = "bar" if chart.kind in _LYING else "col"
        drawn.grouping = "stacked" if chart.kind in _STACKED else "clustered"
        drawn.overlap = 100 if chart.kind in _STACKED else -5
        drawn.gapWidth = 60
    if chart.kind in _LYING:
        drawn.x_axis.scaling.orientation = "maxMin"  # the first label on top
    drawn.x_axis.delete = drawn.y_axis.delete = False
    drawn.y_axis.number_format = _format(chart)
    drawn.legend = drawn.legend if len(chart.series) > 1 else None
    return drawn


def _color(drawn: Any, chart: Chart) -> None:
    if isinstance(drawn, DoughnutChart):
        return
    palette = iter(_COLORS)
    for series, one in zip(drawn.series, chart.series, strict=True):
        color = _BY_ROLE.get(one.role) or next(palette, _COLORS[-1])
        if isinstance(drawn, LineChart):
            series.graphicalProperties.line.solidFill = color
            series.smooth = False
        else:
            series.graphicalProperties.solidFill = color


def _value(sheet: Any, value: float | None, *, chart: Chart) -> Any:
    if value is None:
        return None
    exact = round(value) / 10 ** money.decimals(chart.currency) if chart.unit == Unit.MONEY else value
    cell = WriteOnlyCell(sheet, exact)
    cell.number_format = _format(chart)
    return cell


def _format(chart: Chart) -> str:
    if chart.unit != Unit.MONEY:
        return _FORMATS[chart.unit]
    return money_format(chart.currency)


def _text(sheet: Any, text: str, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, escape_text(text))
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
