"""Days of activities after a journey: the moment stays, the day is the one here; nobody's Ctrl+Z meets it."""

from __future__ import annotations

import pytest

from crm.app import sign_in

DAY, NEXT = "2098-06-10", "2098-06-11"


@pytest.fixture
def in_madrid(live_in):
    """At home."""
    live_in("Europe/Madrid")
    return live_in


def _evening(session, **values):
    """A call at ten in the evening of Madrid, of a summer."""
    return session.activities.add({"subject": "Llamada", "due_at": f"{DAY}T20:00:00Z", **values})


@pytest.mark.usefixtures("in_madrid")
def test_where_nothing_moved_nothing_is_written(session):
    _evening(session)
    assert session.activity_days.settle() == 0


def test_an_evening_here_is_the_next_day_further_east(session, in_madrid):
    activity = _evening(session)
    in_madrid("Asia/Tokyo")
    sign_in(session.database)
    found = session.activities.get(activity)
    assert (found.due_on, found.ends_on, found.due_at) == (NEXT, NEXT, f"{DAY}T20:00:00Z")


def test_it_comes_home_again(session, in_madrid):
    activity = _evening(session)
    for zone in ("Asia/Tokyo", "Europe/Madrid"):
        in_madrid(zone)
        session.activity_days.settle()
    assert session.activities.get(activity).due_on == DAY


def test_it_is_listed_on_the_day_it_is_on_there(session, in_madrid):
    _evening(session)
    in_madrid("Asia/Tokyo")
    session.activity_days.settle()
    (item,) = session.calendar.between(NEXT, NEXT)
    assert (item.first_on, item.last_on) == (NEXT, NEXT)


def test_one_across_midnight_touches_both_days_there(session, in_madrid):
    activity = session.activities.add({"due_at": f"{DAY}T14:30:00Z", "duration_minutes": 60})
    in_madrid("Asia/Tokyo")
    session.activity_days.settle()
    found = session.activities.get(activity)
    assert (found.due_on, found.ends_on) == (DAY, NEXT)


def test_what_has_no_time_never_moves(session, in_madrid):
    activity = session.activities.add({"due_on": DAY})
    in_madrid("Pacific/Auckland")
    session.activity_days.settle()
    assert session.activities.get(activity).due_on == DAY


def test_what_is_done_stays_as_it_was(session, in_madrid):
    activity = _evening(session)
    session.activities.complete(activity)
    in_madrid("Asia/Tokyo")
    assert session.activity_days.settle() == 0


def test_a_reminder_without_a_time_speaks_in_the_morning_of_the_place(session, in_madrid):
    session.activities.add({"due_on": DAY, "reminders": [0]})
    in_madrid("America/Bogota")
    session.activity_days.settle()
    assert session.reminders.next_at() == f"{DAY}T14:00:00Z"


def test_ctrl_z_does_not_meet_it(session, in_madrid):
    activity = _evening(session)
    in_madrid("Asia/Tokyo")
    session.activity_days.settle()
    session.history.undo()
    assert session.database.value("SELECT count(*) FROM activities WHERE id = :id", id=activity) == 0
