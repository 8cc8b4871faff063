"""Closed deals by stretch, owner and reason, against plain Python over every one of them."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.controllers.analysis.asking import LOST, WON
from crm.controllers.analysis.outcomes import (
    BEGINNING,
    END,
    OWNER,
    REASON,
    WHOLE,
    Sum,
    added,
    by_key,
    left_out_of,
    outcomes,
    summed,
)
from crm.models.figures import Scope, Worth
from tests.controllers.analysis.world import Deal, a_world, few, scope_of, scopes, some_deals

CUTS = ("2024-02-29", "2026-01-01", "2026-01-31", "2026-02-01")
WHENEVER = [(BEGINNING, END)]


def stretches(cuts: list[str]) -> list[tuple[str, str]]:
    edges = [BEGINNING, *sorted(cuts), END]
    return list(itertools.pairwise(edges))


def took(deal: Deal) -> int:
    return max(0, (date.fromisoformat(deal.closed_on) - date.fromisoformat(deal.created_on)).days)


def counted(deals: list[Deal], *, days: bool) -> Sum:
    """What deals add up to, in plain Python."""
    worths = [one.worth() for one in deals if one.worth() is not None]
    valued = sum(one.value is not None for one in deals)
    worth = Worth("EUR", len(worths), sum(worths), weighted=sum(worths), unpriced=valued - len(worths))
    return Sum(len(deals), valued, worth, sum(map(took, deals)) if days else 0)


@few
@given(deals=some_deals(), drawn=st.tuples(scopes(), st.lists(st.sampled_from(CUTS), unique=True)))
def test_every_stretch_is_what_counting_gives(session, zone, deals, drawn):
    with a_world(session, deals) as world:
        scope, cuts = replace(scope_of(world, drawn[0]), since="", until=""), drawn[1]
        asked, wanted = session.analysis._ask(scope), stretches(cuts)
        found = outcomes(asked, WON, stretches=wanted)
        for place, (first, behind) in enumerate(wanted):
            ours = [one for one in world.closed(scope, "won") if first <= one.closed_on < behind]
            assert summed("EUR", [one for one in found if one.place == place]) == counted(ours, days=True), zone


@few
@given(deals=some_deals(), drawn=scopes(), end=st.sampled_from(("won", "lost")))
def test_every_owner_is_what_counting_gives(session, deals, drawn, end):
    with a_world(session, deals) as world:
        scope = replace(scope_of(world, drawn), since="", until="")
        asked = session.analysis._ask(scope)
        found = by_key("EUR", outcomes(asked, WON if end == "won" else LOST, stretches=WHENEVER, kind=OWNER))
        closed = world.closed(scope, end)
        assert found == {
            world.users[owner]: counted([one for one in closed if one.owner == owner], days=False)
            for owner in {one.owner for one in closed}
        }


def test_lost_deals_are_told_apart_by_reason(session):
    with a_world(session, [Deal(end="lost")] * 3) as world:
        reason = session.database.insert("loss_reasons", {"name": "Precio"})
        session.database.update("opportunities", world.deals[0].id, {"loss_reason_id": reason})
        found = by_key("EUR", outcomes(session.analysis._ask(Scope()), LOST, stretches=WHENEVER, kind=REASON))
        assert {key: one.count for key, one in found.items()} == {reason: 1, 0: 2}


@pytest.mark.parametrize(("closed_on", "place"), [("2026-01-31", 0), ("2026-02-01", 1)])
def test_the_day_behind_a_stretch_is_the_next_ones(session, closed_on, place):
    with a_world(session, [Deal(end="won", closed_on=closed_on)]):
        (found,) = outcomes(session.analysis._ask(Scope()), WON, stretches=stretches(["2026-02-01"]), kind=WHOLE)
        assert found.place == place


def test_there_is_nothing_of_no_deals(session):
    assert outcomes(session.analysis._ask(Scope()), WON, stretches=WHENEVER) == []
    assert outcomes(session.analysis._ask(Scope()), WON, stretches=[]) == []


def test_sums_are_added(session):
    with a_world(session, [Deal(end="won", currency="USD"), Deal(end="won", currency="CLP"), Deal(end="won")]):
        asked = session.analysis._ask(Scope())
        apart = [summed("EUR", outcomes(asked, WON, stretches=[one])) for one in stretches([*CUTS])]
        assert added("EUR", apart) == summed("EUR", outcomes(asked, WON, stretches=WHENEVER))


def test_what_a_sum_leaves_out_is_told():
    told = left_out_of("EUR", Sum(3, 2, Worth("EUR", 1, 10, unpriced=1)), Sum(1, 1, Worth("EUR", 0, 0, unpriced=1)))
    assert [(one.key, one.count) for one in told] == [("without_value", 1), ("without_rate", 2)]


@pytest.mark.parametrize(("count", "average", "cycle"), [(4, None, None), (5, 20, 2.0)])
def test_averages_need_five(count, average, cycle):
    one = Sum(count, count, Worth("EUR", count, 20 * count), days=2 * count)
    assert (one.average, one.cycle_days) == (average, cycle)
