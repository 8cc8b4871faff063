"""The forecast as it stood each day: kept once a day, and held against what came. The forecast itself is forecast.py's.

A snapshot keeps amounts in the deals' own currencies, so that rates typed in later count for it too.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from crm.controllers.analysis.asking import LAST_DAY, OPEN, WON, Asked
from crm.controllers.analysis.sums import closed_totals, nothing
from crm.controllers.opportunity_queries import TOTALS
from crm.models.figures import ACCURACY, Figure, MonthAccuracy, Scope
from crm.models.rates import RateBook
from crm.storage.database import Database
from crm.storage.sqlite import Row
from crm.utils.i18n import _

_OF = "o.pipeline_id AS pipeline_id, o.assigned_to AS assigned_to"
_SUMS = ("count", "value", "weighted", "won")


def due(database: Database, today: str) -> bool:
    """Whether there are deals and today's forecast is not kept yet."""
    kept = database.value("SELECT 1 FROM forecast_snapshots WHERE day = :today LIMIT 1", today=today)
    return kept is None and database.value("SELECT 1 FROM opportunities LIMIT 1") is not None


def rows_of_today(asked: Asked) -> list[Row]:
    """The forecast as it stands: open deals by month ("" without a date), and what this month won so far."""
    kept: dict[tuple[Any, ...], Row] = {}
    opened = asked.rows(
        f"SELECT {_OF}, substr(o.expected_close, 1, 7) AS month, {TOTALS} FROM opportunities o WHERE {OPEN}"
        " GROUP BY o.pipeline_id, o.assigned_to, substr(o.expected_close, 1, 7), o.currency",
        asked.deals(OPEN),
    )
    for row in opened:
        _row(kept, row, day=asked.today, month=row["month"]).update({name: row[name] for name in _SUMS[:3]})
    month = asked.today[:7]
    won = asked.within(Scope(since=f"{month}-01", until=asked.today)).closed(WON)
    for row in asked.rows(
        f"SELECT {_OF}, o.currency AS currency, coalesce(sum(o.value), 0) AS won FROM opportunities o"
        f" WHERE {won.where} GROUP BY o.pipeline_id, o.assigned_to, o.currency",
        won,
    ):
        _row(kept, row, day=asked.today, month=month)["won"] = row["won"]
    return list(kept.values())


def _row(kept: dict[tuple[Any, ...], Row], of: Row, *, day: str, month: str) -> Row:
    """The row to keep for a pipeline, owner, month and currency."""
    place = {"day": day, "month": month} | {name: of[name] for name in ("pipeline_id", "assigned_to", "currency")}
    return kept.setdefault(tuple(place.values()), place | dict.fromkeys(_SUMS, 0))


def accuracy(asked: Asked, book: RateBook) -> Figure[MonthAccuracy]:
    """The months of the period that are over, the oldest first, from the first forecast on."""
    told = [(month, _day_of(asked.database, month)) for month in _months(asked)]
    return Figure(
        ACCURACY,
        _(
            "What the forecast said of a month on its first day, or else on the last day before it or the first day in"
            " it that it was kept: what was won in it so far, and the open opportunities expected in it, weighted."
            " Beside it what was won in that month in the end. In the currency of the business, at the rate of the day"
            " it was said, and of the day each one was closed on."
        ),
        asked.scope,
        tuple(_accuracy(asked, book, month=month, day=day) for month, day in told if day),
    )


def _months(asked: Asked) -> list[str]:
    """The months of the period that are over, from the first forecast on."""
    first = asked.database.value("SELECT min(day) FROM forecast_snapshots")
    last = min(asked.scope.until or LAST_DAY, asked.today)[:7]
    months = [max(first, asked.scope.since)[:7]] if first else []
    while months and months[-1] < last:
        months.append(_next(months[-1]))
    return [month for month in months if month <= last and month < asked.today[:7]]


def _next(month: str) -> str:
    return (date.fromisoformat(f"{month}-01") + timedelta(days=31)).isoformat()[:7]


def _last_day(month: str) -> str:
    return (date.fromisoformat(f"{_next(month)}-01") - timedelta(days=1)).isoformat()


def _day_of(database: Database, month: str) -> str:
    """The day whose forecast of a month counts; "" when there is none near it."""
    first = date.fromisoformat(f"{month}-01")
    day = database.value(
        "SELECT coalesce("
        "(SELECT max(day) FROM forecast_snapshots WHERE day BETWEEN :month_before AND :first),"
        " (SELECT min(day) FROM forecast_snapshots WHERE day BETWEEN :first AND :last), '')",
        month_before=(first - timedelta(days=31)).isoformat(),
        first=first.isoformat(),
        last=_last_day(month),
    )
    return str(day)


def _accuracy(asked: Asked, book: RateBook, *, month: str, day: str) -> MonthAccuracy:
    said, unweighted, unpriced = 0, 0, 0
    for row in _said(asked, month, day=day):
        amounts = [book.convert(row[name], row["currency"], day=day) for name in ("weighted", "value", "won")]
        weighted, value, won = (amount or 0 for amount in amounts)
        said, unweighted = said + weighted + won, unweighted + value + won
        unpriced += row["count"] if amounts[0] is None else 0
    month_scope = replace(asked.scope, since=f"{month}-01", until=_last_day(month))
    won_then = closed_totals(asked.within(month_scope), WON)
    came = won_then.get("", nothing(asked)).worth
    return MonthAccuracy(month, day, said, unweighted, came=came.value, unpriced=unpriced + came.unpriced)


def _said(asked: Asked, month: str, *, day: str) -> list[Row]:
    """A forecast of a month, by currency."""
    deals = asked.deals("o.day = :day AND o.month = :month", day=day, month=month)
    return asked.rows(
        "SELECT o.currency AS currency, sum(o.count) AS count, sum(o.value) AS value, sum(o.weighted) AS weighted,"
        f" sum(o.won) AS won FROM forecast_snapshots o WHERE {deals.where} GROUP BY o.currency",
        deals,
    )
