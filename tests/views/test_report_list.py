"""The list of reports: groups, search, keys."""

from __future__ import annotations

import pytest

from tests.window import click, press, pump

pytestmark = pytest.mark.window


def test_the_ready_made_reports_stand_under_their_heading(reports):
    groups = [str(reports.list.tree.item(row, "text")) for row in reports.list.tree.get_children()]
    assert groups == ["My reports", "Ready-made"]
    assert "Pipeline review" in reports.list.names


def test_reports_are_found_by_typing(reports):
    reports.list.search.entry.insert(0, "pipel")
    pump(reports, lambda: reports.list.names == ["Pipeline review"])


def test_down_goes_from_the_search_to_the_list(reports):
    press(reports.list.search.entry, "Down")
    assert reports.focus_get() is reports.list.tree


def test_arrows_in_the_list_show_the_next_report(reports):
    reports.list.tree.focus_set()
    reports.list.choose("pipeline_review")
    press(reports.list.tree, "Down")
    assert reports.report.ready_made == "forecast"


def test_the_menu_of_a_report_opens_where_it_is_clicked(reports):
    told = []
    reports.list.on_context = lambda x, y: told.append((x, y))
    tree = reports.list.tree
    x, y, _width, height = tree.bbox("forecast")
    click(tree, x + 40, y + height // 2, how="Button-3")
    assert reports.report.ready_made == "forecast"
    assert told == [(tree.winfo_rootx() + x + 40, tree.winfo_rooty() + y + height // 2)]


def test_the_menu_of_the_chosen_report_opens_by_keyboard(reports):
    told = []
    reports.list.on_context = lambda *at: told.append(at)
    press(reports.list.tree, "Shift-F10")
    assert len(told) == 1


def test_a_heading_has_no_menu(reports):
    told = []
    reports.list.on_context = lambda *at: told.append(at)
    x, y, _width, height = reports.list.tree.bbox("group ready")
    click(reports.list.tree, x + 40, y + height // 2, how="Button-3")
    assert told == []
