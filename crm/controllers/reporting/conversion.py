"""What was won and lost month by month as a report, with the win rates the dashboard tells."""

from __future__ import annotations

from collections.abc import Sequence

from crm.controllers.analysis import win_rates
from crm.controllers.analysis.asking import CLOSED, LOST, WON, Asked, Deals
from crm.controllers.analysis.sums import Parting, Total, closed_totals, nothing
from crm.controllers.reporting.month_tables import MonthTable, Row, month_words, months_of, reported
from crm.controllers.reporting.tables import Table
from crm.models import pipelines
from crm.models.figures import ALL, WIN_RATE, WITHOUT_RATE, WITHOUT_VALUE, WinRate
from crm.models.reports import Money, ReportResult
from crm.utils.chart_data import Chart, ChartKind, Role, Series
from crm.utils.i18n import _


def result(asked: Asked, table: Table, *, title: str) -> ReportResult:
    """One line a month, the rates of the whole period at the end; too few to say stay empty."""
    month = Parting("o.closed_on", part_of=lambda day: str(day)[:7])
    won, lost = (closed_totals(asked, one, parting=month) for one in (WON, LOST))
    figure, none, base = win_rates.win_rates(asked, WIN_RATE), nothing(asked), asked.prices.base
    rows = [
        (key, month_words(key), _cells(_rate(won.get(key, none), lost.get(key, none)), base))
        for key in months_of(table, won.keys() | lost.keys())
    ]
    whole = figure.parts[0]
    total, count = _cells(whole, base), whole.won + whole.lost
    shown = MonthTable(_columns(), rows, total, _chart(rows), count, (pipelines.WON, pipelines.LOST))
    return reported(table, title, figure=figure, shown=shown)


def behind(asked: Asked, part: str, *, left_out: str) -> list[Deals]:
    """The closed deals of a month, or of all."""
    if left_out not in ("", WITHOUT_VALUE, WITHOUT_RATE):
        raise ValueError(left_out)
    deals = asked.closed(CLOSED)
    if part != ALL:
        deals = deals.narrowed("substr(o.closed_on, 1, 7) = :part", part=part)
    if left_out == WITHOUT_VALUE:
        return [deals.narrowed("o.value IS NULL")]
    return [asked.unpriced(deals) if left_out else deals]


def _rate(won: Total, lost: Total) -> WinRate:
    return WinRate("", "", won.count, lost.count, won_worth=won.worth, lost_worth=lost.worth)


def _columns() -> list[tuple[str, str, bool]]:
    return [
        ("closed", _("Closed opportunities"), False),
        ("won", _("Won opportunities"), False),
        ("lost", _("Lost opportunities"), False),
        ("win_rate", _("Win rate (%)"), False),
        ("won_value", _("Value won"), True),
        ("lost_value", _("Value lost"), True),
        ("win_rate_value", _("Win rate by value (%)"), False),
    ]


def _cells(rate: WinRate, base: str) -> tuple[object, ...]:
    return (
        rate.won + rate.lost,
        rate.won,
        rate.lost,
        _percent(rate.by_count),
        Money(rate.won_worth.value, base),
        Money(rate.lost_worth.value, base),
        _percent(rate.by_value),
    )


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)


def _chart(rows: Sequence[Row]) -> Chart:
    won, lost = (tuple(_count(cells[place]) for _key, _words, cells in rows) for place in (1, 2))
    labels = tuple(words for _key, words, _cells in rows)
    return Chart(
        ChartKind.STACKED,
        labels,
        (Series(_("Won opportunities"), won, Role.GOOD), Series(_("Lost opportunities"), lost, Role.BAD)),
    )


def _count(cell: object) -> int:
    return cell if isinstance(cell, int) else 0
