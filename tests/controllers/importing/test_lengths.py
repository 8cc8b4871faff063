"""How long something lasts, from when it ends."""

from __future__ import annotations

import time

import pytest

from crm.controllers.importing.lengths import minutes_until
from crm.controllers.importing.values import Reading
from crm.utils import dates

TEN = dates.to_moment("2030-05-06 10:00")


@pytest.fixture
def reading():
    return Reading("ES")


@pytest.mark.parametrize(
    ("text", "begin", "minutes"),
    [
        ("2030-05-06 11:30", TEN, 90),
        ("11:30", TEN, 90),
        ("11:30 am", TEN, 90),
        ("1 pm", TEN, 180),
        ("2030-05-07 01:00", TEN, 900),
        ("2030-05-06", TEN, None),
        ("2030-05-06 10:00", TEN, 0),
        ("2030-05-07", "2030-05-06", 2880),
        ("2030-05-06", "2030-05-06", 1440),
        ("11:30", "2030-05-06", None),
    ],
)
def test_an_end_tells_the_minutes(reading, text, begin, minutes):
    assert minutes_until(text, begin, header="End", reading=reading) == minutes


@pytest.mark.parametrize(
    ("text", "begin"),
    [("09:00", TEN), ("2030-05-05", "2030-05-06"), ("2032-01-01", "2030-05-06"), ("soon", TEN), ("2030-02-30", TEN)],
)
def test_an_end_that_cannot_be_is_refused_in_a_sentence(reading, text, begin):
    with pytest.raises(ValueError, match=r"\w"):
        minutes_until(text, begin, header="End", reading=reading)


@pytest.mark.parametrize(("day", "minutes"), [("2026-03-29", 660), ("2026-10-25", 780), ("2026-11-21", 720)])
def test_minutes_are_those_that_pass_when_clocks_change(reading, monkeypatch, day, minutes):
    monkeypatch.setenv("TZ", "Europe/Madrid")
    time.tzset()
    begin = dates.to_moment(f"{day} 00:00")
    assert minutes_until(f"{day} 12:00", begin, header="End", reading=reading) == minutes
    monkeypatch.undo()
    time.tzset()
