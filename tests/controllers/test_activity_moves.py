"""Where an activity goes when it is put off: another day at the same hour on the wall."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from crm.controllers import activity_moves
from crm.utils import dates
from tests.records import day_ahead


@pytest.fixture(autouse=True)
def madrid(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Madrid")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def row(day: str, clock_time: str = "") -> dict[str, str]:
    return {"due_on": day, "due_at": dates.to_moment(f"{day} {clock_time}") if clock_time else ""}


@pytest.mark.parametrize(("day", "other"), [("2026-03-28", "2026-03-30"), ("2026-10-24", "2026-10-26")])
def test_the_hour_on_the_wall_stays_when_clocks_change(day, other):
    moved = activity_moves.on_day(row(day, "10:30"), other)
    assert dates.to_local(moved["due_at"]).isoformat()[:16] == f"{other}T10:30"


def test_an_hour_that_does_not_exist_on_that_day_is_the_next_one():
    moved = activity_moves.on_day(row("2026-03-28", "02:30"), "2026-03-29")
    assert f"{dates.to_local(moved['due_at']):%Y-%m-%d %H:%M}" == "2026-03-29 03:30"


def test_what_has_no_time_gets_none():
    assert activity_moves.on_day(row("2026-11-21"), "2026-12-01") == {"due_on": "2026-12-01", "due_at": ""}


def test_on_no_day_there_is_no_time():
    assert activity_moves.on_day(row("2026-11-21", "10:00"), "") == {"due_on": "", "due_at": ""}


def test_its_own_day_leaves_the_moment_alone():
    one = row("2026-10-25", "02:30") | {"due_at": "2026-10-25T01:30:00Z"}  # the second 02:30 of that night
    assert activity_moves.on_day(one, "2026-10-25")["due_at"] == "2026-10-25T01:30:00Z"


@pytest.mark.parametrize(
    ("due", "days", "expected"),
    [(-10, 1, 1), (0, 1, 1), (3, 1, 4), (3, -1, 2), (-10, -1, -11), (3, 7, 10), (-1, 7, 7)],
)
def test_what_is_overdue_counts_from_today(due, days, expected):
    assert activity_moves.days_later(row(day_ahead(due)), days)["due_on"] == day_ahead(expected)


def test_what_has_no_day_counts_from_today():
    assert activity_moves.days_later({"due_on": "", "due_at": ""}, 2)["due_on"] == day_ahead(2)


def test_the_end_of_the_calendar_is_the_end():
    assert activity_moves.days_later(row("9999-12-30"), 5)["due_on"] == date.max.isoformat()
    assert activity_moves.days_later(row((date.min + timedelta(days=2)).isoformat()), -9)["due_on"] == "0001-01-01"


def test_between_a_time_and_whole_days_the_length_is_forgotten():
    assert activity_moves.dragged(row("2026-11-21", "10:00"), "2026-11-22", due_at="")["duration_minutes"] is None
    assert "duration_minutes" not in activity_moves.dragged(row("2026-11-21"), "2026-11-22", due_at="")
