"""What the properties of an event say: times, lengths, rules; what is wrong makes it unreadable, in words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.files.calendars_in import event, refusal


def test_a_date_is_all_day():
    assert event("DTSTART;VALUE=DATE:20260301").starts == date(2026, 3, 1)
    assert event("DTSTART:20260301").starts == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("line", "starts"),
    [
        ("DTSTART:20260301T093000Z", datetime(2026, 3, 1, 9, 30, tzinfo=UTC)),
        ("DTSTART:20260301T093000", datetime(2026, 3, 1, 9, 30)),
        ("DTSTART;TZID=America/Bogota:20260301T0930", datetime(2026, 3, 1, 9, 30, tzinfo=ZoneInfo("America/Bogota"))),
        ("DTSTART:20260301T235960Z", datetime(2026, 3, 1, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_time_stands_in_its_zone(line, starts):
    found = event(line).starts
    assert found == starts
    assert (found.tzinfo is None) == (starts.tzinfo is None)


def test_the_zone_of_the_calendar_is_that_of_times_without_one():
    found = event("DTSTART:20260301T093000", around=("X-WR-TIMEZONE:America/Bogota",))
    assert found.zone == "America/Bogota"


def test_an_unknown_zone_is_told_and_the_time_is_local():
    found = event("DTSTART;TZID=Mordor:20260301T093000")
    assert found.starts == datetime(2026, 3, 1, 9, 30)
    assert "Mordor" in found.notes[0]


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [
        (("DTEND:20260301T110000Z",), 90),
        (("DURATION:PT45M",), 45),
        (("DTEND:20260301T093000Z",), 0),
        ((), None),
    ],
)
def test_the_length_of_a_timed_event(lines, minutes):
    assert event("DTSTART:20260301T093000Z", *lines).minutes == minutes


def test_across_the_change_of_the_clock_the_minutes_that_pass_count():
    found = event("DTSTART;TZID=Europe/Madrid:20260328T220000", "DTEND;TZID=Europe/Madrid:20260329T080000")
    assert found.minutes == 9 * 60


@pytest.mark.parametrize(("end", "minutes"), [("20260302", None), ("20260304", 3 * 1440), ("20260301", None)])
def test_the_length_of_whole_days(end, minutes):
    found = event("DTSTART;VALUE=DATE:20260301", f"DTEND;VALUE=DATE:{end}")
    assert (found.minutes, found.notes) == (minutes, ())


def test_an_end_before_the_start_is_told_and_left_out():
    found = event("DTSTART:20260301T093000Z", "DTEND:20260301T080000Z")
    assert found.minutes is None
    assert "before its start" in found.notes[0]


def test_whole_days_of_outlook_are_whole_days():
    found = event(
        "DTSTART;TZID=Romance Standard Time:20260301T000000",
        "DTEND;TZID=Romance Standard Time:20260303T000000",
        "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
    )
    assert (found.starts, found.minutes) == (date(2026, 3, 1), 2880)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("DTSTART:20260230",), "does not exist"),
        (("DTSTART:20260301T250000Z",), "no such time"),
        (("DTSTART:pronto",), "not a date"),
        (("DTSTART:00010101T000000Z",), "too far away"),
        (("DTSTART:99991231",), "too far away"),
        (("DTSTART;;X:20260301T090000Z",), "cannot be read"),
        (("DTSTART:20260301T090000Z", "DURATION:P9999999999W"), "length"),
        (("DTSTART:20260301T090000Z", "RRULE:FREQ=A VECES"), "rule"),
        (("DTSTART:20260301T090000Z", "RRULE:INTERVAL=2"), "rule"),
        (("DTSTART:20260301T090000Z", "RRULE:FREQ=DAILY;INTERVAL=0"), "rule"),
        (("DTSTART:20260301T090000Z", "RRULE:FREQ=DAILY;COUNT=0"), "rule"),
        (("DTSTART:20260301T090000Z", "DTEND:00000101T000000Z"), "does not exist"),
    ],
)
def test_what_makes_an_event_wrong_makes_it_unreadable(lines, words):
    assert words in refusal(*lines)


def test_a_broken_line_that_decides_nothing_is_told_and_left_out():
    found = event("DTSTART:20260301T090000Z", "X-APPLE-RADIUS=49.9", "EXDATE:nunca", "RRULE:FREQ=DAILY;COUNT=2")
    assert any("X-APPLE-RADIUS" in note for note in found.notes)
    assert any("EXDATE:nunca" in note for note in found.notes)


def test_rules_are_kept_with_what_is_taken_out_and_added():
    found = event(
        "DTSTART;TZID=Europe/Madrid:20260302T090000",
        "RRULE:freq=weekly;byday=MO;count=10;",
        "EXDATE;TZID=Europe/Madrid:20260309T090000,20260316T090000",
        "RDATE;VALUE=DATE:20260401",
    )
    assert found.rule == "FREQ=WEEKLY;BYDAY=MO;COUNT=10"
    assert [when.day for when in found.excluded] == [9, 16]
    assert found.further == (date(2026, 4, 1),)


@pytest.mark.parametrize("rule", ["FREQ=HOURLY", "FREQ=SECONDLY;COUNT=100000", "RSCALE=CHINESE;FREQ=YEARLY"])
def test_what_repeats_in_ways_that_are_not_known_is_told_and_taken_once(rule):
    found = event("DTSTART:20260302T090000Z", f"RRULE:{rule}")
    assert found.rule == ""
    assert "first time" in found.notes[0]


def test_a_to_do_is_due():
    found = event("DUE;VALUE=DATE:20260301", "STATUS:COMPLETED", "COMPLETED:20260228T100000Z", kind="VTODO")
    assert (found.todo, found.starts, found.completed_at) == (True, date(2026, 3, 1), "2026-02-28T10:00:00Z")


def test_a_to_do_with_a_start_and_a_length_is_due_at_its_end():
    found = event("DTSTART:20260301T090000Z", "DURATION:PT1H", kind="VTODO")
    assert found.starts == datetime(2026, 3, 1, 10, tzinfo=UTC)


def test_a_to_do_may_have_no_date():
    assert event(kind="VTODO").starts is None


@pytest.mark.parametrize(
    ("number", "priority"),
    [("1", "high"), ("4", "high"), ("5", "normal"), ("0", "normal"), ("9", "low"), ("x", "normal")],
)
def test_priorities_are_three(number, priority):
    assert event("DTSTART:20260301", f"PRIORITY:{number}").priority == priority


def test_what_was_called_off_says_so():
    assert event("DTSTART:20260301", "STATUS:CANCELLED").cancelled


def test_a_change_that_reaches_the_following_ones_is_told():
    found = event("DTSTART:20260301T090000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260301T080000Z")
    assert found.replaces == datetime(2026, 3, 1, 8, tzinfo=UTC)
    assert found.notes
