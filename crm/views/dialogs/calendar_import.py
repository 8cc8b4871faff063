"""Importing a calendar file: what it would bring, then bringing it in, with everything that was skipped named.

Reading and deciding is the calendars controller's.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.models.events import CalendarResult
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number
from crm.utils.text import one_line
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.listed import Listed
from crm.views.dialogs.long_work import LongWork, Task
from crm.views.jobs import Job
from crm.views.widgets.progress import ProgressPanel
from crm.views.widgets.table import Column

if TYPE_CHECKING:
    from crm.views.window import Window

ENDINGS = (".ics", ".ical", ".icalendar")
_WIDE, _HIGH = 640, 400


def is_calendar(path: Path) -> bool:
    """Whether a file is a calendar, by its name or else by how it begins."""
    if path.suffix.lower() in ENDINGS:
        return True
    from crm.files.calendar_reading import is_calendar as begins_so

    try:
        with path.open("rb") as file:
            return begins_so(file.read(2048))
    except OSError:
        return False


class CalendarImportDialog(DeskDialog):
    """Looks first and says what would happen; the primary button does it. `on_done` hears what was done."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, path: Path) -> None:
        title = _("Import {file}").format(file=one_line(path.name, 60))
        super().__init__(parent, desk, title=title, confirm=_("Import"))
        self.on_done: Callable[[CalendarResult], object] = lambda _result: None
        self.result: CalendarResult | None = None
        self._path = path
        self._count = (0, 0)
        self._rows: dict[int, tuple[str, str]] = {}
        self._work = LongWork(self, desk.jobs)
        self._work.on_look = lambda: self.progress.advance(*self._count)
        self.update_known = tk.BooleanVar(self, value=True)
        self.words = ttk.Label(self.body, style="Strong.TLabel", justify="left", wraplength=theme.px(_WIDE))
        self.words.pack(anchor="w")
        self.choice = ttk.Checkbutton(
            self.body, text=_("Bring activities that are here already up to date"), variable=self.update_known,
            command=self.look,
        )  # fmt: skip
        self.progress = ProgressPanel(self.body)
        self.progress.on_cancel = self._stop
        self._told = ttk.Label(self.body, style="Small.TLabel", text=_("Skipped, and what else is to be said:"))
        self.list = Listed(
            self.body,
            [
                Column("name", _("Event"), 220, sortable=False),
                Column("reason", _("Why"), 400, sortable=False),
            ],
        )
        self.list.on_choose = self._chose
        self._whole = ttk.Label(self.body, justify="left", wraplength=theme.px(_WIDE))
        self.fix_size(_WIDE, _HIGH)
        self.on_confirm = self._confirmed

    def open(self) -> None:
        """Show it and look at the file."""
        super().open()
        self.look()

    def look(self) -> None:
        """Find out what the file would bring."""
        self._begin(_("Reading {file}").format(file=self._path.name))
        self._run(self._looked, dry_run=True)

    def start(self) -> None:
        """Bring it in."""
        self._begin(_("Importing {file}").format(file=self._path.name))
        self._run(self._imported, dry_run=False)

    def destroy(self) -> None:
        """Close and stop; an import that was stopped leaves nothing."""
        self._work.leave()
        super().destroy()

    # ---- the work

    def _run(self, done: Callable[[CalendarResult], object], *, dry_run: bool) -> None:
        calendars, path, update = self.desk.session.calendars, self._path, self.update_known.get()

        def work(job: Job) -> CalendarResult:
            def report(count: int, whole: int) -> bool:
                self._count = (count, whole)
                return job.report(count / whole if whole else None, show_number(count))

            return calendars.import_file(path, update=update, dry_run=dry_run, progress=report)

        self._work.run(Task(_("Importing a calendar")), work, done=done, failed=self._broke)

    def _begin(self, words: str) -> None:
        self.say("")
        self.choice.pack_forget()
        self._told.pack_forget()
        self.list.pack_forget()
        self._whole.pack_forget()
        self.words.configure(text="")
        self.progress.begin(words)
        self.progress.pack(fill="x", pady=theme.px(8))
        self.busy(True)

    def _stop(self) -> None:
        self._work.stop()

    def _looked(self, result: CalendarResult) -> None:
        self.progress.pack_forget()
        if result.cancelled:
            self.close()
            return
        self._show(result, foreseen(result))
        worth = bool(result.created or result.updated)
        self.busy(not worth)
        if result.updated or result.unchanged or not self.update_known.get():
            self.choice.pack(anchor="w", pady=(theme.px(10), 0), after=self.words)
        self.primary.configure(text=_("Import {count}").format(count=show_number(result.created + result.updated))
                               if worth else _("Import"))  # fmt: skip
        (self.primary if worth else self.dismiss).focus_set()

    def _imported(self, result: CalendarResult) -> None:
        self.progress.pack_forget()
        if result.cancelled:
            self.say(_("Stopped. Nothing was imported."))
            self.look()
            return
        self.result = result
        self._show(result, done_in_words(result))
        self.busy(False)
        self.primary.configure(text=_("Close"), command=self.close)
        self.on_confirm = self.close
        self.dismiss.pack_forget()
        self.primary.focus_set()
        self.desk.say(done_in_words(result), undo=result.operation)
        self.on_done(result)

    def _show(self, result: CalendarResult, words: str) -> None:
        self.words.configure(text=words)
        rows = [(one.name, one.reason) for one in result.skipped]
        rows += [_halves(note) for note in result.notes]
        if rows:
            self._rows = dict(enumerate(rows, 1))
            self._told.pack(anchor="w", pady=(theme.px(14), theme.px(4)))
            self._whole.pack(side="bottom", anchor="w", pady=(theme.px(8), 0))
            self.list.pack(fill="both", expand=True)
            self.list.show(self._rows)
            self.list.choose_first()

    def _chose(self, row: int) -> None:
        """Below the list the whole of a line stands that may be cut in it."""
        self._whole.configure(text=": ".join(filter(None, self._rows.get(row, ()))))

    def _broke(self, error: BaseException) -> None:
        if self.winfo_exists():
            self.progress.pack_forget()
            self.busy(True)
        super().failed(error)
        if self.winfo_exists():
            self.primary.state(["disabled"])

    def _confirmed(self) -> bool:
        self.start()
        return False


def foreseen(result: CalendarResult) -> str:
    """What a file would bring, in words."""
    parts = [
        ngettext("{count} new activity", "{count} new activities", result.created).format(
            count=show_number(result.created)
        )
    ]
    return " · ".join([*parts, *_rest(result)])


def done_in_words(result: CalendarResult) -> str:
    """What a file brought, in words."""
    parts = [
        ngettext("{count} activity imported", "{count} activities imported", result.created).format(
            count=show_number(result.created)
        )
    ]
    return " · ".join([*parts, *_rest(result)])


def _rest(result: CalendarResult) -> list[str]:
    counted = (
        (result.updated, _("{count} brought up to date")),
        (result.unchanged, _("{count} here already")),
        (len(result.skipped), _("{count} skipped")),
    )
    return [words.format(count=show_number(count)) for count, words in counted if count]


def _halves(note: str) -> tuple[str, str]:
    """The name before a note's sentence, and the sentence."""
    name, colon, rest = note.partition(": ")
    return (name, rest) if colon else ("", note)


def open_import(window: Window, path: Path) -> CalendarImportDialog:
    """Open the dialog on a file."""
    dialog = CalendarImportDialog(window.root, window.desk, path=path)
    dialog.open()
    return dialog
