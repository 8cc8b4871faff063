"""What is done with a report: files, records behind, keeping, sharing, removing."""

from __future__ import annotations

import pytest

from crm.models.dashboards import Filters
from crm.models.periods import DAYS_365, LAST_MONTH
from crm.models.reports import Aggregate, Definition, Grouping, Measure
from crm.views.dialogs.interaction_records import InteractionRecords
from crm.views.dialogs.report_builder import ReportBuilder
from crm.views.dialogs.report_saving import SaveReportDialog
from crm.views.record_window import RecordWindow
from tests.views.user import opened, settle
from tests.window import press

pytestmark = pytest.mark.window


@pytest.mark.parametrize("words", ["PDF…", "Excel (XLSX)…", "CSV…"])
def test_a_report_is_exported_to_a_real_file(window, reports, tmp_path, words):
    path = tmp_path / ("report" + {"P": ".pdf", "E": ".xlsx", "C": ".csv"}[words[0]])
    window.outside.answers = [path]
    next(run for label, run, _ticked in reports.actions.exports() if label == words)()
    settle(window)
    assert path.stat().st_size > 100
    assert any("report." in text for text in window.toasts.texts)


def test_the_notice_of_an_export_opens_the_file(window, reports, tmp_path):
    path = tmp_path / "report.csv"
    window.outside.answers = [path]
    reports.actions.export("csv")
    settle(window)
    window.toasts.invoke()
    assert window.outside.shown == [path]


def test_an_export_holds_what_is_filtered(window, reports, tmp_path):
    path = tmp_path / "report.csv"
    window.outside.answers = [path]
    reports.use(Filters(LAST_MONTH))
    reports.actions.export("csv")
    settle(window)
    assert "20,0" not in path.read_text(encoding="utf-8-sig")


def test_no_file_is_written_when_none_is_chosen(window, reports):
    window.outside.answers = [None]
    reports.actions.export("pdf")
    assert window.outside.answers == []


def test_printing_opens_a_pdf(window, reports):
    reports.actions.print()
    settle(window)
    (path,) = window.outside.shown
    assert path.read_bytes().startswith(b"%PDF")


def test_the_steps_from_a_report_to_its_pdf(window, reports, user, tmp_path):
    window.outside.answers = [tmp_path / "report.pdf"]
    user.chord("Control-Shift-P", at=reports.view.table.canvas)
    assert (user.steps, (tmp_path / "report.pdf").exists()) == (1, True)


def test_a_figure_opens_the_records_behind_it(window, reports):
    reports.view.open_row(0)
    settle(window)
    behind = opened(window, RecordWindow)
    assert len(behind.behind.ids) == 3
    behind.close()


def test_return_on_a_line_opens_its_records(window, reports):
    press(reports.view.table.canvas, "Down", "Down", "Return")
    behind = opened(window, RecordWindow)
    assert len(behind.behind.ids) == 1
    behind.close()


def test_a_bar_opens_the_records_behind_it(window, reports, deals):
    reports.view.chart.on_pick(0, 1)
    behind = opened(window, RecordWindow)
    assert list(behind.behind.ids) == [deals["Delta"]]
    behind.close()


def test_what_is_left_out_opens_its_records(window, reports, deals):
    (button,) = reports.view.left_out
    button.invoke()
    behind = opened(window, RecordWindow)
    assert list(behind.behind.ids) == [deals["Gamma"]]
    behind.close()


def test_a_record_opens_itself(window, people, reports):
    reports.list.choose("contact_list")
    settle(window)
    reports.view.open_row(0)
    settle(window)
    assert window.page_key == "contacts"
    assert list(window.contacts.selected_ids()) == [people["Acme"]]


def test_the_filters_reach_the_records_behind(window, reports, own, stages):
    mine = own.opportunities.add({"title": "Mine", "stage_id": stages[0], "assigned_to": own.user.id})
    settle(window)
    reports.use(Filters(DAYS_365, owner_id=own.user.id))
    reports.view.open_row(0)
    behind = opened(window, RecordWindow)
    assert list(behind.behind.ids) == [mine]
    behind.close()


def test_a_report_is_removed_and_comes_back(window, reports, own, by_stage):
    reports.actions.remove()
    settle(window)
    assert "By stage" not in reports.list.names
    window.toasts.invoke()
    settle(window)
    assert own.reports.get(by_stage).name == "By stage"
    assert "By stage" in reports.list.names


def test_delete_in_the_list_removes_it(window, reports):
    press(reports.list.tree, "Delete")
    settle(window)
    assert "By stage" not in reports.list.names


def test_a_ready_made_report_is_not_removed(window, reports):
    reports.list.choose("forecast")
    reports.actions.remove()
    settle(window)
    assert "Forecast" in reports.list.names


def test_a_report_is_shared_and_stays_mine(window, reports, own, by_stage):
    reports.actions.share()
    settle(window)
    assert own.reports.get(by_stage).shared
    assert reports.list.group_of(own.reports.get(by_stage)) == "own"
    reports.actions.share()
    assert not own.reports.get(by_stage).shared


def test_it_is_kept_under_another_name_with_the_filters_in_view(window, reports):
    reports.use(Filters(LAST_MONTH))
    reports.actions.copy()
    opened(window, SaveReportDialog).confirm()
    settle(window)
    assert (reports.report.name, reports.report.definition.filters.period) == ("By stage (copy)", LAST_MONTH)


def test_it_becomes_a_card_of_the_dashboard(window, reports, own):
    before = len(own.dashboards.all()[0].cards)
    reports.actions.to_dashboard()
    settle(window)
    assert len(own.dashboards.all()[0].cards) == before + 1


def test_editing_opens_the_builder_with_it(window, reports):
    reports.head.edit.invoke()
    dialog = opened(window, ReportBuilder)
    assert dialog.definition == reports.report.definition
    dialog.close()


def test_its_menu_offers_no_removing_of_ready_made_ones(reports):
    assert "Remove" in reports.head.menu.labels()
    reports.list.choose("forecast")
    assert "Remove" not in reports.head.menu.labels()


def test_interactions_open_in_a_list_of_their_own(window, people, reports, own):
    own.interactions.add(people["Ana"], {"type": "call", "subject": "Price"})
    figures = (Measure(Aggregate.COUNT),)
    made = own.reports.add("Calls", Definition("interactions", groupings=(Grouping("type"),), measures=figures))
    settle(window)
    reports.list.choose(str(made))
    reports.view.open_row(0)
    behind = opened(window, InteractionRecords)
    assert len(behind.ids) == 1
    behind.close()
