"""Every deal by pipeline and stage, against plain Python."""

from __future__ import annotations

from hypothesis import given

from crm.models.figures import Scope
from tests.controllers.analysis.world import _steps as steps_of
from tests.controllers.analysis.world import a_world, amounts, few, shown, some_deals, weigh


@few
@given(deals=some_deals())
def test_every_stage_holds_all_its_deals(session, deals):
    with a_world(session, deals) as world:
        chances = {"won": 100, "lost": 0}
        stages = {stage.id: stage for one in session.analysis.standing() for stage in one.stages}
        for stage in stages.values():
            ours = [one for one in world.deals if steps_of(world, one)[-1] == stage.id]
            assert (stage.count, shown(stage.amounts)) == (len(ours), amounts(ours))
            weights = [weigh(one.value or 0, chances.get(one.end, one.probability)) for one in ours]
            assert sum(one.weighted for one in stage.amounts) == sum(weights)
        assert sum(one.count for one in stages.values()) == len(deals)


def test_stages_stand_in_their_order_with_the_empty_ones(session):
    with a_world(session, []) as world:
        found = next(one for one in session.analysis.standing() if one.id == world.pipelines[0])
        assert [stage.kind for stage in found.stages] == ["open", "open", "open", "won", "lost"]


def test_it_can_be_that_of_one_pipeline(session):
    deal = session.opportunities.add({"title": "Molino"})
    other = session.pipelines.add("Otra")
    found = session.analysis.standing(Scope(pipeline_id=other))
    assert (deal > 0, sum(stage.count for one in found for stage in one.stages)) == (True, 0)
