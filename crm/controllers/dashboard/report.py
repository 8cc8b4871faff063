"""A report as a card: its first figures and its chart. How a report is worked out is crm/controllers/reporting's."""

from __future__ import annotations

from dataclasses import replace

from crm.controllers.dashboard.asking import Question
from crm.controllers.exchange_rates import ExchangeRates
from crm.controllers.reports import Reports
from crm.controllers.settings import Settings
from crm.errors import NotFound
from crm.models.dashboards import REPORT, Behind, CardFigure, Filters, Number
from crm.models.fields import Kind
from crm.models.periods import EVER
from crm.models.report_seeds import READY_MADE
from crm.models.reports import TOTAL, Definition, Money, Report, ReportColumn, ReportResult
from crm.utils.chart_data import ChartKind, Unit
from crm.utils.i18n import _, translate

_NUMBERS = 2  # of a card


def figure(question: Question) -> CardFigure:
    """The report's first measures over everything, and its chart. NotFound when the report is gone."""
    report, definition = _asked(question)
    result = _reports(question).preview(definition, translate(report.name))
    empty = result.chart is None or result.chart.is_empty
    return CardFigure(
        REPORT,
        result.title,
        _definition(report, result),
        result.entity,
        question.period,
        numbers=tuple(_numbers(result)),
        chart=None if empty else result.chart,
        parts=() if empty else result.chart_parts,
        left_out=result.left_out,
        note=_("Nothing to show in this period.") if empty else "",
    )


def behind(question: Question, part: str, *, left_out: str) -> Behind:
    """The records behind a value of the chart, or all of the report."""
    _report, definition = _asked(question)
    return _reports(question).records(definition, part, left_out=left_out)


def _asked(question: Question) -> tuple[Report, Definition]:
    """The report, and its definition with the filters of the page and without its records."""
    report = _report(question)
    own = report.definition
    filters = replace(own.filters, pipeline_id=question.filters.pipeline_id, owner_id=question.filters.owner_id)
    if own.filters.period != EVER:
        page: Filters = question.filters
        filters = replace(filters, period=page.period, since=page.since, until=page.until)
    chart = own.chart or (ChartKind.ROWS if own.groupings else None)
    return report, replace(own, filters=filters, columns=(), chart=chart)


def _report(question: Question) -> Report:
    options = question.card.options
    if options.get("report"):
        return _reports(question).get(int(options["report"]))
    found = next((one for one in READY_MADE if one.ready_made == options.get("ready_made")), None)
    if found is None:
        raise NotFound(_("Choose the report this card is to show."))
    return found


def _reports(question: Question) -> Reports:
    return Reports(question.context, ExchangeRates(question.context, Settings(question.context)))


def _definition(report: Report, result: ReportResult) -> str:
    """What the report is, what it is narrowed to, what has to be known."""
    facts = "; ".join(f"{label}: {fact}" for label, fact in result.facts)
    told = [translate(report.description), f"{facts}." if facts else "", *result.notes]
    if report.definition.filters.period == EVER:
        told.append(_("The report has no period of its own, so that of the page does not narrow it."))
    return " ".join(one for one in told if one)


def _numbers(result: ReportResult) -> list[Number]:
    """The first measures over all records."""
    total = next((line for line in result.lines if line.kind == TOTAL), None)
    if total is None:
        return []
    pairs = zip(result.columns, total.cells, strict=True)
    told = [_number(column, cell) for column, cell in pairs if column.is_measure and _is_number(cell)]
    return told[:_NUMBERS]


def _is_number(cell: object) -> bool:
    return isinstance(cell, Money | int | float)


def _number(column: ReportColumn, cell: object) -> Number:
    if isinstance(cell, Money):
        return Number(column.label, cell.minor, Unit.MONEY, cell.currency, better=0)
    value = cell if isinstance(cell, int | float) else None
    counted = column.field.kind == Kind.NUMBER and isinstance(cell, int)
    return Number(column.label, value, Unit.COUNT if counted else Unit.NUMBER, better=0)
