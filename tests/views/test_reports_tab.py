"""The page of reports: choosing one, filtering it, what is remembered, what is told."""

from __future__ import annotations

import pytest

from crm.models.dashboards import Filters
from crm.models.periods import EVER, LAST_MONTH
from crm.models.reports import Definition
from crm.utils.chart_data import ChartKind
from crm.views.report_list import key_of
from tests.views.user import settle
from tests.window import click, press, pump

pytestmark = pytest.mark.window


def shown(reports):
    """The rows of the table as texts."""
    return [row.cells for row in reports.view.table.rows]


def test_every_ready_made_report_can_be_shown(reports):
    for report in reports.known.reports:
        reports.list.choose(key_of(report))
        assert (reports.view.problem, reports.view.result is not None) == ("", True)


def test_a_chosen_report_shows_its_table_and_chart(reports):
    assert [row[1] for row in shown(reports)] == ["3", "1", "4"]
    assert reports.view.chart.chart.kind is ChartKind.ROWS


def test_return_in_the_list_goes_to_the_table(reports):
    press(reports.list.tree, "Return")
    assert reports.focus_get() is reports.view.table.canvas


def test_the_report_is_remembered_for_the_file(window, reports):
    reports.list.choose("forecast")
    window.build()
    window.show_page("reports")
    pump(window.root, lambda: window.page.known is not None)
    settle(window)
    assert window.page.report.ready_made == "forecast"


def test_another_period_is_shown_at_once_and_not_saved(reports, own, by_stage):
    reports.head.filters.buttons["period"].choose("Last month")
    assert reports.filters.period == LAST_MONTH
    assert reports.view.result.records == 0
    assert own.reports.get(by_stage).definition.filters == Filters(EVER)


def test_the_filters_it_was_saved_with_come_back(reports):
    reports.use(Filters(LAST_MONTH))
    assert reports.head.reset.winfo_manager()
    reports.head.reset.invoke()
    assert (reports.filters.period, reports.view.result.records) == (EVER, 4)
    assert not reports.head.reset.winfo_manager()


def test_a_period_without_records_says_so_and_offers_all_time(reports):
    reports.use(Filters(LAST_MONTH))
    reports.view.table._empty.button.invoke()
    assert (reports.filters.period, reports.view.result.records) == (EVER, 4)


def test_a_new_deal_is_in_the_report_at_once(window, reports, own, stages):
    own.opportunities.add({"title": "Epsilon", "stage_id": stages[1]})
    settle(window)
    assert [row[1] for row in shown(reports)] == ["3", "2", "5"]


def test_a_field_that_is_gone_is_told_in_the_page(window, reports, own):
    gone = own.reports.add("Old", Definition("opportunities", ("custom.plot",)))
    settle(window)
    reports.list.choose(str(gone))
    assert "plot" in reports.view.problem


def test_the_chart_can_be_hidden_for_good(window, reports):
    reports.toggle_chart()
    assert not reports.view._chart_place.winfo_manager()
    window.build()
    window.show_page("reports")
    pump(window.root, lambda: window.page.known is not None)
    assert not window.page.shows_chart


def test_the_table_is_copied_for_a_spreadsheet(reports):
    reports.copy()
    lines = reports.clipboard_get().splitlines()
    assert lines[0].startswith("Stage\t")
    assert len(lines) == 4


def test_a_click_on_a_head_orders_the_report_and_back(reports):
    table = reports.view.table
    click(table.canvas, table.widths[0] + 30, 10)
    assert [row[1] for row in shown(reports)] == ["3", "1", "4"]
    click(table.canvas, table.widths[0] + 30, 10)
    assert [row[1] for row in shown(reports)] == ["1", "3", "4"]
    assert table.sorted_by == (1, False)


def test_the_order_it_was_saved_with_comes_back(reports):
    reports.order_by("count")
    reports.order_by("count")
    reports.head.reset.invoke()
    assert [row[1] for row in shown(reports)] == ["3", "1", "4"]
    assert reports.view.table.sorted_by[0] == -1


def test_a_list_is_ordered_by_a_column(window, people, reports):
    assert people
    reports.list.choose("contact_list")
    settle(window)
    reports.order_by("city")
    reports.order_by("city")
    assert shown(reports)[0][0] == "Acme"


def test_figures_of_their_own_way_keep_their_order(reports):
    reports.list.choose("forecast")
    reports.order_by("count")
    assert reports.order == ("", False)
