"""The commands of the window about the report in view. What they do stands in report_actions.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from crm.models.reports import Report
from crm.views.report_actions import ReportActions
from crm.views.report_list import key_of

if TYPE_CHECKING:
    from crm.views.reports_tab import ReportsTab
    from crm.views.window import Window


def new(window: Window) -> None:
    """Build a report, from wherever one is."""
    window.show_page("reports")
    _actions(window).new()


def go_to(window: Window, report: Report) -> None:
    """Show a report on its page."""
    if window.notebook is not None:
        cast("ReportsTab", window.notebook.page("reports")).go_to(key_of(report))


def edit(window: Window) -> None:
    """Change the report."""
    _actions(window).edit()


def copy(window: Window) -> None:
    """Keep the report under another name."""
    _actions(window).copy()


def share(window: Window) -> None:
    """Show the report to everybody, or to oneself alone."""
    _actions(window).share()


def pdf(window: Window) -> None:
    """Write the report as a PDF."""
    _actions(window).export("pdf")


def excel(window: Window) -> None:
    """Write the report as a workbook."""
    _actions(window).export("xlsx")


def csv(window: Window) -> None:
    """Write the report as a plain table."""
    _actions(window).export("csv")


def print_out(window: Window) -> None:
    """Open the report as a PDF, to be printed."""
    _actions(window).print()


def schedule(window: Window) -> None:
    """Have the report written at its times."""
    _actions(window).schedule()


def to_dashboard(window: Window) -> None:
    """Put the report on a dashboard."""
    _actions(window).to_dashboard()


def remove(window: Window) -> None:
    """Remove the report."""
    _actions(window).remove()


def _actions(window: Window) -> ReportActions:
    return cast("ReportsTab", window.page).actions
