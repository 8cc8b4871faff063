"""Where everything of an agenda lies."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from crm.views.widgets.calendar_agenda import AgendaLayout, AgendaSizes
from tests.views.widgets.calendars import at, content, day, entries, overlapping, timed, whole


@pytest.fixture
def lay_out():
    def make(*entries, height=400, **values):
        layout = AgendaLayout(AgendaSizes())
        layout.content = content("agenda", *entries, **values)
        layout.width, layout.height = 800, height
        layout.arrange()
        return layout

    return make


def test_days_without_anything_are_left_out_but_for_today(lay_out):
    layout = lay_out(timed("call", at(20, 10)))
    assert list(layout.shown) == [day(18), day(20)]
    assert not layout.holds(day(18))


def test_an_entry_of_several_days_stands_on_each_of_them(lay_out):
    layout = lay_out(whole("fair", day(20), day(22)))
    rows = [one for one in layout.pieces() if one.key == "fair"]
    assert [(one.begins, one.ends) for one in rows] == [(True, False), (False, False), (False, True)]


def test_a_night_stands_on_both_days(lay_out):
    assert len([one for one in lay_out(timed("night", at(20, 23), 120)).pieces() if one.key == "night"]) == 2


def test_what_began_before_the_month_stands_from_its_first_day_on(lay_out):
    layout = lay_out(whole("fair", day(30, 10), day(2)))
    assert list(layout.shown)[:2] == [day(1), day(2)]


def test_rows_come_by_the_clock(lay_out):
    layout = lay_out(timed("late", at(20, 16)), timed("early", at(20, 8)), whole("fair", day(20)))
    assert [one.key for one in layout.pieces()] == ["fair", "early", "late"]


def test_the_day_under_a_point_is_told(lay_out):
    layout = lay_out(timed("call", at(20, 10)))
    box = layout.day_box(day(20))
    assert layout.spot_at(300, box.y + 5).day == day(20)
    assert layout.head_at(20, box.y + 5) == day(20)
    assert layout.head_at(300, box.y + 5) is None
    assert layout.near_spot(300, 10**6).day == day(20)


def test_only_rows_in_view_are_drawn(lay_out):
    entries = [timed(f"e{number}", at(1 + number % 30, 8)) for number in range(2000)]
    layout = lay_out(*entries)
    assert len(layout.pieces()) < 20


def test_a_day_is_scrolled_to_the_top(lay_out):
    layout = lay_out(*(timed(f"e{number}", at(1 + number % 30, 8)) for number in range(300)))
    assert layout.see_day(day(18))
    assert layout.day_box(day(18)).y == 0


def test_an_entry_is_scrolled_into_view(lay_out):
    layout = lay_out(*(timed(f"e{number}", at(1 + number, 8)) for number in range(30)))
    assert layout.piece_of("e29") is None
    assert layout.see("e29")
    assert layout.piece_of("e29") is not None


def test_an_entry_in_the_air_is_drawn_on_a_day_that_is_shown(lay_out):
    layout = lay_out(timed("call", at(20, 10)))
    assert len(layout.boxes_of(timed("other", at(20, 12)))) == 1
    assert layout.boxes_of(timed("other", at(25, 12))) == []


@given(entries())
@settings(max_examples=40, deadline=None)
def test_every_entry_stands_on_every_day_it_touches(some):
    layout = AgendaLayout(AgendaSizes())
    layout.content = content("agenda", *some)
    layout.width, layout.height = 800, 10**6
    layout.arrange()
    assert overlapping(layout.pieces()) == []
    wanted = {
        (entry.key, number) for entry in some for number, one in enumerate(layout.days) if layout.touches(entry, one)
    }
    assert {(one.key, one.part) for one in layout.pieces()} == wanted
