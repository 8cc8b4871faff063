"""The dashboard a file begins with, by its template of an industry: what such a business asks first stands first.

Each has 24 cells, so that four and six columns are filled without a hole. What the cards show is the controllers'.
"""

from __future__ import annotations

from collections.abc import Sequence

from crm.models.dashboards import (
    ACCURACY,
    ACTIVITIES,
    AGEING,
    AVERAGE_DEAL,
    FORECAST,
    FUNNEL,
    GOALS,
    LOSS_REASONS,
    NEW_CONTACTS,
    OPEN_PIPELINE,
    SEGMENTS,
    TOP_CUSTOMERS,
    VELOCITY,
    WIN_RATE,
    WON,
    Card,
)
from crm.models.templates.catalogue import TEMPLATES
from crm.utils.i18n import N_

NAME = N_("Sales at a glance")
_SMALL = frozenset((GOALS, WIN_RATE, AVERAGE_DEAL, VELOCITY))  # a number says it; everything else is two cells wide
_ORDERS: dict[str, tuple[str, ...]] = {
    "services": (
        WON, FORECAST, OPEN_PIPELINE, GOALS, WIN_RATE, FUNNEL, AVERAGE_DEAL, VELOCITY, ACTIVITIES, AGEING,
        TOP_CUSTOMERS, LOSS_REASONS, NEW_CONTACTS, SEGMENTS,
    ),
    "retail": (
        WON, GOALS, AVERAGE_DEAL, TOP_CUSTOMERS, SEGMENTS, NEW_CONTACTS, FORECAST, OPEN_PIPELINE, ACTIVITIES,
        WIN_RATE, VELOCITY, LOSS_REASONS, AGEING, FUNNEL,
    ),
    "real_estate": (
        OPEN_PIPELINE, WON, FUNNEL, GOALS, AVERAGE_DEAL, AGEING, FORECAST, ACTIVITIES, NEW_CONTACTS, LOSS_REASONS,
        WIN_RATE, VELOCITY, ACCURACY, TOP_CUSTOMERS,
    ),
    "software": (
        WON, FORECAST, VELOCITY, WIN_RATE, OPEN_PIPELINE, FUNNEL, GOALS, AVERAGE_DEAL, ACCURACY, LOSS_REASONS, AGEING,
        ACTIVITIES, TOP_CUSTOMERS, NEW_CONTACTS,
    ),
    "hospitality": (
        WON, GOALS, WIN_RATE, FORECAST, OPEN_PIPELINE, SEGMENTS, TOP_CUSTOMERS, NEW_CONTACTS, ACTIVITIES,
        AVERAGE_DEAL, VELOCITY, FUNNEL, LOSS_REASONS, AGEING,
    ),
    "wholesale": (
        WON, GOALS, AVERAGE_DEAL, TOP_CUSTOMERS, SEGMENTS, FORECAST, OPEN_PIPELINE, ACTIVITIES, AGEING, LOSS_REASONS,
        WIN_RATE, VELOCITY, FUNNEL, ACCURACY,
    ),
}  # fmt: skip


def cards(template: str) -> tuple[Card, ...]:
    """The cards for a template by its key; those of the first template for a key there is none of."""
    order: Sequence[str] = _ORDERS.get(template, _ORDERS[TEMPLATES[0].key])
    return tuple(Card(kind, 1 if kind in _SMALL else 2) for kind in order)
