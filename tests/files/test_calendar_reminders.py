"""Alarms as minutes before: from the start, from the end, at a moment; of whole days before 09:00."""

from __future__ import annotations

import pytest

from crm.files.calendar_reminders import span, trigger
from tests.files.calendars_in import event


def reminders(*triggers: str, starts: str = "DTSTART:20260301T100000Z", more: tuple[str, ...] = ()):
    alarms = [line for one in triggers for line in ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER{one}", "END:VALARM")]
    return event(starts, *more, *alarms).reminders


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        (":-PT15M", (15,)),
        (":PT0S", (0,)),
        (":-P1D", (1440,)),
        (":PT15M", ()),
        (";VALUE=DATE-TIME:20260301T090000Z", (60,)),
        (":whenever", ()),
    ],
)
def test_an_alarm_speaks_so_long_before_the_start(written, minutes):
    assert reminders(written) == minutes


def test_an_alarm_before_the_end_counts_from_the_start():
    assert reminders(";RELATED=END:-PT90M", more=("DTEND:20260301T110000Z",)) == (30,)


@pytest.mark.parametrize(("written", "minutes"), [(":PT9H", 0), (":-PT15H", 1440), (":PT8H30M", 30)])
def test_of_whole_days_alarms_count_from_nine(written, minutes):
    assert reminders(written, starts="DTSTART;VALUE=DATE:20260301") == (minutes,)
    assert span(trigger(minutes, all_day=True)) == span(written.removeprefix(":"))


def test_each_reminder_stands_once_and_ten_are_enough():
    assert reminders(":-PT15M", ":-PT15M", ":-PT5M") == (5, 15)
    assert len(reminders(*(f":-PT{number}M" for number in range(1, 30)))) == 10


def test_an_alarm_that_is_switched_off_is_none():
    alarm = ("BEGIN:VALARM", "ACTION:NONE", "TRIGGER:-PT15M", "END:VALARM")
    assert event("DTSTART:20260301T100000Z", *alarm).reminders == ()
