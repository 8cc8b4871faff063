"""Zones: by their names in the world, in Windows and inside other names; defined in the file; unknown."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from crm.files.calendar_lines import blocks
from crm.files.calendar_zone_writing import vtimezone
from crm.files.calendar_zones import Zones, by_name, fixed_utc, here, in_zone, to_moment
from crm.models.events import zone_name

_WINTER = datetime(2026, 1, 15, 10)


def defined(name: str, like: str) -> Zones:
    """The zones of a file that defines `name` as `like` is."""
    text = "\r\n".join(vtimezone(like, 2026)).replace(f"TZID:{like}", f"TZID:{name}")
    return Zones({name: blocks(text)[0][0]})


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Europe/Madrid", "Europe/Madrid"),
        ("america/bogota", "America/Bogota"),
        ("Romance Standard Time", "Europe/Paris"),
        ("SA Pacific Standard Time", "America/Bogota"),
        ("/mozilla.org/20070129_1/America/New_York", "America/New_York"),
        ("/freeassociation.sourceforge.net/Tzfile/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("UTC", "UTC"),
        ("UTC+11", "Etc/GMT-11"),
    ],
)
def test_a_zone_is_found_by_any_of_its_names(name, zone):
    assert zone_name(Zones({}).find(name, _WINTER)) == zone


@pytest.mark.parametrize(
    "name", ["Western/Central Europe", "Mi zona", "", "GMT +0100 (Standard) / GMT +0200 (Daylight)"]
)
def test_an_unknown_zone_is_none(name):
    assert Zones({}).find(name, _WINTER) is None


@pytest.mark.parametrize("like", ["America/Bogota", "Europe/Madrid", "America/New_York", "Asia/Kolkata"])
def test_a_zone_defined_in_the_file_is_the_one_that_keeps_its_time(like):
    found = defined("Mi zona", like).find("Mi zona", _WINTER)
    summer = datetime(2026, 7, 15, 10)
    assert zone_name(found)
    for wall in (_WINTER, summer):
        assert wall.replace(tzinfo=found).utcoffset() == wall.replace(tzinfo=ZoneInfo(like)).utcoffset()


def test_a_definition_that_cannot_be_read_leaves_the_zone_unknown():
    broken = blocks("BEGIN:VTIMEZONE\nTZID:Mi zona\nBEGIN:STANDARD\nTZOFFSETTO:+9999\nEND:STANDARD\nEND:VTIMEZONE")[0][
        0
    ]
    assert Zones({"Mi zona": broken}).find("Mi zona", _WINTER) is None


def test_this_computer_s_zone_has_a_name_the_world_knows_or_none(monkeypatch):
    monkeypatch.setenv("TZ", "America/Montevideo")
    assert here() == "America/Montevideo"
    monkeypatch.setenv("TZ", "XYZ3")
    assert here() == ""
    monkeypatch.delenv("TZ")
    assert here() == "" or by_name(here())


def test_a_wall_time_in_a_zone_is_a_moment():
    madrid = in_zone(datetime(2026, 7, 1, 10), ZoneInfo("Europe/Madrid"))
    assert to_moment(madrid) == "2026-07-01T08:00:00Z"
    assert fixed_utc(madrid) == madrid
    assert in_zone(_WINTER, None).tzinfo is None
