"""The forecast against the goal, against plain Python over every deal."""

from __future__ import annotations

import pytest
from hypothesis import given

from crm.errors import Invalid
from crm.models import periods
from crm.models.dashboards import FORECAST, Card, Filters
from crm.models.figures import NO_DATE, OVERDUE
from crm.models.goals import QUARTER, WON_VALUE, GoalPlace
from crm.utils import dates
from crm.utils.chart_data import Role
from tests.controllers.analysis.world import Deal, a_world, few, near, scopes, some_deals, weigh
from tests.controllers.dashboard.closed_cards import filters_of, worth

CARD = Card(FORECAST, 2)
MONTH = f"{dates.today()[:7]}-01"


def months() -> list[str]:
    end = dates.days_after(MONTH, 180)
    return [day[:7] for day in periods.starts_of("month", MONTH, until=end)][:6]


def behind(session, filters, **part) -> set[int]:
    return set(session.figures.behind(CARD, filters, **part).ids)


def bars(shown) -> dict[str, int]:
    """The bars of the chart by their parts."""
    series = zip(shown.parts, shown.chart.series, strict=True) if shown.chart else ()
    return {key: value for keys, one in series for key, value in zip(keys, one.values, strict=True) if key}


def goal(session, target, **place):
    session.goals.set(GoalPlace(WON_VALUE, **{"starts_on": MONTH, **place}), target)


def goals_shown(session, filters=Filters()):  # noqa: B008 - frozen
    chart = session.figures.figure(CARD, filters).chart
    return [series.values for series in chart.series if series.role == Role.GOAL] if chart else []


@few
@given(deals=some_deals(), drawn=scopes())
def test_every_month_is_what_adding_up_gives(session, deals, drawn):
    with a_world(session, deals) as world:
        filters, scope = filters_of(world, drawn)
        shown, today, everyone = session.figures.figure(CARD, filters), dates.today(), world.of(scope)
        opened = [one for one in everyone if one.end == "open"]
        for month in months():
            won = [one for one in everyone if one.end == "won" and one.closed_on[:7] == month]
            ahead = [one for one in opened if one.expected_close[:7] == month and one.expected_close >= today]
            likely = sum(weigh(one.worth() or 0, one.probability) for one in ahead)
            told = bars(shown)
            assert [told.get(f"won:{month}", 0), told.get(f"open:{month}", 0)] == [worth(won), likely]
            assert behind(session, filters, part=f"won:{month}") == {one.id for one in won}
            assert behind(session, filters, part=f"open:{month}") == {one.id for one in ahead}
            assert behind(session, filters, part=month) == {one.id for one in (*won, *ahead)}
        overdue = {one.id for one in opened if one.expected_close and one.expected_close < today}
        undated = {one.id for one in opened if not one.expected_close}
        assert [one.value for one in shown.numbers[4:]] == [len(overdue), len(undated)]
        assert behind(session, filters, part=OVERDUE) == overdue
        assert behind(session, filters, part=NO_DATE) == undated
        told = {one.key: one.count for one in shown.left_out}
        assert told == {key: len(behind(session, filters, left_out=key)) for key in told}


@few
@given(deals=some_deals(), drawn=scopes())
def test_all_is_what_the_parts_are_together(session, deals, drawn):
    with a_world(session, deals) as world:
        filters, _scope = filters_of(world, drawn)
        parts = [*months(), OVERDUE, NO_DATE]
        every = [session.figures.behind(CARD, filters, part=part).ids for part in parts]
        assert sorted(one for found in every for one in found) == list(session.figures.behind(CARD, filters).ids)


def test_this_month_is_told_in_numbers(session):
    with a_world(session, [Deal(end="won", value=300, closed_on=near(0)), Deal(expected=(near(0),), value=400)]):
        goal(session, 1000)
        numbers = session.figures.figure(CARD).numbers
        assert [one.value for one in numbers[:4]] == [300, 500, 1000, 700]


def test_without_a_goal_it_cannot_be_said_what_is_missing(session):
    numbers = session.figures.figure(CARD).numbers
    assert [(one.value, one.why) for one in numbers[2:4]] == [(None, "No goal is set for this month.")] * 2


def test_a_quarter_s_goal_is_shared_out_to_the_last_cent(session):
    start = periods.start_of("quarter", MONTH)
    goal(session, 1000, period=QUARTER, starts_on=start)
    goal(session, 1000, period=QUARTER, starts_on=periods.start_of("quarter", dates.days_after(MONTH, 100)))
    (values,) = goals_shown(session)
    inside = [value for value, month in zip(values, months(), strict=True) if value is not None]
    assert set(inside) <= {333, 334}
    whole = [values[n : n + 3] for n, month in enumerate(months()) if month[5:] in ("01", "04", "07", "10")]
    assert sum(whole[0]) == 1000


def test_a_month_s_own_goal_holds_before_its_quarter_s(session):
    goal(session, 3000, period=QUARTER, starts_on=periods.start_of("quarter", MONTH))
    goal(session, 700)
    assert goals_shown(session)[0][0] == 700


def test_without_a_goal_of_everybody_those_of_persons_are_added_up(session):
    people = [session.users.add(name) for name in ("Berta", "Carlos")]
    for person in people:
        goal(session, 500, user_id=person)
    assert goals_shown(session)[0][0] == 1000
    goal(session, 1200)
    assert goals_shown(session)[0][0] == 1200


def test_a_person_s_page_shows_the_person_s_goal(session):
    berta = session.users.add("Berta")
    goal(session, 1200)
    goal(session, 500, user_id=berta)
    assert goals_shown(session, Filters(owner_id=berta))[0][0] == 500


def test_goals_are_not_held_against_one_pipeline(session):
    goal(session, 1200)
    pipeline = session.pipelines.all()[0].id
    shown = session.figures.figure(CARD, Filters(pipeline_id=pipeline))
    assert goals_shown(session, Filters(pipeline_id=pipeline)) == []
    assert "choose all pipelines" in shown.definition


def test_the_overdue_and_those_without_a_date_stand_beside_the_months(session):
    with a_world(session, [Deal(expected=(near(-40),)), Deal(expected=("",)), Deal(expected=(near(0),))]):
        shown = session.figures.figure(CARD)
        assert (shown.chart.labels[0], shown.chart.labels[-1]) == ("Overdue", "No date")
        assert (bars(shown)[OVERDUE], bars(shown)[NO_DATE]) == (50, 50)


def test_a_narrow_card_shows_three_months(session):
    with a_world(session, [Deal(end="won", closed_on=near(0))]):
        assert len(session.figures.figure(Card(FORECAST, 1)).chart.labels) == 3


@pytest.mark.parametrize("part", ["won:1999-01", "lost:2026-11", "soon"])
def test_there_is_nothing_behind_a_month_that_is_not_shown(session, part):
    with pytest.raises(Invalid):
        session.figures.behind(CARD, Filters(), part=part)


def test_the_days_told_are_those_of_the_months_shown(session):
    shown = session.figures.figure(CARD, Filters("last_year"))
    assert (shown.period.since, shown.period.until[:7]) == (MONTH, months()[-1])
