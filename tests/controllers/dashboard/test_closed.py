"""What cards of closed deals share is read once, and tells apart what it is asked to."""

from __future__ import annotations

import pytest

from crm.controllers.analysis.asking import LOST, WON
from crm.controllers.analysis.outcomes import OWNER
from crm.controllers.dashboard.closed import closed_by, narrowed, won, won_before
from crm.models.dashboards import AVERAGE_DEAL, VELOCITY, Card, Filters
from crm.models.dashboards import WON as WON_CARD
from crm.models.periods import DAYS_30, EVER
from tests.controllers.analysis.world import Deal, a_world, near


def question(session, period=EVER):
    return session.figures._question(Filters(period), {})


def test_won_deals_are_read_once_for_all_cards_of_a_page(session):
    with a_world(session, [Deal(end="won", closed_on=near(-1))] * 5):
        asked = question(session)
        seen = []
        session.database.connection.set_trace_callback(seen.append)
        won(asked)
        first = len(seen)
        won(asked.of(Card(VELOCITY)))
        session.database.connection.set_trace_callback(None)
        assert first > 0
        assert len(seen) == first


def test_cards_of_a_page_agree(session):
    with a_world(session, [Deal(end="won", value=10, closed_on=near(-1))] * 5):
        page = session.figures.figures([Card(WON_CARD), Card(AVERAGE_DEAL)], Filters(DAYS_30))
        assert (page[0].numbers[0].value, page[1].numbers[0].value) == (50, 10)


def test_the_period_before_has_its_own_deals(session):
    with a_world(session, [Deal(end="won", closed_on=near(-30)), *[Deal(end="won", closed_on=near(0))] * 2]):
        asked = question(session, DAYS_30)
        assert (won(asked).total.count, won_before(asked).total.count) == (2, 1)


def test_all_time_has_no_period_before(session):
    assert won_before(question(session)) is None


def test_closed_deals_are_told_apart_by_owner(session):
    with a_world(session, [Deal(end="lost", owner=1), Deal(end="lost"), Deal(end="won")]) as world:
        asked = question(session)
        found = closed_by(asked, LOST, kind=OWNER, period=asked.period)
        assert {owner: one.count for owner, one in found.items()} == {world.users[1]: 1, 0: 1}


def test_a_reason_to_leave_deals_out_that_is_none_is_refused(session):
    asked = question(session).deals
    with pytest.raises(KeyError):
        narrowed(asked, asked.closed(WON), left_out="weather")
