"""Calendars outside the file: what the last reading left is known again."""

from __future__ import annotations

from crm.models.calendars import CALDAV, FIELDS, KINDS, OutsideCalendar


def test_what_the_last_reading_left_is_known():
    assert OutsideCalendar(1, "a", "address", "x", 1, token='{"etag":"1"}').known == {"etag": "1"}  # noqa: S106 - an ETag
    assert OutsideCalendar(1, "a", "address", "x", 1).known == {}


def test_only_caldav_goes_both_ways():
    assert OutsideCalendar(1, "a", CALDAV, "x", 1).is_kept_alike
    assert not OutsideCalendar(1, "a", "folder", "x", 1).is_kept_alike


def test_every_kind_can_be_chosen():
    assert next(field for field in FIELDS if field.name == "kind").choices == KINDS
