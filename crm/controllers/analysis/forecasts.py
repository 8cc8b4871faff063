"""Forecasts: keeping each day's, and how right those of past months were. The present one is figures.py's."""

from __future__ import annotations

from crm.controllers.access import Context, Controller, reads, writes
from crm.controllers.analysis import snapshots
from crm.controllers.analysis.asking import Asked
from crm.controllers.analysis.prices import Prices
from crm.controllers.exchange_rates import ExchangeRates
from crm.models.figures import Figure, MonthAccuracy, Scope
from crm.models.history import FORECAST_KEPT
from crm.utils import dates


class Forecasts(Controller):
    """The forecast of every day. Its context is the program's own: to keep one is nobody's work and nobody's Ctrl+Z."""

    def __init__(self, context: Context, rates: ExchangeRates) -> None:
        super().__init__(context)
        self._rates = rates

    @reads("forecasts")
    def due(self) -> bool:
        """Whether today's forecast is to be kept: there are deals, it is not kept yet, and the file may be written."""
        may = bool(self.scope("write forecasts")) and not self.database.engine.read_only
        return may and snapshots.due(self.database, dates.today())

    @writes("forecasts", FORECAST_KEPT, bulk=True)
    def keep(self) -> int:
        """Keep today's forecast unless it is kept already; how many rows it has."""
        if not snapshots.due(self.database, dates.today()):
            return 0
        rows = snapshots.rows_of_today(self._ask(Scope()))
        return len(self.database.insert_many("forecast_snapshots", rows))

    @reads("forecasts")
    def accuracy(self, scope: Scope = Scope()) -> Figure[MonthAccuracy]:  # noqa: B008 - frozen
        """What was said of each past month of the period, and what it brought."""
        return snapshots.accuracy(self._ask(scope), self._rates.book())

    def _ask(self, scope: Scope) -> Asked:
        return Asked(self.database, scope, Prices(self._rates.base(), tuple(self._rates.all())), dates.today())
