"""Activities and series as events: stable names, times, exceptions, what has no title."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from crm.controllers.calendar_events import Outgoing, last_moment, own_uid, read_own_uid
from crm.models.events import Event
from tests.controllers.calendars_in import bring_event, day, kept


def out(session, **values) -> Event:
    """The event of a new activity."""
    return next(Outgoing(session.database).activities([session.activities.add(values)]))


def test_a_uid_tells_what_it_was_made_for():
    uid = own_uid("activity", 7, created_at="2026-11-21T09:30:00Z")
    assert read_own_uid(uid) == ("activity", 7, "2026-11-21T09:30:00Z")
    assert read_own_uid("abc@google.com") is None


def test_the_uid_of_an_activity_stays(session):
    activity = session.activities.add({"subject": "Visita"})
    first = next(Outgoing(session.database).activities([activity])).uid
    session.activities.change(activity, {"subject": "Otra"})
    assert next(Outgoing(session.database).activities([activity])).uid == first


def test_what_came_in_a_file_keeps_its_uid(session, tmp_path):
    bring_event(session, tmp_path, f"DTSTART:{day(3)}T090000Z")
    assert [event.uid for event in Outgoing(session.database).everything()] == ["uno"]


def test_times_go_out_as_they_are(session):
    timed = out(session, type="meeting", due_at="2027-03-01T09:00:00Z", duration_minutes=45)
    assert (timed.starts, timed.minutes, timed.todo) == (datetime(2027, 3, 1, 9, tzinfo=UTC), 45, False)
    assert out(session, type="meeting", due_on="2027-03-01").starts == date(2027, 3, 1)
    assert out(session, type="meeting", due_on="2027-03-01", duration_minutes=2880).minutes == 2880
    assert out(session, type="call").todo, "what has no date is something to do"
    assert out(session, type="task", due_on="2027-03-01").todo


def test_what_has_no_subject_is_shown_as_its_type_and_customer(session):
    ana = session.contacts.add({"first_name": "Ana", "email": "ana@example.org"})
    event = out(session, type="call", contact_id=ana)
    assert (event.title, event.shown_as, event.contact.email) == ("", "Call · Ana", "ana@example.org")


@pytest.fixture
def series(session):
    """A weekly meeting of ten weeks at a wall time, and its session."""
    first = session.activities.add({"type": "meeting", "subject": "Visita", "due_at": f"{kept(7)}T09:00:00Z"})
    session.series.change_rule(first, "FREQ=WEEKLY;COUNT=10", scope="all")
    return session.activities.get(first).series_id


def test_a_series_goes_out_as_its_rule(session, series):
    (main,) = Outgoing(session.database).series(series)
    assert main.rule == "FREQ=WEEKLY;COUNT=10"
    assert main.starts.astimezone(UTC).isoformat() == f"{kept(7)}T09:00:00+00:00"


def test_what_was_taken_out_or_changed_goes_out_as_exceptions(session, series):
    ids = session.database.ids("SELECT id FROM activities ORDER BY due_on")
    session.activities.remove(ids[1])
    session.activities.change(ids[2], {"place": "Bar"})
    session.activities.complete([ids[0]], "Hecho")
    main, done, moved = Outgoing(session.database).series(series)
    assert [when.date().isoformat() for when in main.excluded] == [kept(14)]
    assert (done.outcome, done.replaces) == ("Hecho", main.starts)
    assert (moved.place, moved.uid) == ("Bar", main.uid)


def test_a_series_that_is_gone_is_nothing(session):
    assert Outgoing(session.database).series(99) == []


def test_when_an_event_is_over():
    assert last_moment(Event("1", None)) is None
    timed = Event("1", datetime(2026, 3, 1, 9, tzinfo=UTC), minutes=30)
    assert last_moment(timed) == datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    whole = Event("1", date(2026, 3, 1), minutes=2880)
    assert last_moment(whole) == datetime(2026, 3, 3).astimezone(UTC)
