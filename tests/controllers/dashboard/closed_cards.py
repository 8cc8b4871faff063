"""What the tests of cards about closed deals share: filters as drawn, and what holds for each of them. No test here."""

from __future__ import annotations

from collections.abc import Sequence

from crm.models.dashboards import Card, CardFigure, Filters
from crm.models.figures import ALL, Scope
from crm.models.periods import EVER, OWN
from crm.session import Session
from tests.controllers.analysis.world import Deal, World, scope_of


def filters_of(world: World, drawn: tuple[str, str, int, int]) -> tuple[Filters, Scope]:
    """A page's filters and the same as a scope, of what `scopes` of world.py drew."""
    scope = scope_of(world, drawn)
    period = OWN if scope.since or scope.until else EVER
    return Filters(period, scope.since, scope.until, scope.pipeline_id, scope.owner_id), scope


def ids(session: Session, kind: str, filters: Filters, *, part: str = ALL, left_out: str = "") -> set[int]:
    """The ids behind a part of a card, each of them once."""
    found = session.figures.behind(Card(kind), filters, part=part, left_out=left_out).ids
    assert len(found) == len(set(found))
    return set(found)


def parts(session: Session, shown: CardFigure, filters: Filters) -> dict[str, set[int]]:
    """The ids behind each value of the chart's first series, by key."""
    return {key: ids(session, shown.kind, filters, part=key) for key in (shown.parts[0] if shown.parts else ())}


def add_up(session: Session, shown: CardFigure, filters: Filters) -> bool:
    """Whether the parts of a card are apart from one another and together all that its headline counts."""
    found = list(parts(session, shown, filters).values())
    return sum(map(len, found)) == len(set().union(*found)) and set().union(*found) == ids(session, shown.kind, filters)


def are_told(session: Session, shown: CardFigure, filters: Filters) -> bool:
    """Whether as many deals stand behind each reason to leave some out as it tells."""
    left_out = {one.key: one.count for one in shown.left_out}
    return left_out == {key: len(ids(session, shown.kind, filters, left_out=key)) for key in left_out}


def worth(deals: list[Deal]) -> int:
    """What deals are worth together, those without a value or a rate left out."""
    return sum(one.worth() or 0 for one in deals)


def average(deals: list[Deal]) -> float | None:
    """What one is worth on average; None below five."""
    known = [one.worth() for one in deals if one.worth() is not None]
    return sum(known) / len(known) if len(known) >= 5 else None


def said(deals: Sequence[Deal], amount: int) -> int | None:
    """What a card says of an amount: nothing where there are deals and none has a known worth."""
    return None if deals and all(one.worth() is None for one in deals) else amount
