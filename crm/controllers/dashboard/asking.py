"""What the figure of a card is asked with: the card, the filters of its page, and what cards of a page share.

Deals are asked for as in crm/controllers/analysis; this adds the period compared with and one reading for many cards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar, cast

from crm.controllers.access import Context
from crm.controllers.analysis.asking import Asked
from crm.models.dashboards import Behind, Card, CardFigure, Filters
from crm.models.figures import Scope
from crm.models.periods import Period

Read = TypeVar("Read")


@dataclass(frozen=True)
class Question:
    """One card of a page, asked by somebody on a day.

    `deals` asks about deals of the period, `before` about those of the previous equal one, None where there is none;
    `shared` holds what was read for another card of the same page.
    """

    context: Context
    card: Card
    filters: Filters
    period: Period
    compared: Period | None
    deals: Asked
    shared: dict[object, Any] = field(default_factory=dict)

    @property
    def before(self) -> Asked | None:
        """The same question about the deals of the previous equal period."""
        return self.about(self.compared) if self.compared else None

    def about(self, period: Period) -> Asked:
        """The same question about the deals of another period."""
        scope = Scope(period.since, period.until, self.filters.pipeline_id, self.filters.owner_id)
        return self.deals.within(scope)

    def once(self, key: object, read: Callable[[], Read]) -> Read:
        """What `read` gives, read once for all cards of the page that ask under this key."""
        if key not in self.shared:
            self.shared[key] = read()
        return cast("Read", self.shared[key])

    def of(self, card: Card) -> Question:
        """The same question for another card of the page."""
        return replace(self, card=card)


class Figured(Protocol):
    """A module of this folder: how its card's figure is worked out, and what stands behind its parts."""

    def figure(self, question: Question) -> CardFigure:
        """What the card shows."""

    def behind(self, question: Question, part: str, *, left_out: str) -> Behind:
        """The records behind a part, or those left out under a key; KeyError or ValueError when there is none."""
