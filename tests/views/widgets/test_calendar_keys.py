"""The keyboard on a calendar, with real events."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm.views.widgets.calendar_model import Drop, Slot
from tests.views.widgets.calendars import at, content, day, timed, whole
from tests.window import press

pytestmark = pytest.mark.window


@pytest.fixture
def week(sheet):
    sheet.show(content("week", timed("early", at(18, 9)), timed("late", at(18, 16)), timed("next", at(19, 9)),
                       timed("read", at(20, 9), fixed="Only read.")))  # fmt: skip
    return sheet


def told(sheet, name):
    return [what for kind, what in sheet.told if kind == name]


def test_down_goes_through_the_entries_of_a_day(week):
    press(week.canvas, "Down")
    assert week.chosen == "early"
    press(week.canvas, "Down", "Down")
    assert week.chosen == "late"
    press(week.canvas, "Up")
    assert week.chosen == "early"


def test_right_goes_to_the_next_day(week):
    press(week.canvas, "Down", "Right")
    assert (week.chosen, week.day) == ("next", day(19))


def test_a_day_without_anything_takes_the_keyboard(week):
    press(week.canvas, "Left")
    assert (week.chosen, week.day) == ("", day(17))
    assert week.canvas.find_withtag("cursor")


def test_beyond_the_week_lies_the_next(week):
    week.choose("", day=day(22))
    press(week.canvas, "Right")
    assert told(week, "reach") == [day(23)]
    assert week.day == day(23)


def test_hidden_weekends_are_passed_over(sheet):
    sheet.show(content("week", weekends=False))
    sheet.choose("", day=day(20))
    press(sheet.canvas, "Right")
    assert told(sheet, "reach") == [day(23)]


def test_in_a_month_down_goes_on_to_the_week_below(sheet):
    sheet.show(content("month", timed("call", at(18, 9)), timed("below", at(25, 9))))
    press(sheet.canvas, "Down")
    assert sheet.chosen == "call"
    press(sheet.canvas, "Down")
    assert (sheet.chosen, sheet.day) == ("below", day(25))


def test_in_an_agenda_down_goes_on_to_the_next_full_day(sheet):
    sheet.show(content("agenda", timed("call", at(18, 9)), timed("far", at(27, 9))))
    press(sheet.canvas, "Down", "Down")
    assert (sheet.chosen, sheet.day) == ("far", day(27))


def test_in_an_agenda_left_and_right_turn_the_page(sheet):
    sheet.show(content("agenda"))
    press(sheet.canvas, "Right", "Left")
    assert told(sheet, "step") == [1, -1]


def test_pages_turn(week):
    press(week.canvas, "Next", "Prior")
    assert told(week, "step") == [1, -1]


def test_home_and_t_lead_to_today(week):
    press(week.canvas, "Home", "Key-t")
    assert len(told(week, "today")) == 2


def test_figures_choose_the_view(week):
    press(week.canvas, "Key-1", "Key-2", "Key-3", "Key-4")
    assert told(week, "view") == ["month", "week", "day", "agenda"]


def test_with_control_they_are_left_to_the_window(week):
    press(week.canvas, "Control-Key-1", "Control-Key-n")
    assert told(week, "view") == []
    assert told(week, "add") == []


def test_enter_opens(week):
    week.choose("late")
    press(week.canvas, "Return")
    assert told(week, "open") == ["late"]


def test_enter_on_a_day_shows_it(week):
    press(week.canvas, "Left", "Return")
    assert told(week, "day") == [day(17)]


def test_space_completes(week):
    week.choose("late")
    press(week.canvas, "space")
    assert told(week, "complete") == ["late"]


def test_n_adds_on_the_day(week):
    press(week.canvas, "Left", "Key-n")
    assert told(week, "add") == [Slot(day(17))]


def test_delete_removes(week):
    week.choose("late")
    press(week.canvas, "Delete")
    assert told(week, "delete") == ["late"]


def test_alt_takes_an_entry_up_and_enter_puts_it_down(week):
    week.choose("late")
    press(week.canvas, "Alt-Right", "Down", "Alt-Down", "Return")
    assert told(week, "drop") == [Drop("late", day(19), 16 * 60 + 30, 60)]


def test_alt_and_shift_lengthen(week):
    week.choose("late")
    press(week.canvas, "Alt-Shift-Down", "Return")
    assert told(week, "drop") == [Drop("late", day(18), 16 * 60, 75)]


def test_escape_leaves_it_where_it_was(week):
    week.choose("late")
    press(week.canvas, "Alt-Right", "Escape", "Return")
    assert told(week, "drop") == []
    assert told(week, "open") == ["late"]


def test_what_cannot_be_moved_says_why(week):
    week.choose("read")
    press(week.canvas, "Alt-Right")
    assert [one.key for one in told(week, "refuse")] == ["read"]
    assert not week.carry.is_active


def test_carried_beyond_the_week_the_next_one_is_asked_for(week):
    week.choose("late")
    press(week.canvas, *["Alt-Right"] * 5)
    assert told(week, "reach") == [day(23)]
    assert week.carry.is_active
    week.settle()


def test_in_a_month_alt_and_down_move_by_a_week(sheet):
    sheet.show(content("month", whole("fair", day(10))))
    sheet.choose("fair")
    press(sheet.canvas, "Alt-Down", "Return")
    assert told(sheet, "drop") == [Drop("fair", day(10) + timedelta(days=7), None, 1440)]


def test_the_menu_key_asks_for_the_menu_at_the_entry(week):
    asked = []
    week.on_context = lambda x, y: asked.append((x, y))
    week.choose("late")
    press(week.canvas, "Shift-F10")
    assert len(asked) == 1


def test_a_chosen_entry_out_of_view_is_scrolled_to(sheet):
    sheet.show(content("week", timed("night", at(18, 2)), timed("late", at(18, 22))))
    press(sheet.canvas, "Down")
    assert sheet.layout.piece_of("night") is not None
    press(sheet.canvas, "Down")
    assert sheet.layout.piece_of("late") is not None
