"""Which goals a period asks for, whose month they are shared out to, and how many of their days have come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.models import goals, periods
from crm.models.goals import QUARTER, WON_COUNT, WON_VALUE, Goal, GoalProgress
from crm.models.periods import EVER, OWN, Period

TODAY = "2026-11-21"


def month(start, **more) -> Goal:
    return Goal(1, more.pop("measure", WON_VALUE), "month", start, 10, **more)


def quarter(start, **more) -> Goal:
    return Goal(2, more.pop("measure", WON_VALUE), QUARTER, start, 30, **more)


def chosen(kept, since, until, today=TODAY):
    return [[one.starts_on for one in group] for group in goals.of_period(kept, Period(OWN, since, until), today=today)]


def test_a_month_asks_for_its_goal():
    kept = [month("2026-10-01"), month("2026-11-01"), month("2026-12-01")]
    assert chosen(kept, "2026-11-01", "2026-11-30") == [["2026-11-01"]]


def test_a_week_between_two_months_asks_for_both():
    kept = [month("2026-10-01"), month("2026-11-01")]
    assert chosen(kept, "2026-10-28", "2026-11-03") == [["2026-10-01", "2026-11-01"]]


def test_the_last_day_of_february_is_february_s():
    kept = [month("2024-02-01"), month("2024-03-01")]
    assert chosen(kept, "2024-02-29", "2024-02-29") == [["2024-02-01"]]


def test_no_day_counts_twice_where_months_and_quarters_stand_side_by_side():
    kept = [quarter("2026-10-01"), month("2026-10-01"), month("2026-12-01"), quarter("2027-01-01")]
    assert chosen(kept, "2026-10-01", "2027-01-31") == [["2026-10-01", "2027-01-01"]]
    assert chosen(kept, "2026-10-01", "2026-10-31") == [["2026-10-01"]]


def test_everybody_s_come_first_then_teams_then_people_each_by_measure():
    kept = [
        month("2026-11-01", user_id=7),
        month("2026-11-01", measure=WON_COUNT),
        month("2026-11-01", team="Norte"),
        month("2026-11-01"),
    ]
    found = goals.of_period(kept, Period(OWN, "2026-11-01", "2026-11-30"), today=TODAY)
    assert [group[0].key for group in found] == ["won_value:0:", "won_value:0:Norte", "won_value:7:", "won_count:0:"]


def test_all_time_asks_for_what_has_begun():
    kept = [month("2026-11-01"), month("2026-12-01")]
    assert [len(group) for group in goals.of_period(kept, Period(EVER), today=TODAY)] == [1]


@given(
    starts=st.sets(st.tuples(st.sampled_from(("month", QUARTER)), st.integers(0, 11))),
    ends=st.tuples(st.dates(), st.dates()).map(sorted),
)
def test_the_goals_chosen_never_overlap(starts, ends):
    kept = [
        Goal(n, WON_VALUE, unit, periods.start_of(unit, f"2026-{place + 1:02}-01"), 1)
        for n, (unit, place) in enumerate(starts)
    ]
    for group in goals.of_period(kept, Period(OWN, *(one.isoformat() for one in ends)), today=TODAY):
        different = {(one.period, one.starts_on) for one in group}
        months = [day for unit, start in different for day in _months(unit, start)]
        assert len(months) == len(set(months))


def _months(unit, start):
    return periods.starts_of("month", start, until=periods.end_of(unit, start))


def test_a_month_without_a_goal_shares_its_quarter_s():
    kept = [quarter("2026-10-01"), month("2026-11-01")]
    assert goals.of_month(kept, "2026-11") == (kept[1], 1)
    assert goals.of_month(kept, "2026-12") == (kept[0], 3)
    assert goals.of_month(kept, "2027-01") == (None, 1)


@given(st.integers(1, 10**15), st.integers(1, 12))
def test_shares_are_together_the_whole(target, months):
    parts = [goals.shared_out(target, months, place=place) for place in range(months)]
    assert sum(parts) == target
    assert max(parts) - min(parts) <= 1


@pytest.mark.parametrize(
    ("today", "share"), [("2024-01-31", 0.0), ("2024-02-01", 1 / 29), ("2024-02-29", 1.0), ("2025-01-01", 1.0)]
)
def test_the_days_of_a_leap_february_come_one_by_one(today, share):
    assert goals.days_come([month("2024-02-01")], today) == share


def test_a_goal_is_called_by_its_month_or_quarter():
    assert [goals.words("month", "2026-11-01"), goals.words(QUARTER, "2026-10-01")] == ["November 2026", "Q4 2026"]


def test_more_than_the_target_leaves_nothing_to_go():
    told = GoalProgress((month("2026-11-01"),), "", 10, 15, 0.5)
    assert (told.share, told.to_go) == (1.5, 0)
