"""What counts for goals, and the goal of each month; progress itself is told in test_goals.py."""

from __future__ import annotations

import pytest

from crm.controllers import goal_progress
from crm.controllers.analysis.asking import Asked
from crm.controllers.analysis.prices import Prices
from crm.models.figures import NOBODY, Scope
from crm.models.goals import ACTIVITIES, QUARTER, WON_COUNT, WON_VALUE, GoalPlace
from crm.utils import dates
from tests.controllers.analysis.world import Deal, a_world

MONTHS = ["2024-02", "2024-03"]


@pytest.fixture
def asked(session):
    def ask(**scope):
        prices = Prices("EUR", tuple(session.rates.all()))
        return Asked(session.database, Scope(**scope), prices, dates.today())

    return ask


def goal(session, target, **place):
    session.goals.set(GoalPlace(**{"measure": WON_VALUE, "starts_on": "2024-02-01", **place}), target)


def test_a_month_without_a_goal_wants_nothing(session, asked):
    goal(session, 500)
    assert goal_progress.of_months(asked(), MONTHS) == {"2024-02": 500, "2024-03": None}


def test_each_month_has_its_own_third_of_a_quarter(session, asked):
    goal(session, 100, period=QUARTER, starts_on="2024-01-01")
    wanted = goal_progress.of_months(asked(), ["2024-01", *MONTHS])
    assert (sorted(wanted.values()), sum(wanted.values())) == ([33, 33, 34], 100)


def test_goals_of_other_measures_and_of_teams_are_no_month_s(session, asked):
    goal(session, 5, measure=WON_COUNT)
    goal(session, 5, team="Norte")
    assert goal_progress.of_months(asked(), MONTHS)["2024-02"] is None


def test_nobody_has_no_goals(session, asked):
    goal(session, 500)
    assert goal_progress.kept(asked(owner_id=NOBODY)) == []


def test_a_goal_without_a_rate_wants_nothing_known(session, asked):
    session.goals.set(GoalPlace(WON_VALUE, "2024-02-01"), 500, currency="MXN")
    assert goal_progress.of_months(asked(), MONTHS)["2024-02"] is None


def test_deals_count_for_a_team_by_their_owner(session, asked):
    with a_world(session, [Deal(end="won", closed_on="2024-02-29", owner=one) for one in (0, 1, 2)]) as world:
        session.users.change(world.users[1], team="Norte")
        goal(session, 5, team="Norte")
        deals = goal_progress.deals_of(asked(), session.goals.all())
        assert list(asked().ids(deals)) == [world.deals[1].id]


def test_activities_count_from_the_first_local_moment_to_the_last(session, live_in):
    live_in("America/Mexico_City")
    goal(session, 5, measure=ACTIVITIES)
    _condition, marks = goal_progress.activities_of(session.goals.all())
    assert (marks["since0"], marks["until0"]) == ("2024-02-01T06:00:00Z", "2024-03-01T06:00:00Z")
