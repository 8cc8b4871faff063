"""Days as people say them, written as the calendar does."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crm.utils.phrase_days import as_days


def _written(text, day="2026-11-21"):
    noon = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)
    return " ".join(as_days(text.split(), clock=lambda: noon))


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Ana el 5", "Ana 2026-12-05"),
        ("Ana el día 21 a las 10", "Ana 2026-11-21 a las 10"),
        ("Ana on the 5th", "Ana 2026-12-05"),
        ("Ana el lunes 30", "Ana 2026-11-30"),
        ("Ana la semana que viene", "Ana 2026-11-23"),
        ("Ana next week", "Ana 2026-11-23"),
        ("Ana el mes que viene", "Ana 2026-12-01"),
        ("Ana a fin de mes", "Ana 2026-11-30"),
        ("Ana at the end of the month", "Ana 2026-11-30"),
        ("Ana dentro de una semana", "Ana 2026-11-28"),
        ("Ana in a month", "Ana 2026-12-21"),
    ],
)
def test_days_in_words_are_written_in_figures(said, written):
    assert _written(said) == written


@pytest.mark.parametrize(
    "said", ["Ana el 5 de mayo", "revisar el 5 equipos", "Ana el 32", "Ana el 0", "the offer", "el"]
)
def test_numbers_that_are_no_days_of_a_month_stay(said):
    assert _written(said) == said


def test_a_number_waits_for_a_month_that_has_it():
    assert _written("el 31", "2027-02-01") == "2027-03-31"


def test_a_month_later_is_the_last_day_of_a_shorter_month():
    assert _written("en un mes", "2027-01-31") == "2027-02-28"
