"""The commands about reports, as menus, keys and the palette run them."""

from __future__ import annotations

import pytest

from crm.views.commands import find
from crm.views.dialogs.report_builder import ReportBuilder
from crm.views.dialogs.report_saving import SaveReportDialog
from crm.views.dialogs.report_schedule import ReportSchedulesDialog
from tests.views.user import opened, settle

pytestmark = pytest.mark.window


def run(window, command_id):
    """Run a command as a key would."""
    window.runner.run(find(command_id))
    settle(window)


def test_a_new_report_is_built_from_any_page(window):
    window.show_page("contacts")
    run(window, "report.new")
    assert window.page_key == "reports"
    opened(window, ReportBuilder).close()


def test_the_report_in_view_is_edited(window, reports):
    run(window, "report.edit")
    dialog = opened(window, ReportBuilder)
    assert dialog.definition == reports.report.definition
    dialog.close()


def test_it_is_kept_under_another_name(window, reports):
    assert reports.report
    run(window, "report.copy")
    opened(window, SaveReportDialog).close()


def test_it_is_shared(window, reports, own):
    run(window, "report.share")
    assert own.reports.get(reports.report.id).shared


@pytest.mark.parametrize("ending", ["pdf", "xlsx", "csv"])
def test_it_is_written_in_each_format(window, reports, tmp_path, ending):
    path = tmp_path / f"{reports.report.name}.{ending}"
    command = {"xlsx": "report.excel"}.get(ending, f"report.{ending}")
    window.outside.answers = [path]
    run(window, command)
    assert path.exists()


def test_it_is_printed(window, reports):
    assert reports.report
    run(window, "report.print")
    assert [path.suffix for path in window.outside.shown] == [".pdf"]


def test_it_is_scheduled(window, reports):
    assert reports.report
    run(window, "report.schedule")
    opened(window, ReportSchedulesDialog).close()


def test_it_is_put_on_a_dashboard(window, reports, own):
    assert reports.report
    run(window, "report.dashboard")
    assert "report" in {card.kind for card in own.dashboards.all()[0].cards}


def test_it_is_removed_and_undone(window, reports, own):
    run(window, "report.remove")
    assert all(one.ready_made for one in own.reports.all())
    run(window, "edit.undo")
    assert [one.name for one in own.reports.all() if not one.ready_made] == [reports.known.reports[-1].name]


def test_the_palette_finds_a_report_by_its_name(window, reports, user):
    window.show_page("contacts")
    user.chord("Control-k")
    user.type("lost opp")
    assert window.runner.palette.titles == ["Lost opportunities"]
    user.enter()
    settle(window)
    assert (window.page_key, reports.report.name) == ("reports", "Lost opportunities")


def test_export_means_the_report_while_one_is_in_view(window, reports):
    run(window, "file.export")
    assert [reports.head.menu_of_formats.entrycget(at, "label") for at in range(3)] == [
        "PDF…", "Excel (XLSX)…", "CSV…"
    ]  # fmt: skip
    reports.head.menu_of_formats.unpost()
