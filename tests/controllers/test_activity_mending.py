"""What follows from other columns of an activity is right after every undo."""

from __future__ import annotations

from crm.controllers.activity_values import following
from tests.records import newest


def is_right(session, activity: int) -> bool:
    row = session.database.one("SELECT * FROM activities WHERE id = :id", id=activity)
    return all(row[name] == value for name, value in following(row).items())


def test_an_undo_between_two_changes_leaves_the_end_right(session):
    activity = session.activities.add({"due_on": "2027-01-05"})
    session.activities.change(activity, {"due_on": "2027-01-09"})
    moved = newest(session.database)
    session.activities.change(activity, {"duration_minutes": 2880})
    session.history.undo(moved)
    kept = session.activities.get(activity)
    assert (kept.due_on, kept.ends_on) == ("2027-01-05", "2027-01-06")
    assert is_right(session, activity)


def test_what_was_removed_before_there_were_such_columns_comes_back_whole(session):
    activity = session.activities.add({"subject": "Ñandú", "due_on": "2027-01-05"})
    session.activities.remove(activity)
    session.database.execute(
        'UPDATE changes SET before = replace(replace(before, \'"ends_on":"2027-01-05"\', \'"ends_on":""\'),'
        ' \'"sort_subject":"nandu"\', \'"sort_subject":""\') WHERE action = \'remove\''
    )
    session.history.undo()
    assert is_right(session, activity)
    assert session.activities.get(activity).ends_on == "2027-01-05"


def test_an_undo_that_only_mends_leaves_the_time_of_the_last_edit(session):
    activity = session.activities.add({"due_on": "2027-01-05"})
    before = session.activities.get(activity).updated_at
    session.activities.change(activity, {"subject": "x"})
    session.history.undo()
    assert session.activities.get(activity).updated_at == before


def test_an_undo_that_opens_an_activity_takes_its_log_away_whoever_wrote_it(session):
    ana = session.contacts.add({"first_name": "Ana"})
    activity = session.activities.add({"type": "call", "contact_id": ana})
    session.activities.complete(activity)
    first = newest(session.database)
    session.activities.reopen(activity)
    session.activities.complete(activity)
    session.database.execute("UPDATE activities SET completed_at = '2026-11-21T10:00:00Z'")
    session.database.execute(_SAME_SECOND)
    session.history.undo(first)
    logged = session.database.value("SELECT count(*) FROM interactions")
    assert (session.activities.get(activity).is_open, logged) == (True, 0)


_SAME_SECOND = """
    UPDATE changes SET after = json_set(after, '$.completed_at', '2026-11-21T10:00:00Z')
    WHERE entity = 'activities' AND json_extract(after, '$.completed_at') <> ''"""
