"""Quiet hours: within a day, past midnight, none; and times as a person types them."""

from __future__ import annotations

from datetime import time

import pytest

from crm.utils.quiet_hours import QuietHours, read_time


@pytest.mark.parametrize(
    ("first", "last", "at", "quiet"),
    [
        ("13:00", "15:00", time(14), True),
        ("13:00", "15:00", time(15), False),
        ("22:00", "08:00", time(23, 59), True),
        ("22:00", "08:00", time(0), True),
        ("22:00", "08:00", time(7, 59), True),
        ("22:00", "08:00", time(8), False),
        ("22:00", "08:00", time(21, 59), False),
        ("", "", time(3), False),
        ("22:00", "", time(23), False),
        ("08:00", "08:00", time(8), False),
    ],
)
def test_it_is_quiet_from_the_first_hour_until_the_last(first, last, at, quiet):
    assert QuietHours(first, last).holds(at) is quiet


@pytest.mark.parametrize(
    ("typed", "kept"), [("22:00", "22:00"), ("8", "08:00"), (" 7.30 ", "07:30"), ("22 h", "22:00"), ("", "")]
)
def test_times_are_read_as_they_are_typed(typed, kept):
    assert read_time(typed) == kept


@pytest.mark.parametrize("typed", ["25", "8:60", "tonight", "8:00:00"])
def test_what_is_no_time_is_refused_in_a_sentence(typed):
    with pytest.raises(ValueError, match="is no time of day"):
        read_time(typed)
