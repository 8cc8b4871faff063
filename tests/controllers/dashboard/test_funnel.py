"""The funnel on a card: the analysis' own, as a chart."""

from __future__ import annotations

import pytest
from hypothesis import given

from crm.errors import Invalid
from crm.models.dashboards import FUNNEL, Card, Filters
from crm.models.periods import DAYS_30, EVER
from crm.utils import chart_words, dates
from tests.controllers.analysis.world import Deal, a_world, few, scopes, some_deals
from tests.controllers.dashboard.closed_cards import are_told, filters_of, ids, parts


@few
@given(deals=some_deals(), drawn=scopes())
def test_every_bar_is_the_number_of_deals_behind_it(session, deals, drawn):
    with a_world(session, deals) as world:
        filters, scope = filters_of(world, drawn)
        shown = session.figures.figure(Card(FUNNEL), filters)
        steps = session.analysis.funnel(scope).parts
        found = parts(session, shown, filters)
        assert (shown.chart is None) == (not steps[0].reached)
        if shown.chart:
            assert (
                list(shown.chart.series[0].values) == [one.reached for one in steps] == list(map(len, found.values()))
            )
        assert are_told(session, shown, filters)


@few
@given(deals=some_deals(), drawn=scopes())
def test_the_headline_counts_what_is_behind_the_first_bar(session, deals, drawn):
    with a_world(session, deals) as world:
        filters, _scope = filters_of(world, drawn)
        created, share = session.figures.figure(Card(FUNNEL), filters).numbers
        assert (
            created.value == len(ids(session, FUNNEL, filters, part=created.part)) == len(ids(session, FUNNEL, filters))
        )
        won = len(ids(session, FUNNEL, filters, part=share.part))
        assert share.value == (won / created.value if created.value >= 5 else None)


def test_it_tells_which_pipeline_it_is_about(session):
    with a_world(session, [Deal(pipeline=1)]) as world:
        shown = session.figures.figure(Card(FUNNEL), Filters(EVER, pipeline_id=world.pipelines[1]))
        assert shown.definition.endswith("Pipeline: Vía 1.")


def test_four_deals_are_too_few_for_a_share(session):
    with a_world(session, [Deal(path=(0,), end="won")] * 4) as world:
        shown = session.figures.figure(Card(FUNNEL), Filters(EVER, pipeline_id=world.pipelines[0]))
        assert (shown.numbers[1].value, shown.numbers[1].why) == (None, "Fewer than 5 are too few to say.")


def test_those_created_are_compared_with_the_days_before(session):
    with a_world(session, [Deal(created=dates.now())] * 2) as world:
        shown = session.figures.figure(Card(FUNNEL), Filters(DAYS_30, pipeline_id=world.pipelines[0]))
        assert (shown.numbers[0].value, shown.numbers[0].before) == (2, 0)


def test_the_share_won_is_not_compared_with_that_of_deals_that_had_longer(session):
    deals = [Deal(created=dates.now())] * 5 + [Deal(created=dates.days_after(dates.today(), -40) + "T09:00:00Z")] * 5
    with a_world(session, deals) as world:
        shown = session.figures.figure(Card(FUNNEL), Filters(DAYS_30, pipeline_id=world.pipelines[0]))
        assert (shown.numbers[1].value, shown.numbers[1].before) == (0, None)


def test_no_share_of_four_deals_is_drawn(session):
    with a_world(session, [Deal(path=(0,))] * 4) as world:
        shown = session.figures.figure(Card(FUNNEL), Filters(EVER, pipeline_id=world.pipelines[0]))
        assert chart_words.went_on(shown.chart, 0) is None


def test_an_empty_file_says_so(session):
    shown = session.figures.figure(Card(FUNNEL), Filters(EVER))
    assert (shown.chart, shown.parts, shown.note) == (None, (), "No opportunity was created in this period.")


def test_nothing_is_left_out_under_another_key(session):
    with pytest.raises(Invalid):
        session.figures.behind(Card(FUNNEL), Filters(EVER), left_out="weather")
