"""The mouse on a calendar, with real events."""

from __future__ import annotations

import pytest

from crm.views.widgets.calendar_model import Drop, Slot
from tests.views.widgets.calendars import at, content, day, drag, foot, middle, point, timed, whole
from tests.window import click, press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def week(sheet):
    sheet.show(content("week", timed("call", at(18, 10), 60), timed("read", at(19, 10), fixed="Only read."),
                       whole("fair", day(17), day(18)), timed("night", at(19, 18), 60)))  # fmt: skip
    return sheet


def told(sheet, name):
    return [what for kind, what in sheet.told if kind == name]


def test_a_click_chooses(week):
    click(week.canvas, *middle(week, "call"))
    assert week.chosen == "call"


def test_a_click_beside_chooses_nothing_but_the_day(week):
    click(week.canvas, *middle(week, "call"))
    click(week.canvas, *point(week, 20, 12))
    assert (week.chosen, week.day) == ("", day(20))


def test_a_drag_moves(week):
    start = middle(week, "call")
    x, _y = point(week, 20, 10)
    drag(week, start, (start[0] + 10, start[1]), (x - 30, start[1] + 2 * 52))
    assert told(week, "drop") == [Drop("call", day(20), 12 * 60, 60)]


def test_a_twitch_of_the_hand_is_no_drag(week):
    start = middle(week, "call")
    drag(week, start, (start[0] + 2, start[1] + 3), release=False)
    assert not week.carry.is_active


def test_escape_cancels_a_drag(week):
    start = middle(week, "call")
    drag(week, start, (start[0] + 200, start[1] + 52), release=False)
    assert week.carry.is_active
    press(week.canvas, "Escape")
    week.canvas.event_generate("<ButtonRelease-1>", x=start[0] + 200, y=start[1] + 52)
    assert told(week, "drop") == []
    assert not week.canvas.find_withtag("ghost")


def test_the_lower_edge_lengthens(week):
    start = foot(week, "call")
    drag(week, start, (start[0], start[1] + 20), (start[0], start[1] + 53))
    assert told(week, "drop") == [Drop("call", day(18), 600, 120)]


def test_the_right_edge_of_a_bar_lengthens_it_by_days(week):
    box = week.layout.piece_of("fair").box
    edge = (box.x + box.width - 3, box.y + 5)
    drag(week, edge, (edge[0] + 20, edge[1]), (point(week, 20)[0], edge[1]))
    assert told(week, "drop") == [Drop("fair", day(17), None, 4 * 1440)]


def test_a_drag_up_takes_the_time_away(week):
    start = middle(week, "call")
    drag(week, start, (start[0], start[1] - 20), (start[0], week.layout.head - 8))
    assert told(week, "drop") == [Drop("call", day(18), None, 1440)]


def test_a_drag_down_gives_a_time(week):
    start = middle(week, "fair")
    x, y = point(week, 20, 9)
    drag(week, start, (start[0], start[1] + 20), (x, y + 3))
    assert told(week, "drop") == [Drop("fair", day(20), 9 * 60, 60)]


def test_what_cannot_be_moved_says_why(week):
    start = middle(week, "read")
    drag(week, start, (start[0] + 40, start[1] + 40))
    assert [one.key for one in told(week, "refuse")] == ["read"]
    assert told(week, "drop") == []


def test_a_double_click_opens(week):
    click(week.canvas, *middle(week, "call"), times=2)
    assert told(week, "open") == ["call"]


def test_a_double_click_on_free_hours_adds_there(week):
    click(week.canvas, *point(week, 20, 12, 40), times=2)
    assert told(week, "add") == [Slot(day(20), 12 * 60 + 30)]


def test_a_double_click_on_a_day_of_a_month_adds_there(sheet):
    sheet.show(content("month"))
    click(sheet.canvas, *point(sheet, 12), times=2)
    assert told(sheet, "add") == [Slot(day(12))]


def test_a_drag_over_free_hours_adds_something_as_long(week):
    x, y = point(week, 20, 12)
    drag(week, (x, y), (x, y + 20), (x, y + 52 + 26))
    assert told(week, "add") == [Slot(day(20), 12 * 60, 105)]


def test_a_drag_over_days_adds_something_as_long(sheet):
    sheet.show(content("month"))
    start, end = point(sheet, 10), point(sheet, 12)
    drag(sheet, start, (start[0] + 20, start[1]), end)
    assert told(sheet, "add") == [Slot(day(10), None, 3 * 1440)]


def test_a_click_on_the_name_of_a_day_leads_to_it(week):
    box = week.layout.day_box(day(20))
    click(week.canvas, box.x + 20, 10)
    assert told(week, "day") == [day(20)]


def test_more_leads_to_its_day(sheet):
    sheet.show(content("month", *(timed(f"e{number}", at(18, 8 + number)) for number in range(12))))
    box = sheet.layout.more()[0].box
    click(sheet.canvas, box.x + 5, box.y + 5)
    assert told(sheet, "day") == [day(18)]


def test_the_wheel_scrolls_the_hours(week):
    before = week.layout.top
    week.canvas.event_generate("<Button-5>", x=300, y=300)
    assert week.layout.top == before + 60


def test_a_drag_at_the_foot_scrolls_the_hours(week, root):
    start, before = middle(week, "call"), week.layout.top
    drag(week, start, (start[0], start[1] + 20), (start[0], week.layout.height - 4), release=False)
    pump(root, lambda: week.layout.top > before + 60)
    press(week.canvas, "Escape")


def test_a_drag_held_at_the_side_turns_the_page(week, root):
    start = middle(week, "call")
    drag(week, start, (start[0] + 20, start[1]), (week.layout.width + 5, start[1]), release=False)
    pump(root, lambda: told(week, "step") == [1])
    press(week.canvas, "Escape")


def test_a_drag_asks_nothing_of_the_canvas_but_the_ghost(week):
    start = middle(week, "call")
    drag(week, start, (start[0] + 20, start[1]), release=False)
    before = set(week.canvas.find_withtag("entry"))
    for step in range(20):
        week.canvas.event_generate("<B1-Motion>", x=start[0] + 10 * step, y=start[1] + 3 * step)
    week.canvas.update()
    assert set(week.canvas.find_withtag("entry")) == before
    week.settle()


def test_a_right_click_chooses_and_asks_for_the_menu(week):
    asked = []
    week.on_context = lambda x, y: asked.append((x, y))
    x, y = middle(week, "call")
    week.canvas.event_generate("<Button-3>", x=x, y=y)
    assert week.chosen == "call"
    assert len(asked) == 1


def test_the_pointer_over_the_edge_tells_what_it_does(week):
    x, y = foot(week, "call")
    week.canvas.event_generate("<Motion>", x=x, y=y)
    assert str(week.canvas.cget("cursor")) == "sb_v_double_arrow"
    week.canvas.event_generate("<Motion>", x=x, y=y - 20)
    assert str(week.canvas.cget("cursor")) == ""
