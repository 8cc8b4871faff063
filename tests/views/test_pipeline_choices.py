"""How the page of the pipeline is set, and that it is remembered."""

from __future__ import annotations

import pytest

from crm.views.pipeline_state import CARD_FIELDS
from tests.views.user import settle

pytestmark = pytest.mark.window


def ticked(entries):
    return [words for words, _run, chosen in entries if chosen]


def test_a_choice_is_remembered_for_the_file(pipeline):
    pipeline.choices.change(lane="owner", period="year")
    assert (pipeline.choices.last().lane, pipeline.choices.last().period) == ("owner", "year")


def test_a_card_field_is_taken_away_and_comes_back_at_its_place(pipeline):
    entries = {words: run for words, run, _ticked in pipeline.choices.card_fields()}
    entries["Value"]()
    assert "value" not in pipeline.setting.card
    entries["Value"]()
    assert pipeline.setting.card == tuple(key for key, _label in CARD_FIELDS)


def test_the_pipelines_are_offered(pipeline, own, window):
    own.pipelines.add("Renewals")
    settle(window)
    runs = {words: run for words, run, _ticked in pipeline.choices.pipelines()}
    runs["Renewals"]()
    assert pipeline.pipeline.name == "Renewals"
    assert ticked(pipeline.choices.pipelines()) == ["Renewals"]


def test_a_pipeline_that_is_gone_gives_way_to_another(pipeline, own, window):
    other = own.pipelines.add("Renewals")
    settle(window)
    pipeline.choices.change(pipeline_id=other)
    own.pipelines.remove(other)
    settle(window)
    assert pipeline.pipeline_id == own.pipelines.default().id


def test_the_forecast_offers_no_lanes_by_month(pipeline):
    assert len(pipeline.choices.lanes()) == 3
    pipeline.choices.change(mode="forecast")
    assert len(pipeline.choices.lanes()) == 2


def test_the_period_in_use_is_ticked(pipeline):
    assert ticked(pipeline.choices.periods()) == ["Closed in the last 30 days"]


@pytest.mark.parametrize("menu", ["pipeline", "view", "lane", "period", "card"])
def test_every_menu_of_the_head_holds_something(pipeline, menu):
    assert pipeline.choices.of_menu(menu)
