"""Pipelines: the usual one, several, out of use and back, and that none goes with open deals in it."""

from __future__ import annotations

import pytest

from crm.controllers.pipelines import USUAL_STAGES
from crm.errors import Invalid, NotFound
from crm.models.opportunities import Closing
from crm.models.pipelines import LOST, OPEN, WON


def test_a_new_file_has_a_pipeline_to_sell_through(session):
    assert {stage.kind for stage in session.pipelines.default().stages} == {OPEN, WON, LOST}


def test_the_first_pipeline_in_use_is_the_usual_one(session):
    mine = session.pipelines.add("Obras")
    session.pipelines.move(mine, by=-9)
    assert session.pipelines.default().id == mine
    session.pipelines.change(mine, active=False)
    assert session.pipelines.default().id != mine


def test_a_pipeline_begins_with_the_usual_stages(session):
    mine = session.pipelines.get(session.pipelines.add("Obras"))
    assert [stage.name for stage in mine.stages] == [stage["name"] for stage in USUAL_STAGES]


def test_a_pipeline_may_begin_with_stages_of_its_own(session):
    stages = [{"name": "Uno", "probability": 5}, {"name": "Sí", "kind": WON}, {"name": "No", "kind": LOST}]
    mine = session.pipelines.get(session.pipelines.add("Obras", stages=stages))
    assert [(stage.name, stage.probability) for stage in mine.stages] == [("Uno", 5), ("Sí", 100), ("No", 0)]


def test_a_pipeline_without_a_way_to_win_is_refused_whole(session):
    with pytest.raises(Invalid, match="one won"):
        session.pipelines.add("Obras", stages=[{"name": "Uno"}, {"name": "No", "kind": LOST}])
    assert session.pipelines.by_name("Obras") is None


def test_a_name_is_there_once(session):
    session.pipelines.add("Obras")
    with pytest.raises(Invalid, match="already"):
        session.pipelines.add("OBRAS")


def test_a_pipeline_with_open_deals_stays_in_use(session):
    mine = session.pipelines.add("Obras")
    session.opportunities.add({"title": "Casa", "pipeline_id": mine})
    for refuse in (lambda: session.pipelines.change(mine, active=False), lambda: session.pipelines.remove(mine)):
        with pytest.raises(Invalid, match="1 open opportunity stands in Obras"):
            refuse()


def test_a_pipeline_with_closed_deals_alone_goes_out_of_use_and_comes_back(session):
    mine = session.pipelines.add("Obras")
    stage = session.pipelines.get(mine).first(WON)
    session.opportunities.add({"title": "Casa", "stage_id": stage.id}, closing=Closing("2026-01-15", 5))
    assert session.pipelines.remove(mine) is False
    assert "Obras" not in [one.name for one in session.pipelines.all()]
    session.pipelines.change(mine, active=True)
    assert "Obras" in [one.name for one in session.pipelines.all()]
    assert session.pipelines.deals_of(mine) == 1


def test_a_pipeline_nobody_used_is_gone_and_undo_brings_it_back(session):
    mine = session.pipelines.add("Obras")
    assert session.pipelines.remove(mine) is True
    with pytest.raises(NotFound):
        session.pipelines.get(mine)
    session.history.undo()
    assert len(session.pipelines.get(mine).stages) == len(USUAL_STAGES)


def test_one_pipeline_stays_in_use(session):
    *others, last = [one.id for one in session.pipelines.all()]
    for pipeline_id in others:
        session.pipelines.remove(pipeline_id)
    with pytest.raises(Invalid, match="One pipeline must stay"):
        session.pipelines.remove(last)


def test_a_file_without_any_pipeline_says_what_to_do(session):
    with session.database.transaction(session.users.context.author, "test"):
        session.database.delete_many("pipelines", [one.id for one in session.pipelines.all()])
    with pytest.raises(NotFound, match="template"):
        session.pipelines.default()
