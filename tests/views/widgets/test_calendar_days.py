"""Which days a view shows, and the way to the next."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.views.widgets.calendar_days import bounded, days_of, month_of, nearest, span, step, week_of
from crm.views.widgets.calendar_model import AGENDA, DAY, MONTH, WEEK

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


def test_weeks_begin_on_monday():
    assert week_of(date(2026, 11, 22)) == date(2026, 11, 16)


def test_a_month_is_shown_in_whole_weeks():
    assert span(MONTH, date(2026, 11, 18)) == (date(2026, 10, 26), date(2026, 12, 6))


def test_a_week_without_its_weekend_has_five_days():
    days = days_of(WEEK, date(2026, 11, 18), weekends=False)
    assert (days[0], days[-1], len(days)) == (date(2026, 11, 16), date(2026, 11, 20), 5)


def test_a_day_is_shown_though_it_is_a_sunday():
    assert days_of(DAY, date(2026, 11, 22), weekends=False) == [date(2026, 11, 22)]


def test_an_agenda_is_of_a_month():
    assert span(AGENDA, date(2026, 2, 14)) == (date(2026, 2, 1), date(2026, 2, 28))


@pytest.mark.parametrize(
    ("view", "by", "wanted"),
    [(DAY, 1, date(2026, 2, 1)), (WEEK, -1, date(2026, 1, 24)), (MONTH, 1, date(2026, 2, 28)),
     (MONTH, -2, date(2025, 11, 30)), (AGENDA, 12, date(2027, 1, 31))],
)  # fmt: skip
def test_a_step_leads_to_the_next_period(view, by, wanted):
    assert step(view, date(2026, 1, 31), by=by) == wanted


@given(DAYS, st.sampled_from([MONTH, WEEK, DAY, AGENDA]))
@settings(max_examples=60, deadline=None)
def test_a_step_leads_into_the_period_beside(day, view):
    first, last = span(view, day)
    there = step(view, day, by=1)
    assert there > last or view == MONTH
    assert step(view, there, by=-1) <= day
    assert first <= day <= last


@given(DAYS)
@settings(max_examples=30, deadline=None)
def test_months_of_whole_weeks_hold_every_day_of_the_month(day):
    first, last = month_of(day)
    days = days_of(MONTH, day)
    assert len(days) % 7 == 0
    assert first in days
    assert last in days
    assert days[0].weekday() == 0


def test_nobody_walks_out_of_the_calendar():
    assert step(MONTH, bounded(date.max), by=1) <= date(2199, 12, 31)
    assert step(DAY, bounded(date.min), by=-1) == date(1900, 1, 1)


def test_the_nearest_day_is_found():
    assert nearest([date(2026, 11, 2), date(2026, 11, 6)], date(2026, 11, 5)) == date(2026, 11, 6)
