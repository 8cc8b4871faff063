"""The table of a report: what is drawn of it, what stays in view, what keys and clicks do."""

from __future__ import annotations

import pytest

from crm.views.widgets.report_table import ROW, TOP, Head, ReportTable, Row
from tests.window import click, press, pump

pytestmark = pytest.mark.window
HEADS = (Head("Stage"), Head("Count", right=True), Head("Value", right=True))


def _rows(count):
    lines = [Row((f"Deal {place}", "", f"{place} €"), "", 1, (0,)) for place in range(count)]
    return [Row(("New", "", ""), "group", wide=True), *lines, Row(("Total", str(count), "9 €"), "total", links=(1,))]


@pytest.fixture
def table(page):
    made = ReportTable(page)
    made.pack(fill="both", expand=True)
    made.set(HEADS, _rows(2000))
    pump(page)
    return made


def texts(table):
    """What the canvas shows."""
    canvas = table.canvas
    return [canvas.itemcget(item, "text") for item in canvas.find_all() if canvas.type(item) == "text"]


def test_only_lines_in_view_are_drawn(table):
    shown = texts(table)
    assert "Deal 0" in shown
    assert len(shown) < 120


def test_heads_and_total_stay_while_lines_scroll(table):
    table.scroll(0, 900 * ROW)
    shown = texts(table)
    assert {"Stage", "Count", "Total", "Deal 900"} <= set(shown)
    assert "Deal 0" not in shown


def test_the_last_line_before_the_total_can_be_seen_whole(table):
    table.scroll(0, 10_000_000)
    assert table.place_at(20, table.total_y - 2)[0] == 2000


def test_a_short_table_has_its_total_under_the_last_line(table):
    table.set(HEADS, _rows(2))
    assert table.total_y == TOP + 3 * ROW
    assert table.place_at(20, table.total_y + 2)[0] == 3


def test_a_point_tells_its_line_and_column(table):
    assert table.place_at(20, TOP + ROW + 3) == (1, 0)
    assert table.place_at(table.widths[0] + 3, TOP + ROW + 3) == (1, 1)


def test_a_point_in_the_heads_is_on_no_line(table):
    assert table.place_at(20, 5) == (-1, 0)


def test_a_point_below_all_lines_is_nowhere(table):
    table.set(HEADS, _rows(1))
    assert table.place_at(20, TOP + 12 * ROW) == (-1, -1)


def test_arrows_home_and_end_move_the_keyboard(table):
    press(table.canvas, "Down", "Down")
    assert table.line == 1
    press(table.canvas, "End")
    assert table.line == 2001
    press(table.canvas, "Home")
    assert table.line == 0


def test_a_page_down_keeps_the_line_in_view(table):
    press(table.canvas, "Down", "Next", "Next")
    assert table.line > 20
    assert f"Deal {table.line - 1}" in texts(table)


def test_return_opens_the_line(table):
    opened = []
    table.on_open = lambda *place: opened.append(place)
    press(table.canvas, "Down", "Down", "Return")
    assert opened == [(1, -1)]


def test_a_click_on_a_link_opens_it(table):
    opened = []
    table.on_open = lambda *place: opened.append(place)
    click(table.canvas, 40, TOP + ROW + 5)
    assert opened == [(1, 0)]


def test_a_click_beside_a_link_selects_the_line(table):
    opened = []
    table.on_open = lambda *place: opened.append(place)
    click(table.canvas, table.widths[0] + 20, TOP + ROW + 5)
    assert (opened, table.line) == ([], 1)


def test_a_double_click_opens_the_line(table):
    opened = []
    table.on_open = lambda *place: opened.append(place)
    click(table.canvas, table.widths[0] + 20, TOP + ROW + 5, times=2)
    assert opened == [(1, 1)]


def test_what_is_copied_is_text_with_tabs(table):
    press(table.canvas, "Down", "Down", "Shift-Down", "Control-c")
    assert table.clipboard_get() == "Deal 0\t\t0 €\nDeal 1\t\t1 €"


def test_without_a_selection_all_is_copied_under_its_heads(table):
    table.set(HEADS, _rows(1))
    assert table.text().splitlines() == ["Stage\tCount\tValue", "New\t\t", "Deal 0\t\t0 €", "Total\t1\t9 €"]


def test_everything_is_selected_by_one_key(table):
    press(table.canvas, "Control-a")
    assert len(table.selected) == 2002


def test_lines_are_selected_by_dragging(table):
    canvas = table.canvas
    x = table.widths[0] + 20
    canvas.event_generate("<Button-1>", x=x, y=TOP + ROW + 5)
    canvas.event_generate("<B1-Motion>", x=x, y=TOP + 4 * ROW + 5)
    assert list(table.selected) == [1, 2, 3, 4]


def test_the_wheel_scrolls(table):
    table.canvas.event_generate("<Button-5>", x=30, y=100)
    assert table.top == 2 * ROW


def test_a_wide_table_is_scrolled_sideways(table):
    heads = [Head(f"Column {place}") for place in range(30)]
    table.set(heads, [Row(tuple("a value of some length" for _head in heads))])
    assert "Column 29" not in texts(table)
    table.scroll(100_000, 0)
    assert "Column 29" in texts(table)


def test_columns_are_as_wide_as_what_stands_in_them(table):
    table.set((Head("A"), Head("B")), [Row(("x" * 40, "y"))])
    assert table.widths[0] > 3 * table.widths[1]


def test_the_heading_of_a_group_runs_over_empty_cells(table):
    name = "A stage with quite a long name that is wider than the column"
    table.set(HEADS, [Row((name, "", ""), "group", wide=True), Row(("Deal", "1", "2"))])
    assert name in texts(table)


def test_while_waiting_no_text_stands_there(table):
    table.wait()
    assert texts(table) == []


def test_without_lines_it_says_why(table):
    table.set_empty("Nothing yet")
    table.set(HEADS, [])
    assert table.winfo_children()[-1].winfo_manager() == "place"


def test_the_same_place_can_be_kept(table):
    table.scroll(0, 100 * ROW)
    table.go_to(105)
    table.set(HEADS, _rows(2000), keep_place=True)
    assert (table.line, table.top) == (105, 100 * ROW)
