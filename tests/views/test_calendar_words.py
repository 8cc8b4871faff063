"""Items of the calendar in words and colours."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crm.models.calendar import ACTIVITY, EVENT, GHOST, CalendarItem
from crm.views import calendar_words
from crm.views.widgets.calendar_model import DASHED, HOLLOW, SOLID

STARTS, ENDS = datetime(2026, 11, 18, 9, tzinfo=UTC), datetime(2026, 11, 18, 10, tzinfo=UTC)


def item(kind=ACTIVITY, **values):
    usual = {"starts": STARTS, "ends": ENDS, "type": "call", "contact": "Ana Gil", "owner": "Marta"}
    return CalendarItem(kind, 5, "Renewal", "2026-11-18", "2026-11-18", **{**usual, **values})


def test_an_entry_says_when_and_with_whom():
    entry = calendar_words.entry(item(opportunity="Web", place="Madrid"), "type")
    assert (entry.title, entry.note) == ("Renewal", "Ana Gil · Web · Madrid")
    assert (entry.starts.hour, entry.minutes) == (9, 60)
    assert entry.starts.tzinfo is None


def test_colours_follow_the_type():
    one = calendar_words.entry(item(type="call"), "type")
    assert one.hue != calendar_words.entry(item(type="meeting"), "type").hue
    assert one.hue == calendar_words.entry(item(type="call", owner="Pedro"), "type").hue


def test_or_the_owner():
    one = calendar_words.entry(item(owner="Marta"), "owner")
    assert one.hue != calendar_words.entry(item(owner=""), "owner").hue
    assert one.hue == calendar_words.entry(item(type="meeting", owner="Marta"), "owner").hue


def test_an_event_has_the_colour_of_its_calendar():
    assert calendar_words.entry(item(EVENT, color="#10b981"), "owner").hue == "#10b981"


@pytest.mark.parametrize(("kind", "outline"), [(ACTIVITY, SOLID), (GHOST, DASHED), (EVENT, HOLLOW)])
def test_what_is_not_ours_yet_looks_otherwise(kind, outline):
    assert calendar_words.entry(item(kind), "type").outline == outline


@pytest.mark.parametrize(
    ("changes", "word"), [({"kind": EVENT}, "only read"), ({"kind": GHOST}, "series"), ({"done": True}, "Reopen")]
)
def test_what_cannot_be_moved_says_why(changes, word):
    assert word in calendar_words.entry(item(**changes), "type").fixed


def test_an_open_activity_can_be_moved():
    assert calendar_words.entry(item(), "type").fixed == ""


def test_keys_tell_days_of_a_series_apart():
    keys = {calendar_words.key(item(GHOST, series_id=3, series_day=day)) for day in ("2027-01-01", "2027-01-08")}
    assert len(keys) == 2


def test_keys_tell_repeated_events_apart():
    keys = {calendar_words.key(item(EVENT, starts=one, calendar_id=1)) for one in (STARTS, ENDS)}
    assert len(keys) == 2


def test_the_tip_tells_all_there_is():
    words = calendar_words.tip(item(place="Madrid", repeats="Every week", overdue=True), "Call")
    assert words.splitlines() == [
        "Renewal", "18 Nov 2026, 09:00 – 10:00", "Call · Marta", "Ana Gil", "Madrid", "Every week", "Overdue"
    ]  # fmt: skip


def test_the_tip_of_several_days_tells_the_last():
    words = calendar_words.tip(CalendarItem(ACTIVITY, 5, "Fair", "2026-11-18", "2026-11-20"), "Meeting")
    assert "18 Nov 2026 – 20 Nov 2026, All day" in words


def test_how_many_there_are():
    assert (calendar_words.count(1), calendar_words.count(2000)) == ("1 entry", "2,000 entries")
