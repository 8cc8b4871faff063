"""How many of the closed deals were won, by number and by value: of all, of each owner, source or product."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crm.controllers.analysis.asking import CLOSED, LOST, WON, Asked, Deals, day_after
from crm.controllers.analysis.outcomes import END, OWNER, Sum, added, by_key, left_out_of, outcomes
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
from crm.utils.i18n import _


@dataclass(frozen=True)
class _Group:
    """What deals are parted by, a condition for one part, a query for the names of parts."""

    parting: Parting
    is_part: str
    names: str = ""


_LINES = "SELECT 1 FROM opportunity_lines l WHERE l.opportunity_id = o.id"
_EARLIER = (
    "SELECT 1 FROM opportunity_lines e WHERE e.opportunity_id = o.id AND e.product_id = l.product_id AND e.id < l.id"
)
# The plus keeps the index by product away: without statistics it is preferred and reads every line of the product.
_NO_PRODUCT = f"NOT EXISTS ({_LINES} AND +l.product_id IS NOT NULL)"
_OWNER = "coalesce(o.assigned_to, 0)"
_GROUPS = {
    WIN_RATE: _Group(Parting(), "1 = 1"),
    BY_OWNER: _Group(Parting(_OWNER), f"{_OWNER} = :part", "SELECT id, name FROM users"),
    BY_SOURCE: _Group(Parting("o.source"), "o.source = :part"),
    BY_PRODUCT: _Group(
        Parting(
            "coalesce(l.product_id, 0)",
            "LEFT JOIN opportunity_lines l ON l.opportunity_id = o.id AND +l.product_id IS NOT NULL"
            f" AND NOT EXISTS ({_EARLIER})",
        ),
        "o.id IN (SELECT l.opportunity_id FROM opportunity_lines l WHERE l.product_id = :part)"
        f" OR (:part = 0 AND {_NO_PRODUCT})",
        "SELECT id, name FROM products",
    ),
}


def win_rates(asked: Asked, key: str) -> Figure[WinRate]:
    """One part for each group, those with the most closed deals first; one part in all for WIN_RATE."""
    base, names = asked.prices.base, _names(asked, _GROUPS[key])
    (won, all_won), (lost, all_lost) = (_sums(asked, key, condition=condition) for condition in (WON, LOST))
    none = added(base, ())
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
        left_out_of(base, all_won, all_lost),
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


def _sums(asked: Asked, key: str, *, condition: str) -> tuple[Mapping[Any, Sum], Sum]:
    """The deals of each group that are WON or LOST, and every one of them once."""
    base = asked.prices.base
    if key == BY_OWNER:
        period = asked.scope.since, day_after(asked.scope.until) or END
        found = by_key(base, outcomes(asked, condition, stretches=[period], kind=OWNER))
    else:
        found = _closed(asked, condition, parting=_GROUPS[key].parting)
    every = _closed(asked, condition, parting=Parting()) if key == BY_PRODUCT else found
    return found, added(base, list(every.values()))


def _closed(asked: Asked, condition: str, *, parting: Parting) -> dict[Any, Sum]:
    return {part: Sum.of(total) for part, total in closed_totals(asked, condition, parting=parting).items()}


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
