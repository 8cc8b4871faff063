"""VTIMEZONE as it is written: the rules of summer time where there are some, every change where there is no rule."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Timezone

from crm.files.calendar_zone_writing import vtimezone


@pytest.mark.parametrize(
    ("zone", "rules"),
    [
        ("Europe/Madrid", ["3;BYDAY=-1SU", "10;BYDAY=-1SU"]),
        ("America/New_York", ["3;BYDAY=2SU", "11;BYDAY=1SU"]),
        ("America/Bogota", []),
        ("America/Santiago", []),
    ],
)
def test_regular_changes_are_a_rule_of_every_year(zone, rules):
    found = [line.partition("BYMONTH=")[2] for line in vtimezone(zone, 2026) if line.startswith("RRULE")]
    assert found == rules


@pytest.mark.parametrize(
    "zone",
    [
        "Europe/Madrid",
        "Europe/Dublin",
        "America/Bogota",
        "America/Santiago",
        "America/Mexico_City",
        "Africa/Casablanca",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
    ],
)
def test_who_reads_it_keeps_the_same_time_for_ten_years(zone):
    read = Timezone.from_ical("\r\n".join([*vtimezone(zone, 2026), ""])).to_tz(lookup_tzid=False)
    day = datetime(2026, 1, 1, 12)
    while day.year < 2036:
        assert day.replace(tzinfo=read).utcoffset() == day.replace(tzinfo=ZoneInfo(zone)).utcoffset(), day
        day += timedelta(days=11)
