"""What an undo must leave in step: stages, probabilities, values, and the moves behind them."""

from __future__ import annotations

import pytest

from crm.models.opportunities import Closing, Line
from tests.records import newest, picture


@pytest.fixture
def stages(session):
    return session.pipelines.default().stages


@pytest.fixture
def deal(session):
    return session.opportunities.add({"title": "Obra", "value": 100_00})


def test_a_deal_never_goes_back_into_a_stage_out_of_use_unseen(session, deal, stages):
    session.opportunities.move([deal], stages[1].id)
    moved = newest(session.database)
    session.pipelines.remove_stage(stages[0].id)
    session.history.undo(moved)
    assert session.opportunities.get(deal).stage_id == stages[0].id
    assert stages[0].id in [stage.id for stage in session.pipelines.default().stages]


def test_taking_a_stage_s_probability_back_reaches_deals_added_since(session, stages):
    session.pipelines.change_stage(stages[0].id, {"probability": 35})
    changed = newest(session.database)
    added = session.opportunities.add({"title": "Nueva"})
    session.history.undo(changed)
    assert session.opportunities.get(added).probability == stages[0].probability


def test_a_probability_set_by_hand_since_survives_the_undo_of_the_move(session, deal, stages):
    session.opportunities.move([deal], stages[1].id)
    moved = newest(session.database)
    session.opportunities.change(deal, {"probability": 77})
    session.history.undo(moved)
    kept = session.opportunities.get(deal)
    assert (kept.stage_id, kept.probability, kept.probability_by_hand) == (stages[0].id, 77, True)


def test_the_value_of_lines_is_their_sum_after_one_edit_of_two_is_taken_back(session):
    deal = session.opportunities.add({"title": "Obra"}, lines=[Line(name="Tubo", unit_price=500)])
    [line] = session.opportunities.get(deal).lines
    more = [Line(name="Tubo", unit_price=700, id=line.id)]
    session.opportunities.change(deal, {}, lines=more)
    changed = newest(session.database)
    session.opportunities.change(deal, {}, lines=[*more, Line(name="Codo", unit_price=50)])
    session.history.undo(changed)
    assert session.opportunities.get(deal).value == 550


def test_a_stage_keeps_its_kind_while_deals_of_that_kind_stand_in_it(session, deal, stages):
    reason = session.loss_reasons.all()[0].id
    session.pipelines.change_stage(stages[2].id, {"kind": "lost"})
    changed = newest(session.database)
    session.opportunities.move([deal], stages[2].id, closing=Closing("2026-01-31", None, reason))
    report = session.history.undo(changed)
    assert session.pipelines.stage(stages[2].id).kind == "lost"
    assert any("Kind" in line for line in report.kept)


def test_a_plain_move_is_taken_back_to_the_letter(session, deal, stages):
    before = picture(session.database)
    session.opportunities.move([deal], stages[1].id)
    session.history.undo()
    assert picture(session.database) == before


def test_a_win_whose_day_was_changed_since_stays_a_certain_win(session, deal):
    won = session.pipelines.default().first("won").id
    session.opportunities.move([deal], won, closing=Closing("2026-11-01"))
    moved = newest(session.database)
    session.opportunities.change(deal, {"closed_on": "2026-11-02"})
    session.history.undo(moved)
    kept = session.opportunities.get(deal)
    assert (kept.status, kept.closed_on, kept.probability) == ("won", "2026-11-02", 100)


def test_a_win_that_stays_keeps_the_value_it_was_won_with(session):
    deal = session.opportunities.add({"title": "Obra"})
    won = session.pipelines.default().first("won").id
    session.opportunities.move([deal], won, closing=Closing("2026-11-01", 900))
    moved = newest(session.database)
    session.opportunities.change(deal, {"closed_on": "2026-11-02"})
    report = session.history.undo(moved)
    kept = session.opportunities.get(deal)
    assert (kept.status, kept.value) == ("won", 900)
    assert "Value" in " ".join(report.kept)


def test_a_win_that_comes_back_has_the_value_it_was_won_with(session):
    pipeline = session.pipelines.default()
    deal, won, lost = session.opportunities.add({"title": "Obra"}), pipeline.first("won"), pipeline.first("lost")
    session.opportunities.move([deal], won.id, closing=Closing("2026-11-01", 900))
    win = newest(session.database)
    reason = session.loss_reasons.all()[0].id
    session.opportunities.move([deal], lost.id, closing=Closing("2026-11-02", loss_reason_id=reason))
    loss = newest(session.database)
    session.history.undo(win)
    session.history.undo(loss)
    back = session.opportunities.get(deal)
    assert (back.status, back.value) == ("won", 900)


def test_a_win_whose_lines_were_taken_back_keeps_its_value(session, deal):
    session.opportunities.change(deal, {"value_from_lines": 1}, lines=[Line(name="Saco", unit_price=500)])
    priced = newest(session.database)
    won = session.pipelines.default().first("won").id
    session.opportunities.change(deal, {"stage_id": won, "closed_on": "2026-11-01", "currency": "USD"})
    session.history.undo(priced)
    kept = session.opportunities.get(deal)
    assert (kept.status, kept.value, kept.value_from_lines, kept.lines) == ("won", 500, False, ())


def test_a_removed_deal_comes_back_though_its_stage_was_removed_meanwhile(session, deal, stages):
    session.opportunities.remove([deal])
    removed = newest(session.database)
    session.pipelines.remove_stage(stages[0].id)
    session.history.undo(removed)
    assert session.opportunities.get(deal).stage_id == stages[0].id
    assert stages[0].id in [stage.id for stage in session.pipelines.default().stages]


def test_a_removed_deal_comes_back_though_its_pipeline_was_removed_meanwhile(session):
    pipeline = session.pipelines.get(session.pipelines.add("Reformas"))
    deal = session.opportunities.add({"title": "Obra", "stage_id": pipeline.stages[0].id})
    session.opportunities.remove([deal])
    removed = newest(session.database)
    session.pipelines.remove(pipeline.id)
    session.history.undo(removed)
    assert session.opportunities.get(deal).pipeline_id == pipeline.id
    assert pipeline.id in [one.id for one in session.pipelines.all()]


def test_a_removed_deal_whose_stage_is_of_another_kind_by_now_comes_back_into_one_of_its_own(session, deal, stages):
    session.opportunities.remove([deal])
    removed = newest(session.database)
    session.pipelines.change_stage(stages[0].id, {"kind": "lost"})
    report = session.history.undo(removed)
    back = session.opportunities.get(deal)
    assert (back.stage_id, back.status, back.probability) == (stages[1].id, "open", stages[1].probability)
    assert session.opportunities.history(deal)[-1].to_stage_id == stages[1].id
    assert len(report.kept) == 1


def test_a_deal_that_came_back_to_where_it_was_has_moved_all_the_same(session, deal, stages):
    session.opportunities.move([deal], stages[2].id)
    moved = newest(session.database)
    for stage in (stages[1], stages[2]):
        session.opportunities.move([deal], stage.id)
    report = session.history.undo(moved)
    assert session.opportunities.get(deal).stage_id == stages[2].id
    chain = [(one.from_stage_id, one.to_stage_id) for one in session.opportunities.history(deal)]
    assert [last for _first, last in chain[:-1]] == [first for first, _last in chain[1:]]
    assert report.operation_id == 0


def test_a_move_whose_followers_were_undone_goes_back(session, deal, stages):
    session.opportunities.move([deal], stages[2].id)
    moved = newest(session.database)
    session.opportunities.move([deal], stages[1].id)
    session.history.undo()
    session.history.undo(moved)
    assert session.opportunities.get(deal).stage_id == stages[0].id
