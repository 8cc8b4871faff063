"""Days and hours in the words of a calendar, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from crm.utils import i18n
from crm.views.widgets import calendar_words as words
from crm.views.widgets.calendar_model import AGENDA, DAY, MONTH, WEEK
from tests.views.widgets.calendars import at, day, timed, whole


@pytest.mark.parametrize(
    ("view", "anchor", "shown"),
    [
        (MONTH, date(2026, 11, 18), "November 2026"),
        (AGENDA, date(2026, 11, 18), "November 2026"),
        (WEEK, date(2026, 11, 18), "16 – 22 November 2026"),
        (WEEK, date(2026, 12, 2), "30 November – 6 December 2026"),
        (WEEK, date(2027, 1, 1), "28 December 2026 – 3 January 2027"),
        (DAY, date(2026, 11, 18), "Wednesday, 18 November 2026"),
    ],
)
def test_a_period_is_named(view, anchor, shown):
    assert words.period(view, anchor) == shown


def test_a_month_begins_with_a_capital_in_spanish():
    i18n.use("es")
    assert words.period(MONTH, date(2026, 11, 18)) == "Noviembre de 2026"


def test_hours_tell_start_and_end():
    assert words.hours(timed("call", at(18, 9, 30), 45)) == "09:30 – 10:15"


def test_without_a_known_end_the_start_is_told():
    assert words.hours(timed("call", at(18, 9, 30), 0)) == "09:30"


def test_without_a_time_it_is_all_day():
    assert words.hours(whole("fair", day(18))) == "All day"


def test_a_night_is_told_on_each_of_its_days():
    night = timed("night", at(18, 22), 480)
    assert words.hours_on(night, begins=True, ends=False) == "22:00 →"
    assert words.hours_on(night, begins=False, ends=True) == "→ 06:00"


def test_the_days_between_are_whole():
    assert words.hours_on(timed("trip", at(18, 22), 3000), begins=False, ends=False) == "All day"


@pytest.mark.parametrize(("minutes", "shown"), [(15, "15 min"), (60, "1 h"), (90, "1 h 30 min")])
def test_a_length_is_told(minutes, shown):
    assert words.length(minutes) == shown


def test_where_something_would_stand_is_told():
    assert words.when(timed("call", at(18, 9, 30), 30)) == "Wed 18, 09:30 – 10:00"
    assert words.when(whole("fair", day(18), day(20))) == "Wed 18 – Fri 20"
