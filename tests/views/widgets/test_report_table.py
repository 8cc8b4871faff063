"""The table of a report: places, selection, what is copied, what stays."""

from __future__ import annotations

import pytest

from crm.views.widgets.report_table import ROW, TOP, Head, Row
from tests.views.widgets.reports import HEADS, lines

pytestmark = pytest.mark.window


def test_the_last_line_before_the_total_can_be_seen_whole(report_table):
    report_table.scroll(0, 10_000_000)
    assert report_table.place_at(20, report_table.total_y - 2)[0] == 2000


def test_a_short_table_has_its_total_under_the_last_line(report_table):
    report_table.set(HEADS, lines(2))
    assert report_table.total_y == TOP + 3 * ROW
    assert report_table.place_at(20, report_table.total_y + 2)[0] == 3


def test_a_point_tells_its_line_and_column(report_table):
    assert report_table.place_at(20, TOP + ROW + 3) == (1, 0)
    assert report_table.place_at(report_table.widths[0] + 3, TOP + ROW + 3) == (1, 1)


def test_a_point_in_the_heads_is_on_no_line(report_table):
    assert report_table.place_at(20, 5) == (-1, 0)


def test_a_point_below_all_lines_is_nowhere(report_table):
    report_table.set(HEADS, lines(1))
    assert report_table.place_at(20, TOP + 12 * ROW) == (-1, -1)


def test_without_a_selection_all_is_copied_under_its_heads(report_table):
    report_table.set(HEADS, lines(1))
    assert report_table.text().splitlines() == ["Stage\tCount\tValue", "New\t\t", "Deal 0\t\t0 €", "Total\t1\t9 €"]


def test_columns_are_as_wide_as_what_stands_in_them(report_table):
    report_table.set((Head("A"), Head("B")), [Row(("x" * 40, "y"))])
    assert report_table.widths[0] > 3 * report_table.widths[1]


def test_without_lines_it_says_why(report_table):
    report_table.set_empty("Nothing yet")
    report_table.set(HEADS, [])
    assert report_table.winfo_children()[-1].winfo_manager() == "place"


def test_the_same_place_can_be_kept(report_table):
    report_table.scroll(0, 100 * ROW)
    report_table.go_to(105)
    report_table.set(HEADS, lines(2000), keep_place=True)
    assert (report_table.line, report_table.top) == (105, 100 * ROW)


@pytest.mark.parametrize("text", ["+52 222 209 8367", "100.000,00 €", "Íñigo Sánchez Gallego"])
@pytest.mark.parametrize("look", ["", "subtotal"])
def test_a_text_alone_in_its_column_is_not_cut(report_table, text, look):
    report_table.set((Head("A"), Head("B", right=True)), [Row((text, "1"), look)])
    shown = [report_table.canvas.itemcget(one, "text") for one in report_table.canvas.find_all()
             if report_table.canvas.type(one) == "text"]  # fmt: skip
    assert text in shown
