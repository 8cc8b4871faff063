"""The calendar as a whole: what is shown, chosen, kept, and drawn."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm.views.widgets.calendar_sheet import CalendarSheet
from tests.views.widgets.calendars import NOW, TODAY, at, content, day, timed, whole
from tests.window import pump

pytestmark = pytest.mark.window


def test_it_opens_in_the_morning(sheet):
    assert sheet.layout.y_of(7 * 60 + 30) == sheet.layout.head


def test_the_hours_stay_where_they_are_from_day_to_week(sheet):
    sheet.scroll(100)
    top = sheet.layout.top
    sheet.show(content("day"))
    assert sheet.layout.top == top


def test_an_agenda_opens_on_today(sheet):
    sheet.show(content("agenda", *(timed(f"e{number}", at(1 + number % 30, 9)) for number in range(120))))
    assert sheet.layout.day_box(TODAY).y == 0


def test_what_is_chosen_stays_chosen(sheet):
    sheet.show(content("week", timed("call", at(18, 10))))
    sheet.choose("call")
    sheet.show(content("week", timed("call", at(19, 10))))
    assert sheet.chosen == "call"


def test_what_is_gone_is_not_chosen_any_more(sheet):
    heard = []
    sheet.show(content("week", timed("call", at(18, 10))))
    sheet.choose("call")
    sheet.on_select = lambda: heard.append(sheet.chosen)
    sheet.show(content("week"))
    assert heard == [""]


def test_the_keyboard_stays_in_the_days_in_view(sheet):
    sheet.show(content("week", anchor=TODAY + timedelta(days=70)))
    assert sheet.day in sheet.layout.days


def test_only_what_changed_is_drawn_anew(sheet):
    call, other = timed("call", at(18, 10)), timed("other", at(19, 10))
    sheet.show(content("week", call, other))
    kept = sheet.canvas.find_withtag(sheet._names["other", 3])
    sheet.show(content("week", timed("call", at(18, 12)), other))
    assert sheet.canvas.find_withtag(sheet._names["other", 3]) == kept


def test_what_scrolls_away_is_not_kept_on_the_canvas(sheet):
    sheet.show(content("week", *(timed(f"e{hour}", at(18, hour)) for hour in range(24))))
    sheet.scroll(-(10**6))
    assert "e23" not in {key for key, _part in sheet._drawn}


def test_the_canvas_of_a_full_month_stays_small(sheet):
    entries = [timed(f"e{number}", at(1 + number % 30, 8 + number % 10)) for number in range(2000)]
    sheet.show(content("month", *entries))
    assert len(sheet.canvas.find_all()) < 900


def test_all_day_entries_lie_above_the_hours(sheet):
    sheet.show(content("week", timed("call", at(18, 8)), whole("fair", TODAY)))
    sheet.scroll(40)
    order = list(sheet.canvas.find_all())
    head = sheet.canvas.find_withtag("head")[0]
    assert order.index(sheet.canvas.find_withtag(sheet._names["call", 2])[0]) < order.index(head)
    assert order.index(sheet.canvas.find_withtag(sheet._names["fair", 0])[0]) > order.index(head)


def test_a_drop_that_nobody_answers_goes_back(sheet, root):
    sheet.show(content("week", timed("call", at(18, 10))))
    sheet.carry.lift(sheet.entry("call"))
    sheet.carry.nudge(days=1)
    sheet.carry.drop()
    sheet.settle_later(20)
    pump(root, lambda: not sheet.canvas.find_withtag("ghost"))


def test_a_month_has_no_scroll_bar(sheet):
    assert sheet._side.winfo_manager()
    sheet.show(content("month"))
    assert not sheet._side.winfo_manager()


def test_the_scroll_bar_scrolls(sheet):
    sheet.yview("moveto", "0")
    assert sheet.layout.top == 0
    sheet.yview("scroll", "1", "pages")
    assert sheet.layout.top > 200


def test_a_new_day_is_told(page):
    clock = [NOW]
    made = CalendarSheet(page, clock=lambda: clock[0])
    heard = []
    made.on_new_day = lambda: heard.append(True)
    made.pack(fill="both", expand=True)
    made.show(content("week"))
    made._tick()
    assert heard == []
    clock[0] = NOW + timedelta(days=1)
    made._tick()
    assert heard == [True]


def test_nothing_waits_after_the_end(page):
    made = CalendarSheet(page)
    made.settle_later(10_000)
    made.destroy()
    assert made._timers == {}


def test_days_in_view_are_those_of_the_view(sheet):
    assert sheet.layout.days[0] == day(16)
    sheet.show(content("day"))
    assert sheet.layout.days == [TODAY]
