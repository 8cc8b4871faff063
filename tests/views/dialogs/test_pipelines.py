"""The dialog of pipelines and stages: both lists, their order, and removal that asks first."""

from __future__ import annotations

import pytest

from crm.models.opportunities import Closing
from crm.models.pipelines import WON
from crm.views.dialogs.pipelines import PipelinesDialog
from tests.views.dialogs.conftest import over
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def dialog(page, desk, opened):
    return opened(PipelinesDialog(page, desk))


def _stages(dialog):
    tree = dialog.stages.table.tree
    return [tree.item(item, "text").strip() for item in tree.get_children()]


def _confirm(dialog):
    over(dialog).confirm()
    pump(dialog)


def test_pipelines_and_the_stages_of_the_chosen_one_are_listed(dialog):
    assert len(dialog.list.table.ids) == 2
    assert _stages(dialog)[0] == "New enquiry"
    cells = dialog.stages.table.tree.item(dialog.stages.table.tree.get_children()[0], "values")
    assert list(cells) == ["In progress", "10 %", "3", "5 days"]


def test_another_pipeline_shows_its_own_stages(dialog):
    dialog.list.choose(dialog.list.table.ids[1])
    pump(dialog)
    assert _stages(dialog)[0] == "Renewal coming up"


def test_a_stage_moves_down_and_back(dialog):
    dialog.move_stage(1)
    pump(dialog, lambda: _stages(dialog)[:2] == ["First meeting", "New enquiry"])
    dialog.move_stage(-1)
    pump(dialog, lambda: _stages(dialog)[0] == "New enquiry")


def test_the_first_pipeline_moves_down(dialog, session):
    dialog.move(1)
    pump(dialog)
    assert session.pipelines.default().name == "Contract renewals"


def test_an_empty_stage_goes_without_asking(dialog):
    dialog.remove_stage()
    pump(dialog, lambda: "New enquiry" not in _stages(dialog))


def test_a_stage_with_deals_asks_where_they_go(dialog, session):
    deal = session.opportunities.add({"title": "Obra"})
    dialog.remove_stage()
    _confirm(dialog)
    pump(dialog, lambda: "New enquiry" not in _stages(dialog))
    assert session.pipelines.stage(session.opportunities.get(deal).stage_id).name == "First meeting"


def test_the_last_stage_of_its_kind_stays_and_says_why(dialog):
    dialog.stages.choose(dialog.stages.table.ids[-1])
    dialog.remove_stage()
    pump(dialog)
    assert "needs a stage for lost" in dialog.said
    assert "Lost" in _stages(dialog)


def test_an_unused_pipeline_is_removed_after_asking(dialog, session):
    dialog.remove()
    _confirm(dialog)
    assert [one.name for one in session.pipelines.all(inactive=True)] == ["Contract renewals"]


def test_a_pipeline_with_closed_deals_goes_out_of_use(dialog, session):
    won = session.pipelines.default().first(WON).id
    session.opportunities.add({"title": "Obra", "stage_id": won}, closing=Closing("2026-01-15", 5))
    dialog.remove()
    _confirm(dialog)
    assert [one.active for one in session.pipelines.all(inactive=True)] == [True, False]


def test_a_pipeline_with_open_deals_stays_and_says_why(dialog, session):
    session.opportunities.add({"title": "Obra"})
    dialog.remove()
    _confirm(dialog)
    assert "1 open opportunity stands in New sales" in dialog.said


def test_a_new_pipeline_is_chosen(dialog):
    form = dialog.add()
    form.form.put("name", "Obras")
    form.save()
    pump(dialog, lambda: dialog.pipeline.name == "Obras")


def test_a_new_stage_is_listed(dialog):
    form = dialog.add_stage()
    form.form.put("name", "Visita")
    form.save()
    pump(dialog, lambda: "Visita" in _stages(dialog))


def test_a_change_elsewhere_appears(dialog, session):
    session.pipelines.change_stage(dialog.stage.id, {"name": "Nuevo"})
    pump(dialog, lambda: _stages(dialog)[0] == "Nuevo")
