"""The stages deals begin in and may be put into."""

from __future__ import annotations

import pytest

from crm.controllers.opportunity_stages import all_stages, first_stage, stages_of, usable_stage
from crm.errors import Invalid


def test_stages_come_in_their_order_without_those_out_of_use(deals):
    deals.session.pipelines.remove_stage(deals.stages["talk"])
    names = [stage.name for stage in stages_of(deals.session.database, deals.pipeline)]
    assert names == ["new", "sent", "won", "lost"]
    assert deals.stages["sent"] in all_stages(deals.session.database)


def test_a_deal_begins_in_the_first_open_stage_of_the_usual_pipeline(deals):
    usual = deals.session.pipelines.default().first("open")
    assert first_stage(deals.session.database).id == usual.id
    assert first_stage(deals.session.database, deals.pipeline).name == "new"
    assert first_stage(deals.session.database, deals.pipeline, kind="lost").name == "lost"


def test_a_pipeline_that_is_not_there_is_refused(deals):
    with pytest.raises(Invalid) as refused:
        first_stage(deals.session.database, 999)
    assert list(refused.value.fields) == ["pipeline_id"]


def test_a_stage_that_is_not_there_is_refused(deals):
    with pytest.raises(Invalid) as refused:
        usable_stage(deals.session.database, 999)
    assert list(refused.value.fields) == ["stage_id"]
