"""An activity typed as one phrase."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crm.utils import dates
from crm.views import typed_activity


def _clock():
    return datetime(2026, 11, 21, 12, 0, tzinfo=UTC)  # a Saturday


def _read(phrase):
    return typed_activity.read(phrase, clock=_clock)


def _time(read):
    return f"{dates.to_local(read.due_at):%H:%M}" if read.due_at else ""


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("call Ana tomorrow 10:00", ("call", "Ana", "2026-11-22", "10:00")),
        ("llamar a Ana mañana a las 10", ("call", "Ana", "2026-11-22", "10:00")),
        ("reunión con dirección el lunes a las 9:30", ("meeting", "dirección", "2026-11-23", "09:30")),
        ("send the offer 24/12/2026", ("", "send the offer", "2026-12-24", "")),
        ("tomorrow at 9 email the offer", ("email", "the offer", "2026-11-22", "09:00")),
        ("tarea: revisar contrato en 3 días", ("task", "revisar contrato", "2026-11-24", "")),
    ],
)
def test_a_phrase_tells_type_subject_day_and_time(phrase, told):
    read = _read(phrase)
    assert (read.type, read.subject, read.due_on, _time(read)) == told


def test_a_phrase_without_a_day_has_none():
    assert _read("call Ana").due_on == ""


def test_numbers_are_no_dates():
    assert _read("review the 5 machines").subject == "review the 5 machines"


def test_a_time_that_is_over_means_tomorrow():
    read = _read("call 00:30")
    assert (read.due_on, _time(read)) == ("2026-11-22", "00:30")


def test_a_time_to_come_means_today():
    read = _read("call Ana 23:30")
    assert (read.due_on, _time(read), read.subject) == ("2026-11-21", "23:30", "Ana")


def test_nothing_says_nothing():
    assert _read("  ") == typed_activity.TypedActivity()


def test_words_that_are_no_date_are_none():
    assert typed_activity.when("soon", clock=_clock) is None
