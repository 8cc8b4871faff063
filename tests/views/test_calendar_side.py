"""The small month and what the colours mean."""

from __future__ import annotations

from datetime import date

import pytest

from crm.views import theme
from crm.views.calendar_side import CalendarSide
from tests.window import descendants, pump

pytestmark = pytest.mark.window


@pytest.fixture
def side(page):
    made = CalendarSide(page)
    made.pack(side="left", fill="y")
    made.jumps = []
    made.on_jump = made.jumps.append
    made.show(date(2026, 11, 18), date(2026, 11, 21))
    pump(page)
    return made


def words(side):
    return [str(one.cget("text")).strip() for one in descendants(side._legend) if one.winfo_class() == "TLabel"]


def test_it_shows_the_month_of_the_day(side):
    assert side.month.get_displayed_month() == (11, 2026)
    assert side.month.selection_get() == date(2026, 11, 18)


def test_a_picked_day_is_told(side):
    side.month.selection_set(date(2026, 11, 3))
    side.month.event_generate("<<CalendarSelected>>")
    assert side.jumps == [date(2026, 11, 3)]


def test_showing_another_day_tells_nobody(side):
    side.show(date(2027, 2, 1), date(2026, 11, 21))
    assert side.month.get_displayed_month() == (2, 2027)
    assert side.jumps == []


def test_today_is_marked_once(side):
    side.show(date(2026, 11, 18), date(2026, 11, 22))
    assert side.month.get_calevents(date(2026, 11, 21)) == ()
    assert len(side.month.get_calevents(date(2026, 11, 22))) == 1


def test_colours_are_explained(side):
    side.explain([("#2563eb", "Call"), ("#7c3aed", "Meeting")])
    assert words(side) == ["Call", "Meeting"]
    side.explain([("#2563eb", "Call")])
    assert words(side) == ["Call"]


def test_it_lives_through_another_theme(side, root):
    side.explain([("#2563eb", "Call")])
    theme.switch(root, "dark")
    assert words(side) == ["Call"]
    assert side.month.tag_cget("today", "background") == theme.colors().primary_soft
