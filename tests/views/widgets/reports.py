"""What the tests of a report's table share: its heads and lines. No test stands here."""

from __future__ import annotations

from crm.views.widgets.report_table import Head, ReportTable, Row

HEADS = (Head("Stage"), Head("Count", right=True), Head("Value", right=True))


def lines(count: int) -> list[Row]:
    """A group, so many records in it, and the total."""
    records = [Row((f"Deal {place}", "", f"{place} €"), "", 1, (0,)) for place in range(count)]
    total = Row(("Total", str(count), "9 €"), "total", links=(1,))
    return [Row(("New", "", ""), "group", wide=True), *records, total]


def texts(table: ReportTable) -> list[str]:
    """What the canvas shows."""
    canvas = table.canvas
    return [str(canvas.itemcget(item, "text")) for item in canvas.find_all() if canvas.type(item) == "text"]
