"""Reports that tests write to files: small ones made by hand. No test stands here."""

from __future__ import annotations

from crm.models.fields import Field, Kind
from crm.models.figures import LeftOut
from crm.models.reports import (
    GROUP,
    RECORD,
    SUBTOTAL,
    TOTAL,
    Money,
    ReportColumn,
    ReportLine,
    ReportResult,
)
from crm.utils.chart_data import Chart, ChartKind, Role, Series, Unit

COLUMNS = (
    ReportColumn("title", "Title", Field("title", Kind.TEXT, "Title")),
    ReportColumn("owner", "Owner", Field("owner", Kind.USER, "Owner")),
    ReportColumn("closes", "Closes", Field("closes", Kind.DATE, "Closes")),
    ReportColumn("touched", "Touched", Field("touched", Kind.MOMENT, "Touched")),
    ReportColumn("probability", "Probability", Field("probability", Kind.NUMBER, "Probability")),
    ReportColumn("value", "Value", Field("value", Kind.MONEY, "Value")),
)
STAGE = ReportColumn("by stage_id", "Stage", Field("stage_id", Kind.TEXT, "Stage"))
COUNT = ReportColumn("count", "Number", Field("count", Kind.NUMBER, ""), is_measure=True)


def record(title="Machine", *, owner="Ana", closes="2026-11-30", value=123456, currency="EUR"):
    """A line of COLUMNS."""
    cells = (title, owner, closes, "2026-11-21T09:30:00Z", 40, Money(value, currency))
    return ReportLine(RECORD, cells, id=1)


def report(*lines, columns=COLUMNS, **values):
    """A report of these lines, or of one record."""
    usual = {"title": "Pipeline review", "entity": "opportunities", "facts": (("Period", "This month"),)}
    return ReportResult(**usual | {"columns": columns, "lines": lines or (record(),)} | values)


def grouped():
    """Two stages with a record or two each, their sums, the total: a grouping before COLUMNS."""
    none = (None,) * 4
    lines = []
    for stage, titles, total in (("Lead", ("One", "Two"), 20000), ("Offer", ("Three",), 10000)):
        lines.append(ReportLine(GROUP, (stage, None, *none, None), key=stage))
        for title in titles:
            found = record(title, value=10000)
            lines.append(ReportLine(RECORD, (None, *found.cells), id=1))
        lines.append(ReportLine(SUBTOTAL, (stage, None, *none, Money(total, "EUR")), key=stage))
    lines.append(ReportLine(TOTAL, ("Total", None, *none, Money(30000, "EUR"))))
    return report(*lines, columns=(STAGE, *COLUMNS))


def totals():
    """Groups of two levels without records: what each status of a month comes to, and the month."""
    month = ReportColumn("by closed_on:month", "Month", Field("closed_on", Kind.TEXT, "Closed"))
    status = ReportColumn("by status", "Status", Field("status", Kind.TEXT, "Status"))
    lines = (
        ReportLine(GROUP, ("November", None, None), 0),
        ReportLine(SUBTOTAL, (None, "Won", 3), 1),
        ReportLine(SUBTOTAL, (None, "Lost", 5), 1),
        ReportLine(SUBTOTAL, ("November", None, 8), 0),
        ReportLine(TOTAL, ("Total", None, 8)),
    )
    return report(*lines, columns=(month, status, COUNT))


def chart(kind=ChartKind.BARS):
    """Two series of money over three months, one value unknown."""
    series = (Series("Won", (100000, None, 300000), Role.MAIN), Series("Before", (50000, 60000, 70000), Role.BEFORE))
    return Chart(kind, ("Sep", "Oct", "Nov"), series, Unit.MONEY, "EUR")


LEFT_OUT = (LeftOut("without_rate", "No exchange rate is known for their day.", 3),)
