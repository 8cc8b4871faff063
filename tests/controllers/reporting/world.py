"""Random deals, and what reports over them come to in plain Python. No test stands here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from crm.models import periods
from crm.models.reports import SUBTOTAL, TOTAL, Money, ReportResult
from crm.utils import dates
from tests.controllers.analysis.world import Deal, World, weigh

Group = tuple[Any, ...]


def day_of(moment: str) -> str:
    """The local day of a moment."""
    return dates.to_local(moment).date().isoformat()


def unit_of(unit: str, day: str) -> str | None:
    """The first day of the unit a day lies in; None for no day."""
    return periods.start_of(unit, day) if day else None


def grouped(deals: Iterable[Deal], *keys: Callable[[Deal], Any]) -> dict[Group, list[Deal]]:
    """The deals of each group."""
    found: dict[Group, list[Deal]] = {}
    for deal in deals:
        found.setdefault(tuple(key(deal) for key in keys), []).append(deal)
    return found


def worths(deals: Iterable[Deal]) -> list[int]:
    """What the deals with a value and a rate are worth."""
    return [worth for one in deals if (worth := one.worth()) is not None]


def weighted_worths(deals: Iterable[Deal]) -> list[int]:
    """What they are likely to bring."""
    known = {"won": 100, "lost": 0}
    return [weigh(worth, known.get(one.end, one.probability)) for one in deals if (worth := one.worth()) is not None]


def average(values: Sequence[int]) -> int | None:
    """An average in whole minor units, halves away from zero."""
    if not values:
        return None
    size = (2 * abs(sum(values)) + len(values)) // (2 * len(values))
    return size if sum(values) >= 0 else -size


def plain(cell: object) -> object:
    """A cell without its currency, which is the business's."""
    if isinstance(cell, Money):
        assert cell.currency == "EUR"
        return cell.minor
    return cell


def measured(result: ReportResult, level: int) -> dict[str, tuple[object, ...]]:
    """The measures of each group of a level by its key; those of all under ""."""
    places = [at for at, one in enumerate(result.columns) if one.is_measure]
    return {
        "" if line.kind == TOTAL else line.key: tuple(plain(line.cells[at]) for at in places)
        for line in result.lines
        if (line.kind == SUBTOTAL and line.level == level) or (line.kind == TOTAL and level == 0)
    }


def owner_of(world: World) -> Callable[[Deal], int | None]:
    """The key of a deal's owner."""
    return lambda deal: world.users[deal.owner] or None
