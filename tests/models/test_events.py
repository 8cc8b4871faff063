"""Events: what kind of time they have, and the name of its zone."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from crm.models.events import CalendarResult, Event, Guest, Skipped, day_of, from_plain, to_plain, zone_name


def test_an_event_with_a_date_alone_is_all_day():
    assert Event("a", date(2026, 3, 1)).all_day
    assert not Event("a", datetime(2026, 3, 1, 9)).all_day
    assert not Event("a", None).all_day


def test_the_zone_of_an_event_is_that_of_its_start():
    assert Event("a", datetime(2026, 3, 1, 9, tzinfo=ZoneInfo("Europe/Madrid"))).zone == "Europe/Madrid"
    assert Event("a", datetime(2026, 3, 1, 9)).zone == ""
    assert (zone_name(UTC), zone_name(None)) == ("UTC", "")


def test_notes_make_no_difference_between_events():
    plain = Event("a", date(2026, 3, 1))
    assert plain.with_notes("something") == plain
    assert plain.with_notes("one").with_notes("two").notes == ("one", "two")


def test_the_day_of_a_moment_is_that_of_its_own_zone():
    assert day_of(datetime(2026, 3, 1, 23, tzinfo=ZoneInfo("America/Bogota"))) == date(2026, 3, 1)
    assert day_of(date(2026, 3, 1)) == date(2026, 3, 1)


@pytest.mark.parametrize(
    "event",
    [
        Event("a", None),
        Event("a", date(2026, 3, 1), minutes=2880, reminders=(0, 60), guests=(Guest("ana@example.org", "Ana"),)),
        Event(
            "a",
            datetime(2026, 3, 1, 9, tzinfo=ZoneInfo("Europe/Madrid")),
            rule="FREQ=DAILY",
            excluded=(datetime(2026, 3, 2, 9, tzinfo=UTC), date(2026, 3, 4)),
            further=(datetime(2026, 5, 2, 9),),
            contact=Guest("eva@example.org"),
        ),
        Event("a", datetime(2026, 3, 1, 9, tzinfo=UTC), replaces=datetime(2026, 3, 1, 8, tzinfo=UTC), cancelled=True),
    ],
)
def test_an_event_that_was_kept_is_the_same(event):
    assert from_plain(json.loads(json.dumps(to_plain(event)))) == event


def test_a_result_is_plain_enough_for_json():
    plain = CalendarResult(created=1, skipped=(Skipped("Rota", "No.", 3),), notes=("x",)).to_plain()
    assert json.loads(json.dumps(plain))["skipped"] == [{"name": "Rota", "reason": "No.", "line": 3}]
