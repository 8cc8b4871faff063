"""The open pipeline, against plain Python over every deal."""

from __future__ import annotations

import pytest
from hypothesis import given

from crm.errors import Invalid
from crm.models.dashboards import OPEN_PIPELINE, Card, Filters
from crm.models.figures import WITHOUT_RATE, WITHOUT_VALUE
from crm.utils.chart_data import Unit
from tests.controllers.analysis.world import Deal, a_world, few, scopes, some_deals, weigh
from tests.controllers.dashboard.closed_cards import add_up, are_told, filters_of, ids, parts, said, worth

CARD = Card(OPEN_PIPELINE)


def opened(world, scope) -> list[Deal]:
    return [one for one in world.of(scope) if one.end == "open"]


def weighted(deals) -> int:
    return sum(weigh(one.worth() or 0, one.probability) for one in deals)


@few
@given(deals=some_deals(), drawn=scopes())
def test_numbers_and_rows_are_what_adding_up_gives(session, deals, drawn):
    with a_world(session, deals) as world:
        filters, scope = filters_of(world, drawn)
        shown, found = session.figures.figure(CARD, filters), opened(world, scope)
        assert [one.value for one in shown.numbers] == [
            len(found),
            said(found, worth(found)),
            said(found, weighted(found)),
        ]
        by_id = {one.id: one for one in found}
        behind = [[by_id[one] for one in ids] for ids in parts(session, shown, filters).values()]
        values = [list(series.values) for series in shown.chart.series] if shown.chart else []
        told = [[worth(one) for one in behind], [weighted(one) for one in behind]] if found else []
        assert values == (told if said(found, 0) is not None else [[len(one) for one in behind]])


@few
@given(deals=some_deals(), drawn=scopes())
def test_the_deals_of_the_rows_are_all_that_are_open(session, deals, drawn):
    with a_world(session, deals) as world:
        filters, scope = filters_of(world, drawn)
        shown = session.figures.figure(CARD, filters)
        assert ids(session, OPEN_PIPELINE, filters) == {one.id for one in opened(world, scope)}
        assert not shown.chart or add_up(session, shown, filters)


@few
@given(deals=some_deals(), drawn=scopes())
def test_what_is_left_out_is_counted_and_named(session, deals, drawn):
    with a_world(session, deals) as world:
        filters, scope = filters_of(world, drawn)
        shown, found = session.figures.figure(CARD, filters), opened(world, scope)
        valueless = sum(one.value is None for one in found)
        unpriced = sum(one.value is not None and one.worth() is None for one in found)
        told = {WITHOUT_VALUE: valueless, WITHOUT_RATE: unpriced}
        assert {one.key: one.count for one in shown.left_out} == {key: count for key, count in told.items() if count}
        assert are_told(session, shown, filters)


def test_one_pipeline_is_told_by_stage_in_its_order(session):
    with a_world(session, [Deal(path=(2,)), Deal(path=(0,)), Deal(path=(2,))]) as world:
        shown = session.figures.figure(CARD, Filters(pipeline_id=world.pipelines[0]))
        assert shown.chart.labels == ("Etapa 0 (1)", "Etapa 1 (0)", "Etapa 2 (2)")


def test_several_pipelines_are_told_side_by_side(session):
    with a_world(session, [Deal(pipeline=0), Deal(pipeline=1), Deal(pipeline=1)]):
        labels = session.figures.figure(CARD).chart.labels
        assert labels[-2:] == ("Vía 0 (1)", "Vía 1 (2)")


def test_without_open_deals_a_sentence_stands_in_place_of_the_chart(session):
    shown = session.figures.figure(CARD)
    assert (shown.chart, shown.note, shown.numbers[0].value) == (None, "There are no open opportunities.", 0)


@pytest.mark.parametrize("part", ["stage", "stage:x", "moon:1", "5"])
def test_there_is_nothing_behind_a_part_that_is_none(session, part):
    with pytest.raises(Invalid):
        session.figures.behind(CARD, Filters(), part=part)


def test_the_period_of_the_page_narrows_nothing(session):
    with a_world(session, [Deal()]):
        assert session.figures.figure(CARD, Filters("last_year")) == session.figures.figure(CARD, Filters())


def test_deals_whose_value_nobody_knows_are_counted_and_not_called_worth_nothing(session):
    with a_world(session, [Deal(value=None), Deal(value=None, pipeline=1)]):
        shown = session.figures.figure(Card(OPEN_PIPELINE))
        assert [one.value for one in shown.numbers] == [2, None, None]
        assert all(one.why for one in shown.numbers[1:])
        assert (shown.chart.unit, sum(shown.chart.series[0].values), len(shown.parts)) == (Unit.COUNT, 2, 1)
