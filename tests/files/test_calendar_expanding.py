"""Occurrences within days: over the change of the clock, with exceptions, without an end, never, and far too many."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from crm.files.calendar_expanding import MOST, last_day, local, local_days, occurrences
from crm.files.calendar_reading import by_uid
from crm.models.events import Event
from tests.files.calendars_in import calendar, event, read


def expand(*lines: str, first: str = "2026-03-01", last: str = "2026-04-30") -> list[Event]:
    return occurrences([event(*lines)], date.fromisoformat(first), last=date.fromisoformat(last))


def test_the_wall_time_stays_over_the_change_of_the_clock():
    found = expand("DTSTART;TZID=Europe/Madrid:20260323T090000", "RRULE:FREQ=WEEKLY;COUNT=3")
    assert [one.starts.isoformat() for one in found] == [
        "2026-03-23T09:00:00+01:00",
        "2026-03-30T09:00:00+02:00",
        "2026-04-06T09:00:00+02:00",
    ]


def test_a_zone_without_summer_time_keeps_its_distance():
    found = expand("DTSTART;TZID=America/Bogota:20260323T090000", "RRULE:FREQ=WEEKLY;COUNT=3")
    assert {one.starts.utcoffset().total_seconds() for one in found} == {-5 * 3600}


def test_whole_days_repeat_as_days():
    found = expand("DTSTART;VALUE=DATE:20260301", "RRULE:FREQ=MONTHLY", "EXDATE;VALUE=DATE:20260401")
    assert [one.starts for one in found] == [date(2026, 3, 1)]


def test_a_rule_that_cannot_be_worked_out_gives_the_event_once():
    assert len(expand("DTSTART:20260301T090000Z", "RRULE:FREQ=MONTHLY;BYDAY=99MO")) == 1


def test_an_endless_rule_gives_what_lies_in_the_days_asked_for():
    found = expand("DTSTART:19900101T090000Z", "RRULE:FREQ=DAILY")
    assert len(found) == 61


@pytest.mark.parametrize("end", ["", ";COUNT=5", ";INTERVAL=2", ";UNTIL=20300101T000000Z"])
def test_a_rule_that_never_occurs_gives_the_event_itself(end):
    assert len(expand("DTSTART:20260301T090000Z", f"RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30{end}")) == 1


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", 45),
        ("FREQ=DAILY;BYDAY=SA;BYMONTH=3;COUNT=3", 4),
        ("FREQ=DAILY;BYMONTHDAY=10,20", 5),
        ("FREQ=DAILY;INTERVAL=14;BYDAY=SU", 5),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=TU", 1),
    ],
)
def test_daily_rules_that_are_narrowed_find_their_days(rule, count):
    assert len(expand("DTSTART:20260301T090000Z", f"RRULE:{rule}")) == count  # the start itself is one of them


def test_far_too_many_are_cut():
    assert len(expand("DTSTART:20200101T090000Z", "RRULE:FREQ=DAILY", first="2020-01-01", last="2023-01-01")) <= MOST


def test_one_that_was_moved_stands_where_it_was_moved_to():
    text = calendar("DTSTART:20260302T090000Z", "RRULE:FREQ=WEEKLY;COUNT=3")
    moved = calendar("DTSTART:20260311T150000Z", "RECURRENCE-ID:20260309T090000Z", "LOCATION:Bar")
    events = by_uid([*read(text).events, *read(moved).events])["uno"]
    found = occurrences(events, date(2026, 3, 1), last=date(2026, 3, 31))
    assert [(one.starts.day, one.place) for one in sorted(found, key=lambda one: one.starts)] == [
        (2, ""),
        (11, "Bar"),
        (16, ""),
    ]


def test_times_without_a_zone_stay_so_beside_exceptions_in_utc():
    found = expand("DTSTART:20260302T090000", "RRULE:FREQ=DAILY;COUNT=2", "EXDATE:20300101T000000Z")
    assert [one.starts for one in found] == [datetime(2026, 3, 2, 9), datetime(2026, 3, 3, 9)]


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        (("DTSTART;VALUE=DATE:20260301", "DTEND;VALUE=DATE:20260304"), "2026-03-03"),
        (("DTSTART:20260301", "RRULE:FREQ=DAILY;UNTIL=20260401"), "2026-04-01"),
        (("DTSTART:20260301", "RRULE:FREQ=DAILY"), ""),
        (("DTSTART:20260301", "RRULE:FREQ=DAILY;COUNT=4"), ""),
    ],
)
def test_the_last_day_an_event_may_touch(lines, last):
    assert last_day([event(*lines)]) == last


def test_what_ends_at_midnight_does_not_touch_the_next_day():
    assert local_days(event("DTSTART:20260301T220000", "DURATION:PT2H")) == (date(2026, 3, 1), date(2026, 3, 1))
    assert local_days(event("DTSTART:20260301T220000", "DURATION:PT3H")) == (date(2026, 3, 1), date(2026, 3, 2))


def test_a_wall_time_of_this_computer_is_local_already():
    assert local(datetime(2026, 3, 1, 9)) == datetime(2026, 3, 1, 9)
