"""The table on a real window: what is shown, what keys and clicks do, over lists of any length."""

from __future__ import annotations

from array import array

import pytest

from crm.models.fields import Kind
from crm.views import theme
from crm.views.widgets.table import Column, Table
from tests.window import click, press, pump

pytestmark = pytest.mark.window
COLUMNS = [Column("name", "Name", 200), Column("city", "City", 150), Column("value", "Value", 100, kind=Kind.MONEY)]


def _cells(row):
    return (f"Person {row}", f"City {row}", f"00{row}")


@pytest.fixture
def table(page):
    made = Table(page, COLUMNS, fetch=lambda ids, done: done({row: _cells(row) for row in ids}))
    made.pack(fill="both", expand=True)
    made.set_ids(array("q", range(1, 1001)))
    pump(page)
    return made


def _shown(table):
    return [table.tree.item(item, "text") for item in table.tree.get_children()]


def _row_y(table, place):
    _x, y, _width, height = table.tree.bbox(table.tree.get_children()[place])
    return y + height // 2


def test_only_rows_in_view_exist(table):
    assert 10 < len(table.tree.get_children()) <= table.page_size + 1


def test_a_million_rows_make_no_more_items_than_fifty(table):
    table.set_ids(array("q", range(1_000_000)))
    assert len(table.tree.get_children()) <= table.page_size + 1


def test_texts_that_look_like_numbers_stay_as_they_are(table):
    assert str(table.tree.tk.call(str(table.tree), "set", table.tree.get_children()[6], "value")) == "007"


def test_scrolling_changes_texts_and_not_items(table):
    before = table.tree.get_children()
    table.scroll(300)
    assert table.tree.get_children() == before
    assert _shown(table)[0] == "Person 301"


def test_the_end_of_the_list_is_the_end_of_scrolling(table):
    table.scroll(10_000)
    assert _shown(table)[-1] == "Person 1000"


def test_the_scroll_bar_says_where_the_view_is(table):
    table.yview("moveto", "0.5")
    assert _shown(table)[0] == "Person 501"


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


def test_the_selection_is_seen_again_after_scrolling_away_and_back(table):
    table.select([2])
    table.scroll(500)
    assert table.tree.selection() == ()
    table.scroll(-500)
    assert [table.tree.item(item, "text") for item in table.tree.selection()] == ["Person 2"]


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


def test_a_click_on_a_heading_sorts_and_a_second_click_turns(table):
    heard = []
    table.on_sort = lambda key, descending: heard.append((key, descending))
    click(table.tree, 250, 10)
    click(table.tree, 250, 10)
    assert heard == [("city", False), ("city", True)]


def test_the_heading_shows_the_arrow_of_the_sorted_column_only(table):
    table.set_sorted("city", descending=True)
    assert table.tree.heading("city", "image")
    assert not table.tree.heading("value", "image")


def test_a_new_list_keeps_the_selection_it_still_holds(table):
    table.select([2, 900])
    table.set_ids(array("q", [900, 901]))
    assert list(table.selected_ids()) == [900]


def test_a_new_list_starts_at_its_top_unless_told(table):
    table.scroll(200)
    table.set_ids(array("q", range(1, 1001)), keep_place=True)
    assert _shown(table)[0] == "Person 201"
    table.set_ids(array("q", range(1, 1001)))
    assert _shown(table)[0] == "Person 1"


def test_rows_added_behind_do_not_move_the_view(table):
    table.scroll(10)
    table.extend_ids(array("q", [5000, 5001]))
    assert _shown(table)[0] == "Person 11"
    assert len(table.ids) == 1002


def test_see_brings_a_row_into_view(table):
    table.see(700)
    assert "Person 700" in _shown(table)


def test_a_placeholder_stands_until_a_late_answer_comes(page):
    later = []
    table = Table(page, COLUMNS, fetch=lambda ids, done: later.append((ids, done)))
    table.pack(fill="both", expand=True)
    pump(page)
    table.set_ids(array("q", [1, 2]))
    assert _shown(table) == ["…", "…"]
    ids, done = later[-1]
    done({row: _cells(row) for row in ids})
    assert _shown(table) == ["Person 1", "Person 2"]


def test_a_long_text_is_cut_with_an_ellipsis(page):
    table = Table(page, COLUMNS, fetch=lambda ids, done: done(dict.fromkeys(ids, ("x" * 300, "", ""))))
    table.pack(fill="both", expand=True)
    table.set_ids(array("q", [1]))
    pump(page)
    assert _shown(table)[0].endswith("…")


def test_hidden_columns_leave_the_others_in_order(table):
    table.set_columns(["value"])
    assert table.columns.visible == ["name", "value"]
    assert table.tree["displaycolumns"] == ("value",)


def test_the_column_chooser_tells_the_new_order(table):
    heard = []
    table.on_columns = lambda order, _widths: heard.append(order)
    table.columns.menu().invoke(0)
    assert heard == [["name", "value"]]


def test_dragging_a_heading_moves_its_column(table):
    table.tree.event_generate("<Button-1>", x=400, y=10)
    table.tree.event_generate("<ButtonRelease-1>", x=250, y=10)
    assert table.columns.visible == ["name", "value", "city"]


def test_an_empty_list_says_so_and_offers_what_to_do(table):
    done = []
    table.set_empty("No contacts yet", "Import some.", action=("Import", lambda: done.append(1)))
    table.set_ids(array("q"))
    pump(table)
    assert table._empty.winfo_ismapped()
    table._empty.button.invoke()
    assert done == [1]


def test_a_list_with_rows_shows_no_empty_words(table):
    table.set_empty("No contacts yet")
    pump(table)
    assert not table._empty.winfo_ismapped()


def test_every_key_is_safe_on_an_empty_list(table):
    table.set_ids(array("q"))
    press(table.tree, "Down", "End", "space", "Return", "Delete", "Control-a", "Prior")
    assert list(table.selected_ids()) == []


def test_the_table_follows_the_theme(root, table):
    theme.switch(root, "dark")
    assert str(table.tree.tag_configure("danger", "foreground")) == theme.colors().danger


def test_a_tag_colours_a_row(page):
    table = Table(page, COLUMNS, fetch=lambda ids, done: done({row: _cells(row) for row in ids}))
    table.tag = lambda row, _cells: "muted" if row == 2 else ""
    table.pack(fill="both", expand=True)
    table.set_ids(array("q", [1, 2]))
    pump(page)
    marked = ["muted" in table.tree.item(item, "tags") for item in table.tree.get_children()]
    assert marked == [False, True]
