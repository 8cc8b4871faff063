"""Exporting a list to a file: which format, which rows, which columns. The writing is the controllers'."""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING, cast

from crm.controllers.exports import ExportOptions
from crm.models.imports import ACTIVITIES, CONTACTS, OPPORTUNITIES
from crm.models.lists import ListQuery
from crm.utils.i18n import N_, _, ngettext
from crm.utils.money import show_number
from crm.views import theme
from crm.views.activity_list_columns import DEFAULT as OF_ACTIVITIES
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.long_work import LongWork, Task
from crm.views.jobs import Job
from crm.views.opportunity_list_columns import DEFAULT as OF_DEALS
from crm.views.outside import Outside
from crm.views.widgets.progress import ProgressPanel

if TYPE_CHECKING:
    from crm.views.reports_tab import ReportsTab
    from crm.views.window import Window

FORMATS = (
    (".xlsx", N_("Excel"), N_("A workbook with real dates and numbers")),
    (".csv", N_("CSV"), N_("A plain table for any program")),
    (".vcf", N_("vCard"), N_("Address cards for phones and mail programs")),
    (".ics", N_("Calendar"), N_("Events for phones and calendar programs")),
    (".jsonl", N_("JSON lines"), N_("One object per record, for other programs")),
)
CARDS, CALENDAR = ".vcf", ".ics"
_ONLY_OF = {CARDS: CONTACTS, CALENDAR: ACTIVITIES}
_WHICH = {CONTACTS: N_("Which contacts"), OPPORTUNITIES: N_("Which opportunities"), ACTIVITIES: N_("Which activities")}
_FILES = {CONTACTS: N_("contacts"), OPPORTUNITIES: N_("opportunities"), ACTIVITIES: N_("activities")}
SELECTED, LISTED, EVERYTHING = "selected", "listed", "everything"
ALL_COLUMNS, SHOWN_COLUMNS = "all", "shown"


@dataclass(frozen=True)
class Scope:
    """What there is to export: the list as shown, its length, the selected rows and the visible columns.

    `listed` is None where nobody counted, `entity` what the list holds; with `only_selected` there is no list around.
    """

    query: ListQuery
    listed: int | None
    selected: array[int]
    columns: Sequence[str]
    entity: str = CONTACTS
    only_selected: bool = False

    @property
    def is_filtered(self) -> bool:
        """Whether the list is not simply everybody."""
        return bool(self.query.text or self.query.conditions)


class ExportDialog(DeskDialog):
    """Asks, then exports with progress; the answer offers the folder. Closed while it works, the export stops."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, scope: Scope, outside: Outside) -> None:
        super().__init__(parent, desk, title=_("Export"), confirm=_("Export…"))
        self._scope = scope
        self._outside = outside
        self._path: Path | None = None
        self._done = 0
        self._total = 0
        self._work = LongWork(self, desk.jobs)
        self._work.on_look = self._look
        self.format = tk.StringVar(self, value=self._first_format())
        self.rows = tk.StringVar(self, value=_first_rows(scope))
        self.columns = tk.StringVar(self, value=str(desk.settings.get("export.columns", ALL_COLUMNS)))
        self.choices = ttk.Frame(self.body)
        self.choices.pack(fill="both", expand=True)
        self._build()
        self.progress = ProgressPanel(self.body)
        self.progress.on_cancel = self._work.stop
        self.on_confirm = self._confirmed
        self.format.trace_add("write", lambda *_names: self._columns_matter())
        self._columns_matter()

    # ---- the work

    def start(self, path: Path) -> None:
        """Export to a file; its ending says the format."""
        query, ids, columns = self._asked_for()
        exports, entity = self.desk.session.exports, self._scope.entity
        self._path, self._total, self._done = path, self._count(), 0
        self.choices.pack_forget()
        self.progress.pack(fill="x", pady=theme.px(8))
        self.progress.begin(_("Exporting to {file}").format(file=path.name))
        self.busy(True)

        def work(job: Job) -> int | None:
            if path.suffix.lower() == CALENDAR:
                narrowed = query if query.text or query.conditions else None  # everything is told with its series
                return self.desk.session.calendars.export(path, narrowed, ids=ids)
            told = ExportOptions(entity=entity, ids=ids, columns=columns, progress=lambda done: self._report(job, done))
            count = exports.run(path, query, **told)
            return None if job.cancelled else count

        self._work.run(Task(_("Exporting")), work, done=self._ended, failed=self._broke)

    def open_folder(self) -> None:
        """Show the file in the system's file manager."""
        if self._path:
            self._outside.show_folder(self._path.parent)
        self.close()

    def destroy(self) -> None:
        """Close and stop."""
        self._work.leave()
        super().destroy()

    # ---- making

    def _first_format(self) -> str:
        chosen = str(self.desk.settings.get("export.format", ".xlsx"))
        return chosen if chosen in [ending for ending, _words, _hint in self._formats()] else ".xlsx"

    def _formats(self) -> list[tuple[str, str, str]]:
        """Only contacts become cards, and only activities calendars."""
        return [one for one in FORMATS if _ONLY_OF.get(one[0], self._scope.entity) == self._scope.entity]

    def _build(self) -> None:
        frame = self.choices
        _heading(frame, _("Format"), first=True)
        for ending, words, hint in self._formats():
            row = ttk.Frame(frame)
            row.pack(fill="x")
            ttk.Radiobutton(row, text=_(words), value=ending, variable=self.format, width=11).pack(side="left")
            ttk.Label(row, text=_(hint), style="Muted.TLabel").pack(side="left", padx=theme.px(8))
        _heading(frame, _(_WHICH[self._scope.entity]))
        for value, words in self._rows_offered():
            ttk.Radiobutton(frame, text=words, value=value, variable=self.rows).pack(anchor="w")
        _heading(frame, _("Which columns"))
        every = ttk.Radiobutton(frame, text=_("All fields"), value=ALL_COLUMNS, variable=self.columns)
        shown = ttk.Radiobutton(
            frame, text=_("Only the columns of the list"), value=SHOWN_COLUMNS, variable=self.columns
        )
        self.column_buttons = (every, shown)
        for button in self.column_buttons:
            button.pack(anchor="w")

    def _rows_offered(self) -> list[tuple[str, str]]:
        scope = self._scope
        if scope.only_selected:
            return [(SELECTED, _("These records · {count}").format(count=show_number(len(scope.selected))))]
        filtered, everyone = _("The list as it is filtered now · {count}"), _("Everyone in the list · {count}")
        listed = filtered if scope.is_filtered else everyone
        if scope.listed is None:
            words = _("What is in view, with its filters") if scope.is_filtered else _("Everything in the file")
            offered = [(LISTED, words)]
        else:
            offered = [(LISTED, listed.format(count=show_number(scope.listed)))]
        if len(scope.selected) > 0:
            selected = _("Only the selected ones · {count}").format(count=show_number(len(scope.selected)))
            offered.insert(0, (SELECTED, selected))
        return [*offered, (EVERYTHING, _("Everything in the file"))] if scope.is_filtered else offered

    def _columns_matter(self) -> None:
        """A card and an event hold what they hold: columns matter to tables only."""
        for button in self.column_buttons:
            button.state(["disabled" if self.format.get() in _ONLY_OF else "!disabled"])

    # ---- what was chosen

    def _confirmed(self) -> bool:
        ending, words = next((ending, _(words)) for ending, words, _hint in FORMATS if ending == self.format.get())
        self.desk.settings.set("export.format", ending)
        self.desk.settings.set("export.columns", self.columns.get())
        name = _(_FILES[self._scope.entity]) + ending
        path = self._outside.ask_save(_("Export to"), ((words, f"*{ending}"),), name=name)
        if path:
            self.start(path)
        return False

    def _asked_for(self) -> tuple[ListQuery, Sequence[int] | None, Sequence[str] | None]:
        columns = self._scope.columns if self.columns.get() == SHOWN_COLUMNS else None
        if self.rows.get() == SELECTED:
            return self._scope.query, self._scope.selected, columns
        return (self._scope.query if self.rows.get() == LISTED else ListQuery()), None, columns

    def _count(self) -> int:
        """How many rows it will be; 0 when nobody counted them."""
        counts = {SELECTED: len(self._scope.selected), LISTED: self._scope.listed or 0}
        return counts.get(self.rows.get(), 0)

    # ---- while it works and after

    def _report(self, job: Job, done: int) -> bool:
        """Told from the worker's thread."""
        self._done = done
        return job.report(min(1.0, done / self._total) if self._total else None, show_number(done))

    def _look(self) -> None:
        self.progress.advance(self._done, self._total)

    def _ended(self, count: int | None) -> None:
        if count is None:
            self._ask_again()
            self.say(_("Stopped. No file was written."))
            return
        self.progress.finish(_exported(self._scope.entity, count), str(self._path))
        self.busy(False)
        self.primary.configure(text=_("Open the folder"), command=self.open_folder)
        self.on_confirm = self.open_folder
        self.dismiss.configure(text=_("Close"))
        self.take_focus()

    def _broke(self, error: BaseException) -> None:
        if self.winfo_exists():
            self._ask_again()
        self.failed(error)

    def _ask_again(self) -> None:
        self.progress.pack_forget()
        self.choices.pack(fill="both", expand=True)
        self.busy(False)


def _exported(entity: str, count: int) -> str:
    words = {
        CONTACTS: ngettext("{count} contact exported", "{count} contacts exported", count),
        OPPORTUNITIES: ngettext("{count} opportunity exported", "{count} opportunities exported", count),
        ACTIVITIES: ngettext("{count} activity exported", "{count} activities exported", count),
    }
    return words[entity].format(count=show_number(count))


def _heading(parent: tk.Misc, words: str, *, first: bool = False) -> None:
    label = ttk.Label(parent, text=words, style="Strong.TLabel")
    label.pack(anchor="w", pady=(0 if first else theme.px(14), theme.px(2)))


def _first_rows(scope: Scope) -> str:
    """More than one selected row was selected for a reason; one is only where the cursor stands."""
    return SELECTED if scope.only_selected or len(scope.selected) > 1 else LISTED


def show(window: Window) -> None:
    """Open the dialog for the list, or the board, of the page in view; a report in view offers its own formats."""
    if window.page_key == "reports":
        cast("ReportsTab", window.page).head.pop_exports()
        return
    scopes = {
        "dashboard": _all_deals,
        "pipeline": _deals,
        "activities": _activities,
        "calendar": _all_activities,
        "today": _all_activities,
    }
    scope = scopes.get(window.page_key, _contacts)(window)
    ExportDialog(window.root, window.desk, scope=scope, outside=window.outside).open()


def _contacts(window: Window) -> Scope:
    contacts = window.contacts
    table = contacts.list.table
    return Scope(contacts.views.query, len(table.ids), contacts.selected_ids(), tuple(table.columns.visible))


def _deals(window: Window) -> Scope:
    """The deals in view; a board shows the columns of its list."""
    pipeline = window.pipeline
    table = pipeline.list.table if pipeline.list else None
    columns = tuple(table.columns.visible) if table else OF_DEALS
    return Scope(pipeline.query, None, pipeline.selected_ids(), columns, OPPORTUNITIES)


def _all_deals(_window: Window) -> Scope:
    """All there are: figures in view are no list."""
    return Scope(ListQuery(), None, array("q"), OF_DEALS, OPPORTUNITIES)


def _activities(window: Window) -> Scope:
    page = window.activities
    table = page.list.table
    return Scope(page.query, len(table.ids), page.selected_ids(), tuple(table.columns.visible), ACTIVITIES)


def _all_activities(_window: Window) -> Scope:
    """All there are: a day or a month in view is no list."""
    return Scope(ListQuery(), None, array("q"), OF_ACTIVITIES, ACTIVITIES)
