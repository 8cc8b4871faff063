"""Events as activities: which columns they give, whose they are, what is over, what becomes a series and back."""

from __future__ import annotations

import pytest

from crm.controllers.calendar_placing import ACTIVITY, SERIES, Target
from tests.controllers.calendars_in import activities, bring, bring_event, day, kept
from tests.files.calendars_in import calendar


def test_an_event_is_a_meeting_of_who_brings_it_in(session, tmp_path):
    bring_event(
        session, tmp_path, f"DTSTART:{day(2)}T090000Z", "DURATION:PT45M", "LOCATION:Bar", "DESCRIPTION:uno\\ndos",
        "PRIORITY:1", "BEGIN:VALARM", "TRIGGER:-PT15M", "END:VALARM",
    )  # fmt: skip
    (row,) = activities(session)
    assert (row["type"], row["subject"], row["place"], row["description"]) == ("meeting", "Visita", "Bar", "uno\ndos")
    assert (row["due_at"], row["duration_minutes"]) == (f"{kept(2)}T09:00:00Z", 45)
    assert (row["priority"], row["reminders"]) == ("high", "[15]")
    assert (row["assigned_to"], row["completed_at"]) == (session.user.id, "")


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Bogota", "Europe/Madrid", "Pacific/Pago_Pago"])
def test_a_whole_day_never_moves(session, tmp_path, monkeypatch, zone):
    import time

    monkeypatch.setenv("TZ", zone)
    time.tzset()
    bring_event(session, tmp_path, f"DTSTART;VALUE=DATE:{day(2)}", f"DTEND;VALUE=DATE:{day(4)}")
    wanted = (kept(2), kept(3), "", 2880)
    monkeypatch.undo()
    time.tzset()
    (row,) = activities(session)
    assert (row["due_on"], row["ends_on"], row["due_at"], row["duration_minutes"]) == wanted


def test_a_to_do_is_a_task(session, tmp_path):
    bring(session, tmp_path, calendar(f"DUE;VALUE=DATE:{day(1)}", kind="VTODO"))
    assert [(row["type"], row["due_on"]) for row in activities(session)] == [("task", kept(1))]


def test_a_meeting_that_was_over_before_is_done_and_a_task_is_overdue(session, tmp_path):
    bring(session, tmp_path, calendar("DTSTART:20200302T090000Z", "DURATION:PT1H"))
    bring(session, tmp_path, calendar("DUE:20200302T090000Z", kind="VTODO").replace("uno", "dos"))
    assert [(row["type"], row["completed_at"]) for row in activities(session)] == [
        ("meeting", "2020-03-02T10:00:00Z"),
        ("task", ""),
    ]


def test_the_known_person_of_an_event_is_its_contact(session, tmp_path):
    ana = session.contacts.add({"first_name": "Ana", "email": "ana@example.org"})
    bring_event(session, tmp_path, f"DTSTART:{day(2)}", "ATTENDEE:mailto:ana@example.org")
    assert activities(session)[0]["contact_id"] == ana


def test_what_is_done_here_stays_as_it_is(session, tmp_path):
    bring_event(session, tmp_path, f"DTSTART:{day(2)}")
    session.activities.complete(activities(session)[0]["id"], "Hecho")
    result = bring_event(session, tmp_path, f"DTSTART:{day(3)}")
    assert (result.updated, result.unchanged) == (0, 1)
    assert activities(session)[0]["due_on"] == kept(2)


def test_one_event_that_repeats_from_now_on_becomes_a_series_and_back(session, tmp_path):
    bring_event(session, tmp_path, f"DTSTART:{day(2)}")
    bring_event(session, tmp_path, f"DTSTART:{day(2)}", "RRULE:FREQ=DAILY;COUNT=3")
    assert [row["series_id"] is not None for row in activities(session)] == [True] * 3
    bring_event(session, tmp_path, f"DTSTART:{day(2)}")
    assert [(row["due_on"], row["series_id"]) for row in activities(session)] == [(kept(2), None)]


def test_a_century_is_no_length_of_an_activity(session, tmp_path):
    bring_event(session, tmp_path, f"DTSTART:{day(2)}T090000Z", "DURATION:P800D")
    assert activities(session)[0]["duration_minutes"] is None


def test_a_target_knows_its_table():
    assert (Target(ACTIVITY, 1).table, Target(SERIES, 1).table) == ("activities", "activity_series")
