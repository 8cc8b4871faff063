"""The forecast as a report: each month with what may come and what came, equal to the dashboard's."""

from __future__ import annotations

from collections.abc import Sequence

from crm.controllers.analysis import forecast
from crm.controllers.analysis.asking import Asked
from crm.controllers.reporting.month_tables import MonthTable, Row, month_words, months_of, reported
from crm.controllers.reporting.tables import Table
from crm.models.figures import NO_DATE, OVERDUE, ForecastMonth
from crm.models.pipelines import OPEN, WON
from crm.models.reports import Money, ReportResult
from crm.utils.chart_data import Chart, ChartKind, Role, Series, Unit
from crm.utils.i18n import _

behind = forecast.behind


def result(asked: Asked, table: Table, *, title: str) -> ReportResult:
    """One line a month; the overdue before them, those without a date behind, each only where there are any."""
    figure = forecast.forecast(asked)
    parts = {one.key: one for one in figure.parts}
    months = months_of(table, parts.keys() - {OVERDUE, NO_DATE}, to_come=True)
    keys = [*_apart(parts, OVERDUE), *months, *_apart(parts, NO_DATE)]
    base = asked.prices.base
    rows = [(key, _label(key), _cells(parts.get(key), base)) for key in keys]
    total = _total([cells for _key, _words, cells in rows], base)
    count = sum(one.count for part in figure.parts for one in (*part.open, *part.won))
    chart = _chart(rows, base)
    return reported(table, title, figure=figure, shown=MonthTable(_columns(), rows, total, chart, count, (WON, OPEN)))


def _apart(parts: dict[str, ForecastMonth], key: str) -> list[str]:
    return [key] if parts[key].open or parts[key].won else []


def _label(key: str) -> str:
    return {OVERDUE: _("Overdue"), NO_DATE: _("No date")}.get(key) or month_words(key)


def _columns() -> list[tuple[str, str, bool]]:
    return [
        ("open", _("In progress"), False),
        ("open_value", _("Value in progress"), True),
        ("open_weighted", _("Weighted"), True),
        ("won", _("Won opportunities"), False),
        ("won_value", _("Value won"), True),
        ("expected", _("Expected in all"), True),
    ]


def _cells(month: ForecastMonth | None, base: str) -> tuple[object, ...]:
    nothing = Money(0, base)
    if month is None:
        return (0, nothing, nothing, 0, nothing, nothing)
    return (
        sum(one.count for one in month.open),
        Money(month.open_worth.value, base),
        Money(month.open_worth.weighted, base),
        sum(one.count for one in month.won),
        Money(month.won_worth.value, base),
        Money(month.weighted, base),
    )


def _total(rows: Sequence[tuple[object, ...]], base: str) -> list[object]:
    """The columns added up."""
    found: list[object] = []
    for place, (_key, _label, is_money) in enumerate(_columns()):
        whole = sum(_plain(cells[place]) for cells in rows)
        found.append(Money(whole, base) if is_money else whole)
    return found


def _chart(rows: Sequence[Row], base: str) -> Chart:
    """What was won, and on top of it what is likely still to come."""
    weighted, won = (tuple(_plain(cells[place]) for _key, _words, cells in rows) for place in (2, 4))
    series = (Series(_("Value won"), won, Role.GOOD), Series(_("Weighted"), weighted, Role.SECOND))
    return Chart(ChartKind.STACKED, tuple(words for _key, words, _cells in rows), series, Unit.MONEY, base)


def _plain(cell: object) -> int:
    if isinstance(cell, Money):
        return cell.minor
    return cell if isinstance(cell, int) else 0
