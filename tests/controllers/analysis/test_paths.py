"""The way through a pipeline: how far a deal came, told the same by its row and by a condition."""

from __future__ import annotations

import pytest
from hypothesis import given

from crm.controllers.analysis.asking import Deals
from crm.controllers.analysis.paths import path_of, tallies
from crm.models.figures import Scope
from tests.controllers.analysis.world import STAGES, Deal, a_world, few, some_deals


@few
@given(deals=some_deals())
def test_a_row_and_a_condition_tell_the_same(session, deals):
    with a_world(session, deals) as world:
        path = path_of(session.database, world.pipelines[0])
        ask = session.analysis._ask(Scope(pipeline_id=world.pipelines[0]))
        rows = session.database.all("SELECT * FROM opportunities WHERE pipeline_id = :id", id=world.pipelines[0])
        for place in range(STAGES):
            told = {row["id"] for row in rows if path.reached(row) >= place}
            assert set(ask.ids(path.reaching(ask.deals("1 = 1"), place))) == told


def test_stages_out_of_use_keep_their_place_and_are_not_shown(session):
    with a_world(session, [Deal(path=(1,))]) as world:
        session.pipelines.remove_stage(world.stages[0][1], target=world.stages[0][2])
        path = path_of(session.database, world.pipelines[0])
        assert [path.place(one) for one in world.stages[0]] == [0, 1, 2]
        assert [stage["id"] for _place, stage in path.shown] == [world.stages[0][0], world.stages[0][2]]


@pytest.mark.parametrize(("deal", "place"), [(Deal(path=(), end="won"), -1), (Deal(path=(0,), end="won"), STAGES)])
def test_a_won_deal_reached_all_if_anybody_saw_its_way(session, deal, place):
    with a_world(session, [deal]) as world:
        path = path_of(session.database, world.pipelines[0])
        assert path.reached(session.database.one("SELECT * FROM opportunities")) == place


def test_deals_are_tallied_by_status_and_stage(session):
    with a_world(session, [Deal(path=(0, 1)), Deal(path=(0, 1)), Deal(path=(1,), end="lost")]) as world:
        path = path_of(session.database, world.pipelines[0])
        rows = tallies(path, session.database, deals=Deals("1 = 1"))
        assert sorted((row["status"], row["count"]) for row in rows) == [("lost", 1), ("open", 2)]


@few
@given(deals=some_deals())
def test_every_deal_of_a_pipeline_is_tallied_once(session, deals):
    with a_world(session, deals) as world:
        for pipeline in world.pipelines:
            rows = tallies(path_of(session.database, pipeline), session.database, deals=Deals("1 = 1"))
            query = (
                "SELECT status, stage_id, furthest_stage_id, count(*) AS count FROM opportunities"
                " WHERE pipeline_id = :id GROUP BY status, stage_id, furthest_stage_id"
            )
            told = session.database.all(query, id=pipeline)
            assert sorted(map(repr, rows)) == sorted(map(repr, told))
