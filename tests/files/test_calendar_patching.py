"""Another program's event with our changes in it: only what differs is new, zones and strangers' lines stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from crm.files.calendar_patching import patched
from tests.files.calendars_in import calendar, event, read

_LINES = (
    "DTSTART;TZID=Europe/Madrid:20270301T100000", "DTEND;TZID=Europe/Madrid:20270301T110000", "X-OTHER:algo",
    "ATTENDEE:mailto:ana@example.org", "SEQUENCE:4", "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "X-A:b",
    "END:VALARM",
)  # fmt: skip


def lines(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_only_what_differs_is_written_anew():
    found = lines(patched(calendar(*_LINES), [replace(event(*_LINES), title="Otra")]))
    assert "SUMMARY:Otra" in found
    assert "SUMMARY:Visita" not in found
    for line in (*_LINES[:4], "X-A:b"):
        assert line in found
    assert "SEQUENCE:5" in found


def test_a_moved_event_stays_in_its_zone():
    before = event(*_LINES)
    later = (before.starts + timedelta(days=1)).astimezone(UTC)
    found = lines(patched(calendar(*_LINES), [replace(before, starts=later, minutes=30)]))
    assert "DTSTART;TZID=Europe/Madrid:20270302T100000" in found
    assert "DTEND;TZID=Europe/Madrid:20270302T103000" in found
    assert "BEGIN:VTIMEZONE" in found


def test_other_reminders_take_the_place_of_the_alarms():
    found = lines(patched(calendar(*_LINES), [replace(event(*_LINES), reminders=(30,))]))
    assert "TRIGGER:-PT30M" in found
    assert "TRIGGER:-PT15M" not in found


def test_what_is_taken_away_is_gone():
    text = calendar(*_LINES, "LOCATION:Bar", "DESCRIPTION:largo")
    before = event(*_LINES, "LOCATION:Bar", "DESCRIPTION:largo")
    after = read(patched(text, [replace(before, place="", description="")])).events[0]
    assert (after.place, after.description, after.title) == ("", "", "Visita")


def test_a_new_exception_joins_the_event_it_belongs_to():
    series = ("DTSTART:20270301T100000Z", "RRULE:FREQ=DAILY;COUNT=3")
    main = event(*series)
    day = datetime(2027, 3, 2, 10, tzinfo=UTC)
    moved = replace(main, rule="", replaces=day, starts=day + timedelta(hours=2))
    again = read(patched(calendar(*series), [main, moved])).events
    assert [one.replaces for one in again] == [None, day]
    assert again[0].rule == "FREQ=DAILY;COUNT=3"


def test_what_cannot_be_read_is_written_whole():
    assert read(patched("nada", [event(*_LINES)])).events[0].title == "Visita"
    assert read(patched("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", [event(*_LINES)])).events[0].title == "Visita"
