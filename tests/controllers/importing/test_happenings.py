"""What happened told from what is planned."""

from __future__ import annotations

import pytest

from tests.controllers.deals_in import bring_text

HEAD = "Activity Type,Activity Date,Subject,Due date,Task status,Email\n"


@pytest.fixture
def bring(session, tmp_path):
    session.contacts.add({"first_name": "Ana", "email": "ana@x.es"})

    def take(text: str, **options):
        return bring_text(session, tmp_path, text, **options)

    return take


def found(session) -> tuple[int, int]:
    """(activities, interactions)."""
    count = session.database.value
    return count("SELECT count(*) FROM activities"), count("SELECT count(*) FROM interactions")


@pytest.mark.parametrize(
    ("row", "becomes"),
    [
        ("Call,2024-01-02,x,,,ana@x.es", (0, 1)),
        ("Call,2199-01-02,x,,,ana@x.es", (1, 0)),
        ("Call,2024-01-02,x,,Not started,ana@x.es", (1, 0)),
        ("Call,2024-01-02,x,2025-01-01,Completed,ana@x.es", (0, 1)),
        ("Call,,x,2025-01-01,,ana@x.es", (1, 0)),
        ("Task,2024-01-02,x,,Completed,ana@x.es", (1, 0)),
        ("Note,2024-01-02,x,,,ana@x.es", (0, 1)),
    ],
)
def test_status_then_date_say_what_a_row_is(session, bring, row, becomes):
    assert bring(f"{HEAD}{row}\n").created == 1
    assert found(session) == becomes


def test_how_many_became_something_else_is_told(bring):
    text = HEAD + "Call,2024-01-02,x,,,ana@x.es\nCall,2199-01-02,y,,,ana@x.es\n"
    assert sum("1 row" in sentence for sentence in bring(text).warnings) == 1


def test_a_task_that_is_done_is_an_activity_that_is_done(session, bring):
    bring(HEAD + "Task,2024-01-02,x,,Completed,ana@x.es\n")
    assert session.database.value("SELECT completed_at FROM activities")[:10] == "2024-01-02"


@pytest.mark.parametrize(
    ("due", "day", "timed"),
    [("2030-05-06", "2030-05-06", False), ("2030-05-06 10:30", "2030-05-06", True), ("45631.0", "2024-12-05", False)],
)
def test_what_is_due_has_a_day_and_a_time_where_one_is_told(session, bring, due, day, timed):  # noqa: PLR0917
    bring(f"Type,Subject,Due date,Email\nCall,x,{due},ana@x.es\n", entity="activities")
    row = session.database.one("SELECT due_on, due_at FROM activities")
    assert (row["due_on"], bool(row["due_at"])) == (day, timed)


def test_a_status_that_says_nothing_is_reported_and_the_date_decides(session, bring):
    result = bring(HEAD + "Call,2024-01-02,x,,Zzz,ana@x.es\n")
    assert ([(one.column, one.value) for one in result.errors], found(session)) == ([("Task status", "Zzz")], (0, 1))


def test_in_a_file_of_activities_done_calls_are_interactions(session, bring):
    bring("Type,Subject,Due date,Done,Email\nCall,x,2030-01-01,No,ana@x.es\nCall,y,2024-01-01,Yes,ana@x.es\n")
    assert found(session) == (1, 1)


def test_where_something_took_place_stands_in_what_was_said(session, bring):
    bring("Type,Date,Subject,Notes,Place,Priority,Email\nMeeting,2024-01-02,x,precio,Oficina,High,ana@x.es\n")
    assert session.database.value("SELECT body FROM interactions") == "precio\nPlace: Oficina"


@pytest.mark.parametrize(
    ("row", "minutes"),
    [
        ("Meeting,x,2030-05-06 10:00,2030-05-06 11:30,,ana@x.es", 90),
        ("Meeting,x,2030-05-06 10:00,11:30,20,ana@x.es", 20),
        ("Meeting,x,2030-05-06,2030-05-08,,ana@x.es", 4320),
    ],
)
def test_an_end_tells_how_long_it_lasts_unless_the_minutes_are_told(session, bring, row, minutes):
    result = bring(f"Type,Subject,Due date,End time,Duration,Email\n{row}\n", entity="activities")
    assert (result.errors, session.database.value("SELECT duration_minutes FROM activities")) == ([], minutes)


def test_an_end_before_the_beginning_is_reported_and_the_row_comes_in(session, bring):
    text = "Type,Subject,Due date,End time,Email\nMeeting,x,2030-05-06 10:00,2030-05-06 09:00,ana@x.es\n"
    result = bring(text, entity="activities")
    assert [(one.column, one.value) for one in result.errors] == [("End time", "2030-05-06 09:00")]
    assert session.database.value("SELECT duration_minutes FROM activities") is None


def test_a_meeting_that_was_lasted_until_its_end(session, bring):
    bring("Type,Date,Notes,End time,Email\nMeeting,2024-01-02 10:00,x,2024-01-02 10:45,ana@x.es\n")
    assert session.database.value("SELECT duration_minutes FROM interactions") == 45
