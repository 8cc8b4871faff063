"""Exporting everything: the whole file with its history to one zip. What goes into it is the storage room's."""

from __future__ import annotations

import tkinter as tk
from pathlib import Path
from typing import TYPE_CHECKING

from crm.files.archives import Manifest
from crm.utils.i18n import N_, _
from crm.utils.money import show_number
from crm.utils.text import one_line
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.long_work import LongWork, Task
from crm.views.jobs import Job
from crm.views.outside import Outside
from crm.views.widgets.progress import ProgressPanel

if TYPE_CHECKING:
    from crm.views.window import Window

KINDS = ((N_("Exports of a whole file"), "*.zip"),)


class ArchiveDialog(DeskDialog):
    """Says what it is for, asks where, writes with progress. Closed while it works, it stops and leaves nothing."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, outside: Outside) -> None:
        super().__init__(parent, desk, title=_("Export everything"), confirm=_("Export…"))
        self._outside = outside
        self._path: Path | None = None
        self._counted = (0, 0)
        self._work = LongWork(self, desk.jobs)
        self._work.on_look = lambda: self.progress.advance(*self._counted)
        self.words = self.add_text(
            _(
                "Everything in this file goes into one .zip: contacts, conversations, documents, fields, settings and"
                " the whole history. Any program can read it, and Cartera makes a new file of it again: File > New file"
                " from an export…"
            )
        )
        self.progress = ProgressPanel(self.body)
        self.progress.on_cancel = self._work.stop
        self.on_confirm = self._confirmed

    def start(self, path: Path) -> None:
        """Export to this file."""
        archives = self.desk.session.archives
        self._path = path
        self.words.pack_forget()
        self.progress.pack(fill="x", pady=theme.px(8))
        self.progress.begin(_("Exporting to {file}").format(file=path.name))
        self._fit()
        self.busy(True)

        def work(job: Job) -> Manifest | None:
            return archives.run(path, progress=lambda done, total: self._report(job, done, total=total))

        self._work.run(Task(_("Exporting everything")), work, done=self._ended, failed=self._broke)

    def open_folder(self) -> None:
        """Show the file in the system's file manager."""
        if self._path:
            self._outside.show_folder(self._path.parent)
        self.close()

    def destroy(self) -> None:
        """Close and stop."""
        self._work.leave()
        super().destroy()

    def _confirmed(self) -> bool:
        name = self.desk.session.database.path.stem + ".zip"
        kinds = tuple((_(words), endings) for words, endings in KINDS)
        path = self._outside.ask_save(_("Export everything to"), kinds, name=name)
        if path:
            self.start(path)
        return False

    def _report(self, job: Job, done: int, *, total: int) -> bool:
        """Told from the worker's thread."""
        self._counted = (done, total)
        return job.report(done / total if total else None, show_number(done))

    def _ended(self, made: Manifest | None) -> None:
        if made is None:
            self._ask_again()
            self.say(_("Stopped. No file was written."))
            return
        self.progress.finish(
            _("Everything is exported: {count} rows").format(count=show_number(made.rows)), str(self._path)
        )
        if made.missing:
            self.say(_("Missing, so not in it: {names}").format(names=one_line(", ".join(made.missing), 200)))
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
        self.words.pack(anchor="w")
        self._fit()
        self.busy(False)

    def _fit(self) -> None:
        """As high as what is shown now."""
        self.update_idletasks()
        self.geometry(f"{self.winfo_width()}x{self.winfo_reqheight()}")


def show(window: Window) -> None:
    """Open the dialog for the open file."""
    ArchiveDialog(window.root, window.desk, outside=window.outside).open()
