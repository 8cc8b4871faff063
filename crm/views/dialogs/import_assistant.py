"""Opening the import assistant from the window, and listing what it imported. The assistant is import_dialog.py's."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.models.views import SavedView
from crm.utils.i18n import _
from crm.views.dialogs.import_dialog import ImportDialog
from crm.views.dialogs.import_reading import kinds_of_files

if TYPE_CHECKING:
    from crm.views.window import Window


def show(window: Window) -> None:
    """Ask for a file and open the assistant on it."""
    path = window.outside.ask_open(_("Import a file"), kinds_of_files())
    if path:
        open_assistant(window, path)


def open_assistant(window: Window, path: Path) -> ImportDialog:
    """Open the assistant on a file."""
    assistant = ImportDialog(window.root, window.desk, outside=window.outside, path=path)
    assistant.on_show = partial(_show_imported, window)
    assistant.open()
    return assistant


def _show_imported(window: Window, operation_id: int) -> None:
    """List what an import wrote: it all carries the moment of its operation."""
    history = window.desk.session.history

    def known(at: str) -> None:
        query = ListQuery(conditions=(Condition("updated_at", Operator.BETWEEN, (at, at)),))
        window.contacts.views.use(SavedView(0, _("Just imported"), {"query": query.to_plain()}, None, False))

    window.desk.jobs.run(lambda: history.summary(operation_id).at, known)
