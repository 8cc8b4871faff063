"""The goals and forecasts of the demo: for everybody and each person, near what is won, once however often filled."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crm.app import open_database, sign_in
from crm.demo import fill
from crm.models.dashboards import GOALS, Card, Filters
from crm.models.goals import ACTIVITIES, WON_VALUE
from crm.models.periods import start_of
from crm.storage.changelog import Door
from crm.utils import dates

NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    session = sign_in(open_database(tmp_path_factory.mktemp("demo") / "demo.db"), Door.CLI)
    fill(session, clock=lambda: NOW)
    yield session
    session.database.close()


def test_this_month_has_goals_for_everybody_each_team_and_each_person(demo):
    goals = demo.goals.all("month", start_of("month", dates.today()))
    people = len(demo.users.all())
    assert [(one.measure, one.team) for one in goals if one.user_id is None] == [
        (WON_VALUE, ""),
        (WON_VALUE, "North"),
        (WON_VALUE, "South"),
    ]
    assert sorted(one.measure for one in goals if one.user_id) == [ACTIVITIES] * people + [WON_VALUE] * people


def test_the_goal_of_everybody_is_what_the_persons_are_to_reach(demo):
    goals = [one for one in demo.goals.all("month", start_of("month", dates.today())) if one.measure == WON_VALUE]
    whole = next(one.target for one in goals if one.user_id is None and not one.team)
    assert sum(one.target for one in goals if one.user_id) == pytest.approx(whole, rel=0.1)


def test_a_quarter_shows_how_far_the_goals_are(demo):
    assert demo.figures.figure(Card(GOALS), Filters("last_quarter")).chart


def test_past_months_have_forecasts_that_were_neither_right_nor_absurd(demo):
    ratios = [one.ratio for one in demo.forecasts.accuracy().parts]
    assert len(ratios) >= 6
    assert all(0.6 < ratio < 1.4 for ratio in ratios)


def test_colleagues_are_in_teams(demo):
    assert demo.users.teams() == ["North", "South"]


def test_filled_twice_a_goal_stays_as_it_was_set(demo):
    before = [one.target for one in demo.goals.all()]
    fill(demo, clock=lambda: NOW)
    assert [one.target for one in demo.goals.all()] == before
