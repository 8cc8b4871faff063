"""Tests of crm/cli/pipeline.py."""

from __future__ import annotations

import pytest

from crm.models.dashboards import OPEN_PIPELINE, Card, Filters


@pytest.fixture
def stages(session):
    """The stages of the usual pipeline by kind, the first of each, with deals in two currencies."""
    found = {}
    for stage in session.pipelines.default().stages:
        found.setdefault(stage.kind, stage)
    for value, currency in ((101, "EUR"), (101, "EUR"), (None, "EUR"), (5000, "JPY")):
        session.opportunities.add(
            {"title": "Molino", "stage_id": found["open"].id, "value": value, "currency": currency, "probability": 50}
        )
    session.opportunities.add(
        {"title": "Trigo", "stage_id": found["won"].id, "value": 1000553400, "closed_on": "2026-01-31"}
    )
    return found


def stage_of(answer, stage):
    return next(one for pipeline in answer.json for one in pipeline["stages"] if one["id"] == stage.id)


def test_json_holds_number_sum_and_weighted_sum_of_a_stage_per_currency(command, stages):
    found = stage_of(command("pipeline", "--json"), stages["open"])
    assert found["count"] == 4
    assert found["sums"] == [
        {"currency": "EUR", "count": 3, "without_value": 1, "sum": 2.02, "weighted": 1.02},
        {"currency": "JPY", "count": 1, "without_value": 0, "sum": 5000, "weighted": 2500},
    ]


def test_won_deals_weigh_what_they_are_worth(command, stages):
    found = stage_of(command("pipeline", "--json"), stages["won"])
    assert [(one["sum"], one["weighted"]) for one in found["sums"]] == [(10005534, 10005534)]


def test_an_empty_stage_is_there_with_a_zero(command, stages):
    assert stage_of(command("pipeline", "--json"), stages["lost"]) | {"stage": ""} == {
        "id": stages["lost"].id,
        "stage": "",
        "kind": "lost",
        "count": 0,
        "sums": [],
    }


@pytest.mark.usefixtures("stages")
def test_a_pipeline_counts_all_its_deals(command):
    (found,) = [one for one in command("pipeline", "--json").json if one["count"]]
    assert (found["count"], found["active"]) == (5, True)


@pytest.mark.usefixtures("stages")
def test_it_is_printed_for_people(command):
    answer = command("pipeline")
    assert answer.code == 0
    lines = [" ".join(line.split()) for line in answer.out.splitlines()]
    assert any(line.endswith("3 €2.02 €1.02 (1 without a value)") for line in lines)
    assert any(line.endswith("1 ¥5,000 ¥2,500") for line in lines)
    assert any(line.endswith("1 €10,005,534.00 €10,005,534.00") for line in lines)


def test_a_file_that_is_not_there_is_refused(command, database_file):
    database_file.unlink()
    assert command("pipeline").code == 1


def test_open_sums_are_those_of_the_dashboard(command, session):
    stages = [one for one in session.pipelines.default().stages if one.kind == "open"]
    for place, stage in enumerate(stages):
        session.opportunities.add({"title": "Molino", "stage_id": stage.id, "value": 1001 + place, "probability": 35})
    pipeline = session.pipelines.default().id
    card = session.figures.figure(Card(OPEN_PIPELINE), Filters(pipeline_id=pipeline))
    answer = command("pipeline", "--json")
    printed = [stage_of(answer, one)["sums"][0] for one in stages]
    told = [[round(one[name] * 100) for one in printed] for name in ("sum", "weighted")]
    assert told == [list(series.values) for series in card.chart.series]
    assert [one.value for one in card.numbers] == [len(stages), sum(told[0]), sum(told[1])]
