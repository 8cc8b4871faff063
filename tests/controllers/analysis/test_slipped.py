"""Slipped deals, against plain Python over every expected close a deal ever had."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given

from crm.models.figures import OVERDUE, SLIPPED, WITHOUT_RATE, WITHOUT_VALUE
from crm.utils import dates
from tests.controllers.analysis.world import Deal, a_world, amounts, few, near, scope_of, scopes, shown, some_deals

JANUARY, LEAP, MARCH = "2026-01-31", "2024-02-29", "2024-03-01"


def months_out(deal: Deal, scope) -> set[str]:
    """The months of the period that a deal was put off out of for good."""
    last = deal.closed_on[:7] if deal.end != "open" else deal.expected_close[:7] or "9999-99"
    left = {
        was[:7]
        for was, became in pairwise(deal.expected)
        if was and scope.since <= was <= (scope.until or "9999") and (not became or became[:7] > was[:7])
    }
    return {month for month in left if last > month}


def is_overdue(deal: Deal) -> bool:
    return deal.end == "open" and "" < deal.expected_close < dates.today()


def behind(world, scope, part: str) -> list[Deal]:
    return [one for one in world.of(scope) if (is_overdue(one) if part == OVERDUE else part in months_out(one, scope))]


@few
@given(deals=some_deals(), drawn=scopes())
def test_every_part_is_what_reading_the_history_gives(session, deals, drawn):
    with a_world(session, deals) as world:
        scope = scope_of(world, drawn)
        parts = session.analysis.slipped(scope).parts
        months = {month for one in world.of(scope) for month in months_out(one, scope)}
        assert [one.key for one in parts] == [OVERDUE, *sorted(months)]
        for part in parts:
            ours = behind(world, scope, part.key)
            assert shown(part.amounts) == amounts(ours)
            assert part.worth.value == sum(one.worth(dates.today()) or 0 for one in ours)


@few
@given(deals=some_deals(), drawn=scopes())
def test_the_deals_behind_each_part_are_told(session, deals, drawn):
    with a_world(session, deals) as world:
        scope = scope_of(world, drawn)
        parts = session.analysis.slipped(scope).parts
        for part in parts:
            ids = session.analysis.ids(SLIPPED, scope, part=part.key)
            assert set(ids) == {one.id for one in behind(world, scope, part.key)}
        everyone = {one for part in parts for one in behind(world, scope, part.key)}
        assert set(session.analysis.ids(SLIPPED, scope)) == {one.id for one in everyone}
        valueless = {one.id for one in everyone if one.value is None}
        unpriced = {one.id for one in everyone if one.value is not None and one.worth(dates.today()) is None}
        assert set(session.analysis.ids(SLIPPED, scope, left_out=WITHOUT_VALUE)) == valueless
        assert set(session.analysis.ids(SLIPPED, scope, left_out=WITHOUT_RATE)) == unpriced


@few
@given(deals=some_deals(), drawn=scopes())
def test_what_is_left_out_is_counted_once(session, deals, drawn):
    with a_world(session, deals) as world:
        scope = scope_of(world, drawn)
        for one in session.analysis.slipped(scope).left_out:
            assert one.count == len(session.analysis.ids(SLIPPED, scope, left_out=one.key))


def slipped_months(session, *deals):
    with a_world(session, deals):
        return [one.key for one in session.analysis.slipped().parts if one.key != OVERDUE]


def test_a_deal_put_off_from_the_leap_day_slipped_out_of_february(session):
    assert slipped_months(session, Deal(expected=(LEAP, MARCH))) == ["2024-02"]


def test_a_deal_put_off_within_its_month_did_not_slip(session):
    assert slipped_months(session, Deal(expected=("2024-02-01", LEAP))) == []


def test_a_deal_that_came_back_did_not_slip(session):
    assert slipped_months(session, Deal(expected=(LEAP, MARCH, LEAP))) == []


def test_a_deal_closed_in_its_month_after_all_did_not_slip(session):
    assert slipped_months(session, Deal(expected=(JANUARY, "2026-03-01"), end="won", closed_on=JANUARY)) == []


def test_a_deal_that_lost_its_date_slipped(session):
    assert slipped_months(session, Deal(expected=(JANUARY, ""))) == ["2026-01"]


def test_undoing_a_redating_takes_it_out(session):
    deal = session.opportunities.add({"title": "Molino", "expected_close": JANUARY})
    session.opportunities.redate([deal], "2026-06")
    assert [one.key for one in session.analysis.slipped().parts] == [OVERDUE, "2026-01"]
    session.history.undo()
    assert [one.key for one in session.analysis.slipped().parts] == [OVERDUE]


def test_what_is_expected_today_is_not_overdue(session):
    with a_world(session, [Deal(expected=(near(0),)), Deal(expected=(near(-1),))]):
        assert session.analysis.slipped().parts[0].count == 1
