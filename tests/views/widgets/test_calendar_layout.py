"""What all ways to lay out a calendar have in common."""

from __future__ import annotations

from crm.views.widgets.calendar_hours import HourLayout, HourSizes
from tests.views.widgets.calendars import at, content, day, timed, whole


def laid_out(*entries, view="week", height=700):
    layout = HourLayout(HourSizes(), view)
    layout.content = content(view, *entries)
    layout.width, layout.height = 756, height
    layout.arrange()
    return layout


def test_the_piece_under_a_point_is_found():
    layout = laid_out(timed("call", at(18, 3)))
    box = layout.piece_of("call").box
    assert layout.piece_at(box.x + 3, box.y + 3).key == "call"
    assert layout.piece_at(box.x - 20, box.y + 3) is None


def test_what_scrolled_below_the_head_is_not_under_the_pointer():
    layout = laid_out(timed("call", at(18, 3)), whole("fair", day(18)))
    box = layout.piece_of("call").box
    layout.scroll_to(box.y - layout.head + 10)
    assert layout.piece_at(box.x + 3, layout.head - 1) is None
    upper = layout.piece_of("fair").box
    assert layout.piece_at(upper.x + 3, upper.y + 3).key == "fair"


def test_scrolling_stops_at_both_ends():
    layout = laid_out()
    assert layout.scroll_to(10**6)
    assert layout.top == layout.depth - layout.room
    assert layout.scroll_to(-5)
    assert not layout.scroll_to(-50)


def test_what_is_out_of_view_is_scrolled_to():
    layout = laid_out(timed("late", at(18, 22)))
    assert layout.piece_of("late") is None
    assert layout.see("late")
    assert layout.piece_of("late") is not None
    assert not layout.see("late")


def test_entries_of_a_day_are_told_in_their_order():
    layout = laid_out(timed("b", at(18, 9)), timed("a", at(18, 22)), whole("fair", day(17), day(19)))
    assert layout.keys_on(day(18)) == ["fair", "b", "a"]
    assert layout.keys_on(day(20)) == []
