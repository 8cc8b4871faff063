"""Writing calendars: what goes out comes in again, whatever the texts and times are, and others can read it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.errors import Unavailable
from crm.files.calendar_reading import read_file
from crm.files.calendar_writing import write_file, write_text
from crm.models.events import Event, Guest
from tests.files.calendars_in import read

_TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=40).map(lambda text: " ".join(text.split()))
_ZONES = st.sampled_from([UTC, None, *map(ZoneInfo, ("Europe/Madrid", "America/Bogota", "America/Santiago"))])
_DAYS = st.dates(date(1990, 1, 1), date(2080, 1, 1))
_HOURS = st.datetimes(datetime(1990, 1, 1), datetime(2080, 1, 1)).map(lambda when: when.replace(microsecond=0))
_TIMED = st.builds(lambda when, zone: when.replace(tzinfo=zone), _HOURS, _ZONES)


def events():
    shared = {
        "uid": st.uuids().map(str),
        "title": _TEXT.filter(bool),
        "description": st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=200).map(str.strip),
        "place": _TEXT,
        "priority": st.sampled_from(["low", "normal", "high"]),
        "reminders": st.sets(st.integers(0, 2000), max_size=4).map(lambda found: tuple(sorted(found))),
        "type": st.sampled_from(["", "call", "visita"]),
        "guests": st.sampled_from([(), (Guest("ana@example.org", "Gil; Ana, y: más"),)]),
        "cancelled": st.booleans(),
    }
    timed = st.builds(Event, starts=_TIMED, minutes=st.none() | st.integers(0, 5000), **shared)
    whole = st.builds(
        Event, starts=_DAYS, minutes=st.none() | st.integers(2, 9).map(lambda days: days * 1440), **shared
    )
    tasks = st.builds(
        Event, starts=_TIMED | _DAYS, todo=st.just(True), minutes=st.none() | st.integers(0, 99), **shared
    )
    return st.one_of(timed, whole, tasks)


@settings(max_examples=150, deadline=None)
@given(st.lists(events(), max_size=3, unique_by=lambda event: event.uid))
def test_what_is_written_is_read_back_equal(given_events):
    found = read(write_text(given_events))
    assert found.skipped == ()
    assert [_plain(event) for event in found.events] == [_plain(event) for event in given_events]


def _plain(event: Event):
    """An event without the time it was written at; a wall time in a zone where the clock skips it is one with its
    moment."""
    from dataclasses import replace

    starts = event.starts
    moment = starts.astimezone(UTC) if isinstance(starts, datetime) and starts.tzinfo else starts
    return replace(event, changed_at="", starts=moment)


@pytest.mark.parametrize(
    "text", ["a\\nb", "a;b,c\\", "dos\nlíneas", "x" * 300, "ñ" * 200, "🎉" * 60, "a: b", "BEGIN:VEVENT"]
)
def test_awkward_texts_come_back_letter_for_letter(text):
    event = Event("1", date(2026, 3, 1), title="t", description=text)
    assert read(write_text([event])).events[0].description == text


def test_lines_are_short_and_end_as_the_standard_wants():
    text = write_text([Event("1", date(2026, 3, 1), title="ñandú " * 50)])
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")


def test_a_series_brings_its_zone_with_the_rules_of_summer_time():
    starts = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Europe/Madrid"))
    text = write_text([Event("1", starts, rule="FREQ=WEEKLY", excluded=(starts.replace(day=9),))])
    assert "BEGIN:VTIMEZONE" in text
    assert "BEGIN:DAYLIGHT" in text
    assert "EXDATE;TZID=Europe/Madrid:20260309T090000" in text


def test_other_programs_read_it():
    starts = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("America/Bogota"))
    calendar = icalendar.Calendar.from_ical(write_text([Event("1", starts, title="Visita", minutes=30)], name="Ventas"))
    assert calendar.walk("VEVENT")[0]["DTEND"].dt == starts.replace(minute=30)
    assert calendar.errors == []


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "citas.ics"
    assert write_file(path, [Event("1", date(2026, 3, 1), title="Uno")], name="Mis citas") == 1
    assert read_file(path).name == "Mis citas"
    with pytest.raises(Unavailable):
        write_file(tmp_path / "no" / "citas.ics", [])


def test_what_has_no_title_is_shown_as_something_and_comes_back_without():
    event = Event("1", date(2026, 3, 1), shown_as="Llamada · Ana", contact=Guest("ana@example.org", "Ana"))
    text = write_text([event])
    assert "SUMMARY:Llamada · Ana" in text
    assert "ATTENDEE" not in text
    found = read(text).events[0]
    assert (found.title, found.contact) == ("", Guest("ana@example.org", "Ana"))
