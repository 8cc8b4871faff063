"""The funnel, against plain Python over the whole history of every deal."""

from __future__ import annotations

import pytest
from hypothesis import given

from crm.errors import Invalid
from crm.models.figures import CLOSED_AT_ONCE, FUNNEL, WON_STEP, Scope
from tests.controllers.analysis.world import STAGES, Deal, World, a_world, few, scope_of, scopes, some_deals


def followed(world: World, scope: Scope) -> list[Deal]:
    return [one for one in world.created(scope) if one.path or one.end == "open"]


def reached(deal: Deal) -> int:
    """The place of the furthest stage in a deal's history; STAGES when it was won."""
    return STAGES if deal.end == "won" else max(deal.path or (0,))


def of_pipeline(world: World, drawn) -> tuple[Scope, int]:
    number = max(drawn[2], 0)
    return scope_of(world, (*drawn[:2], number, drawn[3])), number


@few
@given(deals=some_deals(), drawn=scopes())
def test_every_step_counts_the_different_deals_that_reached_it(session, zone, deals, drawn):
    with a_world(session, deals) as world:
        scope, number = of_pipeline(world, drawn)
        figure, everyone = session.analysis.funnel(scope), followed(world, scope)
        assert [one.key for one in figure.parts] == [*map(str, world.stages[number]), WON_STEP]
        for place, step in enumerate(figure.parts):
            assert step.reached == sum(reached(one) >= place for one in everyone), zone
            here = [one for one in everyone if reached(one) == place and place < STAGES]
            assert (step.waiting, step.lost) == tuple(sum(one.end == end for one in here) for end in ("open", "lost"))


@few
@given(deals=some_deals(), drawn=scopes())
def test_the_deals_behind_each_step_are_told(session, deals, drawn):
    with a_world(session, deals) as world:
        scope, _number = of_pipeline(world, drawn)
        everyone = followed(world, scope)
        for place, step in enumerate(session.analysis.funnel(scope).parts):
            found = set(session.analysis.ids(FUNNEL, scope, part=step.key))
            assert found == {one.id for one in everyone if reached(one) >= place}
        assert set(session.analysis.ids(FUNNEL, scope)) == {one.id for one in everyone}


@few
@given(deals=some_deals(), drawn=scopes())
def test_deals_that_came_in_closed_are_left_out_and_named(session, deals, drawn):
    with a_world(session, deals) as world:
        scope, _number = of_pipeline(world, drawn)
        unseen = {one.id for one in world.created(scope)} - {one.id for one in followed(world, scope)}
        told = {one.key: one.count for one in session.analysis.funnel(scope).left_out}
        assert told == ({CLOSED_AT_ONCE: len(unseen)} if unseen else {})
        assert set(session.analysis.ids(FUNNEL, scope, left_out=CLOSED_AT_ONCE)) == unseen


def steps(session, deals):
    with a_world(session, deals) as world:
        return session.analysis.funnel(Scope(pipeline_id=world.pipelines[0])).parts


def test_back_and_forth_counts_once(session):
    found = steps(session, [Deal(path=(0, 1, 0, 1))])
    assert [one.reached for one in found] == [1, 1, 0, 0]


def test_a_skipped_stage_counts_as_reached(session):
    found = steps(session, [Deal(path=(0, 2))])
    assert [one.reached for one in found] == [1, 1, 1, 0]


def test_a_lost_deal_counts_as_far_as_it_came(session):
    found = steps(session, [Deal(path=(0, 1), end="lost")])
    assert [(one.reached, one.lost) for one in found] == [(1, 0), (1, 1), (0, 0), (0, 0)]


def test_conversion_is_told_from_five_deals_on(session):
    five = [Deal(path=(0, 1))] * 3 + [Deal(path=(0,), end="lost"), Deal()]
    assert steps(session, five)[0].conversion == pytest.approx(3 / 5)
    assert steps(session, five[:4])[0].conversion is None


def test_a_stage_out_of_use_is_no_step_but_its_deals_came_through_the_ones_before(session):
    with a_world(session, [Deal(path=(0, 1), end="lost")]) as world:
        session.pipelines.remove_stage(world.stages[0][1])
        found = session.analysis.funnel(Scope(pipeline_id=world.pipelines[0])).parts
        assert [(one.reached, one.lost) for one in found] == [(1, 1), (0, 0), (0, 0)]


def test_without_a_pipeline_it_is_that_of_the_usual_one(session):
    assert session.analysis.funnel().scope.pipeline_id == session.pipelines.default().id


def test_a_deal_moved_by_the_program_counts_as_one_that_was_drawn(session):
    pipeline = session.pipelines.default()
    first, second = [one.id for one in pipeline.stages if one.kind == "open"][:2]
    deal = session.opportunities.add({"title": "Molino", "stage_id": first})
    for stage in (second, first):
        session.opportunities.move([deal], stage)
    assert [one.reached for one in session.analysis.funnel().parts][:3] == [1, 1, 0]


def test_undoing_a_move_takes_it_out_of_the_funnel(session):
    first, second = [one.id for one in session.pipelines.default().stages if one.kind == "open"][:2]
    deal = session.opportunities.add({"title": "Molino", "stage_id": first})
    session.opportunities.move([deal], second)
    session.history.undo()
    assert [one.reached for one in session.analysis.funnel().parts][:2] == [1, 0]


def test_a_pipeline_is_needed(session):
    with a_world(session, []), pytest.raises(Invalid):
        session.database.execute("DELETE FROM stages")
        session.database.execute("DELETE FROM pipelines")
        session.analysis.funnel()
