"""Days that come round: today, across the new year, and 29 February in years that have none."""

from datetime import date

import pytest

from crm.utils.anniversaries import celebrated


def test_no_days_ahead_are_today_alone():
    assert celebrated(date(2026, 11, 21), 0) == {"11-21": date(2026, 11, 21)}


def test_the_days_ahead_reach_into_the_new_year():
    assert list(celebrated(date(2026, 12, 30), 3)) == ["12-30", "12-31", "01-01", "01-02"]


def test_in_a_year_without_it_the_29th_of_february_is_celebrated_the_day_before():
    assert celebrated(date(2027, 2, 27), 2) == {
        "02-27": date(2027, 2, 27),
        "02-28": date(2027, 2, 28),
        "02-29": date(2027, 2, 28),
        "03-01": date(2027, 3, 1),
    }


def test_in_a_leap_year_it_has_its_own_day():
    assert celebrated(date(2028, 2, 28), 1) == {"02-28": date(2028, 2, 28), "02-29": date(2028, 2, 29)}


@pytest.mark.parametrize("days", [366, 100_000])
def test_a_year_holds_every_day_once(days):
    assert len(celebrated(date(2027, 3, 1), days)) == 366


def test_days_before_today_are_none():
    assert list(celebrated(date(2026, 11, 21), -5)) == ["11-21"]


def test_the_end_of_the_calendar_is_reached_without_harm():
    assert "12-31" in celebrated(date(9999, 12, 30), 9)
