"""Stages: their order, their probability and the deals that follow it, and removal that loses no deal."""

from __future__ import annotations

import pytest

from crm.errors import Denied, Invalid, NotFound
from crm.models.opportunities import Closing
from crm.models.pipelines import LOST, OPEN, WON
from tests.records import picture, second_user


@pytest.fixture
def stages(session):
    """Three open stages, one won, one lost."""
    return session.pipelines.get(session.pipelines.add("Obras")).stages


def names(session):
    return [stage.name for stage in session.pipelines.by_name("Obras").stages]


def deal(session, stage, **values):
    return session.opportunities.add({"title": "Obra", "stage_id": stage.id, **values})


def test_a_new_stage_stands_behind_the_others_of_its_kind(session, stages):
    session.pipelines.add_stage(stages[0].pipeline_id, {"name": "Visita", "probability": 30})
    session.pipelines.add_stage(stages[0].pipeline_id, {"name": "Firmada", "kind": WON})
    assert names(session)[3] == "Visita"
    assert [stage.kind for stage in session.pipelines.by_name("Obras").stages] == [*[OPEN] * 4, WON, WON, LOST]


def test_positions_tell_the_order_shown(session, stages):
    session.pipelines.add_stage(stages[0].pipeline_id, {"name": "Visita"})
    shown = [stage.position for stage in session.pipelines.by_name("Obras").stages]
    assert shown == sorted(shown)


def test_a_stage_moves_among_its_kind_alone(session, stages):
    session.pipelines.move_stage(stages[0].id, by=9)
    session.pipelines.move_stage(stages[4].id, by=-9)
    assert names(session) == ["In conversation", "Proposal sent", "New", "Won", "Lost"]


REFUSED = (
    {"probability": 101},
    {"probability": -1},
    {"probability": 1.5},
    {"rotting_days": -1},
    {"expected_days": 10_000},
    {"name": " "},
    {"color": "red"},
    {"kind": "maybe"},
)


@pytest.mark.parametrize("values", REFUSED)
def test_what_cannot_be_is_refused_beside_its_field(session, stages, values):
    with pytest.raises(Invalid) as refused:
        session.pipelines.change_stage(stages[0].id, values)
    assert list(refused.value.fields) == list(values)


def test_a_name_is_single_in_its_pipeline_and_free_in_another(session, stages):
    with pytest.raises(Invalid, match="already"):
        session.pipelines.change_stage(stages[1].id, {"name": "new"})
    other = session.pipelines.add("Otras")
    assert session.pipelines.add_stage(other, {"name": "Visita"})


def test_won_is_certain_and_lost_is_impossible(session, stages):
    session.pipelines.change_stage(stages[3].id, {"probability": 50, "rotting_days": 4})
    assert session.pipelines.stage(stages[3].id).probability == 100
    assert session.pipelines.stage(stages[3].id).rotting_days == 0
    assert session.pipelines.stage(stages[4].id).probability == 0


def test_another_probability_reaches_the_deals_that_follow_their_stage(session, stages):
    follower, own = deal(session, stages[0]), deal(session, stages[0], probability=77)
    session.pipelines.change_stage(stages[0].id, {"probability": 35})
    assert [session.opportunities.get(one).probability for one in (follower, own)] == [35, 77]


def test_one_undo_brings_the_probability_of_stage_and_deals_back(session, stages):
    follower = deal(session, stages[0])
    before = picture(session.database)
    session.pipelines.change_stage(stages[0].id, {"probability": 35})
    session.history.undo()
    assert picture(session.database) == before
    assert session.opportunities.get(follower).probability == session.pipelines.stage(stages[0].id).probability == 10


def test_a_stage_with_deals_keeps_its_kind(session, stages):
    session.pipelines.add_stage(stages[0].pipeline_id, {"name": "Firmada", "kind": WON})
    deal(session, stages[0])
    with pytest.raises(Invalid, match="1 opportunity stands in this stage"):
        session.pipelines.change_stage(stages[0].id, {"kind": WON})


def test_an_empty_stage_may_change_its_kind(session, stages):
    session.pipelines.change_stage(stages[1].id, {"kind": WON})
    assert session.pipelines.stage(stages[1].id).probability == 100
    assert names(session) == ["New", "Proposal sent", "Won", "In conversation", "Lost"]


@pytest.mark.parametrize("place", [3, 4])
def test_the_last_stage_of_its_kind_stays(session, stages, place):
    with pytest.raises(Invalid, match="needs a stage"):
        session.pipelines.remove_stage(stages[place].id)
    with pytest.raises(Invalid, match="needs a stage"):
        session.pipelines.change_stage(stages[place].id, {"kind": OPEN})


def test_removing_a_stage_with_deals_asks_where_they_go(session, stages):
    deal(session, stages[0])
    with pytest.raises(Invalid) as refused:
        session.pipelines.remove_stage(stages[0].id)
    assert list(refused.value.fields) == ["target"]
    assert session.pipelines.deals_in(stages[0].id) == 1


def test_the_deals_of_a_removed_stage_stand_in_the_target_in_their_order(session, stages):
    there = deal(session, stages[1])
    second, first = deal(session, stages[0]), deal(session, stages[0])  # a new deal comes on top
    assert session.pipelines.remove_stage(stages[0].id, target=stages[1].id) == 2
    found = sorted((session.opportunities.get(one) for one in (there, first, second)), key=lambda one: one.rank)
    assert [one.id for one in found] == [there, first, second]
    assert {one.stage_id for one in found} == {stages[1].id}
    assert {one.probability for one in found} == {40}


def test_a_probability_set_by_hand_stays_when_the_stage_goes(session, stages):
    own = deal(session, stages[0], probability=77)
    session.pipelines.remove_stage(stages[0].id, target=stages[1].id)
    assert session.opportunities.get(own).probability == 77


def test_the_history_tells_of_the_move_out_of_a_removed_stage(session, stages):
    moved = deal(session, stages[0])
    session.pipelines.remove_stage(stages[0].id, target=stages[2].id)
    last = session.opportunities.history(moved)[-1]
    assert (last.from_stage_id, last.to_stage_id) == (stages[0].id, stages[2].id)
    assert session.opportunities.get(moved).furthest_stage_id == stages[0].id


def test_a_removed_stage_stays_known_while_a_history_tells_of_it(session, stages):
    deal(session, stages[0])
    session.pipelines.remove_stage(stages[0].id, target=stages[1].id)
    assert session.pipelines.stage(stages[0].id).active is False
    assert "New" not in names(session)


def test_a_stage_nobody_stood_in_is_gone(session, stages):
    session.pipelines.remove_stage(stages[0].id)
    with pytest.raises(NotFound):
        session.pipelines.stage(stages[0].id)


def test_one_undo_brings_a_removed_stage_back_with_its_deals(session, stages):
    for _number in range(3):
        deal(session, stages[0])
    before = picture(session.database)
    session.pipelines.remove_stage(stages[0].id, target=stages[1].id)
    session.history.undo()
    assert picture(session.database) == before


def test_deals_go_to_a_stage_of_the_same_kind_and_pipeline(session, stages):
    deal(session, stages[0])
    elsewhere = session.pipelines.default().stages[0].id
    for target in (stages[0].id, stages[3].id, elsewhere):
        with pytest.raises(Invalid) as refused:
            session.pipelines.remove_stage(stages[0].id, target=target)
        assert list(refused.value.fields) == ["target"]


def test_won_deals_go_to_another_won_stage_and_stay_won(session, stages):
    signed = session.pipelines.add_stage(stages[0].pipeline_id, {"name": "Firmada", "kind": WON})
    won = session.opportunities.add({"title": "Obra", "stage_id": signed}, closing=Closing("2026-01-15", 900))
    session.pipelines.remove_stage(signed, target=stages[3].id)
    after = session.opportunities.get(won)
    assert (after.status, after.probability, after.closed_on) == (WON, 100, "2026-01-15")


def test_a_salesperson_changes_no_stage(session, stages):
    with pytest.raises(Denied):
        second_user(session).pipelines.change_stage(stages[0].id, {"name": "Mía"})
