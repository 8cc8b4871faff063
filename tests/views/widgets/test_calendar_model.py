"""Entries of a calendar as plain data: how long they are, what a drop makes of them."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from crm.views.widgets.calendar_model import Drop, Spot, is_same_place, placed
from tests.views.widgets.calendars import at, content, day, timed, whole


def test_a_whole_day_lasts_its_days():
    assert whole("fair", day(3), day(5)).minutes == 3 * 1440


def test_a_night_from_eleven_to_one_is_no_bar():
    assert not timed("night", at(19, 23), 120).is_bar


def test_what_lasts_a_day_and_longer_is_a_bar():
    assert timed("trip", at(19, 10), 2 * 1440).is_bar


def test_without_a_known_end_it_is_drawn_for_half_an_hour():
    call = timed("call", at(19, 10), 0)
    assert call.minutes == 0
    assert call.shown_until == at(19, 10, 30)


def test_whole_days_come_before_times_and_long_ones_before_short_ones():
    entries = [timed("b", at(19, 9), 30), timed("a", at(19, 9), 60), whole("z", day(19))]
    assert [one.key for one in sorted(entries, key=lambda one: one.order)] == ["z", "a", "b"]


def test_a_drop_at_an_hour_keeps_the_length():
    moved = placed(timed("call", at(19, 10), 45), Drop("call", day(20), 15 * 60, 45))
    assert (moved.starts, moved.ends, moved.first_on) == (at(20, 15), at(20, 15, 45), day(20))


def test_a_drop_over_midnight_touches_both_days():
    moved = placed(timed("call", at(19, 10), 90), Drop("call", day(20), 23 * 60, 90))
    assert (moved.first_on, moved.last_on) == (day(20), day(21))


def test_what_ends_at_midnight_does_not_touch_the_next_day():
    moved = placed(timed("call", at(19, 10), 60), Drop("call", day(20), 23 * 60, 60))
    assert moved.last_on == day(20)


def test_a_drop_without_a_time_is_all_day():
    moved = placed(timed("call", at(19, 10)), Drop("call", day(20), None, 2 * 1440))
    assert (moved.starts, moved.first_on, moved.last_on) == (None, day(20), day(21))


@given(st.integers(0, 1439), st.integers(1, 3000), st.integers(1, 28))
@settings(max_examples=40, deadline=None)
def test_an_entry_dropped_where_it_is_stays_as_it_is(minute, minutes, number):
    entry = timed("call", Spot(day(number), minute).moment, minutes)
    drop = Drop("call", entry.first_on, entry.minute, entry.minutes)
    assert is_same_place(entry, drop)
    assert placed(entry, drop) == entry


def test_content_finds_an_entry():
    shown = content("month", whole("fair", day(3)))
    assert shown.entry("fair").first_on == day(3)
    assert shown.entry("gone") is None


def test_a_spot_is_a_moment():
    assert Spot(day(3), 90).moment - Spot(day(3)).moment == timedelta(minutes=90)
