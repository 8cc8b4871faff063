"""Rows as a calendar shows them: titles, names, times, what is overdue or done."""

from __future__ import annotations

from datetime import timedelta

from crm.utils import dates, zones
from tests.controllers.series_in import after, monday


def one(session, day):
    (item,) = session.calendar.between(day, day)
    return item


def test_an_item_names_who_and_what_it_is_about(session):
    contact = session.contacts.add({"first_name": "Ana", "last_name": "Gil"})
    deal = session.opportunities.add({"title": "Windows", "contact_id": contact})
    values = {"subject": "Visit", "type": "meeting", "due_on": monday(), "opportunity_id": deal, "place": "Lugo"}
    activity = session.activities.add({**values, "priority": "high"})
    item = one(session, monday())
    assert (item.id, item.title, item.type, item.place, item.priority) == (activity, "Visit", "meeting", "Lugo", "high")
    assert (item.contact, item.contact_id, item.opportunity, item.opportunity_id) == (
        "Ana Gil",
        contact,
        "Windows",
        deal,
    )
    assert (item.owner, item.owner_id) == (session.user.name, session.user.id)


def test_without_a_subject_its_type_is_the_title(session):
    session.activities.add({"type": "meeting", "due_on": monday()})
    assert one(session, monday()).title == "Meeting"


def test_times_are_local_and_end_after_the_minutes_it_lasts(session, live_in):
    live_in("America/Bogota")
    session.activities.add({"due_at": zones.moment(monday(), "23:30"), "duration_minutes": 60})
    item = one(session, monday())
    assert (f"{item.starts:%H:%M}", item.ends - item.starts) == ("23:30", timedelta(hours=1))
    assert item.ends.date().isoformat() == after(monday(), 1)


def test_without_minutes_it_ends_when_it_begins(session):
    session.activities.add({"due_at": zones.moment(monday(), "10:00")})
    item = one(session, monday())
    assert item.starts == item.ends


def test_what_is_late_is_overdue_until_it_is_done(session):
    day = after(dates.today(), -2)
    activity = session.activities.add({"due_on": day})
    assert one(session, day).overdue
    session.activities.complete([activity])
    assert (one(session, day).overdue, one(session, day).done) == (False, True)
