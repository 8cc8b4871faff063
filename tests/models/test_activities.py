"""Activities as plain data."""

from __future__ import annotations

from crm.models.activities import FIELDS, Activity


def test_an_activity_is_open_until_it_is_completed():
    assert Activity(1, "call", 1).is_open
    assert not Activity(1, "call", 1, completed_at="2026-11-21T10:00:00Z").is_open


def test_every_field_is_one_of_an_activity():
    assert {field.name for field in FIELDS} <= vars(Activity(1, "call", 1)).keys()
