"""The page of reports: choosing, filtering, exporting, opening what stands behind, keeping and removing."""

from __future__ import annotations

import pytest

from crm.models.dashboards import Filters
from crm.models.periods import DAYS_365, EVER, LAST_MONTH
from crm.models.reports import Aggregate, Definition, Grouping, Measure
from crm.utils.chart_data import ChartKind
from crm.views.dialogs.own_period import OwnPeriodDialog
from crm.views.dialogs.report_builder import ReportBuilder
from crm.views.dialogs.report_saving import SaveReportDialog
from crm.views.record_window import RecordWindow
from crm.views.report_list import key_of
from tests.views.user import every, settle
from tests.window import press, pump

pytestmark = pytest.mark.window
BY_STAGE = Definition(
    "opportunities",
    groupings=(Grouping("stage_id"),),
    measures=(Measure(Aggregate.COUNT), Measure(Aggregate.SUM, "value")),
    chart=ChartKind.ROWS,
)


@pytest.fixture
def mine(own, deals):
    """A report of one's own over four deals in two stages."""
    assert deals
    return own.reports.add("By stage", BY_STAGE)


@pytest.fixture
def tab(window, mine):
    window.show_page("reports")
    made = window.page
    pump(window.root, lambda: made.known is not None)
    made.list.choose(str(mine))
    settle(window)
    return made


def shown(tab):
    """The rows of the table as texts."""
    return [row.cells for row in tab.view.table.rows]


def over(window, kind):
    """The window of a kind that is open."""
    return next(one for one in reversed(every(window.root)) if isinstance(one, kind))


def test_the_ready_made_reports_stand_under_their_heading(tab):
    groups = [str(tab.list.tree.item(row, "text")) for row in tab.list.tree.get_children()]
    assert groups == ["My reports", "Ready-made"]
    assert "Pipeline review" in tab.list.names


def test_every_ready_made_report_can_be_shown(tab):
    for report in tab.known.reports:
        tab.list.choose(key_of(report))
        assert (tab.view.problem, tab.view.result is not None) == ("", True)


def test_a_chosen_report_shows_its_table_and_chart(tab):
    assert [row[1] for row in shown(tab)] == ["3", "1", "4"]
    assert tab.view.chart.chart.kind is ChartKind.ROWS


def test_reports_are_found_by_typing(tab):
    tab.list.search.entry.insert(0, "pipel")
    pump(tab, lambda: tab.list.names == ["Pipeline review"])


def test_down_goes_from_the_search_to_the_list(tab):
    press(tab.list.search.entry, "Down")
    assert tab.focus_get() is tab.list.tree


def test_return_in_the_list_goes_to_the_table(tab):
    press(tab.list.tree, "Return")
    assert tab.focus_get() is tab.view.table.canvas


def test_arrows_in_the_list_show_the_next_report(tab):
    tab.list.tree.focus_set()
    tab.list.choose("pipeline_review")
    press(tab.list.tree, "Down")
    assert tab.report.ready_made == "forecast"


def test_the_report_is_remembered_for_the_file(window, tab):
    tab.list.choose("forecast")
    window.build()
    window.show_page("reports")
    pump(window.root, lambda: window.page.known is not None)
    settle(window)
    assert window.page.report.ready_made == "forecast"


def test_another_period_is_shown_at_once_and_not_saved(tab, own, mine):
    tab.head.filters.buttons["period"].choose("Last month")
    assert tab.filters.period == LAST_MONTH
    assert tab.view.result.records == 0
    assert own.reports.get(mine).definition == BY_STAGE


def test_the_filters_it_was_saved_with_come_back(tab):
    tab.use(Filters(LAST_MONTH))
    assert tab.head.reset.winfo_manager()
    tab.head.reset.invoke()
    assert (tab.filters.period, tab.view.result.records) == (EVER, 4)
    assert not tab.head.reset.winfo_manager()


def test_own_days_are_asked_for(window, tab):
    tab.head.filters.buttons["period"].choose("Own period…")
    dialog = over(window, OwnPeriodDialog)
    dialog.form.put("since", "2020-01-01")
    dialog.confirm()
    assert (tab.filters.since, tab.filters.until, tab.view.result.records) == ("2020-01-01", "", 4)


def test_days_in_the_wrong_order_are_refused_beside_the_field(window, tab):
    tab.head.filters.buttons["period"].choose("Own period…")
    dialog = over(window, OwnPeriodDialog)
    dialog.form.put("since", "2020-02-01")
    dialog.form.put("until", "2020-01-01")
    dialog.confirm()
    assert dialog.form.error_of("until")
    dialog.close()


def test_a_period_without_records_says_so_and_offers_all_time(tab):
    tab.use(Filters(LAST_MONTH))
    tab.view.table._empty.button.invoke()
    assert (tab.filters.period, tab.view.result.records) == (EVER, 4)


def test_a_report_of_contacts_has_no_pipeline(tab):
    tab.list.choose("contact_list")
    assert not tab.head.filters.buttons["pipeline"].winfo_manager()


def test_a_new_deal_is_in_the_report_at_once(window, tab, own, stages):
    own.opportunities.add({"title": "Epsilon", "stage_id": stages[1]})
    settle(window)
    assert [row[1] for row in shown(tab)] == ["3", "2", "5"]


def test_a_field_that_is_gone_is_told_in_the_page(window, tab, own):
    gone = own.reports.add("Old", Definition("opportunities", ("custom.plot",)))
    settle(window)
    tab.list.choose(str(gone))
    assert "plot" in tab.view.problem


@pytest.mark.parametrize("words", ["PDF…", "Excel (XLSX)…", "CSV…"])
def test_a_report_is_exported_to_a_real_file(window, tab, tmp_path, words):
    path = tmp_path / ("report" + {"P": ".pdf", "E": ".xlsx", "C": ".csv"}[words[0]])
    window.outside.answers = [path]
    next(run for label, run, _ticked in tab.actions.exports() if label == words)()
    settle(window)
    assert path.stat().st_size > 100
    assert any("report." in text for text in window.toasts.texts)


def test_the_notice_of_an_export_opens_the_file(window, tab, tmp_path):
    path = tmp_path / "report.csv"
    window.outside.answers = [path]
    tab.actions.export("csv")
    settle(window)
    window.toasts.invoke()
    assert window.outside.shown == [path]


def test_an_export_holds_what_is_filtered(window, tab, tmp_path):
    path = tmp_path / "report.csv"
    window.outside.answers = [path]
    tab.use(Filters(LAST_MONTH))
    tab.actions.export("csv")
    settle(window)
    assert "20,0" not in path.read_text(encoding="utf-8-sig")


def test_no_file_is_written_when_none_is_chosen(window, tab):
    window.outside.answers = [None]
    tab.actions.export("pdf")
    assert window.outside.answers == []


def test_printing_opens_a_pdf(window, tab):
    tab.actions.print()
    settle(window)
    (path,) = window.outside.shown
    assert path.read_bytes().startswith(b"%PDF")


def test_the_steps_from_a_report_to_its_pdf(window, tab, user, tmp_path):
    window.outside.answers = [tmp_path / "report.pdf"]
    user.chord("Control-Shift-P", at=tab.view.table.canvas)
    assert (user.steps, (tmp_path / "report.pdf").exists()) == (1, True)


def test_a_figure_opens_the_records_behind_it(window, tab):
    tab.view.open_row(0)
    settle(window)
    opened = over(window, RecordWindow)
    assert len(opened.behind.ids) == 3
    opened.close()


def test_return_on_a_line_opens_its_records(window, tab):
    press(tab.view.table.canvas, "Down", "Down", "Return")
    opened = over(window, RecordWindow)
    assert len(opened.behind.ids) == 1
    opened.close()


def test_a_bar_opens_the_records_behind_it(window, tab, deals):
    tab.view.chart.on_pick(0, 1)
    opened = over(window, RecordWindow)
    assert list(opened.behind.ids) == [deals["Delta"]]
    opened.close()


def test_what_is_left_out_opens_its_records(window, tab, deals):
    (button,) = tab.view.left_out
    button.invoke()
    opened = over(window, RecordWindow)
    assert list(opened.behind.ids) == [deals["Gamma"]]
    opened.close()


def test_a_record_opens_itself(window, people, tab):
    tab.list.choose("contact_list")
    settle(window)
    tab.view.open_row(0)
    settle(window)
    assert window.page_key == "contacts"
    assert list(window.contacts.selected_ids()) == [people["Acme"]]


def test_the_filters_reach_the_records_behind(window, tab, own):
    tab.use(Filters(DAYS_365, owner_id=own.user.id))
    tab.view.open_row(0)
    opened = over(window, RecordWindow)
    assert len(opened.behind.ids) == tab.view.result.lines[0].cells[1]
    opened.close()


def test_a_report_is_removed_and_comes_back(window, tab, own, mine):
    tab.actions.remove()
    settle(window)
    assert "By stage" not in tab.list.names
    window.toasts.invoke()
    settle(window)
    assert own.reports.get(mine).name == "By stage"
    assert "By stage" in tab.list.names


def test_delete_in_the_list_removes_it(window, tab):
    press(tab.list.tree, "Delete")
    settle(window)
    assert "By stage" not in tab.list.names


def test_a_ready_made_report_is_not_removed(window, tab):
    tab.list.choose("forecast")
    tab.actions.remove()
    settle(window)
    assert "Forecast" in tab.list.names


def test_a_report_is_shared_and_stays_mine(window, tab, own, mine):
    tab.actions.share()
    settle(window)
    assert own.reports.get(mine).shared
    assert tab.list.group_of(own.reports.get(mine)) == "own"
    tab.actions.share()
    assert not own.reports.get(mine).shared


def test_it_is_kept_under_another_name_with_the_filters_in_view(window, tab):
    tab.use(Filters(LAST_MONTH))
    tab.actions.copy()
    over(window, SaveReportDialog).confirm()
    settle(window)
    assert (tab.report.name, tab.report.definition.filters.period) == ("By stage (copy)", LAST_MONTH)


def test_a_name_that_is_taken_is_refused_beside_it(window, tab):
    tab.actions.copy()
    dialog = over(window, SaveReportDialog)
    dialog.form.put("name", "By stage")
    dialog.confirm()
    assert dialog.form.error_of("name")
    dialog.close()


def test_it_becomes_a_card_of_the_dashboard(window, tab, own):
    before = len(own.dashboards.all()[0].cards)
    tab.actions.to_dashboard()
    settle(window)
    assert len(own.dashboards.all()[0].cards) == before + 1


def test_editing_opens_the_builder_with_it(window, tab):
    tab.head.edit.invoke()
    dialog = over(window, ReportBuilder)
    assert dialog.definition == BY_STAGE
    dialog.close()


def test_its_menu_offers_no_removing_of_ready_made_ones(tab):
    assert "Remove" in tab.head.menu.labels()
    tab.list.choose("forecast")
    assert "Remove" not in tab.head.menu.labels()


def test_the_chart_can_be_hidden_for_good(window, tab):
    tab.toggle_chart()
    assert not tab.view._chart_place.winfo_manager()
    window.build()
    window.show_page("reports")
    pump(window.root, lambda: window.page.known is not None)
    assert not window.page.shows_chart


def test_the_table_is_copied_for_a_spreadsheet(tab):
    tab.copy()
    lines = tab.clipboard_get().splitlines()
    assert lines[0].startswith("Stage\t")
    assert len(lines) == 4
