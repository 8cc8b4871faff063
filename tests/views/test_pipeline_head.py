"""What stands above the pipeline."""

from __future__ import annotations

import pytest

from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.models.opportunities import Amount
from crm.views.pipeline_head import filter_fields
from crm.views.pipeline_state import PipelineState

pytestmark = pytest.mark.window


def test_typing_searches(pipeline, user, deals):
    user.type("beta", into=pipeline.head.search.entry)
    content = pipeline.boards.board.content
    assert [row for ids in content.ids.values() for row in ids] == [deals["Beta"]]


def test_a_filter_narrows(pipeline, deals, window):
    pipeline.head.filters.set([Condition("value", Operator.AFTER, (15_000,))])
    pipeline.head.filters.on_change()
    shown = {row for ids in pipeline.boards.board.content.ids.values() for row in ids}
    assert shown == {deals["Beta"], deals["Delta"]}
    assert window.pipeline.query.conditions[0].field == "pipeline_id"


def test_what_one_filters_by_holds_what_follows_too(pipeline):
    names = {field.name for field in filter_fields(pipeline.known)}
    assert {"assigned_to", "tags", "source", "value", "expected_close", "idle_days", "mark", "rotting"} <= names
    assert "pipeline_id" not in names


def test_values_are_filtered_in_the_currency_of_the_business(pipeline):
    value = next(field for field in filter_fields(pipeline.known) if field.name == "value")
    assert value.currency == "EUR"


def test_a_query_is_shown_without_telling(pipeline):
    told = []
    pipeline.head.on_change = lambda: told.append(1)
    pipeline.head.set_query(ListQuery("acme", (Condition("source", Operator.FILLED),)))
    assert (pipeline.head.text, len(pipeline.head.conditions), told) == ("acme", 1, [])


def test_the_totals_of_the_board_are_said(pipeline):
    pipeline.head.show_totals([Amount("EUR", 4, 1, 70_050, 0)])
    assert pipeline.head._totals.cget("text") == "4 opportunities · €701"


def test_each_way_to_look_has_its_own_menus(pipeline):
    def shown(mode):
        pipeline.head.show_state(PipelineState(mode=mode), "Sales")
        return {name for name in ("card", "lane", "period") if pipeline.head.buttons[name].winfo_manager()}

    assert shown("board") == {"card", "lane", "period"}
    assert shown("forecast") == {"card", "lane"}
    assert shown("list") == set()


def test_the_name_of_the_pipeline_stands_first(pipeline):
    assert pipeline.head.buttons["pipeline"].cget("text") == pipeline.pipeline.name


def test_stages_and_reasons_are_chosen_from_lists(pipeline, stages):
    bar = pipeline.head.filters
    field = next(one for one in filter_fields(pipeline.known) if one.name == "stage_id")
    editor = bar.open_editor(field, None)
    assert editor.checklist is not None
    bar.set([Condition("stage_id", Operator.ANY, (stages[0],))])
    assert pipeline.pipeline.stages[0].name in bar._chips[0].cget("text")
