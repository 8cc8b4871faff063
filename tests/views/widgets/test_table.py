"""The table on a real window: what is shown, what keys and clicks do, over lists of any length."""

from __future__ import annotations

from array import array

import pytest

from crm.models.fields import Kind
from crm.views import theme
from crm.views.widgets.table import Column, Table
from tests.window import pump

pytestmark = pytest.mark.window
COLUMNS = [Column("name", "Name", 200), Column("city", "City", 150), Column("value", "Value", 100, kind=Kind.MONEY)]


def _cells(row):
    return (f"Person {row}", f"City {row}", f"00{row}")


def _shown(table):
    return [table.tree.item(item, "text") for item in table.tree.get_children()]


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


def test_the_selection_is_seen_again_after_scrolling_away_and_back(table):
    table.select([2])
    table.scroll(500)
    assert table.tree.selection() == ()
    table.scroll(-500)
    assert [table.tree.item(item, "text") for item in table.tree.selection()] == ["Person 2"]


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


def test_the_place_of_a_cell_is_known_while_it_is_in_view(table):
    row = table.ids[1]
    x, y, width, height = table.cell_box(row, table.columns.visible[1])
    assert table.row_at(y + height // 2) == 1
    assert table.columns.column_at(x + width // 2) == table.columns.visible[1]


def test_a_row_out_of_view_has_no_place(table):
    assert table.cell_box(10**9, table.columns.visible[0]) is None
