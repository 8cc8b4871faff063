"""What fell due: mine and nobody's, open, each activity once; put off, seen, and the next one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm.utils import dates
from tests.records import day_ahead, moment_ago, second_user

LATER = f"{day_ahead(4)}T00:00:00Z"


@pytest.fixture
def plan(session):
    def planned(subject="Call Ana", **values):
        at = {"due_at": f"{day_ahead(3)}T10:00:00Z", "reminders": [15]}
        return session.activities.add({"subject": subject, **at, **values})

    return planned


def titles(session, now=LATER):
    return [one.title for one in session.reminders.due(now)]


def test_nothing_is_due_before_its_moment(session, plan):
    plan()
    assert titles(session, f"{day_ahead(3)}T09:44:59Z") == []
    assert titles(session, f"{day_ahead(3)}T09:45:00Z") == ["Call Ana"]


def test_an_activity_with_several_reminders_is_told_once(session, plan):
    activity = plan(reminders=[0, 15, 30])
    (due,) = session.reminders.due(LATER)
    assert (due.activity_id, len(due.reminder_ids), due.at) == (activity, 3, f"{day_ahead(3)}T10:00:00Z")


def test_a_reminder_tells_what_and_with_whom(session, plan):
    contact = session.contacts.add({"first_name": "Ana", "last_name": "Gil"})
    deal = session.opportunities.add({"title": "Windows", "contact_id": contact})
    plan("", opportunity_id=deal, place="Lugo")
    (due,) = session.reminders.due(LATER)
    assert (due.title, due.contact, due.opportunity, due.place) == ("Call", "Ana Gil", "Windows", "Lugo")


def test_only_mine_and_nobody_s_speak_to_me(session, plan):
    other = second_user(session)
    plan("mine")
    plan("nobody's", assigned_to=None)
    plan("hers", assigned_to=other.user.id)
    assert sorted(titles(session)) == ["mine", "nobody's"]
    assert sorted(titles(other)) == ["hers", "nobody's"]


def test_what_was_seen_is_not_told_again(session, plan):
    plan()
    (due,) = session.reminders.due(LATER)
    session.reminders.seen(due.reminder_ids)
    assert titles(session) == []


def test_what_is_put_off_is_told_again_later(session, plan):
    plan()
    (due,) = session.reminders.due(LATER)
    session.reminders.snooze(due.reminder_ids, 10 * 24 * 60)
    again = dates.now(lambda: dates.utc_clock() + timedelta(days=10, minutes=1))
    assert titles(session) == []
    assert titles(session, again) == ["Call Ana"]


def test_somebody_who_may_only_read_answers_reminders_too(session, plan):
    reader = second_user(session, "reader", "Rosa")
    plan(assigned_to=reader.user.id)
    (due,) = reader.reminders.due(LATER)
    reader.reminders.seen(due.reminder_ids)
    assert titles(reader) == []


def test_the_next_moment_is_known(session, plan):
    assert session.reminders.next_at() == ""
    plan()
    assert session.reminders.next_at() == f"{day_ahead(3)}T09:45:00Z"
    session.reminders.snooze(list(session.database.ids("SELECT id FROM reminders")), 30 * 24 * 60)
    assert session.reminders.next_at() > f"{day_ahead(29)}"


def test_300_that_fell_due_are_one_list_at_most_500_long(session, plan):
    for number in range(12):
        plan(f"Call {number}")
    assert len(session.reminders.due(LATER)) == 12
    assert len(session.reminders.due(LATER, limit=5)) == 5


def test_nothing_of_the_past_is_due(session, plan):
    plan(due_at=moment_ago(3))
    assert titles(session, dates.now()) == []
