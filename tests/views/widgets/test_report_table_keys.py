"""What keys, clicks and the wheel do to a report's report_table."""

from __future__ import annotations

import pytest

from crm.views.widgets.report_table import ROW, TOP
from tests.views.widgets.reports import texts
from tests.window import click, press

pytestmark = pytest.mark.window


def test_arrows_home_and_end_move_the_keyboard(report_table):
    press(report_table.canvas, "Down", "Down")
    assert report_table.line == 1
    press(report_table.canvas, "End")
    assert report_table.line == 2001
    press(report_table.canvas, "Home")
    assert report_table.line == 0


def test_a_page_down_keeps_the_line_in_view(report_table):
    press(report_table.canvas, "Down", "Next", "Next")
    assert report_table.line > 20
    assert f"Deal {report_table.line - 1}" in texts(report_table)


def test_return_opens_the_line(report_table):
    opened = []
    report_table.on_open = lambda *place: opened.append(place)
    press(report_table.canvas, "Down", "Down", "Return")
    assert opened == [(1, -1)]


def test_a_click_on_a_link_opens_it(report_table):
    opened = []
    report_table.on_open = lambda *place: opened.append(place)
    click(report_table.canvas, 40, TOP + ROW + 5)
    assert opened == [(1, 0)]


def test_a_click_beside_a_link_selects_the_line(report_table):
    opened = []
    report_table.on_open = lambda *place: opened.append(place)
    click(report_table.canvas, report_table.widths[0] + 20, TOP + ROW + 5)
    assert (opened, report_table.line) == ([], 1)


def test_a_double_click_opens_the_line(report_table):
    opened = []
    report_table.on_open = lambda *place: opened.append(place)
    click(report_table.canvas, report_table.widths[0] + 20, TOP + ROW + 5, times=2)
    assert opened == [(1, 1)]


def test_what_is_copied_is_text_with_tabs(report_table):
    press(report_table.canvas, "Down", "Down", "Shift-Down", "Control-c")
    assert report_table.clipboard_get() == "Deal 0\t\t0 €\nDeal 1\t\t1 €"


def test_everything_is_selected_by_one_key(report_table):
    press(report_table.canvas, "Control-a")
    assert len(report_table.selected) == 2002


def test_lines_are_selected_by_dragging(report_table):
    canvas = report_table.canvas
    x = report_table.widths[0] + 20
    canvas.event_generate("<Button-1>", x=x, y=TOP + ROW + 5)
    canvas.event_generate("<B1-Motion>", x=x, y=TOP + 4 * ROW + 5)
    assert list(report_table.selected) == [1, 2, 3, 4]


def test_the_wheel_scrolls(report_table):
    report_table.canvas.event_generate("<Button-5>", x=30, y=100)
    assert report_table.top == 2 * ROW


def test_a_click_on_a_head_tells_its_column(report_table):
    told = []
    report_table.on_head = told.append
    click(report_table.canvas, report_table.widths[0] + 20, 8)
    assert (told, report_table.line) == ([1], -1)
