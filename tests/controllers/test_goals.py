"""Goals: one for each place, set, copied, removed and undone; who may; how far they are."""

from __future__ import annotations

import pytest

from crm.errors import Denied, Invalid, NotFound
from crm.models.dashboards import Filters
from crm.models.goals import ACTIVITIES, QUARTER, WON_COUNT, WON_VALUE, GoalPlace
from crm.models.periods import OWN
from crm.storage.changelog import Author, Door
from crm.utils import dates
from tests.records import second_user

NOVEMBER = GoalPlace(WON_VALUE, "2026-11-01")


def won(session, value, *, day, owner=None, currency="EUR"):
    deal = session.opportunities.add({"title": "Obra", "value": value, "currency": currency, "assigned_to": owner})
    with session.database.transaction(Author(None, Door.WINDOW), "Won"):
        session.database.update("opportunities", deal, {"status": "won", "closed_on": day, "assigned_to": owner})
    return deal


def during(since, until, owner=None):
    return Filters(OWN, since, until, owner_id=owner)


def targets(session):
    return [(goal.starts_on, goal.target) for goal in session.goals.all()]


def test_a_goal_is_in_the_business_s_currency_unless_another_is_named(session):
    session.goals.set(NOVEMBER, 500_00)
    assert [(goal.place, goal.target, goal.currency) for goal in session.goals.all()] == [(NOVEMBER, 500_00, "EUR")]


def test_setting_a_goal_again_changes_it(session):
    first = session.goals.set(NOVEMBER, 500_00)
    assert session.goals.set(NOVEMBER, 700_00) == first
    assert targets(session) == [("2026-11-01", 700_00)]


def test_a_goal_of_everybody_and_of_a_person_stand_side_by_side(session):
    session.goals.set(NOVEMBER, 500_00)
    session.goals.set(GoalPlace(WON_VALUE, "2026-11-01", session.user.id), 100_00)
    assert [goal.user_id for goal in session.goals.all()] == [None, session.user.id]


def test_a_quarter_s_goal_stands_beside_its_month_s(session):
    session.goals.set(GoalPlace(WON_VALUE, "2026-10-01"), 1)
    session.goals.set(GoalPlace(WON_VALUE, "2026-10-01", period=QUARTER), 3)
    assert [goal.target for goal in session.goals.all(QUARTER)] == [3]


@pytest.mark.parametrize(
    ("place", "field"),
    [
        (GoalPlace("luck", "2026-11-01"), "measure"),
        (GoalPlace(WON_VALUE, "2026-11-02"), "starts_on"),
        (GoalPlace(WON_VALUE, "2026-11-01", period=QUARTER), "starts_on"),
        (GoalPlace(WON_VALUE, "soon"), "starts_on"),
        (GoalPlace(WON_VALUE, "2026-11-01", period="year"), "period"),
        (GoalPlace(WON_VALUE, "2026-11-01", 77), "user_id"),
    ],
)
def test_a_goal_of_nothing_there_is_cannot_be_set(session, place, field):
    with pytest.raises(Invalid) as refused:
        session.goals.set(place, 1)
    assert list(refused.value.fields) == [field]


@pytest.mark.parametrize("target", [0, -1, 10**15 + 1])
def test_a_target_is_above_zero(session, target):
    with pytest.raises(Invalid):
        session.goals.set(NOVEMBER, target)
    assert session.goals.all() == []


def test_a_table_is_set_in_one_step_and_taken_back_in_one(session):
    december = NOVEMBER.of("2026-12-15")
    session.goals.set(NOVEMBER, 5)
    assert session.goals.set_all({NOVEMBER: None, december: 7}) == 2
    assert targets(session) == [("2026-12-01", 7)]
    session.history.undo()
    assert targets(session) == [("2026-11-01", 5)]


def test_a_table_with_a_mistake_changes_nothing(session):
    with pytest.raises(Invalid):
        session.goals.set_all({NOVEMBER: 5, NOVEMBER.of("2026-12-01"): -5})
    assert session.goals.all() == []


def test_what_is_set_already_is_no_change(session):
    session.goals.set(NOVEMBER, 5)
    assert session.goals.set_all({NOVEMBER: 5}) == 0


def test_a_goal_is_copied_to_other_months(session):
    goal = session.goals.set(NOVEMBER, 5)
    assert session.goals.copy(goal, ["2026-12-01", "2027-01-01"]) == 2
    assert targets(session) == [("2026-11-01", 5), ("2026-12-01", 5), ("2027-01-01", 5)]


def test_a_removed_goal_comes_back_by_undo(session):
    session.goals.remove(session.goals.set(NOVEMBER, 5))
    assert targets(session) == []
    session.history.undo()
    assert targets(session) == [("2026-11-01", 5)]


def test_a_goal_that_is_gone_cannot_be_removed(session):
    with pytest.raises(NotFound):
        session.goals.remove(5)


def test_what_was_done_is_told_in_words(session):
    berta = session.users.add("Berta")
    session.goals.set(GoalPlace(WON_COUNT, "2026-10-01", berta, QUARTER), 5)
    assert session.history.operations(limit=1)[0].label == "Set the goal of Berta for Q4 2026"
    session.goals.set(NOVEMBER, 5)
    assert session.history.operations(limit=1)[0].label == "Set the goal of Everybody for November 2026"


def test_a_changed_target_is_told_as_money_or_as_a_number(session):
    for place, words in ((NOVEMBER, ("€5.00", "€7.00")), (GoalPlace(WON_COUNT, "2026-11-01"), ("500", "700"))):
        session.goals.set(place, 500)
        session.goals.set(place, 700)
        told = session.history.told(session.history.operations(limit=1)[0].id)
        assert [(one.before, one.after) for one in told] == [words]
        assert told[0].record == "Goal: Everybody, November 2026"


def test_a_salesperson_sees_goals_and_sets_none(session):
    session.goals.set(NOVEMBER, 5)
    berta = second_user(session)
    assert berta.goals.all()
    with pytest.raises(Denied):
        berta.goals.set(NOVEMBER, 7)


def test_goals_of_a_stretch_are_told_by_their_first_days(session):
    session.goals.set_all({NOVEMBER.of(day): 1 for day in ("2026-10-01", "2026-12-01", "2027-01-01")})
    found = session.goals.all("month", "2026-10-01", until="2026-12-31")
    assert [goal.starts_on for goal in found] == ["2026-10-01", "2026-12-01"]


def test_everybody_s_goal_counts_all_s_deals_and_a_person_s_their_own(session):
    berta = session.users.add("Berta")
    session.goals.set_all({NOVEMBER: 1000, GoalPlace(WON_VALUE, "2026-11-01", berta): 500})
    won(session, 300, day="2026-11-01")
    won(session, 200, day="2026-11-30", owner=berta)
    won(session, 999, day="2026-12-01", owner=berta)
    told = session.goals.progress(during("2026-11-01", "2026-11-30"))
    assert [(one.who, one.reached, one.share) for one in told] == [("", 500, 0.5), ("Berta", 200, 0.4)]


def test_a_team_s_goal_counts_what_its_people_won(session):
    berta, carlos = (session.users.add(name, team="Norte") for name in ("Berta", "Carlos"))
    session.goals.set(GoalPlace(WON_COUNT, "2026-11-01", team="Norte"), 4)
    for owner in (berta, carlos, None):
        won(session, 1, day="2026-11-05", owner=owner)
    (told,) = session.goals.progress(during("2026-11-01", "2026-11-30"))
    assert (told.who, told.reached) == ("Norte", 2)


def test_a_goal_is_not_a_person_s_and_a_team_s(session):
    with pytest.raises(Invalid):
        session.goals.set(GoalPlace(WON_COUNT, "2026-11-01", session.user.id, team="Norte"), 4)


def test_an_owner_s_page_shows_the_owner_s_goals_alone(session):
    berta = session.users.add("Berta")
    session.goals.set_all({NOVEMBER: 1000, GoalPlace(WON_VALUE, "2026-11-01", berta): 500})
    assert [one.who for one in session.goals.progress(during("2026-11-01", "2026-11-30", berta))] == ["Berta"]
    assert session.goals.progress(during("2026-11-01", "2026-11-30", 0)) == []


def test_who_left_keeps_past_goals(session):
    berta = session.users.add("Berta")
    session.goals.set(GoalPlace(WON_COUNT, "2026-11-01", berta), 2)
    won(session, None, day="2026-11-12", owner=berta)
    session.users.change(berta, active=False)
    told = session.goals.progress(during("2026-11-01", "2026-11-30"))
    assert [(one.who, one.reached) for one in told] == [("Berta", 1)]


def test_a_goal_in_another_currency_is_exchanged_at_the_rate_of_its_first_day(session):
    session.rates.add("USD", "2026-10-15", rate="0.5")
    session.rates.add("USD", "2026-11-02", rate="0.9")
    session.goals.set(NOVEMBER, 1000, currency="USD")
    (told,) = session.goals.progress(during("2026-11-01", "2026-11-30"))
    assert (told.target, told.currency) == (500, "EUR")


def test_a_goal_in_a_currency_without_a_rate_has_no_share(session):
    session.goals.set(NOVEMBER, 1000, currency="MXN")
    (told,) = session.goals.progress(during("2026-11-01", "2026-11-30"))
    assert (told.target, told.share, told.to_go) == (None, None, None)


def test_deals_without_a_rate_are_counted_apart(session):
    session.goals.set(NOVEMBER, 1000)
    won(session, 300, day="2026-11-30", currency="MXN")
    (told,) = session.goals.progress(during("2026-11-01", "2026-11-30"))
    assert (told.reached, told.unpriced) == (0, 1)


@pytest.mark.parametrize("zone", ["Europe/Madrid", "America/Mexico_City", "Pacific/Auckland"])
def test_an_activity_done_late_on_the_last_evening_counts_for_its_local_month(session, live_in, zone):
    live_in(zone)
    for month in ("2024-02-01", "2024-03-01"):
        session.goals.set(GoalPlace(ACTIVITIES, month), 4)
    activity = session.activities.add({"subject": "Llamar", "type": "call"})
    with session.database.transaction(session.goals.context.author, "Done"):
        session.database.update("activities", activity, {"completed_at": dates.to_moment("2024-02-29 23:30")})
    assert [one.reached for one in session.goals.progress(during("2024-02-01", "2024-02-29"))] == [1]
    assert [one.reached for one in session.goals.progress(during("2024-03-01", "2024-03-31"))] == [0]


def test_there_is_no_progress_of_a_period_that_is_none(session):
    with pytest.raises(Invalid):
        session.goals.progress(Filters("some day"))
