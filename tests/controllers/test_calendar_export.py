"""Exporting activities: chosen ones, a list, everything; what goes out comes in equal in another file."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.app import open_database as opened
from crm.app import sign_in
from crm.errors import NotFound
from crm.files.calendar_reading import read_file, read_text
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from tests.controllers.calendars_in import kept, plain

_TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=30).map(lambda text: " ".join(text.split()))
_TIMES = st.sampled_from(["", "2027-03-28T01:30:00Z", "2027-10-31T01:30:00Z", "2027-07-01T22:15:00Z"])
_VALUES = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["call", "email", "meeting", "task"]),
        "subject": _TEXT,
        "description": _TEXT,
        "place": _TEXT,
        "due_at": _TIMES,
        "priority": st.sampled_from(["low", "normal", "high"]),
        "reminders": st.sets(st.integers(0, 2880), max_size=3).map(sorted),
        "outcome": _TEXT,
    },
    optional={"duration_minutes": st.integers(0, 3000)},
)


@pytest.fixture
def other(empty_file, tmp_path):
    """Another file."""
    import shutil

    database = opened(shutil.copy(empty_file, tmp_path / "otro.db"))
    yield sign_in(database)
    database.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_VALUES, min_size=1, max_size=4))
def test_what_goes_out_comes_in_equal_in_another_file(session, other, tmp_path, values):
    for one in (session, other):
        with one.database.transaction(one._context.author, "empty"):
            one.database.delete_many("activities", one.database.ids("SELECT id FROM activities"))
    for row in values:
        undated = {} if row["due_at"] else {"reminders": []}
        session.activities.add({**row, **undated})
    path = tmp_path / "todo.ics"
    assert session.calendars.export(path) == len(values)
    result = other.calendars.import_file(path)
    assert (result.created, result.skipped) == (len(values), ())
    assert plain(other) == plain(session)


def test_series_with_exceptions_come_in_equal_in_another_file(session, other, tmp_path):
    first = session.activities.add({"type": "meeting", "subject": "Visita", "due_at": f"{kept(3)}T09:00:00Z"})
    session.series.change_rule(first, "FREQ=WEEKLY", scope="all")
    ids = session.database.ids("SELECT id FROM activities ORDER BY due_on")
    session.activities.remove(ids[1])
    session.activities.change(ids[2], {"place": "Bar", "due_at": f"{kept(18)}T12:00:00Z"})
    session.calendars.export(tmp_path / "todo.ics")
    assert other.calendars.import_file(tmp_path / "todo.ics").created == 1
    assert plain(other) == plain(session)


def test_chosen_ones_and_lists_go_out_one_by_one(session, tmp_path):
    ids = [session.activities.add({"type": kind, "due_on": kept(1)}) for kind in ("call", "meeting", "call")]
    assert session.calendars.export(tmp_path / "a.ics", ids=ids[:2]) == 2
    calls = ListQuery(conditions=(Condition("type", Operator.ANY, ("call",)),))
    assert session.calendars.export(tmp_path / "b.ics", calls) == 2
    assert {event.type for event in read_file(tmp_path / "b.ics").events} == {"call"}


def test_nothing_chosen_is_an_empty_calendar(session, tmp_path):
    session.activities.add({"type": "call"})
    assert session.calendars.export(tmp_path / "a.ics", ids=[]) == 0


def test_one_activity_goes_by_mail_as_an_event_without_what_is_nobody_else_s_business(session):
    ana = session.contacts.add({"first_name": "Ana", "email": "ana@example.org"})
    activity = session.activities.add({"type": "task", "subject": "Visita", "due_on": kept(1), "contact_id": ana})
    text = session.calendars.as_text(activity)
    event = read_text(text).events[0]
    assert (event.title, event.todo, event.contact) == ("Visita", False, None)
    assert "METHOD:PUBLISH" in text
    with pytest.raises(NotFound):
        session.calendars.as_text(99)


_RULES = st.sampled_from(
    [
        "FREQ=DAILY;COUNT=9",
        "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=9",
        "FREQ=MONTHLY;BYDAY=-1FR;COUNT=5",
        "FREQ=MONTHLY;BYMONTHDAY=15;INTERVAL=2",
        "FREQ=YEARLY",
    ]
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(_RULES, st.sampled_from(["09:00", "23:30", ""]), st.sets(st.integers(0, 4), max_size=2)))
def test_any_series_comes_in_equal_in_another_file(session, other, series):
    rule, at, out = series
    for one in (session, other):
        with one.database.transaction(one._context.author, "empty"):
            for table in ("activities", "activity_series"):
                one.database.delete_many(table, one.database.ids(f"SELECT id FROM {table}"))
    due = {"due_at": f"{kept(3)}T{at}:00Z"} if at else {"due_on": kept(3)}
    session.series.add({"type": "meeting", "subject": "Visita", **due}, rule)
    ids = session.database.ids("SELECT id FROM activities ORDER BY due_on")
    for place in sorted(out & set(range(len(ids)))):
        session.activities.remove(ids[place])
    path = session.database.path.with_name("todo.ics")
    session.calendars.export(path)
    other.calendars.import_file(path)
    assert three_years(other) == three_years(session)


def three_years(session) -> list[tuple[object, ...]]:
    """What the calendar shows, activities and what the series bring later."""
    return [(one.first_on, one.starts, one.title) for one in session.calendar.between(kept(0), kept(3 * 366))]
