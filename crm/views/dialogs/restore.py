"""A new file of an export of everything: which zip, what it shall be called, the work, and the new file opened."""

from __future__ import annotations

from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.utils.i18n import N_, _
from crm.views import theme
from crm.views.dialogs.archive import KINDS
from crm.views.dialogs.long_work import LongWork, Task
from crm.views.jobs import Job
from crm.views.widgets.dialog import Dialog
from crm.views.widgets.progress import ProgressPanel

if TYPE_CHECKING:
    from crm.views.window import Window

_FILES = ((N_("Cartera files"), "*.db"),)


class RestoreDialog(Dialog):
    """Works with progress; closed before the end, it stops and leaves nothing. Opens the new file in the window."""

    def __init__(self, window: Window, source: Path, *, target: Path) -> None:
        super().__init__(window.root, _("New file from an export"))
        self._window = window
        self._source = source
        self._target = target
        self._counted = (0, 0)
        self._work = LongWork(self, window.jobs)
        self._work.on_look = lambda: self.progress.advance(*self._counted)
        self.buttons.pack_forget()
        self.on_confirm = lambda: False  # Enter must not close it: closed, it stops
        self.progress = ProgressPanel(self.body)
        self.progress.on_cancel = self._work.stop
        self.progress.pack(fill="x", pady=theme.px(8))
        ttk.Frame(self.body, width=theme.px(_WIDE)).pack()

    def start(self) -> None:
        """Begin; the dialog closes by itself."""
        from crm.app import restore

        self.progress.begin(_("Making {file}").format(file=self._target.name))

        def work(job: Job) -> int | None:
            return restore(
                self._source, self._target, progress=lambda done, total: self._report(job, done, total=total)
            )

        self._work.run(Task(_("Making a new file")), work, done=self._ended, failed=self._broke)

    def destroy(self) -> None:
        """Close and stop."""
        self._work.leave()
        super().destroy()

    def _report(self, job: Job, done: int, *, total: int) -> bool:
        """Told from the worker's thread."""
        self._counted = (done, total)
        return job.report(done / total if total else None)

    def _ended(self, count: int | None) -> None:
        self.close()
        if count is not None:
            self._window.open(self._target)

    def _broke(self, error: BaseException) -> None:
        if self.winfo_exists():
            self.close()
        self._window.errors.show(error)


_WIDE = 460


def show(window: Window, source: Path | None = None) -> None:
    """Ask which export and where the new file shall be, and make it."""
    outside = window.outside
    source = source or outside.ask_open(_("Open an export of a whole file"), _translated(KINDS))
    if source is None:
        return
    target = outside.ask_save(_("Save the new file as"), _translated(_FILES), name=f"{source.stem}.db")
    if target is None:
        return
    dialog = RestoreDialog(window, source, target=target)
    dialog.open()
    dialog.start()


def _translated(kinds: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((_(words), endings) for words, endings in kinds)
