"""Wall times and moments: across the changes of clocks, in zones without them, and in those nobody knows."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from crm.utils import zones


@pytest.mark.parametrize(
    ("zone", "day", "at", "moment"),
    [
        ("Europe/Madrid", "2026-03-28", "10:00", "2026-03-28T09:00:00Z"),
        ("Europe/Madrid", "2026-03-29", "10:00", "2026-03-29T08:00:00Z"),
        ("Europe/Madrid", "2026-10-24", "10:00", "2026-10-24T08:00:00Z"),
        ("Europe/Madrid", "2026-10-25", "10:00", "2026-10-25T09:00:00Z"),
        ("America/Bogota", "2026-01-15", "10:00", "2026-01-15T15:00:00Z"),
        ("America/Bogota", "2026-07-15", "10:00", "2026-07-15T15:00:00Z"),
        ("America/Santiago", "2026-04-04", "10:00", "2026-04-04T13:00:00Z"),
        ("America/Santiago", "2026-04-05", "10:00", "2026-04-05T14:00:00Z"),
        ("America/Santiago", "2026-09-06", "10:00", "2026-09-06T13:00:00Z"),
        ("America/Mexico_City", "2022-07-15", "10:00", "2022-07-15T15:00:00Z"),
        ("America/Mexico_City", "2026-07-15", "10:00", "2026-07-15T16:00:00Z"),
        ("Asia/Kolkata", "2026-07-15", "10:00", "2026-07-15T04:30:00Z"),
        ("Asia/Kolkata", "2026-07-15", "02:00", "2026-07-14T20:30:00Z"),
    ],
)
def test_the_wall_time_stays_whatever_the_clocks_do(zone, day, at, moment):
    assert zones.moment(day, at, zone=zone) == moment
    assert zones.wall(moment, zone) == (day, at)


def test_a_wall_time_that_is_left_out_in_spring_is_an_hour_later():
    assert zones.wall(zones.moment("2026-03-29", "02:30", zone="Europe/Madrid"), "Europe/Madrid") == (
        "2026-03-29",
        "03:30",
    )


def test_a_midnight_that_is_left_out_stays_on_its_day():
    moment = zones.moment("2026-09-06", "00:30", zone="America/Santiago")
    assert zones.wall(moment, "America/Santiago") == ("2026-09-06", "01:30")


def test_a_wall_time_that_comes_twice_in_autumn_is_the_first():
    assert zones.moment("2026-10-25", "02:30", zone="Europe/Madrid") == "2026-10-25T00:30:00Z"


@settings(max_examples=60, deadline=None)
@given(
    zone=some.sampled_from(
        ["Europe/Madrid", "America/Bogota", "America/Santiago", "America/Mexico_City", "Asia/Kolkata"]
    ),
    day=some.dates(min_value=date(2020, 1, 1), max_value=date(2035, 1, 1)),
    hour=some.integers(4, 23),
)
def test_a_wall_time_of_the_day_comes_back_in_every_zone(zone, day, hour):
    at = f"{hour:02}:15"
    assert zones.wall(zones.moment(day.isoformat(), at, zone=zone), zone) == (day.isoformat(), at)


@pytest.mark.parametrize("zone", ["", "Nowhere/Land", "../etc/passwd", "Europe/"])
def test_a_zone_nobody_knows_is_the_one_of_this_computer(zone, live_in):
    live_in("America/Bogota")
    assert zones.named(zone) is None
    assert zones.moment("2026-01-15", "10:00", zone=zone) == "2026-01-15T15:00:00Z"


def test_the_zone_of_this_computer_is_told_by_name(live_in):
    live_in("Europe/Madrid")
    assert zones.here() == "Europe/Madrid"


def test_a_zone_of_this_computer_without_a_name_is_none(live_in):
    live_in("XXX+5")
    assert zones.here() == ""


@pytest.mark.parametrize(("day", "at"), [("2026-02-30", "10:00"), ("2026-02-03", "25:00"), ("soon", "10:00")])
def test_what_does_not_exist_is_refused(day, at):
    with pytest.raises(ValueError, match=r"."):
        zones.moment(day, at)


def test_the_end_of_the_calendar_does_not_break():
    assert zones.moment("9999-12-31", "23:30", zone="America/Bogota").startswith("9999-12-31")
