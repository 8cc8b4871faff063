"""Activities as plain data."""

from __future__ import annotations

import pytest

from crm.models.activities import FIELDS, Activity, show_reminder, when_of


def test_an_activity_is_open_until_it_is_completed():
    assert Activity(1, "call", 1).is_open
    assert not Activity(1, "call", 1, completed_at="2026-11-21T10:00:00Z").is_open


def test_every_field_is_one_of_an_activity():
    assert {field.name for field in FIELDS} <= vars(Activity(1, "call", 1)).keys()


@pytest.mark.parametrize(
    ("values", "mark"),
    [
        ({}, "none"),
        ({"due_on": "2026-11-20"}, "overdue"),
        ({"due_on": "2026-11-21"}, "today"),
        ({"due_on": "2026-11-22"}, "planned"),
        ({"due_on": "2026-11-21", "due_at": "2026-11-21T09:59:59Z"}, "overdue"),
        ({"due_on": "2026-11-21", "due_at": "2026-11-21T10:00:00Z"}, "today"),
        ({"due_on": "2026-11-19", "ends_on": "2026-11-21"}, "today"),
        ({"due_on": "2026-11-19", "ends_on": "2026-11-20"}, "overdue"),
        ({"due_on": "2026-11-20", "completed_at": "2026-11-20T10:00:00Z"}, "done"),
    ],
)
def test_where_an_activity_stands_follows_from_the_clock(values, mark):
    row = vars(Activity(1, "call", 1, **values))
    assert when_of(row, now="2026-11-21T10:00:00Z", today="2026-11-21") == mark


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "when it begins"),
        (1, "1 minute before"),
        (90, "90 minutes before"),
        (120, "2 hours before"),
        (1440, "1 day before"),
        (20160, "2 weeks before"),
    ],
)
def test_a_reminder_is_told_in_the_largest_unit_that_fits(minutes, words):
    assert show_reminder(minutes) == words
