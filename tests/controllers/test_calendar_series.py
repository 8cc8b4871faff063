"""Events that repeat: series with exceptions, brought up to date, over already, over the change of the clock."""

from __future__ import annotations

from crm.controllers.calendar_series import can_repeat
from crm.models.events import Event
from tests.controllers.calendars_in import activities, bring, bring_event, day, kept
from tests.files.calendars_in import calendar, event


def days(session) -> list[str]:
    return [row["due_on"] for row in activities(session)]


def test_what_repeats_is_a_series_without_the_days_taken_out(session, tmp_path):
    bring_event(session, tmp_path, f"DTSTART;VALUE=DATE:{day(1)}", "RRULE:FREQ=DAILY;COUNT=4",
                f"EXDATE;VALUE=DATE:{day(2)}")  # fmt: skip
    assert days(session) == [kept(1), kept(3), kept(4)]


def test_the_wall_time_of_its_zone_stays(session, tmp_path):
    bring_event(session, tmp_path, "DTSTART;TZID=Europe/Madrid:20270322T090000", "RRULE:FREQ=WEEKLY;COUNT=2")
    assert [row["due_at"] for row in activities(session)] == ["2027-03-22T08:00:00Z", "2027-03-29T07:00:00Z"]


def test_one_that_was_moved_stands_apart_and_one_called_off_is_out(session, tmp_path):
    whole = calendar(f"DTSTART:{day(1)}T090000Z", "RRULE:FREQ=DAILY;COUNT=3")
    moved = calendar(f"DTSTART:{day(9)}T060000Z", f"RECURRENCE-ID:{day(2)}T090000Z", "LOCATION:Bar")
    off = calendar(f"DTSTART:{day(3)}T090000Z", f"RECURRENCE-ID:{day(3)}T090000Z", "STATUS:CANCELLED")
    bring(session, tmp_path, whole, moved, off)
    assert [(row["due_on"], row["place"], row["apart"]) for row in activities(session)] == [
        (kept(1), "", 0),
        (kept(9), "Bar", 1),
    ]
    assert bring(session, tmp_path, whole, moved, off).unchanged == 1


def test_a_changed_rule_moves_what_is_open_and_leaves_what_is_done(session, tmp_path):
    bring_event(session, tmp_path, f"DTSTART:{day(1)}T090000Z", "RRULE:FREQ=DAILY;COUNT=3")
    session.activities.complete(activities(session)[0]["id"])
    result = bring_event(session, tmp_path, f"DTSTART:{day(1)}T100000Z", "RRULE:FREQ=DAILY;COUNT=2")
    assert result.updated == 1
    assert [(row["due_at"][11:16], bool(row["completed_at"])) for row in activities(session)] == [
        ("09:00", True),
        ("10:00", False),
    ]


def test_a_single_change_that_comes_alone_reaches_its_series(session, tmp_path):
    bring_event(session, tmp_path, f"DTSTART:{day(1)}T090000Z", "RRULE:FREQ=DAILY;COUNT=3")
    alone = calendar(f"DTSTART:{day(2)}T120000Z", f"RECURRENCE-ID:{day(2)}T090000Z")
    assert bring(session, tmp_path, alone).updated == 1
    assert [row["due_at"][11:16] for row in activities(session)] == ["09:00", "12:00", "09:00"]


def test_a_series_that_is_over_leaves_its_last_occurrences_as_done(session, tmp_path):
    bring_event(session, tmp_path, "DTSTART:20200101T090000Z", "RRULE:FREQ=DAILY;COUNT=300")
    rows = activities(session)
    assert len(rows) == 100
    assert {bool(row["completed_at"]) for row in rows} == {True}
    assert rows[-1]["due_on"] == "2020-10-26"
    assert bring_event(session, tmp_path, "DTSTART:20200101T090000Z", "RRULE:FREQ=DAILY;COUNT=300").unchanged == 1


def test_ten_thousand_occurrences_are_made_as_far_ahead_as_any_series(session, tmp_path):
    bring_event(session, tmp_path, f"DTSTART:{day(0)}T235900Z", "RRULE:FREQ=DAILY;COUNT=10000")
    assert 390 < len(activities(session)) < 410


def test_dates_beside_the_rule_are_activities_of_their_own(session, tmp_path):
    lines = (f"DTSTART:{day(1)}T090000Z", "RRULE:FREQ=DAILY;COUNT=2", f"RDATE:{day(20)}T090000Z")
    bring_event(session, tmp_path, *lines)
    assert days(session) == [kept(1), kept(2), kept(20)]
    assert bring_event(session, tmp_path, *lines).unchanged == 2


def test_a_rule_that_activities_cannot_follow_is_told_and_taken_once(session, tmp_path):
    result = bring_event(session, tmp_path, f"DTSTART:{day(1)}T090000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")
    assert len(activities(session)) == 1
    assert "Visita" in result.notes[0]


def test_what_can_repeat():
    assert can_repeat(event("DTSTART:20260301", "RRULE:FREQ=WEEKLY"))
    assert not can_repeat(event("DTSTART:20260301", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"))
    assert not can_repeat(Event("1", None, rule="FREQ=DAILY"))
