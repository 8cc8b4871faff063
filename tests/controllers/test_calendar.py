"""What stands between two days: activities that touch them, what series bring later, events of other calendars."""

from __future__ import annotations

import pytest

from crm.controllers.calendar import Calendar
from crm.models.calendar import ACTIVITY, EVENT, GHOST, CalendarItem
from crm.utils import zones
from tests.controllers.series_in import Repeating, after, monday
from tests.records import second_user


def titles(session, first, last, **narrowed):
    return [item.title for item in session.calendar.between(first, last, **narrowed)]


def test_what_touches_the_days_is_there_and_nothing_else(session):
    day = monday()
    for subject, due_on, days in (("before", -1, 1), ("into", -2, 4), ("in", 0, 1), ("over", -9, 30), ("after", 2, 1)):
        values = {"subject": subject, "due_on": after(day, due_on), "duration_minutes": days * 1440}
        session.activities.add(values)
    session.activities.add({"subject": "no date"})
    assert titles(session, day, after(day, 1)) == ["over", "into", "in"]


def test_a_meeting_across_midnight_touches_both_days(session):
    day = monday()
    values = {"subject": "Night", "due_at": zones.moment(day, "23:00"), "duration_minutes": 90}
    session.activities.add(values)
    (item,) = session.calendar.between(after(day, 1), after(day, 1))
    assert (item.first_on, item.last_on, item.all_day) == (day, after(day, 1), False)


def test_a_meeting_that_ends_at_midnight_does_not_touch_the_next_day(session):
    day = monday()
    session.activities.add({"subject": "Late", "due_at": zones.moment(day, "22:00"), "duration_minutes": 120})
    assert titles(session, after(day, 1), after(day, 1)) == []


def test_a_day_begins_with_what_is_all_day_then_goes_by_time(session):
    day = monday()
    session.activities.add({"subject": "noon", "due_at": zones.moment(day, "12:00")})
    session.activities.add({"subject": "nine", "due_at": zones.moment(day, "09:00")})
    session.activities.add({"subject": "fair", "due_on": day})
    assert titles(session, day, day) == ["fair", "nine", "noon"]


def test_owners_and_types_narrow(session):
    other = second_user(session)
    day = monday()
    session.activities.add({"subject": "mine", "due_on": day, "type": "call"})
    session.activities.add({"subject": "hers", "due_on": day, "type": "meeting", "assigned_to": other.user.id})
    assert titles(session, day, day, owners=[other.user.id]) == ["hers"]
    assert titles(session, day, day, types=["call"]) == ["mine"]
    assert titles(session, day, day, owners=[]) == []


def test_beyond_what_was_made_a_series_shows_ghosts(session):
    repeating = Repeating(session)
    series = repeating.add("FREQ=WEEKLY", monday(), duration_minutes=30)
    (ghost,) = session.calendar.between(monday(80), after(monday(80), 6))
    assert (ghost.kind, ghost.id, ghost.series_id, ghost.series_day) == (GHOST, 0, series, monday(80))
    assert (f"{ghost.starts:%H:%M}", f"{ghost.ends:%H:%M}", ghost.repeats) == ("10:00", "10:30", "Every week")


def test_a_ghost_that_was_opened_is_an_activity(session):
    repeating = Repeating(session)
    series = repeating.add("FREQ=WEEKLY", monday())
    activity = session.series.reach(series, monday(80))
    (item,) = session.calendar.between(monday(80), after(monday(80), 6))
    assert (item.kind, item.id) == (ACTIVITY, activity)


def test_there_are_no_ghosts_where_activities_stand_or_the_series_ended(session):
    repeating = Repeating(session)
    repeating.add("FREQ=DAILY;COUNT=10", monday())
    kinds = {item.kind for item in session.calendar.between(monday(), after(monday(), 30))}
    assert kinds == {ACTIVITY}
    assert session.calendar.between("2050-01-01", "2050-01-31") == []


def test_a_day_left_out_shows_no_ghost(session):
    repeating = Repeating(session)
    series = repeating.add("FREQ=WEEKLY", monday())
    session.activities.remove(session.series.reach(series, monday(90)))
    assert session.calendar.between(monday(90), monday(90)) == []


def test_a_ghost_of_several_days_reaches_into_the_window(session):
    Repeating(session).add("FREQ=WEEKLY", monday(), at="", duration_minutes=3 * 1440)
    (ghost,) = session.calendar.between(after(monday(80), 2), after(monday(80), 2))
    assert (ghost.first_on, ghost.last_on) == (monday(80), after(monday(80), 2))


@pytest.mark.parametrize("zone", ["Europe/Madrid", "America/Bogota", "America/Santiago", "America/Mexico_City"])
def test_ghosts_keep_the_wall_time_and_their_day(session, live_in, zone):
    live_in(zone)
    Repeating(session).add("FREQ=DAILY", monday(), at="23:30")
    first = after(monday(), 500)
    items = session.calendar.between(first, after(first, 364))
    assert len(items) == 365
    assert {f"{item.starts:%H:%M}" for item in items} == {"23:30"}
    assert all(item.first_on == item.series_day for item in items)


def test_events_of_other_calendars_stand_between(session):
    day = monday()
    session.activities.add({"subject": "Call", "due_on": after(day, 1)})
    event = CalendarItem(EVENT, 1, "Holiday", day, day)
    calendar = Calendar(session._context, lambda _first, _last: [event])
    assert [item.title for item in calendar.between(day, after(day, 1))] == ["Holiday", "Call"]
