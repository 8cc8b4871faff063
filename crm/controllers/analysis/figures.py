"""Analysis: every figure about deals by name, and the deals behind it. How each is worked out is its own module's."""

from __future__ import annotations

from array import array
from functools import partial
from typing import Protocol

from crm.controllers.access import Context, Controller, reads
from crm.controllers.analysis import (
    forecast,
    funnel,
    slipped,
    stage_days,
    standing,
    suggested_probability,
    velocity,
    win_rates,
)
from crm.controllers.analysis.asking import Asked, Deals
from crm.controllers.analysis.prices import Prices
from crm.controllers.exchange_rates import ExchangeRates
from crm.errors import Invalid
from crm.models.figures import (
    ALL,
    BY_OWNER,
    BY_PRODUCT,
    BY_SOURCE,
    FORECAST,
    FUNNEL,
    SLIPPED,
    STAGE_DAYS,
    SUGGESTIONS,
    VELOCITY,
    WIN_RATE,
    Figure,
    ForecastMonth,
    FunnelStep,
    Scope,
    Slipped,
    StageDays,
    StandingPipeline,
    Suggestion,
    Velocity,
    WinRate,
)
from crm.utils import dates
from crm.utils.i18n import _

EVERYTHING = Scope()


class _Behind(Protocol):
    """The deals behind a part of a figure, or those it leaves out."""

    def __call__(self, asked: Asked, part: str, *, left_out: str) -> list[Deals]: ...


_BEHIND: dict[str, _Behind] = {
    FORECAST: forecast.behind,
    FUNNEL: funnel.behind,
    STAGE_DAYS: stage_days.behind,
    VELOCITY: velocity.behind,
    SLIPPED: slipped.behind,
    SUGGESTIONS: suggested_probability.behind,
    **{key: partial(win_rates.behind, key=key) for key in (WIN_RATE, BY_OWNER, BY_SOURCE, BY_PRODUCT)},
}


class Analysis(Controller):
    """Figures about deals; each takes a Scope and tells the one it was worked out for."""

    def __init__(self, context: Context, rates: ExchangeRates) -> None:
        super().__init__(context)
        self._rates = rates

    @reads("forecasts")
    def forecast(self, scope: Scope = EVERYTHING) -> Figure[ForecastMonth]:
        """What each month may bring and brought: see Figure.definition, here as in all of these."""
        return forecast.forecast(self._ask(scope))

    @reads("opportunities")
    def funnel(self, scope: Scope = EVERYTHING) -> Figure[FunnelStep]:
        """How many deals created in the period reached each stage of one pipeline, the usual one if none is named."""
        return funnel.funnel(self._ask(scope))

    @reads("opportunities")
    def stage_days(self, scope: Scope = EVERYTHING) -> Figure[StageDays]:
        """How long deals stayed in each stage of one pipeline, of those that left it in the period."""
        return stage_days.stage_days(self._ask(scope))

    @reads("opportunities")
    def win_rates(self, scope: Scope = EVERYTHING, *, by: str = WIN_RATE) -> Figure[WinRate]:
        """The share of won deals among those closed in the period: WIN_RATE, BY_OWNER, BY_SOURCE or BY_PRODUCT."""
        return win_rates.win_rates(self._ask(scope), by)

    @reads("opportunities")
    def velocity(self, scope: Scope = EVERYTHING) -> Figure[Velocity]:
        """What the open deals bring a day at the pace of the period."""
        return velocity.velocity(self._ask(scope))

    @reads("opportunities")
    def slipped(self, scope: Scope = EVERYTHING) -> Figure[Slipped]:
        """Overdue deals, and those put off out of the months of the period."""
        return slipped.slipped(self._ask(scope))

    @reads("opportunities")
    def suggestions(self, scope: Scope = EVERYTHING) -> Figure[Suggestion]:
        """The probability each stage of one pipeline had in the period."""
        return suggested_probability.suggestions(self._ask(scope))

    @reads("opportunities")
    def standing(self, scope: Scope = EVERYTHING) -> list[StandingPipeline]:
        """Every deal by pipeline and stage, whatever the period."""
        return standing.standing(self._ask(scope))

    @reads("opportunities")
    def ids(self, key: str, scope: Scope, *, part: str = ALL, left_out: str = "") -> array[int]:
        """The deals behind a part of a figure, rising; `left_out` asks for those it names under that key instead.

        Invalid when there is no such figure, or no such part of it.
        """
        asked = self._ask(scope)
        try:
            found = [asked.ids(deals) for deals in _BEHIND[key](asked, part, left_out=left_out)]
        except (KeyError, ValueError) as error:
            sentence = _("There is no figure {key} with a part {part}.").format(key=key, part=left_out or part)
            raise Invalid({"key": sentence}) from error
        return found[0] if len(found) == 1 else array("q", sorted(set().union(*found)))

    def _ask(self, scope: Scope) -> Asked:
        prices = Prices(self._rates.base(), tuple(self._rates.all()))
        return Asked(self.database, scope, prices, dates.today())
