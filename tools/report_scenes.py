"""The scenes of reports: the page with a chart, the builder, those that are written by themselves."""

from __future__ import annotations

from typing import cast

from crm.session import Session
from crm.utils import paths
from crm.views.dialogs.report_builder import ReportBuilder
from crm.views.dialogs.report_schedule import ReportSchedulesDialog
from crm.views.reports_tab import ReportsTab
from tools.stagehand import Stagehand, open_demo, over

_REVIEW, _LOST = "pipeline_review", "lost_deals"
# Report, how often, day, time, form.
_SCHEDULES = ((_REVIEW, "week", 0, "08:00", "pdf"), (_LOST, "month", 1, "09:30", "xlsx"))


def _reports_page(hand: Stagehand) -> ReportsTab:
    notebook = hand.window.notebook
    if notebook is None:
        raise LookupError("reports")
    return cast("ReportsTab", notebook.page("reports"))


def _page(hand: Stagehand, key: str) -> Session:
    """A report of the demo business, carried out."""
    session = open_demo(hand)
    hand.window.show_page("reports")
    page = _reports_page(hand)
    hand.rest(lambda: page.known)
    page.go_to(key)
    hand.rest(lambda: page.report and page.report.ready_made == key and page.view.result)
    return session


def _reports(hand: Stagehand) -> None:
    _page(hand, _LOST)


def _builder(hand: Stagehand) -> None:
    _page(hand, _LOST)
    hand.run("report.edit")
    hand.rest(lambda: over(hand, ReportBuilder).is_ready and over(hand, ReportBuilder).preview.result)


def _schedules(hand: Stagehand) -> None:
    session = _page(hand, _REVIEW)
    if not session.report_schedules.all():
        for report, every, day, at, form in _SCHEDULES:
            session.report_schedules.add(
                {"ready_made": report, "every": every, "on_day": day, "at": at, "format": form,
                 "folder": str(paths.data_folder())}
            )  # fmt: skip
    hand.run("tools.report_schedules")
    hand.rest(lambda: over(hand, ReportSchedulesDialog).chosen)


SCENES = {
    "reports": _reports,
    "report-builder": _builder,
    "report-schedules": _schedules,
}
