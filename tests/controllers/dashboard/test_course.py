"""The stretches of a chart: they cover the period without a gap, and there are neither too few nor too many."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.controllers.dashboard.asking import Question
from crm.controllers.dashboard.course import course_before, course_of
from crm.models.dashboards import Filters
from crm.models.periods import DAYS_365, EVER, LAST_YEAR, MONTH, OWN, PERIODS, QUARTER, WEEK, YEAR
from crm.utils import dates
from tests.controllers.analysis.world import Deal, a_world, few, near


def question(session, filters: Filters) -> Question:
    return session.figures._question(filters, {})


@few
@given(first=st.dates(date(1999, 1, 1), date(2060, 1, 1)), length=st.integers(0, 9000))
def test_stretches_follow_one_another_over_the_whole_period(session, first, length):
    last = first + timedelta(days=length)
    days = course_of(question(session, Filters(OWN, first.isoformat(), last.isoformat()))).days
    assert (days[0][0], days[-1][1]) == (first.isoformat(), last.isoformat())
    for (_first, end), (start, _last) in itertools.pairwise(days):
        assert date.fromisoformat(start) - date.fromisoformat(end) == timedelta(days=1)


@few
@given(first=st.dates(date(1999, 1, 1), date(2020, 1, 1)), length=st.integers(3, 9000))
def test_there_are_four_to_thirty_two_of_them(session, first, length):
    filters = Filters(OWN, first.isoformat(), (first + timedelta(days=length)).isoformat())
    course = course_of(question(session, filters))
    assert 4 <= len(course.days) <= 32
    assert len(set(course.labels)) == len(course.labels)


@pytest.mark.parametrize(
    ("period", "unit"),
    [(WEEK, "day"), (MONTH, "day"), (QUARTER, "week"), (YEAR, "month"), (LAST_YEAR, "month"), (DAYS_365, "month")],
)
def test_the_unit_is_chosen_by_the_length(session, period, unit):
    assert course_of(question(session, Filters(period))).unit == unit


@pytest.mark.parametrize("period", [one.value for one in PERIODS if one.value not in (EVER, OWN)])
def test_the_period_before_has_the_same_unit(session, period):
    asked = question(session, Filters(period))
    before = course_before(asked)
    assert before.unit == course_of(asked).unit
    assert (before.days[0][0], before.days[-1][1]) == (asked.compared.since, asked.compared.until)


def test_all_time_reaches_from_the_first_closed_deal_to_today(session):
    with a_world(session, [Deal(end="lost", closed_on="2024-02-29"), Deal(end="won", closed_on="2026-01-31"), Deal()]):
        days = course_of(question(session, Filters(EVER))).days
        assert (days[0][0], days[-1][1]) == ("2024-02-29", dates.today())


def test_a_deal_that_was_closed_later_than_today_is_in_it(session):
    with a_world(session, [Deal(end="won", closed_on=near(40))]):
        assert course_of(question(session, Filters(EVER))).days[-1][1] == near(40)


def test_all_time_of_an_empty_file_is_today(session):
    assert course_of(question(session, Filters(EVER))).days == ((dates.today(), dates.today()),)
    assert course_before(question(session, Filters(EVER))).days == ()


@pytest.mark.parametrize(
    ("since", "until", "labels"),
    [
        ("2026-11-01", "2026-11-04", ("1", "2", "3", "4")),
        ("2026-10-30", "2026-11-01", ("30 Oct", "31 Oct", "1 Nov")),
        ("2026-08-01", "2026-11-30", ("Aug", "Sep", "Oct", "Nov")),
        ("2025-11-15", "2026-02-28", ("Nov 2025", "Dec 2025", "Jan 2026", "Feb 2026")),
        ("2016-01-01", "2019-12-31", ("Q1 2016",)),
        ("2016-01-01", "2026-12-31", ("2016", "2017")),
    ],
)
def test_labels_are_as_short_as_they_are_clear(session, since, until, labels):
    assert course_of(question(session, Filters(OWN, since, until))).labels[: len(labels)] == labels
