"""What the page of the calendar reads."""

from __future__ import annotations

from datetime import date

from crm.views.calendar_reading import read_items, read_known
from crm.views.calendar_state import CalendarState
from tests.views.planned import plan, weekday

WEEK = {"first": date.fromisoformat(weekday(0)), "last": date.fromisoformat(weekday(6))}


def test_it_knows_users_and_types(session):
    known = read_known(session)
    assert [one.name for one in known.users] == [session.user.name]
    assert known.type_label("call") == "Call"
    assert known.type_label("unheard of") == "unheard of"


def test_only_calendars_that_are_read_can_be_hidden(session):
    for number, kind in enumerate(("address", "caldav")):
        session.calendars.add({"name": kind, "kind": kind, "address": f"https://example.com/{number}"})
    hidden = session.calendars.add({"name": "off", "kind": "address", "address": "https://example.com/off", "shown": 0})
    assert [one.name for one in read_known(session).calendars] == ["address"]
    assert session.calendars.get(hidden).shown == 0


def test_entries_and_what_stands_behind_them_belong_together(session):
    made = plan(session, weekday(2), "10:00")
    loaded = read_items(session, CalendarState(), **WEEK)
    assert [one.key for one in loaded.entries] == list(loaded.items)
    assert [one.id for one in loaded.items.values()] == [made]


def test_other_weeks_are_not_read(session):
    plan(session, "2020-01-01", "10:00")
    assert read_items(session, CalendarState(), **WEEK).entries == ()
