"""The columns of a table: shown, hidden, moved, sorted by."""

from __future__ import annotations

import pytest

from tests.window import click

pytestmark = pytest.mark.window


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
