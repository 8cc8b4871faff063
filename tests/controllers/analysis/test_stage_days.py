"""How long deals stay in a stage, against the statistics module."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given

from crm.models.figures import FLOOR, STAGE_DAYS, Scope
from crm.utils import dates
from tests.controllers.analysis.world import Deal, World, a_world, few, moves, scope_of, scopes, some_deals
from tests.controllers.analysis.world import _steps as steps_of


def stays(world: World, scope: Scope, number: int) -> dict[int, list[tuple[int, int]]]:
    """Stage -> (seconds, deal) of every stay that ended in the period."""
    found: dict[int, list[tuple[int, int]]] = {one: [] for one in world.stages[number]}
    for deal in world.of(Scope(owner_id=scope.owner_id)):
        for left, _entered, at, seconds in moves(deal, steps_of(world, deal)):
            day = dates.to_local(at).date().isoformat()
            if left in found and scope.since <= day <= (scope.until or "9999"):
                found[left].append((seconds, deal.id))
    return found


@few
@given(deals=some_deals(), drawn=scopes())
def test_median_and_p75_are_those_of_the_statistics_module(session, zone, deals, drawn):
    with a_world(session, deals) as world:
        number = max(drawn[2], 0)
        scope = scope_of(world, (*drawn[:2], number, drawn[3]))
        expected = stays(world, scope, number)
        for one in session.analysis.stage_days(scope).parts:
            seconds = [stay for stay, _deal in expected[int(one.key)]]
            assert one.stays == len(seconds), zone
            assert (one.median is None) == (len(seconds) < FLOOR)
            if one.median is not None:
                assert one.median == pytest.approx(statistics.median(seconds), abs=0.5)
                assert one.p75 == pytest.approx(statistics.quantiles(seconds, n=4, method="inclusive")[2], abs=0.5)
            assert set(session.analysis.ids(STAGE_DAYS, scope, part=one.key)) == {
                deal for _s, deal in expected[int(one.key)]
            }


def first_stage(session, count, scope=None):
    with a_world(session, [Deal(path=(0, 1), stays=(10 * one, 0, 0, 0)) for one in range(1, count + 1)]) as world:
        return session.analysis.stage_days(scope or Scope(pipeline_id=world.pipelines[0])).parts[0]


def test_four_stays_are_too_few_to_say(session):
    found = first_stage(session, 4)
    assert (found.stays, found.median, found.p75) == (4, None, None)


def test_five_stays_are_enough(session):
    found = first_stage(session, 5)
    assert (found.stays, found.median, found.p75) == (5, 30, 40)


def test_deals_that_are_still_in_the_stage_are_not_counted(session):
    with a_world(session, [Deal(path=(0,))] * 6) as world:
        assert session.analysis.stage_days(Scope(pipeline_id=world.pipelines[0])).parts[0].stays == 0


def test_one_that_came_back_stayed_twice(session):
    with a_world(session, [Deal(path=(0, 1, 0, 1))]) as world:
        assert session.analysis.stage_days(Scope(pipeline_id=world.pipelines[0])).parts[0].stays == 2
