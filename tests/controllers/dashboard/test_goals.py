"""Goals on a card: shares of their targets beside the days that have come, and what counts for each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.errors import Invalid
from crm.models import periods
from crm.models.dashboards import FORECAST, GOALS, Card, Filters
from crm.models.figures import WITHOUT_RATE
from crm.models.goals import ACTIVITIES, QUARTER, WON_COUNT, WON_VALUE, GoalPlace
from crm.models.periods import OWN
from crm.storage.changelog import Author, Door
from crm.utils import dates
from crm.utils.chart_data import ChartKind, Unit
from tests.controllers.analysis.world import Deal, a_world, few, some_deals
from tests.controllers.dashboard.closed_cards import ids, worth

CARD = Card(GOALS)
FEBRUARY = Filters(OWN, "2024-02-01", "2024-02-29")
AT_THE_EDGES = ("2023-12-31 23:30", "2024-01-01 00:10", "2024-03-31 23:30", "2024-04-01 00:10", "2025-12-31 23:59")
MONTHS = ("2024-02-01", "2024-03-01", "2025-12-01", "2026-01-01", "2026-02-01")


def shares(shown):
    return dict(zip(shown.chart.labels, shown.chart.series[0].values, strict=True)) if shown.chart else {}


@few
@given(
    deals=some_deals(),
    placed=st.lists(
        st.tuples(st.sampled_from((WON_VALUE, WON_COUNT)), st.sampled_from(MONTHS), st.integers(0, 2)), unique=True
    ),
    asked=st.tuples(st.sampled_from(MONTHS), st.sampled_from(MONTHS)).map(sorted),
)
def test_every_goal_is_what_adding_up_gives(session, deals, placed, asked):
    with a_world(session, deals) as world:
        places = [GoalPlace(measure, start, world.users[who] or None) for measure, start, who in placed]
        session.goals.set_all(dict.fromkeys(places, 1000))
        filters = Filters(OWN, asked[0], periods.end_of("month", asked[1]))
        for one in session.goals.progress(filters):
            spans = [goal for goal in one.goals if filters.since <= goal.starts_on <= filters.until]
            won = [
                deal
                for deal in world.deals
                if deal.end == "won"
                and any(goal.starts_on <= deal.closed_on <= goal.ends_on for goal in spans)
                and (one.goal.user_id or world.users[deal.owner]) == world.users[deal.owner]
            ]
            assert one.target == 1000 * len(spans)
            assert one.reached == (worth(won) if one.goal.measure == WON_VALUE else len(won))
            assert ids(session, GOALS, filters, part=one.goal.key) == {deal.id for deal in won}


@few
@given(
    deals=some_deals(),
    done=st.lists(st.tuples(st.integers(0, 2), st.sampled_from(AT_THE_EDGES)), max_size=8),
    start=st.sampled_from(("2024-01-01", "2025-10-01", "2026-01-01")),
)
@pytest.mark.usefixtures("zone")
def test_quarters_of_everybody_and_of_teams_are_what_counting_gives(session, deals, done, start):
    with a_world(session, deals) as world:
        session.users.change(world.users[1], team="Norte")
        people, last = {"": set(world.users), "Norte": {world.users[1]}}, periods.end_of("quarter", start)
        acts = [(world.users[who], at[:10], act(session, world.users[who] or None, at)) for who, at in done]
        measures = (WON_VALUE, WON_COUNT, ACTIVITIES)
        session.goals.set_all({GoalPlace(one, start, None, QUARTER, team): 7 for one in measures for team in people})
        filters = Filters(OWN, start, last)
        found = session.goals.progress(filters)
        assert {(one.goal.measure, one.goal.team) for one in found} == {
            (one, team) for one in measures for team in people
        }
        for one in found:
            ours = people[one.goal.team]
            won = [deal for deal in world.deals if deal.end == "won" and start <= deal.closed_on <= last]
            won = [deal for deal in won if world.users[deal.owner] in ours]
            kept = {key for who, day, key in acts if who in ours and start <= day <= last}
            wanted = {WON_VALUE: worth(won), WON_COUNT: len(won), ACTIVITIES: len(kept)}
            behind = kept if one.goal.measure == ACTIVITIES else {deal.id for deal in won}
            assert (one.target, one.reached) == (7, wanted[one.goal.measure])
            assert ids(session, GOALS, filters, part=one.goal.key) == behind


def act(session, owner, at):
    """An activity done at a local moment."""
    row = {"type": "call", "assigned_to": owner, "completed_at": dates.to_moment(at)}
    with session.database.transaction(Author(None, Door.WINDOW), "Made"):
        return session.database.insert("activities", row)


def test_the_leap_day_is_of_february(session):
    with a_world(
        session, [Deal(end="won", closed_on="2024-02-29", value=300), Deal(end="won", closed_on="2024-03-01")]
    ):
        session.goals.set(GoalPlace(WON_VALUE, "2024-02-01"), 1000)
        shown = session.figures.figure(CARD, FEBRUARY)
        assert [one.value for one in shown.numbers] == [300, 1000, 700]
        assert (shown.chart.kind, shown.chart.unit) == (ChartKind.PROGRESS, Unit.SHARE)
        assert shares(shown) == {"Everybody": 0.3}
        assert ids(session, GOALS, FEBRUARY) == {session.figures.behind(CARD, FEBRUARY).ids[0]}


def test_goals_of_several_measures_are_told_as_shares(session):
    with a_world(session, [Deal(end="won", closed_on="2024-02-10", value=300)]):
        session.goals.set(GoalPlace(WON_VALUE, "2024-02-01"), 600)
        session.goals.set(GoalPlace(WON_COUNT, "2024-02-01"), 4)
        shown = session.figures.figure(CARD, FEBRUARY)
        assert shares(shown) == {"Everybody: Won value": 0.5, "Everybody: Won opportunities": 0.25}


def test_a_card_may_show_one_measure(session):
    session.goals.set_all({GoalPlace(measure, "2024-02-01"): 5 for measure in (WON_VALUE, ACTIVITIES)})
    shown = session.figures.figure(Card(GOALS, options={"measure": ACTIVITIES}), FEBRUARY)
    assert shown.parts[0] == ("activities:0:",)


def test_activities_stand_behind_their_goal(session):
    session.goals.set(GoalPlace(ACTIVITIES, "2024-02-01", session.user.id), 4)
    made = act(session, session.user.id, "2024-02-29 23:30")
    found = session.figures.behind(CARD, FEBRUARY)
    assert (found.entity, list(found.ids)) == ("activities", [made])


def test_months_of_a_period_are_told_together(session):
    session.goals.set_all({GoalPlace(WON_COUNT, f"2024-{month:02}-01"): 10 for month in (1, 2, 3)})
    shown = session.figures.figure(CARD, Filters(OWN, "2024-01-01", "2024-03-31"))
    assert shown.numbers[1].value == 30


def test_a_quarter_s_own_goal_holds_where_the_whole_quarter_is_asked_for(session):
    session.goals.set_all({GoalPlace(WON_COUNT, f"2024-{month:02}-01"): 10 for month in (1, 2, 3)})
    session.goals.set(GoalPlace(WON_COUNT, "2024-01-01", period=QUARTER), 40)
    assert session.figures.figure(CARD, Filters(OWN, "2024-01-01", "2024-03-31")).numbers[1].value == 40
    assert session.figures.figure(CARD, FEBRUARY).numbers[1].value == 10


def test_a_month_without_a_goal_shows_its_quarter_s_whole(session):
    session.goals.set(GoalPlace(WON_COUNT, "2024-01-01", period=QUARTER), 40)
    assert session.figures.figure(CARD, FEBRUARY).numbers[1].value == 40


def test_what_should_be_reached_by_today_is_the_share_of_the_days(session):
    month = f"{dates.today()[:7]}-01"
    session.goals.set(GoalPlace(WON_COUNT, month), 4)
    days = int(periods.end_of("month", month)[8:])
    shown = session.figures.figure(CARD, Filters())
    assert shown.chart.series[1].values == (int(dates.today()[8:]) / days,)


def test_a_goal_of_the_past_should_be_reached(session):
    session.goals.set(GoalPlace(WON_COUNT, "2024-02-01"), 4)
    assert session.figures.figure(CARD, FEBRUARY).chart.series[1].values == (1.0,)


def test_many_goals_are_told_by_their_first_measure(session):
    people = [None, *(session.users.add(f"Nombre {number:02}") for number in range(14))]
    session.goals.set_all({GoalPlace(one, "2024-02-01", who): 5 for one in (WON_VALUE, WON_COUNT) for who in people})
    shown = session.figures.figure(CARD, FEBRUARY)
    assert (len(shown.chart.labels), shown.chart.labels[0]) == (12, "Everybody")


@pytest.mark.parametrize("size, measures", [((1, 1), 1), ((2, 1), 2), ((1, 2), 2)])
def test_a_small_card_keeps_to_the_first_measure_where_goals_are_several(session, size, measures):
    people = [None, session.users.add("Lucía"), session.users.add("Diego")]
    session.goals.set_all({GoalPlace(one, "2024-02-01", who): 5 for one in (WON_VALUE, WON_COUNT) for who in people})
    shown = session.figures.figure(Card(GOALS, *size), FEBRUARY)
    assert len(shown.chart.labels) == 3 * measures


def test_the_headline_says_whose_it_is_unless_everybody_s(session):
    session.goals.set(GoalPlace(WON_VALUE, "2024-02-01", session.users.add("Lucía")), 600)
    assert session.figures.figure(CARD, FEBRUARY).numbers[0].label == "Lucía: Won value"
    session.goals.set(GoalPlace(WON_VALUE, "2024-02-01"), 600)
    assert session.figures.figure(CARD, FEBRUARY).numbers[0].label == "Won value"


def test_deals_without_a_rate_are_named_once(session):
    with a_world(session, [Deal(end="won", closed_on="2024-02-10", currency="CLP", owner=1)]) as world:
        for who in (None, world.users[1]):
            session.goals.set(GoalPlace(WON_VALUE, "2024-02-01", who), 600)
        shown = session.figures.figure(CARD, FEBRUARY)
        assert [(one.key, one.count) for one in shown.left_out] == [(WITHOUT_RATE, 1)]
        assert ids(session, GOALS, FEBRUARY, left_out=WITHOUT_RATE) == {world.deals[0].id}


def test_a_goal_without_a_rate_is_named(session):
    session.goals.set(GoalPlace(WON_VALUE, "2024-02-01"), 600, currency="MXN")
    shown = session.figures.figure(CARD, FEBRUARY)
    assert (shown.chart, [one.key for one in shown.left_out]) == (None, ["goals_without_rate"])


def test_without_goals_a_sentence_says_where_to_set_them(session):
    assert "Set them under Tools, Goals" in session.figures.figure(CARD, FEBRUARY).note


def test_there_is_nothing_behind_a_goal_that_is_none(session):
    with pytest.raises(Invalid):
        session.figures.behind(CARD, FEBRUARY, part="luck:0:")


def test_goals_of_persons_alone_are_told_together_as_the_forecast_does(session):
    month = f"{dates.today()[:7]}-01"
    deals = [Deal(end="won", closed_on=dates.today(), owner=who, value=300) for who in (0, 1, 2)]
    with a_world(session, deals) as world:
        session.goals.set_all({GoalPlace(WON_VALUE, month, world.users[who]): 1000 for who in (1, 2)})
        shown = session.figures.figure(CARD, Filters())
        forecast = session.figures.figure(Card(FORECAST), Filters())
        assert [one.value for one in shown.numbers] == [600, 2000, 1400]
        assert shown.numbers[0].label == "All persons: Won value"
        assert next(one.value for one in forecast.numbers if one.label == "Goal") == 2000
        assert ids(session, GOALS, Filters()) == {deal.id for deal in world.deals[1:]}
        assert ids(session, GOALS, Filters(), part=shown.numbers[0].part) == ids(session, GOALS, Filters())


def test_everybody_s_goal_comes_before_those_of_persons(session):
    with a_world(session, []) as world:
        session.goals.set_all({GoalPlace(WON_VALUE, "2024-02-01", who): 1000 for who in (None, *world.users[1:])})
        assert session.figures.figure(CARD, FEBRUARY).numbers[1].value == 1000


def test_there_is_nothing_behind_persons_without_goals(session):
    with pytest.raises(Invalid):
        session.figures.behind(CARD, FEBRUARY, part="persons:won_value")
