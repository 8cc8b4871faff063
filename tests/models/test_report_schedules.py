"""When the turns of a schedule come: days of weeks and months, times that clocks leave out or show twice."""

import pytest

from crm.models.report_schedules import DAY, MONTH, WEEK, WORKDAY, ReportSchedule, Rhythm, rest_minutes, rhythm_words
from crm.utils import i18n, zones

MADRID = "Europe/Madrid"


def _local(moment):
    return " ".join(zones.wall(moment, MADRID))


def test_a_daily_turn_later_today_is_the_next_one():
    assert Rhythm(DAY, "08:00", zone=MADRID).next_after("2026-11-21T05:00:00Z") == "2026-11-21T07:00:00Z"


def test_the_moment_of_a_turn_itself_is_over():
    assert Rhythm(DAY, "08:00", zone=MADRID).next_after("2026-11-21T07:00:00Z") == "2026-11-22T07:00:00Z"


def test_workdays_leave_the_weekend_out():
    assert _local(Rhythm(WORKDAY, "08:00", zone=MADRID).next_after("2026-11-20T12:00:00Z")) == "2026-11-23 08:00"


def test_a_week_has_one_turn_on_its_day():
    assert _local(Rhythm(WEEK, "18:30", 4, MADRID).next_after("2026-11-21T12:00:00Z")) == "2026-11-27 18:30"


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("2027-01-31T12:00:00Z", "2027-02-28 08:00"),
        ("2028-02-01T12:00:00Z", "2028-02-29 08:00"),
        ("2027-03-01T12:00:00Z", "2027-03-31 08:00"),
        ("2027-04-01T12:00:00Z", "2027-04-30 08:00"),
    ],
)
def test_day_31_is_the_last_one_of_a_shorter_month(after, expected):
    assert _local(Rhythm(MONTH, "08:00", 31, MADRID).next_after(after)) == expected


def test_8_o_clock_stays_8_o_clock_when_clocks_change():
    summer = Rhythm(DAY, "08:00", zone=MADRID).next_after("2026-10-24T00:00:00Z")
    winter = Rhythm(DAY, "08:00", zone=MADRID).next_after("2026-10-25T00:00:00Z")
    assert (summer, winter) == ("2026-10-24T06:00:00Z", "2026-10-25T07:00:00Z")


def test_a_time_that_spring_leaves_out_comes_an_hour_later_and_once():
    rhythm = Rhythm(DAY, "02:30", zone=MADRID)
    first = rhythm.next_after("2026-03-28T12:00:00Z")
    assert (_local(first), _local(rhythm.next_after(first))) == ("2026-03-29 03:30", "2026-03-30 02:30")


def test_a_time_that_autumn_shows_twice_has_one_turn():
    rhythm = Rhythm(DAY, "02:30", zone=MADRID)
    first = rhythm.next_after("2026-10-24T12:00:00Z")
    assert (first, _local(rhythm.next_after(first))) == ("2026-10-25T00:30:00Z", "2026-10-26 02:30")


def test_a_failing_one_rests_longer_each_time():
    assert [rest_minutes(attempts) for attempts in (1, 2, 3, 4, 9)] == [5, 15, 60, 180, 180]


@pytest.mark.parametrize(
    ("every", "day", "words"),
    [
        (DAY, 0, "Every day, 08:00"),
        (WEEK, 0, "Every week on Monday, 08:00"),
        (MONTH, 5, "Every month on day 5, 08:00"),
        (MONTH, 31, "Every month on its last day, 08:00"),
    ],
)
def test_a_rhythm_is_told_in_words(every, day, words):
    i18n.use("en")
    assert rhythm_words(ReportSchedule(1, "Ventas", every, "08:00", day)) == words
