"""Reminders in words: what, with whom, how soon; and how long until tomorrow morning."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crm.models.reminders import Due
from crm.views.reminder_words import minutes_until_tomorrow, snooze_words, told, when


def at(hour, minute=0):
    return lambda: datetime(2026, 11, 20, hour, minute, tzinfo=UTC)


DUE = Due(
    1, (1,), "2026-11-20T09:45:00Z", "Call about\nthe windows", "2026-11-20", "2026-11-20T10:00:00Z", "call", "Ana Gil"
)


@pytest.fixture(autouse=True)
def in_utc(live_in):
    live_in("UTC")


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        (at(9, 45), "in 15 minutes (10:00)"),
        (at(9, 59), "in 1 minute (10:00)"),
        (at(10), "now (10:00)"),
        (at(12), "today 10:00"),
        (at(6), "today 10:00"),
        (lambda: datetime(2026, 11, 23, 9, tzinfo=UTC), "20 Nov 2026 10:00"),
    ],
)
def test_how_soon_it_is(clock, words):
    assert when(DUE, clock=clock) == words


def test_what_has_no_time_is_of_a_day():
    assert when(Due(1, (1,), "x", "Fair", "2026-11-21"), clock=at(12)) == "tomorrow"


def test_two_lines_tell_what_and_when():
    assert told(DUE, clock=at(10)) == "Call about the windows · Ana Gil\nnow (10:00)"


@pytest.mark.parametrize(("minutes", "words"), [(5, "In 5 minutes"), (60, "In 1 hour"), (120, "In 2 hours")])
def test_choices_of_later_in_words(minutes, words):
    assert snooze_words(minutes) == words


def test_tomorrow_begins_at_nine_also_when_the_clocks_change(live_in):
    live_in("Europe/Madrid")
    evening = datetime(2026, 10, 24, 18, tzinfo=UTC)  # 20:00 there; an hour comes twice at night
    assert minutes_until_tomorrow(clock=lambda: evening) == 14 * 60


def test_after_midnight_tomorrow_is_the_next_day():
    assert minutes_until_tomorrow(clock=at(0, 30)) == 32 * 60 + 30
