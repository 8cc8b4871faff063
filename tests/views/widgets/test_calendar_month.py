"""Where everything of a month lies."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.views.widgets.calendar_layout import BAR, LINE
from crm.views.widgets.calendar_month import MonthLayout, MonthSizes
from tests.views.widgets.calendars import at, content, day, entries, overlapping, timed, whole


@pytest.fixture
def lay_out():
    def make(*entries, height=628, **values):
        layout = MonthLayout(MonthSizes())
        layout.content = content("month", *entries, **values)
        layout.width, layout.height = 700, height
        layout.arrange()
        return layout

    return make


def shown(layout):
    return {(one.key, one.part) for one in layout.pieces()}


def test_november_2026_has_six_weeks(lay_out):
    layout = lay_out()
    assert len(layout.weeks) == 6
    assert layout.weeks[0][6] == day(1)


def test_every_day_has_its_cell(lay_out):
    layout = lay_out()
    for one in layout.days:
        box = layout.day_box(one)
        assert layout.spot_at(box.x + 5, box.y + 5).day == one
        assert layout.spot_at(box.x + box.width - 1, box.y + box.height - 1).day == one


def test_without_weekends_five_days_share_the_width(lay_out):
    layout = lay_out(whole("sunday", day(8)), whole("trip", day(6), day(9)), weekends=False)
    assert layout.day_box(day(2)).width == 140
    assert layout.day_box(day(8)) is None
    assert {one.key for one in layout.pieces()} == {"trip"}


def test_a_bar_over_a_sunday_goes_on_in_the_next_week(lay_out):
    layout = lay_out(whole("fair", day(6), day(10)))
    first, second = layout.pieces()
    assert (first.begins, first.ends, second.begins, second.ends) == (True, False, False, True)
    assert (first.shape, second.shape) == (BAR, BAR)
    assert second.box.width == 2 * 100 - 8


def test_a_night_stands_on_the_day_it_begins_as_a_line(lay_out):
    layout = lay_out(timed("night", at(19, 23), 120))
    assert [one.shape for one in layout.pieces()] == [LINE]
    assert layout.keys_on(day(19)) == ["night"]
    assert layout.keys_on(day(20)) == []


def test_lines_stand_below_the_bars_of_their_day(lay_out):
    layout = lay_out(whole("fair", day(10), day(12)), timed("call", at(11, 9)), timed("other", at(13, 9)))
    ys = {one.key: one.box.y for one in layout.pieces()}
    assert ys["fair"] < ys["call"]
    assert ys["other"] == ys["fair"]


def test_a_full_day_tells_how_many_more_there_are(lay_out):
    layout = lay_out(*(timed(f"call{number}", at(11, 8 + number)) for number in range(9)))
    more = layout.more()
    assert len(layout.pieces()) + more[0].left_out == 9
    assert more[0].day == day(11)
    assert max(one.box.y + one.box.height for one in layout.pieces()) <= more[0].box.y


def test_as_many_as_fit_need_no_mark(lay_out):
    full = lay_out(*(timed(f"call{number}", at(11, 8 + number)) for number in range(9)))
    fits = len(full.pieces()) + 1
    layout = lay_out(*(timed(f"call{number}", at(11, 8 + number)) for number in range(fits)))
    assert layout.more() == []
    assert len(layout.pieces()) == fits


def test_a_bar_without_room_on_one_day_is_counted_on_all_of_them(lay_out):
    bars = [whole(f"bar{number}", day(9), day(10 + number % 2)) for number in range(9)]
    layout = lay_out(*bars)
    marks = {one.day: one.left_out for one in layout.more()}
    drawn = len(layout.pieces())
    assert marks[day(9)] == marks[day(10)] == 9 - drawn


def test_the_mark_leads_to_its_day(lay_out):
    layout = lay_out(*(timed(f"call{number}", at(11, 8 + number)) for number in range(9)))
    box = layout.more()[0].box
    assert layout.more_at(box.x + 3, box.y + 3).day == day(11)


def test_the_number_of_a_day_leads_to_it(lay_out):
    layout = lay_out()
    box = layout.day_box(day(11))
    assert layout.head_at(box.x + 8, box.y + 8) == day(11)
    assert layout.head_at(box.x + 80, box.y + 80) is None


def test_a_point_outside_is_led_to_the_nearest_day(lay_out):
    layout = lay_out()
    assert layout.spot_at(5, 5) is None
    assert layout.near_spot(-50, -50).day == layout.days[0]
    assert layout.near_spot(9000, 9000).day == layout.days[-1]


def test_what_is_carried_is_drawn_through_all_its_weeks(lay_out):
    layout = lay_out()
    assert len(layout.boxes_of(whole("fair", day(6), day(17)))) == 3
    assert layout.boxes_of(whole("far", day(1, 3))) == []


def test_two_thousand_are_drawn_as_far_as_they_fit(lay_out):
    entries = [timed(f"e{number}", at(1 + number % 30, 8 + number % 10)) for number in range(2000)]
    layout = lay_out(*entries)
    assert len(layout.pieces()) + sum(one.left_out for one in layout.more()) == 2000
    assert len(layout.pieces()) < 200


@given(entries(), st.sampled_from([300, 628, 1400]), st.booleans())
@settings(max_examples=60, deadline=None)
def test_nothing_covers_anything_and_nothing_is_lost(some, height, weekends):
    layout = MonthLayout(MonthSizes())
    layout.content = content("month", *some, weekends=weekends)
    layout.width, layout.height = 700, height
    layout.arrange()
    assert overlapping([*layout.pieces(), *layout.more()]) == []
    left_out = {one.day: one.left_out for one in layout.more()}
    for number, week in enumerate(layout.weeks):
        drawn = {one.key for one in layout.pieces() if one.part == number}
        for one in week:
            there = [entry.key for entry in some if layout.touches(entry, one)]
            assert len([key for key in there if key in drawn]) + left_out.get(one, 0) == len(there)
