"""Times of day as people say them, written as clocks show them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crm.utils import dates
from crm.utils.phrase_clock import as_clock, later, take_half


def _clock():
    return datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def _written(text):
    return " ".join(as_clock(text.split(), clock=_clock))


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("a las 9 y media", "9:30"),
        ("a las 9 menos veinte", "8:40"),
        ("a las 9 y 10", "9:10"),
        ("at half past 9", "9:30"),
        ("quarter to 9", "8:45"),
        ("al mediodía", "12:00"),
        ("Ana 9h", "Ana 9:00"),
    ],
)
def test_hours_in_words_are_written_in_figures(said, written):
    assert _written(said) == written


def test_one_or_two_hours_are_how_long_it_lasts():
    assert _written("Ana 2h") == "Ana 2h"


def test_hours_behind_a_time_of_day_are_how_long_it_lasts():
    assert _written("Ana 10:00 8h") == "Ana 10:00 8h"


@pytest.mark.parametrize("said", ["in half an hour", "en media hora", "dentro de 30 minutos", "in 30 min"])
def test_a_time_from_now_on_is_a_moment(said):
    assert dates.to_moment(_written(said)) == "2026-11-21T12:30:00Z"


def test_half_of_the_day_is_taken_out_with_its_words():
    taken = take_half(["Ana", "mañana", "por", "la", "tarde", "a", "las", "5"])
    assert (taken.words, taken.late, taken.half) == (["Ana", "mañana", "a", "las", "5"], True, ("por", "la", "tarde"))


def test_this_evening_leaves_today_behind():
    assert take_half(["Ana", "tonight"]).words == ["Ana", "today"]


def test_words_without_a_half_of_the_day_stay():
    assert take_half(["Ana", "mañana"]).words == ["Ana", "mañana"]


@pytest.mark.parametrize(("early", "late"), [("a las 5", "17:00"), ("5:30", "17:30"), ("16:00", "16:00"), ("x", "x")])
def test_an_hour_becomes_one_of_the_later_half(early, late):
    assert " ".join(later(early.split())) == late
