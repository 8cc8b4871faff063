"""Documents whose content is not beside the file: which they are, and looking for them in a folder."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crm.models.documents import Document, LookedFor
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number
from crm.views import document_words, theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.listed import Listed
from crm.views.dialogs.long_work import LongWork, Task
from crm.views.jobs import Job
from crm.views.outside import Outside
from crm.views.widgets.progress import ProgressPanel
from crm.views.widgets.table import Column

if TYPE_CHECKING:
    from crm.views.window import Window


class MissingDocuments(DeskDialog):
    """Lists what is missing and looks for it by content, whatever the files are called now."""

    watches = frozenset(("documents",))

    def __init__(self, parent: tk.Misc, desk: Desk, *, outside: Outside) -> None:
        super().__init__(parent, desk, title=_("Missing documents"), confirm=_("Look in a folder…"))
        self._outside = outside
        self._work = LongWork(self, desk.jobs)
        self._work.on_look = lambda: self.progress.advance(*self._counted)
        self._counted = (0, 0)
        self.words = self.add_text("")
        columns = (
            Column("name", _("Name"), 260, sortable=False),
            Column("size", _("Size"), 80, anchor="e", sortable=False),
            Column("of", _("Of"), 180, sortable=False),
        )
        self.list = Listed(self.body, columns)
        self.list.table.set_empty(_("No document is missing"))
        self.list.pack(fill="both", expand=True, pady=(theme.px(10), 0))
        self.progress = ProgressPanel(self.body)
        self.progress.on_cancel = self._work.stop
        self.dismiss.configure(text=_("Close"))
        self.fix_size(560, 380)
        self.on_confirm = self._confirmed
        self.refresh()

    def refresh(self) -> None:
        """Find out again what is missing."""
        self.ask("missing", self.desk.session.documents.missing, show=self._show)

    def look_in(self, folder: Path) -> None:
        """Look through a folder and those in it."""
        documents = self.desk.session.documents
        self.progress.pack(fill="x", pady=(theme.px(8), 0))
        self.progress.begin(_("Looking in {folder}").format(folder=folder))
        self.busy(True)

        def work(job: Job) -> LookedFor:
            return documents.look_in(folder, progress=lambda found, missing: self._report(job, found, missing=missing))

        self._work.run(Task(_("Looking for documents")), work, done=self._ended, failed=self._broke)

    def destroy(self) -> None:
        """Close and stop."""
        self._work.leave()
        super().destroy()

    def _confirmed(self) -> bool:
        folder = self._outside.ask_folder(_("Look for documents in"))
        if folder:
            self.look_in(folder)
        return False

    def _report(self, job: Job, found: int, *, missing: int) -> bool:
        """Told from the worker's thread."""
        self._counted = (found, missing)
        return job.report(found / missing if missing else None)

    def _show(self, documents: Sequence[Document]) -> None:
        words = _("Nothing is missing: each document has its content in {folder}.")
        if documents:
            words = _(
                "The contents of documents stand in {folder}, beside the file. When the file was moved or copied"
                " without that folder, choose the folder it was in: documents are recognised by what is in them."
            )
        self.words.configure(text=words.format(folder=self.desk.session.documents.folder))
        self.list.show({one.id: (one.name, document_words.size(one.size), one.about) for one in documents})
        self.primary.state(["!disabled" if documents and not self._work.running else "disabled"])

    def _ended(self, found: LookedFor) -> None:
        self.progress.pack_forget()
        self.busy(False)
        again = ngettext("{count} document is here again.", "{count} documents are here again.", found.found)
        parts = [again.format(count=show_number(found.found)) if found.found else _("None of them is there.")]
        if found.missing:
            parts.append(document_words.missing(found.missing))
        self.say(" ".join(parts))
        self.refresh()

    def _broke(self, error: BaseException) -> None:
        if self.winfo_exists():
            self.progress.pack_forget()
        self.failed(error)


def show(window: Window) -> None:
    """Open the dialog for the open file."""
    MissingDocuments(window.root, window.desk, outside=window.outside).open()
