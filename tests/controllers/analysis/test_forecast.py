"""The forecast by month, against plain Python over every deal."""

from __future__ import annotations

from hypothesis import given

from crm.models.figures import FORECAST, NO_DATE, OVERDUE, WITHOUT_RATE, WITHOUT_VALUE, Scope
from crm.utils import dates
from tests.controllers.analysis.world import (
    Deal,
    a_world,
    amounts,
    few,
    near,
    scope_of,
    scopes,
    shown,
    some_deals,
    weigh,
)


def part_of(deal: Deal) -> str:
    if deal.end == "won":
        return deal.closed_on[:7]
    day = deal.expected_close
    return NO_DATE if not day else OVERDUE if day < dates.today() else day[:7]


def counted(world, scope) -> list[Deal]:
    inside = [
        one
        for one in world.of(scope)
        if one.end == "open"
        and (part_of(one) in (NO_DATE, OVERDUE) or scope.since <= one.expected_close <= (scope.until or "9999"))
    ]
    return inside + world.closed(scope, "won")


@few
@given(deals=some_deals(), drawn=scopes())
def test_every_month_is_what_adding_up_gives(session, deals, drawn):
    with a_world(session, deals) as world:
        scope = scope_of(world, drawn)
        figure, everyone = session.analysis.forecast(scope), counted(world, scope)
        assert {one.key for one in figure.parts} == {OVERDUE, NO_DATE} | {part_of(one) for one in everyone}
        for month in figure.parts:
            opened = [one for one in everyone if part_of(one) == month.key and one.end == "open"]
            won = [one for one in everyone if part_of(one) == month.key and one.end == "won"]
            assert (shown(month.open), shown(month.won)) == (amounts(opened), amounts(won))
            assert month.open_worth.value == sum(one.worth() or 0 for one in opened)
            assert month.open_worth.weighted == sum(weigh(one.worth() or 0, one.probability) for one in opened)
            assert month.won_worth.value == sum(one.worth() or 0 for one in won)


@few
@given(deals=some_deals(), drawn=scopes())
def test_the_deals_behind_each_month_are_told(session, deals, drawn):
    with a_world(session, deals) as world:
        scope = scope_of(world, drawn)
        everyone = counted(world, scope)
        assert list(session.analysis.ids(FORECAST, scope)) == [
            one.id for one in sorted(everyone, key=lambda one: one.id)
        ]
        for month in session.analysis.forecast(scope).parts:
            found = set(session.analysis.ids(FORECAST, scope, part=month.key))
            assert found == {one.id for one in everyone if part_of(one) == month.key}


@few
@given(deals=some_deals(), drawn=scopes())
def test_what_is_left_out_is_counted_and_named(session, deals, drawn):
    with a_world(session, deals) as world:
        scope = scope_of(world, drawn)
        everyone = counted(world, scope)
        valueless = {one.id for one in everyone if one.value is None}
        unpriced = {one.id for one in everyone if one.value is not None and one.worth() is None}
        told = {one.key: one.count for one in session.analysis.forecast(scope).left_out}
        assert told == {key: len(ids) for key, ids in ((WITHOUT_VALUE, valueless), (WITHOUT_RATE, unpriced)) if ids}
        assert set(session.analysis.ids(FORECAST, scope, left_out=WITHOUT_VALUE)) == valueless
        assert set(session.analysis.ids(FORECAST, scope, left_out=WITHOUT_RATE)) == unpriced


def test_weighted_values_are_rounded_one_by_one_and_then_added(session):
    month = near(40)
    with a_world(session, [Deal(value=101, probability=50, expected=(month,)) for _ in range(3)]):
        parts = {one.key: one for one in session.analysis.forecast().parts}
        assert (parts[month[:7]].weighted, parts[month[:7]].value) == (3 * 51, 303)


def test_what_is_expected_today_is_not_overdue(session):
    with a_world(session, [Deal(expected=(near(0),)), Deal(expected=(near(-1),))]):
        parts = {one.key: one.open_worth.count for one in session.analysis.forecast().parts}
        assert (parts[near(0)[:7]], parts[OVERDUE]) == (1, 1)


def test_overdue_ones_and_those_without_a_date_stand_apart_whatever_the_period(session):
    with a_world(session, [Deal(expected=("2020-01-01",)), Deal()]):
        parts = session.analysis.forecast(Scope(since=near(0), until=near(30))).parts
        assert {one.key: one.open_worth.count for one in parts} == {OVERDUE: 1, NO_DATE: 1}


def test_lost_deals_are_in_no_month(session):
    with a_world(session, [Deal(end="lost", closed_on=near(0))]):
        assert [one.key for one in session.analysis.forecast().parts] == [OVERDUE, NO_DATE]
