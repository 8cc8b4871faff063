"""What keys, clicks and the wheel do to a table."""

from __future__ import annotations

from array import array

import pytest

from crm.views import theme
from tests.window import click, press

pytestmark = pytest.mark.window


def _shown(table):
    return [table.tree.item(item, "text") for item in table.tree.get_children()]


def _row_y(table, place):
    _x, y, _width, height = table.tree.bbox(table.tree.get_children()[place])
    return y + height // 2


def test_the_wheel_scrolls(table):
    table.tree.event_generate("<Button-5>", x=50, y=100)
    assert _shown(table)[0] == "Person 4"


def test_a_click_selects_one_row(table):
    click(table.tree, 50, _row_y(table, 2))
    assert list(table.selected_ids()) == [3]
    assert table.focus_id == 3


def test_control_click_adds_and_takes_away(table):
    click(table.tree, 50, _row_y(table, 2))
    click(table.tree, 50, _row_y(table, 4), how="Control-Button-1")
    click(table.tree, 50, _row_y(table, 2), how="Control-Button-1")
    assert list(table.selected_ids()) == [5]


def test_shift_click_selects_a_range_across_scrolling(table):
    click(table.tree, 50, _row_y(table, 2))
    table.scroll(500)
    click(table.tree, 50, _row_y(table, 0), how="Shift-Button-1")
    assert list(table.selected_ids()) == list(range(3, 502))


def test_control_a_selects_a_million_rows(table):
    table.set_ids(array("q", range(1_000_000)))
    press(table.tree, "Control-a")
    assert len(table.selected_ids()) == 1_000_000


def test_arrows_move_and_select(table):
    press(table.tree, "Home", "Down", "Down")
    assert table.focus_id == 3
    assert list(table.selected_ids()) == [3]


def test_shift_down_extends_the_selection(table):
    press(table.tree, "Home", "Shift-Down", "Shift-Down")
    assert list(table.selected_ids()) == [1, 2, 3]


def test_control_down_and_space_pick_single_rows(table):
    press(table.tree, "Home", "Control-Down", "Control-Down", "space")
    assert list(table.selected_ids()) == [1, 3]


def test_end_and_page_up_walk_the_list(table):
    press(table.tree, "End", "Prior")
    assert table.focus_id == 1000 - table.page_size


def test_shift_end_selects_to_the_last_of_a_million(table):
    table.set_ids(array("q", range(1_000_000)))
    press(table.tree, "Home", "Down", "Shift-End")
    assert len(table.selected_ids()) == 999_999


def test_enter_opens_the_focused_row(table):
    opened = []
    table.on_open = opened.append
    press(table.tree, "Home", "Down", "Return")
    assert opened == [2]


def test_a_double_click_opens_the_row(table):
    opened = []
    table.on_open = opened.append
    click(table.tree, 50, _row_y(table, 3), times=2)
    assert opened == [4]


def test_delete_is_heard_only_with_a_selection(table):
    heard = []
    table.on_delete = lambda: heard.append(list(table.selected_ids()))
    press(table.tree, "Delete")
    table.select([8])
    press(table.tree, "Delete")
    assert heard == [[8]]


def test_the_right_button_selects_the_row_it_points_at(table):
    heard = []
    table.on_context = lambda _x, _y, row: heard.append(row)
    click(table.tree, 50, _row_y(table, 5), how="Button-3")
    assert heard == [6]
    assert list(table.selected_ids()) == [6]


def test_the_right_button_keeps_a_selection_it_points_into(table):
    table.select([2, 3, 4])
    table.on_context = lambda _x, _y, _row: None
    click(table.tree, 50, _row_y(table, 2), how="Button-3")
    assert list(table.selected_ids()) == [2, 3, 4]


def test_every_key_is_safe_on_an_empty_list(table):
    table.set_ids(array("q"))
    press(table.tree, "Down", "End", "space", "Return", "Delete", "Control-a", "Prior")
    assert list(table.selected_ids()) == []


def test_a_range_begins_where_the_selection_was_put_meanwhile(table):
    press(table.tree, "Home", "Down", "Down")
    table.set_ids(array("q", [1, 2, 4, 5, 6, 7]), keep_place=True)
    table.select([4])
    table.set_ids(array("q", [1, 2, 3, 4, 5, 6, 7]), keep_place=True)
    press(table.tree, "Shift-Down", "Shift-Down")
    assert list(table.selected_ids()) == [4, 5, 6]


def test_a_range_begins_at_the_same_row_though_others_came_before_it(table):
    press(table.tree, "Home", "Down")
    table.set_ids(array("q", [7, 8, 1, 2, 3, 4, 5]), keep_place=True)
    press(table.tree, "Shift-Down")
    assert list(table.selected_ids()) == [2, 3]


def test_a_range_goes_on_from_a_row_taken_out_by_control_click(table):
    click(table.tree, 50, _row_y(table, 1))
    click(table.tree, 50, _row_y(table, 1), how="Control-Button-1")
    click(table.tree, 50, _row_y(table, 3), how="Shift-Button-1")
    assert list(table.selected_ids()) == [2, 3, 4]


def test_a_click_on_the_picture_is_told_and_selects_nothing(table):
    heard = []
    table.on_mark = heard.append
    table._mark = lambda _row, _cells: theme.icon("circle", 16)
    table.refresh()
    table._repaint()
    click(table.tree, 14, _row_y(table, 2))
    assert (heard, list(table.selected_ids())) == ([3], [])
