"""The average deal and its cycle, against plain Python."""

from __future__ import annotations

import pytest
from hypothesis import given

from crm.models.dashboards import AVERAGE_DEAL, Card, Filters
from crm.models.periods import DAYS_30, EVER, LAST_MONTH, OWN
from crm.utils import dates
from tests.controllers.analysis.test_velocity import cycle
from tests.controllers.analysis.world import Deal, a_world, few, near, scopes, some_deals
from tests.controllers.dashboard.closed_cards import add_up, are_told, average, filters_of, ids, parts


@few
@given(deals=some_deals(), drawn=scopes())
def test_the_averages_are_what_counting_gives(session, zone, deals, drawn):
    with a_world(session, deals) as world:
        filters, scope = filters_of(world, drawn)
        won = world.closed(scope, "won")
        value, days = (one.value for one in session.figures.figure(Card(AVERAGE_DEAL), filters).numbers)
        assert value == pytest.approx(average(won), abs=1, rel=1e-9) if average(won) is not None else value is None
        assert days == (pytest.approx(sum(map(cycle, won)) / len(won)) if len(won) >= 5 else None), zone


@few
@given(deals=some_deals(), drawn=scopes())
def test_each_point_is_the_average_of_the_deals_behind_it(session, deals, drawn):
    with a_world(session, deals) as world:
        filters, _scope = filters_of(world, drawn)
        by_id = {one.id: one for one in world.deals}
        shown = session.figures.figure(Card(AVERAGE_DEAL), filters)
        found = parts(session, shown, filters).values()
        for behind, value in zip(found, shown.chart.series[0].values if shown.chart else (), strict=True):
            wanted = average([by_id[one] for one in behind])
            assert value == (None if wanted is None else pytest.approx(wanted, abs=1, rel=1e-9))


@few
@given(deals=some_deals(), drawn=scopes())
def test_the_deals_behind_the_points_are_all_that_were_won(session, deals, drawn):
    with a_world(session, deals) as world:
        filters, scope = filters_of(world, drawn)
        shown = session.figures.figure(Card(AVERAGE_DEAL), filters)
        assert ids(session, AVERAGE_DEAL, filters) == {one.id for one in world.closed(scope, "won")}
        assert not shown.parts or add_up(session, shown, filters)
        assert are_told(session, shown, filters)


def test_days_are_drawn_as_weeks(session):
    with a_world(session, [Deal(end="won", closed_on=dates.today())] * 5):
        shown = session.figures.figure(Card(AVERAGE_DEAL), Filters(DAYS_30))
        assert 5 <= len(shown.chart.labels) <= 6
        assert shown.parts[0][0].startswith(shown.period.since)
        assert shown.parts[0][-1].endswith(shown.period.until)


def test_four_won_deals_are_too_few_to_say(session):
    with a_world(session, [Deal(end="won")] * 4):
        shown = session.figures.figure(Card(AVERAGE_DEAL), Filters(EVER))
        assert [(one.value, one.why) for one in shown.numbers] == [(None, "Fewer than 5 are too few to say.")] * 2


def test_a_course_of_which_no_point_can_be_said_is_a_sentence(session):
    with a_world(session, [Deal(end="won", closed_on=near(-days)) for days in (0, 30, 60, 90, 120)]):
        shown = session.figures.figure(Card(AVERAGE_DEAL), Filters("days_365"))
        assert shown.numbers[0].value is not None
        assert (shown.chart, shown.parts) == (None, ())
        assert shown.note == "No stretch of the period has the 5 sales it takes for a course."


def test_what_is_compared_with_is_too_few_to_say_by_itself(session):
    deals = [Deal(end="won", closed_on=near(0))] * 5 + [Deal(end="won", closed_on=near(-30))] * 4
    with a_world(session, deals):
        shown = session.figures.figure(Card(AVERAGE_DEAL), Filters(DAYS_30))
        assert [one.before for one in shown.numbers] == [None, None]
        assert shown.numbers[0].value == 100


def test_a_longer_cycle_is_worse(session):
    shown = session.figures.figure(Card(AVERAGE_DEAL), Filters(LAST_MONTH))
    assert [one.better for one in shown.numbers] == [1, -1]


def test_one_day_is_one_point(session):
    with a_world(session, [Deal(end="won", closed_on=near(-1))] * 5):
        shown = session.figures.figure(Card(AVERAGE_DEAL), Filters(OWN, near(-1), near(-1)))
        assert shown.chart.series[0].values == (100,)
