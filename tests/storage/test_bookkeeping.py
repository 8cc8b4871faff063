"""The program's own notes: no version, no log, no hold on undo; derived rows go with what they follow from."""

from __future__ import annotations

import pytest

from crm.storage import bookkeeping
from crm.storage.bookkeeping import DERIVED
from tests.records import day_ahead, newest


@pytest.fixture
def activity(session):
    return session.activities.add({"subject": "Call", "due_at": f"{day_ahead(2)}T10:00:00Z", "reminders": [5]})


def test_a_note_changes_neither_the_version_nor_the_log(session, activity):
    before, version = newest(session.database), session.activities.get(activity).version
    with session.database.transaction(session._context.author, "Note"):
        bookkeeping.note(session.database, "activities", row_id=activity, values={"place": "Lugo"})
    kept = session.activities.get(activity)
    assert (kept.place, kept.version, newest(session.database)) == ("Lugo", version, before)


def test_derived_rows_hold_nothing_that_they_point_at(session):
    tables = {one.table for one in session.database.references_to("activities")}
    assert not tables & DERIVED
    assert tables


def test_derived_rows_are_added_and_dropped(session, activity):
    row = {"activity_id": activity, "minutes": 60, "at": "2030-01-01T00:00:00Z", "version": 0}
    with session.database.transaction(session._context.author, "Derive"):
        bookkeeping.derive(session.database, "reminders", rows=[row])
        ids = session.database.ids("SELECT id FROM reminders WHERE minutes = 60")
        bookkeeping.forget(session.database, "reminders", ids=list(ids))
    minutes = session.database.all("SELECT minutes FROM reminders")
    assert [one["minutes"] for one in minutes] == [5]


def test_derived_rows_go_with_their_owner(session, activity):
    session.activities.remove(activity)
    assert session.database.value("SELECT count(*) FROM reminders") == 0
