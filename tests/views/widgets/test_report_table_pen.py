"""What is drawn of a report's table: what is in view, and no more."""

from __future__ import annotations

import pytest

from crm.views.widgets.report_table import ROW, Head, Row
from tests.views.widgets.reports import HEADS, texts

pytestmark = pytest.mark.window


def test_only_lines_in_view_are_drawn(report_table):
    shown = texts(report_table)
    assert "Deal 0" in shown
    assert len(shown) < 120


def test_heads_and_total_stay_while_lines_scroll(report_table):
    report_table.scroll(0, 900 * ROW)
    shown = texts(report_table)
    assert {"Stage", "Count", "Total", "Deal 900"} <= set(shown)
    assert "Deal 0" not in shown


def test_a_wide_table_is_scrolled_sideways(report_table):
    heads = [Head(f"Column {place}") for place in range(30)]
    report_table.set(heads, [Row(tuple("a value of some length" for _head in heads))])
    assert "Column 29" not in texts(report_table)
    report_table.scroll(100_000, 0)
    assert "Column 29" in texts(report_table)


def test_the_heading_of_a_group_runs_over_empty_cells(report_table):
    name = "A stage with quite a long name that is wider than the column"
    report_table.set(HEADS, [Row((name, "", ""), "group", wide=True), Row(("Deal", "1", "2"))])
    assert name in texts(report_table)


def test_while_waiting_no_text_stands_there(report_table):
    report_table.wait()
    assert texts(report_table) == []


def test_the_column_it_is_ordered_by_has_an_arrow(report_table):
    before = [report_table.canvas.type(item) for item in report_table.canvas.find_all()].count("image")
    report_table.show_sorted(1, descending=True)
    after = [report_table.canvas.type(item) for item in report_table.canvas.find_all()].count("image")
    assert after == before + 1
