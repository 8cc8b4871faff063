"""Where the deals of a stage go before it is removed."""

from __future__ import annotations

import pytest

from crm.views.dialogs.stage_removal import StageRemoval

pytestmark = pytest.mark.window


@pytest.fixture
def stages(session):
    for number in range(3):
        session.opportunities.add({"title": f"Obra {number}"})
    return session.pipelines.default().stages


@pytest.fixture
def dialog(page, desk, opened, stages):
    return opened(StageRemoval(page, desk, stage=stages[0], choice=(3, stages[1:5])))


def test_the_deals_go_to_the_stage_chosen(dialog, session, stages):
    dialog.form.put("target", str(stages[3].id))
    dialog.confirm()
    assert session.pipelines.deals_in(stages[3].id) == 3


def test_one_undo_brings_stage_and_deals_back(dialog, session, stages):
    dialog.confirm()
    session.history.undo()
    assert session.pipelines.deals_in(stages[0].id) == 3
    assert session.pipelines.stage(stages[0].id).active


def test_cancelling_moves_nothing(dialog, session, stages):
    dialog.cancel()
    assert session.pipelines.deals_in(stages[0].id) == 3


def test_a_target_that_went_meanwhile_is_told(dialog, session, stages):
    session.pipelines.remove_stage(stages[1].id)
    dialog.confirm()
    assert dialog.said or dialog.form.error_of("target")
    assert session.pipelines.deals_in(stages[0].id) == 3
