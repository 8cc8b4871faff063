"""How the page of the dashboard is set: which one, narrowed to what; and a card's key in the grid. No Tk."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from crm.models.dashboards import REPORT, Card, CardFigure, Filters
from crm.models.periods import OWN, PERIODS
from crm.utils.i18n import _
from crm.views.widgets.card_layout import Tile

_KNOWN = frozenset(one.value for one in PERIODS)


@dataclass(frozen=True)
class DashboardState:
    """`dashboard` is an id; the first dashboard stands in for one that is gone."""

    dashboard: int = 0
    filters: Filters = field(default_factory=Filters)

    def to_plain(self) -> dict[str, Any]:
        """As JSON-ready data."""
        return {"dashboard": self.dashboard, "filters": self.filters.to_plain()}

    @staticmethod
    def from_plain(plain: Mapping[str, Any]) -> DashboardState:
        """Read back what `to_plain` gave; what is damaged or unknown is as if it had never been kept."""
        kept, chosen = plain.get("filters"), plain.get("dashboard")
        filters = Filters.from_plain(kept) if isinstance(kept, dict) else Filters()
        return DashboardState(chosen if isinstance(chosen, int) else 0, _sound(filters))

    def within(self, pipelines: Sequence[int], owners: Sequence[int]) -> DashboardState:
        """The same without a pipeline or an owner that is no longer there."""
        now = self.filters
        pipeline = now.pipeline_id if now.pipeline_id in pipelines else None
        owner = now.owner_id if now.owner_id in owners else None
        return replace(self, filters=replace(now, pipeline_id=pipeline, owner_id=owner))


def keys_of(cards: Sequence[Card]) -> dict[str, Card]:
    """The cards by what a grid knows them by: a card keeps its key when it is moved or sized."""
    found: dict[str, Card] = {}
    for card in cards:
        name = card.kind + (":" + json.dumps(dict(card.options), sort_keys=True) if card.options else "")
        key, number = name, 2
        while key in found:
            key, number = f"{name}#{number}", number + 1
        found[key] = card
    return found


def tiles_of(cards: Mapping[str, Card]) -> list[Tile]:
    """The cards as a grid lays them out."""
    return [Tile(key, card.width, card.height) for key, card in cards.items()]


def told_apart(figures: Sequence[CardFigure]) -> list[CardFigure]:
    """The figures, with no title twice: a report says that it is one, else the later is numbered."""
    taken, found = set[str](), list[CardFigure]()
    for figure in figures:
        named = title = figure.title
        if title in taken and figure.kind == REPORT:
            named = title = _("Report: {name}").format(name=title)
        number = 2
        while title in taken:
            title, number = f"{named} ({number})", number + 1
        taken.add(title)
        found.append(figure if title == figure.title else replace(figure, title=title))
    return found


def _sound(filters: Filters) -> Filters:
    ids = (filters.pipeline_id, filters.owner_id)
    days = (filters.since, filters.until)
    if filters.period not in _KNOWN or not all(one is None or isinstance(one, int) for one in ids):
        return Filters()
    return filters if filters.period != OWN or all(_is_day(one) for one in days) else Filters()


def _is_day(text: object) -> bool:
    try:
        return not text or bool(date.fromisoformat(str(text)))
    except ValueError:
        return False
