"""The reports that are written by themselves: when next, when last, what stands in the way; one is the form's."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.models.report_schedules import Outcome, ReportSchedule, rhythm_words
from crm.models.reports import Report
from crm.utils import dates, paths
from crm.utils.i18n import _
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.action_column import ActionColumn
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.listed import Listed
from crm.views.dialogs.report_schedule_form import ReportScheduleDialog, key_of
from crm.views.widgets.tab_order import follow_sight
from crm.views.widgets.table import Column

if TYPE_CHECKING:
    from crm.views.window import Window

_WIDE, _HIGH = 1120, 400
_FOLDER_LETTERS = 20
_LOOK_AGAIN = 5_000  # milliseconds: turns are written down past the changes that a dialog hears of


class ReportSchedulesDialog(DeskDialog):
    """Every change is saved at once and can be undone."""

    watches = frozenset(("report_schedules", "reports"))

    def __init__(self, parent: tk.Misc, desk: Desk) -> None:
        super().__init__(parent, desk, title=_("Scheduled reports"))
        self._schedules: dict[int, ReportSchedule] = {}
        self.fix_size(_WIDE, _HIGH)
        self._build_actions()
        self._build_list()
        follow_sight(self.body)
        self.actions.allow(False)
        self.refresh()
        self._timer = self.after(_LOOK_AGAIN, self._look_again)

    @property
    def chosen(self) -> ReportSchedule | None:
        """The chosen schedule."""
        return self._schedules.get(self.list.chosen or 0)

    def refresh(self) -> None:
        """Load the schedules."""
        self.ask("schedules", self.desk.session.report_schedules.all, show=self._show)

    def destroy(self) -> None:
        """Look no more."""
        self.after_cancel(self._timer)
        super().destroy()

    def take_focus(self) -> None:
        """A person begins in the list."""
        self.list.table.tree.focus_set()

    # ---- what a person does

    def add(self, report: str = "") -> ReportScheduleDialog:
        """Add a schedule; `report` is the key of the one it begins with."""
        dialog = ReportScheduleDialog(self, self.desk, report=report)
        dialog.open()
        return dialog

    def edit(self) -> ReportScheduleDialog | None:
        """Change the chosen one."""
        if self.chosen is None:
            return None
        dialog = ReportScheduleDialog(self, self.desk, schedule=self.chosen)
        dialog.open()
        return dialog

    def run_now(self) -> None:
        """Write the chosen one now."""
        chosen = self.chosen
        if chosen is None:
            return
        self.say(_("Writing {name}…").format(name=chosen.name))
        schedules = self.desk.session.report_schedules
        self.desk.jobs.run_network(
            lambda _job: schedules.run_now(chosen.id), self._written, failed=self.failed, label=_("Writing a report")
        )

    def remove(self) -> None:
        """Remove the chosen one; Undo brings it back."""
        chosen = self.chosen
        if chosen:
            schedules = self.desk.session.report_schedules
            said = _("{name} is not written by itself any more.").format(name=chosen.name or _("The report"))
            self.write(lambda: schedules.remove(chosen.id), lambda _none: said)

    # ---- inside

    def _build_actions(self) -> None:
        place = ttk.Frame(self.body, padding=(theme.px(20), 0, 0, 0))
        place.pack(side="right", fill="y")
        self.actions = ActionColumn(place)
        self.actions.add(_("Add…"), self._add, needs=False)
        self.actions.add(_("Edit…"), self.edit)
        self.actions.add(_("Write it now"), self.run_now)
        self.actions.add_removal(_("Remove"), self.remove)
        self.actions.pack(fill="x")

    def _build_list(self) -> None:
        left = ttk.Frame(self.body)
        left.pack(side="left", fill="both", expand=True)
        self.problem = ttk.Label(left, style="Small.TLabel", justify="left", padding=(0, theme.px(8), 0, 0))
        self.problem.pack(side="bottom", anchor="w", fill="x")
        self.problem.bind("<Configure>", lambda event: self.problem.configure(wraplength=max(1, event.width)))
        columns = [
            Column("name", _("Report"), 170, sortable=False),
            Column("when", _("When"), 240, sortable=False),
            Column("file", _("File"), 68, sortable=False),
            Column("where", _("Where to"), 205, sortable=False),
            Column("next", _("Next time"), 140, sortable=False),
            Column("last", _("Last time"), 140, sortable=False),
        ]
        self.list = Listed(left, columns, mark=self._mark)
        self.list.table.set_empty(
            _("No report is written by itself yet"),
            _("Have one in a folder, or in somebody's mailbox, every Monday at 8."),
            action=(_("Add…"), self._add),
        )
        self.list.pack(fill="both", expand=True)
        self.list.on_choose = lambda _schedule: self._show_chosen()
        self.list.table.on_open = self._open
        self.list.table.on_delete = self.remove

    def _mark(self, schedule_id: int) -> str:
        found = self._schedules.get(schedule_id)
        troubled = found is not None and found.problem
        return theme.icon("exclamation-triangle", color=theme.colors().warning) if troubled else ""

    def _show(self, schedules: Sequence[ReportSchedule]) -> None:
        self._schedules = {one.id: one for one in schedules}
        self.list.show({one.id: _cells(one) for one in schedules})
        self.list.choose_first()
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self.chosen
        self.actions.allow(chosen is not None)
        words = _("It was not written: {problem}").format(problem=chosen.problem) if chosen and chosen.problem else ""
        self.problem.configure(text=words)

    def _written(self, outcome: Outcome) -> None:
        if self.winfo_exists():
            self.say(outcome_words(outcome))
            self.refresh()

    def _look_again(self) -> None:
        self._timer = self.after(_LOOK_AGAIN, self._look_again)
        self.refresh()

    def _add(self) -> None:
        self.add()

    def _open(self, _schedule: int) -> None:
        self.edit()


def outcome_words(outcome: Outcome) -> str:
    """What became of a turn, in a sentence."""
    if outcome.recipient:
        sentence = _("{name} is in the outbox, on its way to {address}.")
        return sentence.format(name=outcome.name, address=outcome.recipient)
    if outcome.path is not None:
        return _("{name} was written: {path}").format(name=outcome.name, path=paths.short(outcome.path))
    return _("The report {name} was not written: {problem}").format(name=outcome.name, problem=outcome.problem)


def _shown_end(folder: str) -> str:
    """A folder by its end, which tells it from others."""
    return folder if len(folder) <= _FOLDER_LETTERS else f"…{folder[-_FOLDER_LETTERS:]}"


def _cells(one: ReportSchedule) -> tuple[str, ...]:
    where = one.recipient or _shown_end(paths.short(Path(one.folder)))
    following = dates.show_moment(one.next_at) if one.active else _("paused")
    last = dates.show_moment(one.last_at)
    return one.name or _("(gone)"), rhythm_words(one), one.format.upper(), where, following or "–", last or "–"


def show(window: Window, report: Report | None = None) -> None:
    """Open the dialog, with a new schedule for a report when one is given."""
    dialog = ReportSchedulesDialog(window.root, window.desk)
    dialog.open()
    if report is not None:
        dialog.add(key_of(report))
