"""What an activity may hold, and what follows from it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from crm.controllers.activity_values import MOST_REMINDERS, checked, last_day, reminders
from crm.errors import Invalid
from crm.models.activities import LONGEST
from crm.utils import dates
from tests.controllers.files_in import real


@pytest.fixture
def madrid(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Madrid")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("day", "at", "minutes", "last"),
    [
        ("", "", None, ""),
        ("", "", 30, ""),
        ("2026-11-21", "", None, "2026-11-21"),
        ("2026-11-21", "", 0, "2026-11-21"),
        ("2026-11-21", "", 45, "2026-11-21"),
        ("2026-11-21", "", 1440, "2026-11-21"),
        ("2028-02-28", "", 2880, "2028-02-29"),
        ("2026-11-21", "2026-11-21 09:00", None, "2026-11-21"),
        ("2026-11-21", "2026-11-21 23:00", 60, "2026-11-21"),
        ("2026-11-21", "2026-11-21 23:00", 61, "2026-11-22"),
        ("2026-11-21", "2026-11-21 00:00", 1440, "2026-11-21"),
        # 25 hours in the night in which clocks go back, 23 when they go forward.
        ("2026-10-25", "2026-10-25 00:00", 1500, "2026-10-25"),
        ("2026-03-29", "2026-03-29 00:00", 1380, "2026-03-29"),
        ("2026-03-29", "2026-03-29 00:00", 1381, "2026-03-30"),
        ("9999-12-31", "", 2880, "9999-12-31"),
        ("9999-12-31", "9999-12-31 23:00", 600, "9999-12-31"),
    ],
)
@pytest.mark.usefixtures("madrid")
def test_the_last_day_is_the_last_one_it_touches(day, at, minutes, last):
    assert last_day(day, dates.to_moment(at) if at else "", minutes=minutes) == last


def test_a_moment_tells_its_day_and_the_day_its_end(session):
    row = checked(session.database, {"due_at": dates.to_moment("2027-01-05 23:30"), "duration_minutes": 90})
    assert (row["due_on"], row["ends_on"]) == ("2027-01-05", "2027-01-06")


@pytest.mark.parametrize(
    ("values", "minutes"),
    [
        ({"due_on": "2026-11-21", "ends_on": "2026-11-23"}, 3 * 1440),
        ({"due_on": "2026-11-21", "ends_on": "2026-11-21"}, 1440),
        ({"due_at": "2026-11-21T10:00:00Z", "ends_at": "2026-11-21T11:30:00Z"}, 90),
        ({"due_at": "2026-11-21T10:00:00Z", "ends_at": "2026-11-21T10:00:00Z"}, 0),
    ],
)
def test_an_end_tells_how_long_it_lasts(session, values, minutes):
    assert checked(session.database, values)["duration_minutes"] == minutes


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"due_on": "2026-11-21", "ends_on": "2026-11-20"}, "ends_on"),
        ({"due_at": "2026-11-21T10:00:00Z", "ends_at": "2026-11-21T09:59:00Z"}, "ends_at"),
        ({"due_on": "2026-02-30"}, "due_on"),
        ({"due_on": "2027-02-29"}, "due_on"),
        ({"due_at": "2026-02-30T10:00:00Z"}, "due_at"),
        ({"due_at": "2026-11-21 10:00"}, "due_at"),
        ({"duration_minutes": -1}, "duration_minutes"),
        ({"duration_minutes": LONGEST + 1}, "duration_minutes"),
        ({"duration_minutes": 0.5}, "duration_minutes"),
        ({"subject": "x" * 10_000}, "subject"),
        ({"subject": "nul\x00"}, "subject"),
        ({"priority": "urgent"}, "priority"),
        ({"place": "x" * 2_000}, "place"),
        ({"reminders": [-5]}, "reminders"),
        ({"reminders": ["soon"]}, "reminders"),
        ({"reminders": "{"}, "reminders"),
        ({"reminders": [True]}, "reminders"),
        ({"reminders": [LONGEST + 1]}, "reminders"),
        ({"reminders": list(range(MOST_REMINDERS + 1))}, "reminders"),
        ({"sort_subject": "x"}, "sort_subject"),
        ({"series_id": 1}, "series_id"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(session, values, field):
    with pytest.raises(Invalid) as refused:
        checked(session.database, values)
    assert list(refused.value.fields) == [field]
    assert refused.value.fields[field]


def test_a_description_may_be_long(session):
    assert checked(session.database, {"description": "x" * 10_000})["description"] == "x" * 10_000


@pytest.mark.parametrize("value", [[15, 0, 15], (0, 15), "[0,15]", {0, 15}])
def test_reminders_are_kept_sorted_and_once(value):
    assert reminders(value) == "[0,15]"


@pytest.mark.parametrize("value", [[], "", "[]", None, ()])
def test_no_reminders_are_an_empty_list(value):
    assert reminders(value) == "[]"


@settings(max_examples=40, deadline=None)
@given(some.recursive(some.none() | some.integers() | some.text(max_size=5) | some.floats(), some.lists, max_leaves=5))
def test_reminders_are_kept_or_refused_in_a_sentence(value):
    try:
        kept = json.loads(reminders(value))
    except Invalid as refused:
        assert refused.fields["reminders"]
    else:
        assert kept == sorted(set(kept))
        assert all(0 <= one <= LONGEST for one in kept)


@pytest.mark.parametrize("field", ["subject", "place", "description", "outcome"])
def test_texts_of_all_kinds_are_kept_letter_for_letter(session, field):
    hostile = json.loads(real("blns/blns.json").read_text(encoding="utf-8"))
    for value in hostile[::7]:
        try:
            activity = session.activities.add({field: value})
        except Invalid as refused:
            assert list(refused.fields) == [field]
        else:
            assert getattr(session.activities.get(activity), field) == value
