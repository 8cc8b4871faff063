"""What the cards of a dashboard show, and the records behind. How each figure is worked out is its own module's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crm.controllers.access import Context, Controller, reads
from crm.controllers.analysis.asking import Asked
from crm.controllers.analysis.prices import Prices
from crm.controllers.dashboard import (
    accuracy,
    activities,
    ageing,
    average_deal,
    forecast,
    funnel,
    goals,
    loss_reasons,
    new_contacts,
    open_pipeline,
    report,
    segments,
    top_customers,
    velocity,
    win_rate,
    won,
)
from crm.controllers.dashboard.asking import Figured, Question
from crm.controllers.exchange_rates import ExchangeRates
from crm.errors import CrmError, Invalid, NotFound
from crm.models import periods
from crm.models.dashboards import (
    ACCURACY,
    ACTIVITIES,
    AGEING,
    AVERAGE_DEAL,
    CARD_KINDS,
    FORECAST,
    FUNNEL,
    GOALS,
    LOSS_REASONS,
    NEW_CONTACTS,
    OPEN_PIPELINE,
    REPORT,
    SEGMENTS,
    TOP_CUSTOMERS,
    VELOCITY,
    WIN_RATE,
    WON,
    Behind,
    Card,
    CardFigure,
    CardKind,
    Filters,
)
from crm.models.figures import ALL, Scope
from crm.utils import dates
from crm.utils.i18n import _, translate

_KINDS = {kind.key: kind for kind in CARD_KINDS}
_FIGURED: dict[str, Figured] = {
    WON: won,
    WIN_RATE: win_rate,
    AVERAGE_DEAL: average_deal,
    VELOCITY: velocity,
    FUNNEL: funnel,
    LOSS_REASONS: loss_reasons,
    TOP_CUSTOMERS: top_customers,
    OPEN_PIPELINE: open_pipeline,
    FORECAST: forecast,
    AGEING: ageing,
    ACCURACY: accuracy,
    ACTIVITIES: activities,
    NEW_CONTACTS: new_contacts,
    GOALS: goals,
    SEGMENTS: segments,
    REPORT: report,
}
USUAL = Filters()


class DashboardFigures(Controller):
    """Figures of cards. Those of one page are read together, so that they agree and share what they read."""

    def __init__(self, context: Context, rates: ExchangeRates) -> None:
        super().__init__(context)
        self._rates = rates

    @reads("dashboards")
    def figures(self, cards: Sequence[Card], filters: Filters = USUAL) -> list[CardFigure]:
        """What each card shows, in their order; one that cannot be worked out says why in its note.

        Invalid when the filters name no period there is.
        """
        shared: dict[object, Any] = {}
        question = self._question(filters, shared)
        return [self._told(question.of(card)) for card in cards]

    @reads("dashboards")
    def figure(self, card: Card, filters: Filters = USUAL) -> CardFigure:
        """What one card shows. NotFound for a kind there is none of, Denied without the right to its records."""
        return self._figured(card).figure(self._question(filters, {}).of(card))

    @reads("dashboards")
    def behind(self, card: Card, filters: Filters, *, part: str = ALL, left_out: str = "") -> Behind:
        """The records behind a part of a card's figure; `left_out` asks for those it names under that key instead.

        Invalid when it has no such part.
        """
        question = self._question(filters, {}).of(card)
        try:
            return self._figured(card).behind(question, part, left_out=left_out)
        except (KeyError, ValueError) as error:
            sentence = _("There is no figure {key} with a part {part}.").format(key=card.kind, part=left_out or part)
            raise Invalid({"part": sentence}) from error

    def _told(self, question: Question) -> CardFigure:
        try:
            return self._figured(question.card).figure(question)
        except CrmError as error:
            kind = _KINDS.get(question.card.kind, CardKind(question.card.kind, "", ""))
            return CardFigure(kind.key, translate(kind.title), "", "", question.period, note=str(error))

    def _figured(self, card: Card) -> Figured:
        kind = _KINDS.get(card.kind)
        if kind is None or card.kind not in _FIGURED:
            raise NotFound(_("This program knows no card of the kind {kind}.").format(kind=card.kind))
        self.require(f"read {kind.area}")
        return _FIGURED[card.kind]

    def _question(self, filters: Filters, shared: dict[object, Any]) -> Question:
        today = dates.today()
        try:
            named = periods.period(filters.period, today, since=filters.since, until=filters.until)
        except ValueError as error:
            raise Invalid({"period": _("There is no such period.")}) from error
        scope = Scope(named.since, named.until, filters.pipeline_id, filters.owner_id)
        prices = Prices(self._rates.base(), tuple(self._rates.all()))
        deals = Asked(self.database, scope, prices, today)
        return Question(self.context, Card(""), filters, named, periods.before(named, today), deals, shared)
