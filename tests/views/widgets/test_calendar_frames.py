"""What stands around the entries: names, hours, the line of the hour."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm.views import theme
from tests.views.widgets.calendars import NOW, TODAY, at, content, timed, whole

pytestmark = pytest.mark.window


def written(sheet, tag="frame"):
    canvas = sheet.canvas
    return [canvas.itemcget(one, "text") for one in canvas.find_withtag(tag) if canvas.type(one) == "text"]


def test_a_week_names_its_days_and_hours(sheet):
    assert {"Mon", "16", "Sun", "22", "All day", "08:00"} <= set(written(sheet))


def test_a_month_names_weekdays_and_the_first_of_other_months(sheet):
    sheet.show(content("month"))
    assert {"Monday", "Sunday", "1 Nov", "1 Dec", "30"} <= set(written(sheet))


def test_the_hour_has_its_line(sheet):
    line = sheet.canvas.find_withtag("now")
    assert line
    assert abs(sheet.canvas.coords(line[0])[1] - sheet.layout.y_of(11 * 60 + 20)) <= 1


def test_another_week_has_no_line_of_the_hour(sheet):
    sheet.show(content("week", anchor=TODAY + timedelta(days=7)))
    assert not sheet.canvas.find_withtag("now")


def test_a_line_that_scrolled_under_the_head_is_not_drawn(sheet):
    sheet.scroll(10**6)
    assert not sheet.canvas.find_withtag("now") or sheet.layout.y_of(NOW.hour * 60) >= sheet.layout.head


def test_a_scroll_moves_the_ground_and_draws_nothing(sheet):
    before = sheet.canvas.find_withtag("ground")
    top = sheet.canvas.coords(before[-1])[1]
    sheet.scroll(60)
    assert sheet.canvas.find_withtag("ground") == before
    assert sheet.canvas.coords(before[-1])[1] == top - 60


def test_more_is_told(sheet):
    sheet.show(content("month", *(timed(f"e{number}", at(18, 8 + number)) for number in range(12))))
    assert any(words.startswith("+") and words.endswith("more") for words in written(sheet))


def test_all_that_is_shown_can_be_shown_less(sheet):
    sheet.show(content("week", *(whole(f"e{number}", TODAY) for number in range(6))))
    assert "+4 more" in written(sheet)
    sheet.show_more(sheet.layout.more()[0])
    assert "Show fewer" in written(sheet)


def test_a_today_without_anything_says_so(sheet):
    sheet.show(content("agenda", timed("call", at(20, 9))))
    assert "Nothing planned for today" in written(sheet)


def test_another_theme_draws_it_anew(sheet, root):
    before = sheet.canvas.find_withtag("ground")
    theme.switch(root, "dark")
    assert sheet.canvas.cget("background") == theme.colors().background
    assert sheet.canvas.find_withtag("ground") != before
