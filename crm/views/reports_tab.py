"""The page of reports: the list of them, and beside it the one that is chosen, carried out. Writing is others'."""

from __future__ import annotations

import tkinter as tk
from array import array
from dataclasses import replace
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.models.dashboards import Filters
from crm.models.reports import Report
from crm.models.users import PERMISSIONS
from crm.utils.i18n import _, translate
from crm.views import report_knowing, report_words, theme
from crm.views.remembered import Remembered
from crm.views.report_actions import ReportActions
from crm.views.report_head import ReportHead
from crm.views.report_knowing import Carried, KnownReports
from crm.views.report_list import ReportList, key_of
from crm.views.report_view import ReportView
from crm.views.tab import Tab

if TYPE_CHECKING:
    from crm.views.window import Window

_KEPT = "reports.page"
_SIDE = 250


class ReportsTab(Tab):
    """Reports: ready-made, one's own, shared ones."""

    key, entity = "reports", "reports"
    watches = frozenset(
        ("reports", "contacts", "contact_tags", "contact_segments", "opportunities", "opportunity_lines",
         "opportunity_tags", "activities", "interactions", "users", "pipelines", "stages", "exchange_rates",
         "custom_fields", "settings", "saved_views", "segments")
    )  # fmt: skip

    def __init__(self, parent: tk.Misc, window: Window) -> None:
        super().__init__(parent, window.desk)
        self.window = window
        self.known: KnownReports | None = None
        self.report: Report | None = None
        self.filters = Filters()
        self.order: tuple[str, bool] = ("", False)  # a column that was clicked, and whether it goes down
        self.actions: ReportActions = ReportActions(self)
        self.list: ReportList
        self.head: ReportHead
        self.view: ReportView
        self._panes: ttk.Panedwindow | None = None
        self._wanted = ""  # the key of a report that is to be shown once it is there

    # Loading

    def refresh(self) -> None:
        """Read the reports, then the chosen one."""
        session = self.desk.session
        self.ask("known", lambda: report_knowing.read(session), show=self._know)

    def go_to(self, key: str) -> None:
        """Show a report by its key, at once or as soon as it is there."""
        self._wanted = key
        self.window.show_page(self.key)
        if self.known is not None:
            self.refresh()

    def use(self, filters: Filters) -> None:
        """Show the report with another period, pipeline or owner; what is saved stays as it is."""
        self.filters = filters
        self._show_filters()
        self.load()

    def order_by(self, key: str) -> None:
        """Show the report in the order of a column, the other way round when it already is; nothing is saved."""
        if self.report is None:
            return
        figures = {one.key for one in self.report.definition.measures}
        down = not self.order[1] if self.order[0] == key else key in figures
        if report_knowing.ordered(self.report.definition, key, descending=down) is not None:
            self.order = (key, down)
            self._show_filters()
            self.load(anew=False)

    @property
    def asked(self) -> Report | None:
        """The report in the order that is shown."""
        if self.report is None or not self.order[0]:
            return self.report
        definition = report_knowing.ordered(self.report.definition, self.order[0], descending=self.order[1])
        return replace(self.report, definition=definition) if definition else self.report

    def as_saved(self) -> None:
        """Show the report as it was saved."""
        if self.report is not None:
            self.order = ("", False)
            self.use(self.report.definition.filters)

    def load(self, *, anew: bool = True) -> None:
        """Carry out the chosen report; `anew` begins with a placeholder, else what is shown stays until then."""
        report, filters = self.asked, self.filters
        session, region = self.desk.session, self.desk.region
        if report is None:
            return
        if anew:
            self.view.wait()
            self.head.show_facts("")
        self.ask(
            "result",
            lambda: report_knowing.carry_out(lambda: session.reports.run(report, filters=filters), region),
            show=lambda carried: self._show(carried, anew=anew),
        )

    def _know(self, known: KnownReports) -> None:
        self.known = known
        if self._panes is None:
            self._build()
        self.head.filters.know(known.pipelines, known.owners)
        self.list.show(known.reports)
        before, wanted = self.report, self._wanted or self._kept()
        self._wanted = ""
        there = known.find(key_of(before)) if before else None
        if there is not None and (not wanted or wanted == key_of(there)):
            self._keep_up(there)
        else:
            self.report = None
            self.list.choose(wanted)

    def _keep_up(self, report: Report) -> None:
        """The chosen report is still there: show it as it is now."""
        before, self.report = self.report, report
        if before is not None and before.definition != report.definition:
            self.filters, self.order = report.definition.filters, ("", False)
        self._show_report(report)
        self.load(anew=before is None or before.definition != report.definition)

    # What is shown

    def choose(self, report: Report) -> None:
        """Show a report, with the filters it was saved with."""
        self.report, self.filters, self.order = report, report.definition.filters, ("", False)
        self.selected_count = 1
        self._show_report(report)
        self._remembered.set(_KEPT, {**self._remembered.get(_KEPT), "report": key_of(report)})
        self.window.refresh_commands()
        self.load()

    @property
    def shows_chart(self) -> bool:
        """Whether charts are shown."""
        return bool(self._remembered.get(_KEPT).get("chart", True))

    def toggle_chart(self) -> None:
        """Show or hide the charts of reports."""
        shown = not self.shows_chart
        self._remembered.set(_KEPT, {**self._remembered.get(_KEPT), "chart": shown})
        self.view.show_chart(shown)

    def selected_ids(self) -> array[int]:
        """Reports are not records: none are selected."""
        return array("q")

    def _show_report(self, report: Report) -> None:
        self.head.show(report_words.name_of(report), translate(report.description))
        may_write = "write reports" in PERMISSIONS.get(self.desk.session.user.role, {})
        self.head.enable(export=True, edit=may_write)
        self._show_filters()

    def _show_filters(self) -> None:
        if self.report is not None:
            definition = self.report.definition
            self.head.filters.show(self.filters, report_knowing.shown_filters(definition))
            self.head.show_changed(self.filters != definition.filters or bool(self.order[0]))

    def _show(self, carried: Carried, *, anew: bool) -> None:
        result = carried.result
        if result is None:
            self.view.fail(carried.problem)
            self.window.status.show_count("")
            return
        self._say_empty()
        self.head.show_facts(report_words.facts(result))
        self.view.show(result, carried.rows, keep_place=not anew)
        self.view.show_sorted(self.order[0], descending=self.order[1])
        if self.window.page_key == self.key:
            self.window.status.show_count(report_words.counted(result))

    def _say_empty(self) -> None:
        widest = Filters("ever")
        action = (_("All time, everyone"), lambda: self.use(widest)) if self.filters != widest else None
        text = _("No records match this period and these filters.") if action else _("No records match this report.")
        self.view.table.set_empty(_("Nothing to show"), text, action=action)

    # Making

    def _build(self) -> None:
        self._panes = ttk.Panedwindow(self, orient="horizontal")
        self._panes.pack(fill="both", expand=True)
        side = ttk.Frame(self._panes, width=theme.px(_SIDE))
        side.pack_propagate(False)
        self.list = ReportList(side, self.desk.session.user)
        self.list.pack(side="left", fill="both", expand=True)
        ttk.Frame(side, style="Line.TFrame", width=1).pack(side="right", fill="y")
        page = ttk.Frame(self._panes)
        self.head = ReportHead(page)
        self.head.pack(fill="x")
        self.view = ReportView(page, self.desk.jobs.run)
        self.view.pack(fill="both", expand=True, padx=(theme.px(12), 0), pady=(theme.px(4), theme.px(4)))
        self.view.show_chart(self.shows_chart)
        self._panes.add(side, weight=0)
        self._panes.add(page, weight=1)
        self._connect()

    def _connect(self) -> None:
        actions, head, view = self.actions, self.head, self.view
        self.list.on_choose = self.choose
        self.list.on_enter = view.table.canvas.focus_set
        self.list.on_new = actions.new
        self.list.on_delete = actions.remove
        self.list.on_context = head.menu.menu.tk_popup
        head.on_edit = actions.edit
        head.on_reset = self.as_saved
        head.exports = actions.exports
        head.more = actions.more
        head.filters.on_change = self.use
        head.filters.own_period = actions.ask_period
        view.on_key = actions.show_behind
        view.on_record = actions.open_record
        view.on_order = self.order_by
        view.on_left_out = actions.show_left_out

    # Commands

    def find(self) -> None:
        """Put the keyboard into the search box."""
        if self._panes:
            self.list.search.take_focus()

    def copy(self) -> None:
        """Copy the selected lines of the table as text."""
        if self._panes:
            self.clipboard_clear()
            self.clipboard_append(self.view.table.text())

    def select_all(self) -> None:
        """Select every line of the table."""
        if self._panes:
            self.view.table.select_all()

    # Inside

    def _kept(self) -> str:
        kept = self._remembered.get(_KEPT).get("report", "")
        return kept if isinstance(kept, str) and self.report is None else ""

    @property
    def _remembered(self) -> Remembered:
        return Remembered(self.desk.settings, self.desk.session.database.path)
