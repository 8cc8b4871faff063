"""Tables of months whose figures come from crm/controllers/analysis: their columns, lines and months. No figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from crm.controllers.reporting.naming import date_words
from crm.controllers.reporting.tables import Table
from crm.controllers.reporting.wording import facts
from crm.models import periods
from crm.models.fields import Field, Kind
from crm.models.figures import Figure
from crm.models.reports import SUBTOTAL, TOTAL, ReportColumn, ReportLine, ReportResult
from crm.storage.changelog import to_json
from crm.utils.chart_data import Chart
from crm.utils.i18n import _

Row = tuple[str, str, tuple[object, ...]]  # the key of a part, its words, its figures


@dataclass(frozen=True)
class MonthTable:
    """What such a report shows: its columns as (key, label, whether money), its rows, their total, its chart."""

    columns: Sequence[tuple[str, str, bool]]
    rows: Sequence[Row]
    total: Sequence[object]
    chart: Chart
    records: int
    sides: Sequence[str] = ()  # the status of the deals that each series of the chart is of

    def reported(self) -> tuple[ReportColumn, ...]:
        """The columns of the result."""
        behind = (
            ReportColumn(key, label, Field(key, Kind.MONEY if is_money else Kind.NUMBER, label), is_measure=True)
            for key, label, is_money in self.columns
        )
        return (ReportColumn("by month", _("Month"), Field("month", Kind.TEXT, _("Month"))), *behind)

    def lines(self) -> tuple[ReportLine, ...]:
        """The lines of the result."""
        lines = [ReportLine(SUBTOTAL, (words, *cells), key=to_json([key])) for key, words, cells in self.rows]
        return (*lines, ReportLine(TOTAL, (_("Total"), *self.total), key=to_json([])))


def reported(table: Table, title: str, *, figure: Figure[Any], shown: MonthTable) -> ReportResult:
    """The result: the figure's definition stands below it, what it leaves out beside."""
    lines = shown.lines()
    return ReportResult(
        title,
        table.source.entity,
        tuple(facts(table)),
        shown.reported(),
        lines,
        shown.chart,
        tuple(line.key for line in lines[:-1]),
        figure.left_out,
        shown.records,
        notes=(figure.definition,),
        chart_parts=tuple(tuple(to_json([key, side]) for key, _words, _cells in shown.rows) for side in shown.sides),
    )


def month_words(month: str) -> str:
    """ "November 2026" of "2026-11"."""
    return date_words("month")(f"{month}-01")


def months_of(table: Table, known: Iterable[str], *, to_come: bool = False) -> list[str]:
    """The months with something in them, and those of the period up to the last of them or today; `to_come` up to a
    year from now, where nothing says something too."""
    found, period = set(known), table.period
    if period.since and period.until:
        far = f"{int(table.today[:4]) + 1}{table.today[4:7]}" if to_come else table.today[:7]
        last = min(period.until[:7], max([far, *found]))
        until = periods.end_of("month", f"{last}-01")
        if until >= period.since:
            found |= {day[:7] for day in periods.starts_of("month", period.since, until=until)}
    return sorted(found)
