"""Periods by name, and the equal one before: month ends, leap days, weeks, running and finished ones."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.models.periods import (
    DAYS_30,
    EVER,
    LAST_MONTH,
    LAST_QUARTER,
    LAST_WEEK,
    LAST_YEAR,
    MONTH,
    OWN,
    PERIODS,
    QUARTER,
    WEEK,
    YEAR,
    Period,
    before,
    end_of,
    period,
    start_of,
    starts_of,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
CLOSED_ENDS = [one.value for one in PERIODS if one.value not in (EVER, OWN)]


def span(key: str, today: str) -> tuple[str, str]:
    found = period(key, today)
    return found.since, found.until


def span_before(key: str, today: str) -> tuple[str, str]:
    found = before(period(key, today), today)
    assert found is not None
    return found.since, found.until


@pytest.mark.parametrize(
    ("key", "today", "since", "until"),
    [
        (MONTH, "2026-11-21", "2026-11-01", "2026-11-30"),
        (MONTH, "2028-02-29", "2028-02-01", "2028-02-29"),
        (LAST_MONTH, "2026-01-31", "2025-12-01", "2025-12-31"),
        (QUARTER, "2026-11-21", "2026-10-01", "2026-12-31"),
        (LAST_QUARTER, "2026-02-01", "2025-10-01", "2025-12-31"),
        (YEAR, "2026-11-21", "2026-01-01", "2026-12-31"),
        (LAST_YEAR, "2026-01-01", "2025-01-01", "2025-12-31"),
        (WEEK, "2026-11-22", "2026-11-16", "2026-11-22"),
        (LAST_WEEK, "2026-11-16", "2026-11-09", "2026-11-15"),
        (DAYS_30, "2026-03-01", "2026-01-31", "2026-03-01"),
        (EVER, "2026-03-01", "", ""),
    ],
)
def test_a_name_stands_for_days(key, today, since, until):
    assert span(key, today) == (since, until)


@pytest.mark.parametrize(
    ("key", "today", "since", "until"),
    [
        (MONTH, "2026-11-21", "2026-10-01", "2026-10-21"),
        (MONTH, "2026-03-31", "2026-02-01", "2026-02-28"),  # the last day of a month: all of the one before
        (MONTH, "2026-03-30", "2026-02-01", "2026-02-28"),  # as far as the shorter month goes
        (MONTH, "2028-03-29", "2028-02-01", "2028-02-29"),
        (MONTH, "2026-02-28", "2026-01-01", "2026-01-31"),
        (LAST_MONTH, "2026-11-21", "2026-09-01", "2026-09-30"),
        (QUARTER, "2026-11-21", "2026-07-01", "2026-08-21"),
        (QUARTER, "2026-05-31", "2026-01-01", "2026-02-28"),
        (YEAR, "2028-02-29", "2027-01-01", "2027-02-28"),
        (YEAR, "2026-12-31", "2025-01-01", "2025-12-31"),
        (WEEK, "2026-11-18", "2026-11-09", "2026-11-11"),
        (LAST_WEEK, "2026-11-18", "2026-11-02", "2026-11-08"),
        (DAYS_30, "2026-03-01", "2026-01-01", "2026-01-30"),
    ],
)
def test_each_has_an_equal_one_before(key, today, since, until):
    assert span_before(key, today) == (since, until)


def test_an_open_end_has_none_before():
    assert before(period(EVER, "2026-11-21"), "2026-11-21") is None
    assert before(period(OWN, "2026-11-21", since="2026-01-01"), "2026-11-21") is None


def test_own_days_are_compared_with_as_many_before():
    asked = period(OWN, "2026-11-21", since="2028-02-28", until="2028-03-01")
    assert before(asked, "2026-11-21") == Period(OWN, "2028-02-25", "2028-02-27")


def test_what_is_no_period_is_refused():
    with pytest.raises(ValueError, match="someday"):
        period("someday", "2026-11-21")
    with pytest.raises(ValueError, match="out of range"):
        period(OWN, "2026-11-21", since="2026-02-30")


@given(st.sampled_from(CLOSED_ENDS), DAYS)
def test_the_one_before_ends_before_and_is_no_longer(key, day):
    asked = period(key, day.isoformat())
    former = before(asked, day.isoformat())
    assert former is not None
    assert former.since <= former.until < asked.since

    def length(one: Period) -> int:
        return (date.fromisoformat(one.until) - date.fromisoformat(one.since)).days

    slack = 3 if key in (MONTH, LAST_MONTH, QUARTER, LAST_QUARTER, YEAR, LAST_YEAR) else 0
    assert length(former) <= length(asked) + slack


@given(st.sampled_from(["day", "week", "month", "quarter", "year"]), DAYS, st.integers(0, 800))
def test_units_cover_a_period_without_a_gap(unit, day, days):
    last = (day + timedelta(days=days)).isoformat()
    starts = starts_of(unit, day.isoformat(), until=last)
    assert starts[0] == start_of(unit, day.isoformat()) <= day.isoformat()
    assert end_of(unit, starts[-1]) >= last
    for one, following in pairwise(starts):
        assert date.fromisoformat(following) - date.fromisoformat(end_of(unit, one)) == timedelta(days=1)


@given(DAYS)
def test_the_last_day_of_a_month_is_compared_with_a_whole_month(day):
    last = end_of("month", day.isoformat())
    former = before(period(MONTH, last), last)
    assert former is not None
    assert former.until == end_of("month", former.since)
