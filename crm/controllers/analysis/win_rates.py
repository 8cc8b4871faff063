"""How many of the closed deals were won, by number and by value: of all, of each owner, source or product."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crm.controllers.analysis.asking import CLOSED, LOST, WON, Asked, Deals, day_after
from crm.controllers.analysis.outcomes import END, Outcome, Stretch, Sum, by_owner, left_out_of, outcomes, summed
from crm.controllers.analysis.sums import Parting, closed_totals
from crm.models.figures import (
    ALL,
    BY_OWNER,
    BY_PRODUCT,
    BY_SOURCE,
    FLOOR,
    WIN_RATE,
    WITHOUT_RATE,
    WITHOUT_VALUE,
    Figure,
    WinRate,
)
from crm.storage.sqlite_figures import listed
from crm.utils.i18n import _


@dataclass(frozen=True)
class _Group:
    """What deals are parted by, a condition for one part, a query for the names of parts."""

    parting: Parting
    is_part: str
    names: str = ""


_OWNER = "coalesce(o.assigned_to, 0)"
# The plus keeps the index by product away: without statistics it is preferred and reads every line of the product.
_LINES = "FROM opportunity_lines l WHERE l.opportunity_id = o.id AND +l.product_id IS NOT NULL"
# As a text: the same products of many deals are taken apart once.
_PRODUCTS = f"(SELECT {listed('l.product_id')} {_LINES}) || ''"
_GROUPS = {
    WIN_RATE: _Group(Parting(), "1 = 1"),
    BY_OWNER: _Group(Parting(_OWNER), f"{_OWNER} = :part", "SELECT id, name FROM users"),
    BY_SOURCE: _Group(Parting("o.source"), "o.source = :part"),
    BY_PRODUCT: _Group(
        Parting(_PRODUCTS, lambda told: set(json.loads(told)) or {0}, several=True),
        "o.id IN (SELECT l.opportunity_id FROM opportunity_lines l WHERE l.product_id = :part)"
        f" OR (:part = 0 AND NOT EXISTS (SELECT 1 {_LINES}))",
        "SELECT id, name FROM products",
    ),
}


def win_rates(asked: Asked, key: str) -> Figure[WinRate]:
    """One part for each group, those with the most closed deals first; one part in all for WIN_RATE."""
    base, names = asked.prices.base, _names(asked, _GROUPS[key])
    every = {condition: outcomes(asked, condition, stretches=[_period(asked)]) for condition in (WON, LOST)}
    won, lost = (_sums(asked, key, condition=condition, found=found) for condition, found in every.items())
    none = summed(base, ())
    groups = won.keys() | lost.keys() | ({""} if key == WIN_RATE else set())
    parts = [
        _rate(part, names.get(part, str(part or "")), won=won.get(part, none), lost=lost.get(part, none))
        for part in groups
    ]
    return Figure(
        key,
        _definition(key),
        asked.scope,
        tuple(sorted(parts, key=lambda one: (-one.won - one.lost, one.name.casefold(), one.key))),
        left_out_of(base, *(summed(base, found) for found in every.values())),
    )


def behind(asked: Asked, part: str, *, left_out: str, key: str) -> list[Deals]:
    """The closed deals of a group, or all of them."""
    deals = asked.closed(CLOSED)
    if left_out == WITHOUT_VALUE:
        return [deals.narrowed("o.value IS NULL")]
    if left_out == WITHOUT_RATE:
        return [asked.unpriced(deals)]
    if part == ALL:
        return [deals]
    numbered = key in (BY_OWNER, BY_PRODUCT)
    return [deals.narrowed(_GROUPS[key].is_part, part=int(part) if numbered else part)]


def _period(asked: Asked) -> Stretch:
    return asked.scope.since, day_after(asked.scope.until) or END


def _sums(asked: Asked, key: str, *, condition: str, found: Sequence[Outcome]) -> dict[Any, Sum]:
    """The deals of each group that are WON or LOST; `found` are all of them by owner."""
    base, group = asked.prices.base, _GROUPS[key]
    if key == WIN_RATE:
        return {"": summed(base, found)}
    if key == BY_OWNER:
        return dict(by_owner(base, found))
    totals = closed_totals(asked, condition, parting=group.parting)
    return {part: Sum.of(total) for part, total in totals.items()}


def _rate(part: Any, name: str, *, won: Sum, lost: Sum) -> WinRate:
    return WinRate(str(part), name, won.count, lost.count, won_worth=won.worth, lost_worth=lost.worth)


def _names(asked: Asked, group: _Group) -> Mapping[Any, str]:
    """What the groups are called that are not their own names; nobody's and nothing's have none."""
    return {row["id"]: row["name"] for row in asked.database.all(group.names)} if group.names else {}


def _definition(key: str) -> str:
    said = _(
        "Of the opportunities closed in the period, the share that was won: by number, and by value in the currency of"
        " the business at the rate of the day they were closed on. Open ones are not in it, so those that nobody closes"
        " flatter it. Fewer than {floor} are too few to say."
    ).format(floor=FLOOR)
    if key != BY_PRODUCT:
        return said
    return said + " " + _("One with several products counts, with its whole value, for each of them.")
