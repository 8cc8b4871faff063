"""Velocity on a card: the analysis' own, with what stands behind each ingredient."""

from __future__ import annotations

import pytest
from hypothesis import given

from crm.errors import Invalid
from crm.models.dashboards import VELOCITY, Card, Filters
from crm.models.figures import Scope
from crm.models.periods import DAYS_30, EVER
from tests.controllers.analysis.world import Deal, a_world, few, near, scopes, some_deals
from tests.controllers.dashboard.closed_cards import are_told, filters_of, ids


@few
@given(deals=some_deals(), drawn=scopes())
def test_every_number_is_that_of_the_analysis(session, deals, drawn):
    with a_world(session, deals) as world:
        filters, scope = filters_of(world, drawn)
        wanted = session.analysis.velocity(scope).parts[0]
        numbers = session.figures.figure(Card(VELOCITY), filters).numbers
        told = [wanted.per_day, wanted.open, wanted.win_rate, wanted.average_value, wanted.cycle_days]
        assert [one.value for one in numbers] == told
        assert [bool(one.why) for one in numbers] == [one is None for one in told]


@few
@given(deals=some_deals(), drawn=scopes())
def test_the_deals_behind_each_number_are_told(session, deals, drawn):
    with a_world(session, deals) as world:
        filters, scope = filters_of(world, drawn)
        opened = {one.id for one in world.of(scope) if one.end == "open"}
        closed, won = ({one.id for one in world.closed(scope, *ends)} for ends in ((), ("won",)))
        shown = session.figures.figure(Card(VELOCITY), filters)
        found = [ids(session, VELOCITY, filters, part=one.part) for one in shown.numbers]
        assert found == [opened | closed, opened, closed, won, won]
        assert are_told(session, shown, filters)


def test_ingredients_are_compared_and_the_pace_is_not(session):
    past = [Deal(end="won", closed_on=near(-30), value=70)] * 5 + [Deal(end="lost", closed_on=near(-31))] * 5
    with a_world(session, [*past, Deal()]):
        numbers = session.figures.figure(Card(VELOCITY), Filters(DAYS_30)).numbers
        assert [one.before for one in numbers[:4]] == [None, None, 0.5, 70]
        before = session.analysis.velocity(Scope(near(-59), near(-30))).parts[0]
        assert numbers[4].before == before.cycle_days


def test_an_empty_file_has_nothing_to_say_and_says_why(session):
    numbers = session.figures.figure(Card(VELOCITY), Filters(EVER)).numbers
    assert [(one.value, bool(one.why)) for one in numbers] == [(None, True), (0, False), *[(None, True)] * 3]


def test_there_is_nothing_behind_a_part_that_is_none(session):
    with pytest.raises(Invalid):
        session.figures.behind(Card(VELOCITY), Filters(EVER), part="weather")
