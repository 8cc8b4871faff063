"""What read calendars bring to the days of a calendar: times, whole days, what repeats, what is hidden."""

from __future__ import annotations

import pytest

from tests.controllers.calendars_in import day, kept
from tests.files.calendars_in import calendar


@pytest.fixture
def folder(session, tmp_path):
    """A folder that is read as a calendar; a function that puts events there and reads them."""
    path = tmp_path / "citas"
    path.mkdir()
    calendar_id = session.calendars.add({"name": "Citas", "kind": "folder", "address": str(path), "color": "#123456"})

    def put(*lines: str, name: str = "a") -> int:
        (path / f"{name}.ics").write_text(calendar(*lines).replace("uno", name))
        session.calendars.read(calendar_id)
        return calendar_id

    return put


def between(session, first: int, last: int):
    return session.calendars.events_between(kept(first), kept(last))


def test_a_timed_event_is_an_item_in_local_time(session, folder):
    calendar_id = folder(f"DTSTART:{day(2)}T090000Z", "DURATION:PT45M", "LOCATION:Bar")
    (item,) = between(session, 0, 5)
    assert (item.kind, item.title, item.place, item.color, item.calendar_id) == (
        "event", "Visita", "Bar", "#123456", calendar_id,
    )  # fmt: skip
    assert (item.ends - item.starts).total_seconds() == 45 * 60
    assert item.starts.utcoffset() is not None
    assert not item.movable


def test_whole_days_touch_their_days(session, folder):
    folder(f"DTSTART;VALUE=DATE:{day(2)}", f"DTEND;VALUE=DATE:{day(4)}")
    for first, last, count in ((0, 1, 0), (0, 2, 1), (3, 3, 1), (4, 9, 0)):
        found = between(session, first, last)
        assert len(found) == count
        assert all((item.first_on, item.last_on, item.all_day) == (kept(2), kept(3), True) for item in found)


def test_what_repeats_is_there_each_time(session, folder):
    folder(f"DTSTART:{day(-900)}T090000Z", "RRULE:FREQ=DAILY")
    items = between(session, 10, 14)
    assert [item.first_on for item in items] == [kept(number) for number in range(10, 15)]
    assert items[0].repeats


def test_what_changed_is_worked_out_anew(session, folder):
    folder(f"DTSTART:{day(2)}T090000Z")
    assert len(between(session, 0, 5)) == 1
    folder(f"DTSTART:{day(9)}T090000Z")
    assert between(session, 0, 5) == []
    assert len(between(session, 6, 10)) == 1


def test_what_was_called_off_or_is_hidden_is_not_there(session, folder):
    calendar_id = folder(f"DTSTART:{day(2)}T090000Z", "STATUS:CANCELLED")
    assert between(session, 0, 5) == []
    folder(f"DTSTART:{day(2)}T090000Z", name="b")
    session.calendars.change(calendar_id, {"shown": 0})
    assert between(session, 0, 5) == []


def test_it_stands_among_the_activities_of_the_calendar(session, folder):
    folder(f"DTSTART:{day(2)}T090000Z")
    session.activities.add({"subject": "Llamar", "due_on": kept(2)})
    assert {item.kind for item in session.calendar.between(kept(2), kept(2))} == {"activity", "event"}
