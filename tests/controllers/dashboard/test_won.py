"""What was won and when, against plain Python; and what is compared with what."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given

from crm.errors import Invalid
from crm.models import periods
from crm.models.dashboards import WON, Card, Filters
from crm.models.figures import WITHOUT_RATE, WITHOUT_VALUE
from crm.models.periods import DAYS_30, EVER, MONTH, OWN
from crm.utils import dates
from crm.utils.chart_data import Role
from tests.controllers.analysis.world import Deal, a_world, few, near, scopes, some_deals
from tests.controllers.dashboard.closed_cards import add_up, are_told, filters_of, ids, parts, worth


@few
@given(deals=some_deals(), drawn=scopes())
def test_every_number_and_bar_is_what_counting_gives(session, deals, drawn):
    with a_world(session, deals) as world:
        filters, scope = filters_of(world, drawn)
        shown = session.figures.figure(Card(WON), filters)
        won = world.closed(scope, "won")
        assert [one.value for one in shown.numbers] == [worth(won), len(won)]
        by_id = {one.id: one for one in won}
        bars = [one or 0 for one in shown.chart.series[0].values] if shown.chart else []
        assert bars == [worth([by_id[one] for one in found]) for found in parts(session, shown, filters).values()]


@few
@given(deals=some_deals(), drawn=scopes())
def test_the_deals_behind_the_bars_are_all_that_were_won(session, deals, drawn):
    with a_world(session, deals) as world:
        filters, scope = filters_of(world, drawn)
        shown = session.figures.figure(Card(WON), filters)
        assert ids(session, WON, filters) == {one.id for one in world.closed(scope, "won")}
        assert not shown.parts or add_up(session, shown, filters)


@few
@given(deals=some_deals(), drawn=scopes())
def test_what_is_left_out_is_counted_and_named(session, deals, drawn):
    with a_world(session, deals) as world:
        filters, scope = filters_of(world, drawn)
        won = world.closed(scope, "won")
        valueless = [one for one in won if one.value is None]
        unpriced = [one for one in won if one.value is not None and one.worth() is None]
        told = {WITHOUT_VALUE: len(valueless), WITHOUT_RATE: len(unpriced)}
        shown = session.figures.figure(Card(WON), filters)
        assert {one.key: one.count for one in shown.left_out} == {key: count for key, count in told.items() if count}
        assert are_told(session, shown, filters)


@few
@given(deals=some_deals())
def test_the_days_compared_with_are_those_of_the_period_before(session, deals):
    with a_world(session, deals) as world:
        shown = session.figures.figure(Card(WON), Filters(DAYS_30))
        before = periods.before(shown.period, dates.today())
        won = [one for one in world.deals if one.end == "won" and before.since <= one.closed_on <= before.until]
        assert shown.compared == before
        assert [one.before for one in shown.numbers] == [worth(won), len(won)]


def test_bars_of_the_period_before_stand_at_the_same_places(session):
    with a_world(session, [Deal(end="won", value=7, closed_on=near(-30)), Deal(end="won", value=9, closed_on=near(0))]):
        shown = session.figures.figure(Card(WON), Filters(DAYS_30))
        now, before = shown.chart.series
        assert (now.values[-1], now.values[:-1]) == (9, (0,) * 29)
        assert (before.role, before.values[-1], before.values[:-1]) == (Role.BEFORE, 7, (0,) * 29)
        assert ids(session, WON, Filters(DAYS_30), part=shown.parts[1][-1]) != ids(
            session, WON, Filters(DAYS_30), part=shown.parts[0][-1]
        )


def test_all_time_is_compared_with_nothing(session):
    with a_world(session, [Deal(end="won")]):
        shown = session.figures.figure(Card(WON), Filters(EVER))
        assert (shown.compared, len(shown.chart.series), [one.before for one in shown.numbers]) == (None, 1, [None] * 2)


def test_a_month_has_a_bar_for_every_day_of_it(session):
    with a_world(session, [Deal(end="won", closed_on=dates.today())]):
        shown = session.figures.figure(Card(WON), Filters(MONTH))
        assert shown.chart.labels == tuple(str(day) for day in range(1, int(shown.period.until[8:]) + 1))


def test_a_day_that_has_not_come_is_empty_not_zero(session):
    tomorrow = (date.fromisoformat(dates.today()) + timedelta(days=1)).isoformat()
    with a_world(session, [Deal(end="won", closed_on=dates.today())]):
        shown = session.figures.figure(Card(WON), Filters(OWN, near(-5), tomorrow))
        assert shown.chart.series[0].values == (0, 0, 0, 0, 0, 100, None)


def test_a_removed_deal_is_in_nothing(session):
    with a_world(session, [Deal(end="won", closed_on=dates.today())] * 2) as world:
        session.opportunities.remove([world.deals[0].id])
        shown = session.figures.figure(Card(WON), Filters(MONTH))
        assert shown.numbers[1].value == 1
        assert ids(session, WON, Filters(MONTH)) == {world.deals[1].id}


def test_an_empty_file_says_so(session):
    shown = session.figures.figure(Card(WON), Filters(EVER))
    assert (shown.chart, shown.parts, shown.numbers[0].value) == (None, (), 0)
    assert shown.note == "Nothing was won in this period."


@pytest.mark.parametrize("part", ["x", "2026-01-01", "2026-01-01..2026-02-30", "1..2..3"])
def test_there_is_nothing_behind_a_part_that_is_none(session, part):
    with pytest.raises(Invalid):
        session.figures.behind(Card(WON), Filters(MONTH), part=part)


def test_nothing_is_left_out_under_another_key(session):
    with pytest.raises(Invalid):
        session.figures.behind(Card(WON), Filters(MONTH), left_out="weather")
