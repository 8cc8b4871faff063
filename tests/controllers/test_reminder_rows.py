"""Reminders in step with their activities: made, moved, dropped; nothing of the past speaks up; no undo meets them."""

from __future__ import annotations

import pytest

from crm.controllers import reminder_rows
from crm.utils import zones
from tests.controllers.series_in import Repeating, after, monday
from tests.records import day_ahead, moment_ago, newest


def of(session, activity_id):
    rows = session.database.all("SELECT minutes, at FROM reminders WHERE activity_id = :id ORDER BY at", id=activity_id)
    return [(row["minutes"], row["at"]) for row in rows]


def planned(session, **values):
    at = {"due_at": f"{day_ahead(3)}T10:00:00Z", "reminders": [15]}
    return session.activities.add({**at, **values})


def test_each_offset_is_one_row(session):
    activity = planned(session, reminders=[0, 1440])
    assert of(session, activity) == [(1440, f"{day_ahead(2)}T10:00:00Z"), (0, f"{day_ahead(3)}T10:00:00Z")]


def test_what_has_no_time_counts_from_nine_in_the_morning_here(session, live_in):
    live_in("America/Bogota")
    activity = session.activities.add({"due_on": day_ahead(3), "reminders": [60]})
    assert of(session, activity) == [(60, f"{day_ahead(3)}T13:00:00Z")]


def test_a_moved_activity_speaks_at_its_new_time(session):
    activity = planned(session)
    session.activities.change(activity, {"due_at": f"{day_ahead(5)}T10:00:00Z"})
    assert of(session, activity) == [(15, f"{day_ahead(5)}T09:45:00Z")]


def test_what_stays_keeps_that_it_was_seen(session):
    activity = planned(session)
    row = session.database.value("SELECT id FROM reminders")
    session.reminders.seen([row])
    session.activities.change(activity, {"reminders": [15, 30]})
    seen = session.database.all("SELECT minutes FROM reminders WHERE seen_at <> ''")
    assert [one["minutes"] for one in seen] == [15]


def test_what_is_done_or_has_no_day_does_not_speak(session):
    done, removed = planned(session), planned(session)
    session.activities.complete([done])
    session.activities.change(removed, {"due_on": ""})
    assert of(session, done) == of(session, removed) == []


def test_reopening_lets_it_speak_again(session):
    activity = planned(session)
    session.activities.complete([activity])
    session.activities.reopen([activity])
    assert len(of(session, activity)) == 1


def test_removing_takes_its_reminders_and_undo_brings_them(session):
    activity = planned(session)
    session.activities.remove(activity)
    assert session.database.value("SELECT count(*) FROM reminders") == 0
    session.history.undo()
    assert len(of(session, activity)) == 1


def test_a_reminder_that_was_seen_does_not_hold_the_activity_at_undo(session):
    planned(session)
    session.reminders.seen(list(session.database.ids("SELECT id FROM reminders")))
    assert session.history.undo().kept == ()
    assert session.database.value("SELECT count(*) FROM activities") == 0


def test_reminders_leave_no_trace_in_the_log(session):
    activity = planned(session)
    before = newest(session.database)
    session.reminders.snooze(list(session.database.ids("SELECT id FROM reminders")), 5)
    assert newest(session.database) == before
    log = "SELECT count(*) FROM changes WHERE entity = 'reminders'"
    assert session.database.value(log) == 0
    assert of(session, activity)


def test_17000_calls_of_the_past_make_no_reminder(session):
    rows = [
        {"type": "call", "due_on": moment_ago(days)[:10], "due_at": moment_ago(days), "reminders": "[15]"}
        for days in range(1, 1701)
    ] * 10
    with session.database.transaction(session._context.author, "Import", bulk=True):
        made = session.database.insert_many("activities", rows)
        reminder_rows.refresh(session.database, made)
    assert session.database.value("SELECT count(*) FROM activities") == 17_000
    assert session.database.value("SELECT count(*) FROM reminders") == 0


def test_every_activity_of_a_series_speaks(session):
    repeating = Repeating(session)
    series = repeating.add("FREQ=DAILY;COUNT=5", monday(), reminders=[15])
    assert all(len(of(session, activity)) == 1 for activity in repeating.ids(series))
    first = repeating.ids(series)[0]
    repeating.change(first, {"due_at": zones.moment(after(monday(), 0), "12:00")}, scope="all")
    moments = session.database.all("SELECT at FROM reminders ORDER BY at")
    assert {zones.wall(row["at"])[1] for row in moments} == {"11:45"}


def test_nothing_to_refresh_is_nothing(session):
    reminder_rows.refresh(session.database, [])
    assert session.database.value("SELECT count(*) FROM reminders") == 0


@pytest.mark.parametrize("minutes", [[0], [0, 5]])
def test_the_end_of_the_calendar_does_not_break(minutes):
    row = {"due_on": "0001-01-01", "due_at": "0001-01-01T00:00:00Z", "reminders": str(minutes)}
    assert len(reminder_rows.moments(row)) == len(minutes)
