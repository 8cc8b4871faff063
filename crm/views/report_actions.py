"""What a person does with a report: export, print, edit, share, remove, schedule it, open the records behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from crm.models.dashboards import REPORT, Behind, Card, Dashboard, Filters
from crm.models.figures import LeftOut
from crm.models.reports import FORMATS, Report, ReportResult
from crm.utils import dates, file_names, paths
from crm.utils.i18n import _, translate
from crm.views import report_knowing
from crm.views.record_opening import open_record
from crm.views.report_list import OWN, READY
from crm.views.report_words import name_of
from crm.views.widgets.choice_button import Choice
from crm.views.widgets.dialog import Question
from crm.views.widgets.dialog import choose as choose_one

if TYPE_CHECKING:
    from crm.views.reports_tab import ReportsTab
    from crm.views.window import Window


class ReportActions:
    """Works on the report in view. Writes go through the desk, with Undo."""

    def __init__(self, tab: ReportsTab) -> None:
        self._tab = tab

    # Files

    def exports(self) -> Sequence[Choice]:
        """The formats to choose from."""
        return [(f"{translate(one.label)}…", partial(self.export, one.value), False) for one in FORMATS]

    def export(self, ending: str) -> None:
        """Ask where to, then write the report: "pdf", "xlsx" or "csv"."""
        report = self._tab.report
        if report is None:
            return
        words = next(translate(one.label) for one in FORMATS if one.value == ending)
        name = file_names.safe(f"{name_of(report)}.{ending}")
        path = self._tab.window.outside.ask_save(_("Export to"), ((words, f"*.{ending}"),), name=name)
        if path:
            self._write(path, self._exported)

    def print(self) -> None:
        """Write the report as a PDF and open it, where the system prints it."""
        report = self._tab.report
        if report is not None:
            moment = re.sub(r"\D", "", dates.now())  # a viewer may still hold the file of the last time
            path = paths.cache_folder() / "print" / file_names.safe(f"{name_of(report)} {moment}.pdf")
            self._write(path, self._tab.window.outside.open_file)

    def _write(self, path: Path, done: Callable[[Path], object]) -> None:
        report, filters, reports = self._tab.asked, self._tab.filters, self._tab.desk.session.reports

        def work() -> ReportResult | None:
            path.parent.mkdir(parents=True, exist_ok=True)
            return reports.write(report, path, filters=filters) if report else None

        label = _("Writing {file}").format(file=path.name)
        self._tab.desk.jobs.run(work, lambda _result: done(path), label=label)

    def _exported(self, path: Path) -> None:
        outside, toasts = self._tab.window.outside, self._tab.desk.toasts
        toasts.clear()
        text = _("Report written: {file}").format(file=path.name)
        toasts.show(text, action=(_("Open"), lambda: outside.open_file(path)), kind="success")

    # The report itself

    def new(self) -> None:
        """Build a report from nothing."""
        self._build(None)

    def edit(self) -> None:
        """Change the report; a ready-made one, or somebody else's, becomes one of one's own."""
        if self._tab.report is not None:
            self._build(self._tab.report)

    def copy(self) -> None:
        """Keep the report, with the filters in view, under another name."""
        from crm.views.dialogs.report_saving import SaveReportDialog  # the page opens without it

        report = self._tab.asked
        if report is not None:
            definition = report_knowing.filtered(report, self._tab.filters)
            dialog = SaveReportDialog(self._tab.window.root, self._tab.desk, definition=definition)
            dialog.suggest(_("{name} (copy)").format(name=name_of(report)))
            dialog.on_saved = self._saved
            dialog.open()

    def _build(self, report: Report | None) -> None:
        from crm.views.dialogs.report_builder import ReportBuilder  # the page opens without it

        own = report is None or self._group(report) == OWN
        dialog = ReportBuilder(self._tab.window.root, self._tab.desk, report=report, own=own)
        dialog.on_saved = self._saved
        dialog.open()

    def _saved(self, report_id: int) -> None:
        self._tab.go_to(str(report_id))

    def share(self) -> None:
        """Show the report to everybody, or to oneself alone again."""
        report, reports = self._tab.report, self._tab.desk.session.reports
        if report is not None and not report.ready_made:
            said = _("Only you see it now: {name}") if report.shared else _("Everybody sees it now: {name}")
            words = said.format(name=report.name)
            self._tab.desk.write(lambda: reports.change(report.id, shared=not report.shared), lambda _none: words)

    def remove(self) -> None:
        """Remove the report; Undo brings it back. The records in it stay."""
        report, reports = self._tab.report, self._tab.desk.session.reports
        if report is not None and not report.ready_made:
            words = _("Report removed: {name}").format(name=report.name)
            self._tab.desk.write(lambda: reports.remove(report.id), lambda _none: words)

    def schedule(self) -> None:
        """Have the report written at its times."""
        from crm.views.dialogs import report_schedule  # the page opens without it

        if self._tab.report is not None:
            report_schedule.show(self._tab.window, self._tab.report)

    def to_dashboard(self) -> None:
        """Put the report on a dashboard as a card."""
        dashboards = self._tab.desk.session.dashboards
        self._tab.ask("dashboards", dashboards.all, show=self._choose_dashboard)

    def _choose_dashboard(self, dashboards: Sequence[Dashboard]) -> None:
        if len(dashboards) == 1:
            self._add_card(dashboards[0])
            return
        question = Question(_("Add to a dashboard"), _("On which dashboard shall the report stand?"), _("Add"))
        options = [(one, translate(one.name)) for one in dashboards]
        choose_one(self._tab.window.root, question, options=options, then=self._add_card)

    def _add_card(self, chosen: object) -> None:
        report, dashboards = self._tab.report, self._tab.desk.session.dashboards
        if report is None or not isinstance(chosen, Dashboard):
            return
        options = {"ready_made": report.ready_made} if report.ready_made else {"report": report.id}
        cards = (*chosen.cards, Card(REPORT, 2, 1, options))
        words = _("{name} stands on the dashboard {dashboard} now.")
        words = words.format(name=name_of(report), dashboard=translate(chosen.name))
        self._tab.desk.write(lambda: dashboards.change(chosen.id, cards=cards), lambda _id: words)

    def more(self) -> Sequence[Choice]:
        """What else can be done, for a menu."""
        report = self._tab.report
        line: Choice = ("", _nothing, False)
        own = report is not None and self._group(report) == OWN
        shared = report is not None and report.shared
        of_own: list[Choice] = [(_("For everybody"), self.share, shared), (_("Remove"), self.remove, False)]
        return [
            (_("Save as…"), self.copy, False),
            (_("Print…"), self.print, False),
            (_("Schedule…"), self.schedule, False),
            (_("Add to a dashboard"), self.to_dashboard, False),
            line,
            (_("Show the chart"), self._tab.toggle_chart, self._tab.shows_chart),
            *([line, *of_own] if own else []),
        ]

    # Behind the figures

    def show_behind(self, key: str, title: str) -> None:
        """Open the records behind a line."""
        self._show_records(title, key=key)

    def show_left_out(self, one: LeftOut) -> None:
        """Open the records that the report leaves out for a reason."""
        self._show_records(one.reason, left_out=one.key)

    def open_record(self, entity: str, record: int) -> None:
        """Open one record of the report."""
        open_record(self._tab.window, entity, record_id=record)

    def ask_period(self, filters: Filters, then: Callable[[Filters], object]) -> None:
        """Ask for two days."""
        from crm.views.dialogs.own_period import OwnPeriodDialog  # the page opens without it

        dialog = OwnPeriodDialog(self._tab.window.root, self._tab.desk, filters=filters)
        dialog.on_chosen = then
        dialog.open()

    def _show_records(self, title: str, **which: str) -> None:
        report, window, reports = self._tab.report, self._tab.window, self._tab.desk.session.reports
        if report is not None:
            definition = report_knowing.filtered(report, self._tab.filters)
            work = partial(reports.records, definition, **which)
            self._tab.ask("behind", work, show=lambda behind: _show(window, title, behind=behind))

    def _group(self, report: Report) -> str:
        return self._tab.list.group_of(report) if self._tab.known else READY


def _show(window: Window, title: str, *, behind: Behind) -> None:
    from crm.views.dialogs.interaction_records import show_interactions  # the page opens without them
    from crm.views.record_window import show_records

    if behind.entity == "interactions":
        show_interactions(window, title, ids=behind.ids)
    else:
        show_records(window, title, behind=behind)


def _nothing() -> None:
    """What a line in a menu does."""
