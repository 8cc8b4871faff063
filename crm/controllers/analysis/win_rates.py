"""How many of the closed deals were won, by number and by value: of all, of each owner, source or product."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crm.controllers.analysis.asking import CLOSED, LOST, WON, Asked, Deals
from crm.controllers.analysis.sums import WHOLE, Parting, Total, closed_totals, nothing, together
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
    """What deals are parted by: an expression and the table it needs, a condition for one part, a query for names."""

    by: str
    is_part: str
    names: str = ""
    joined: str = ""


_LINES = "SELECT 1 FROM opportunity_lines l WHERE l.opportunity_id = o.id"
_EARLIER = (
    "SELECT 1 FROM opportunity_lines e WHERE e.opportunity_id = o.id AND e.product_id = l.product_id AND e.id < l.id"
)
# The plus keeps the index by product away: without statistics it is preferred and reads every line of the product.
_NO_PRODUCT = f"NOT EXISTS ({_LINES} AND +l.product_id IS NOT NULL)"
_GROUPS = {
    WIN_RATE: _Group(WHOLE, "1 = 1"),
    BY_OWNER: _Group("coalesce(o.assigned_to, 0)", "coalesce(o.assigned_to, 0) = :part", "SELECT id, name FROM users"),
    BY_SOURCE: _Group("o.source", "o.source = :part"),
    BY_PRODUCT: _Group(
        "coalesce(l.product_id, 0)",
        "o.id IN (SELECT l.opportunity_id FROM opportunity_lines l WHERE l.product_id = :part)"
        f" OR (:part = 0 AND {_NO_PRODUCT})",
        "SELECT id, name FROM products",
        "LEFT JOIN opportunity_lines l ON l.opportunity_id = o.id AND +l.product_id IS NOT NULL"
        f" AND NOT EXISTS ({_EARLIER})",
    ),
}


def win_rates(asked: Asked, key: str) -> Figure[WinRate]:
    """One part for each group, those with the most closed deals first; one part in all for WIN_RATE."""
    group, none = _GROUPS[key], nothing(asked)
    won, lost = (closed_totals(asked, one, parting=Parting(group.by, group.joined)) for one in (WON, LOST))
    found = won.keys() | lost.keys() | ({""} if key == WIN_RATE else set())
    names = _names(asked, group)
    parts = [
        _rate(part, names.get(part, str(part or "")), won=won.get(part, none), lost=lost.get(part, none))
        for part in found
    ]
    whole = together(asked, [*won.values(), *lost.values()] if key != BY_PRODUCT else _whole(asked))
    return Figure(
        key,
        _definition(key),
        asked.scope,
        tuple(sorted(parts, key=lambda one: (-one.won - one.lost, one.name.casefold(), one.key))),
        whole.left_out(),
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


def _whole(asked: Asked) -> list[Total]:
    return [total for one in (WON, LOST) for total in closed_totals(asked, one).values()]


def _rate(part: Any, name: str, *, won: Total, lost: Total) -> WinRate:
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
