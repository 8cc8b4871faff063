"""Where everything of a day or week lies."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.views.widgets.calendar_hours import HourLayout, HourSizes
from crm.views.widgets.calendar_layout import BAR, BLOCK
from tests.views.widgets.calendars import at, content, day, entries, overlapping, timed, whole

SIZES = HourSizes()


@pytest.fixture
def lay_out():
    def make(*entries, view="week", **values):
        layout = HourLayout(SIZES, view)
        layout.content = content(view, *entries, **values)
        layout.width, layout.height = SIZES.gutter + 700, 2000
        layout.arrange()
        return layout

    return make


def pieces(layout, key):
    return sorted((one for one in layout.pieces() if one.key == key), key=lambda one: one.part)


def test_an_hour_is_as_high_as_an_hour(lay_out):
    layout = lay_out(timed("call", at(18, 10), 60))
    box = pieces(layout, "call")[0].box
    assert (box.y, box.height) == (layout.y_of(600), SIZES.hour - 1)


def test_a_night_is_drawn_on_both_days_and_among_the_hours(lay_out):
    layout = lay_out(timed("night", at(18, 23), 120))
    first, second = pieces(layout, "night")
    assert (first.shape, second.shape) == (BLOCK, BLOCK)
    assert first.box.height == second.box.height == SIZES.hour - 1
    assert second.box.y == layout.y_of(0)
    assert (first.begins, first.ends, second.begins, second.ends) == (True, False, False, True)


def test_what_ends_at_midnight_stays_on_its_day(lay_out):
    assert len(pieces(lay_out(timed("late", at(18, 23), 60)), "late")) == 1


def test_all_day_entries_stand_above_the_hours(lay_out):
    layout = lay_out(whole("fair", day(17), day(19)), timed("trip", at(17, 10), 3000))
    for key in ("fair", "trip"):
        piece = pieces(layout, key)[0]
        assert piece.shape == BAR
        assert piece.box.y + piece.box.height <= layout.head


def test_two_at_the_same_time_stand_side_by_side(lay_out):
    layout = lay_out(timed("one", at(18, 10)), timed("two", at(18, 10, 30)))
    one, two = pieces(layout, "one")[0].box, pieces(layout, "two")[0].box
    assert one.x + one.width <= two.x


def test_short_ones_after_each_other_do_not_cover_each_other(lay_out):
    layout = lay_out(timed("one", at(18, 10), 5), timed("two", at(18, 10, 5), 5))
    one, two = pieces(layout, "one")[0].box, pieces(layout, "two")[0].box
    assert one.height == SIZES.least
    assert one.x + one.width <= two.x


def test_the_last_minutes_of_a_day_are_seen(lay_out):
    layout = lay_out(timed("late", at(18, 23, 58), 2))
    box = pieces(layout, "late")[0].box
    assert box.y + box.height <= layout.y_of(1440)


def test_the_minute_under_a_point_is_told(lay_out):
    layout = lay_out()
    box = layout.day_box(day(18))
    spot = layout.spot_at(box.x + 5, layout.y_of(615))
    assert (spot.day, spot.minute) == (day(18), 615)


def test_above_the_hours_a_spot_has_no_minute(lay_out):
    layout = lay_out()
    spot = layout.spot_at(layout.day_box(day(18)).x + 5, layout.head - 3)
    assert (spot.day, spot.minute) == (day(18), None)


def test_the_names_of_days_are_no_spots_but_lead_to_the_day(lay_out):
    layout = lay_out()
    x = layout.day_box(day(18)).x + 5
    assert layout.spot_at(x, 5) is None
    assert layout.head_at(x, 5) == day(18)


def test_a_point_outside_is_led_to_the_nearest_minute(lay_out):
    layout = lay_out()
    spot = layout.near_spot(-100, 10**6)
    assert (spot.day, spot.minute) == (day(16), 1439)


def test_many_all_day_entries_are_told_as_more(lay_out):
    layout = lay_out(*(whole(f"fair{number}", day(18)) for number in range(6)))
    assert len([one for one in layout.pieces() if one.is_upper]) == 2
    assert [(one.day, one.left_out) for one in layout.more()] == [(day(18), 4)]


def test_all_of_them_are_shown_when_asked_for(lay_out):
    layout = lay_out(*(whole(f"fair{number}", day(18)) for number in range(6)))
    before = layout.head
    layout.is_open = True
    layout.arrange()
    assert len([one for one in layout.pieces() if one.is_upper]) == 6
    assert layout.head > before
    assert [one.left_out for one in layout.more()] == [0]


def test_only_what_is_in_view_is_drawn(lay_out):
    layout = lay_out(*(timed(f"e{hour}", at(18, hour)) for hour in range(24)))
    layout.height = layout.head + 3 * SIZES.hour
    layout.scroll_to(10 * SIZES.hour)
    assert {one.key for one in layout.pieces()} <= {"e9", "e10", "e11", "e12"}


def test_an_entry_in_the_air_has_the_whole_width_of_its_day(lay_out):
    layout = lay_out(timed("one", at(18, 10)), timed("two", at(18, 10)))
    assert layout.boxes_of(timed("one", at(18, 10)))[0].box.width == 100 - SIZES.beside


def test_a_day_is_one_column(lay_out):
    layout = lay_out(timed("call", at(18, 10)), view="day")
    assert layout.days == [day(18)]
    assert layout.day_box(day(18)).width == 700


def test_an_end_before_its_start_is_drawn_all_the_same(lay_out):
    # the clock went back in between: on the wall it ends before it began
    layout = lay_out(timed("odd", at(18, 10), -15))
    assert len(pieces(layout, "odd")) == 1


def test_a_minute_is_scrolled_to_the_top(lay_out):
    layout = lay_out()
    layout.height = 600
    assert layout.see_minute(450)
    assert layout.y_of(450) == layout.head


@given(entries(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_nothing_covers_anything_and_nothing_is_lost(some, weekends):
    layout = HourLayout(SIZES)
    layout.is_open = True
    layout.content = content("week", *some, weekends=weekends)
    layout.width, layout.height = SIZES.gutter + 1400, 3000
    layout.arrange()
    assert overlapping(layout.pieces()) == []
    for column, one in enumerate(layout.days):
        for entry in some:
            if entry.is_bar or not (entry.starts.date() <= one <= (entry.shown_until - timedelta(minutes=1)).date()):
                continue
            assert [piece for piece in pieces(layout, entry.key) if piece.part == column]
    bars = {entry.key for entry in some if entry.is_bar and any(layout.touches(entry, one) for one in layout.days)}
    assert bars == {piece.key for piece in layout.pieces() if piece.is_upper}
