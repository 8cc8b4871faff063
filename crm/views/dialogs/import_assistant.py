"""Opening the import assistant from the window, and listing what it imported. The assistant is import_dialog.py's."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crm.models.filters import Condition, Operator
from crm.models.imports import OPPORTUNITIES
from crm.models.lists import ListQuery
from crm.models.views import SavedView
from crm.utils.i18n import _
from crm.utils.text import one_line
from crm.views.dialogs import calendar_import
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.import_dialog import ImportDialog
from crm.views.dialogs.import_reading import kinds_of_files
from crm.views.known import IMPORTED
from crm.views.pipeline_state import LIST
from crm.views.widgets.dialog import Question, ask

if TYPE_CHECKING:
    from crm.views.window import Window

_SOON = 50  # milliseconds
_NAMED = 8  # files named in a question; more are counted


def show(window: Window) -> None:
    """Ask for a file and open the assistant on it."""
    path = window.outside.ask_open(_("Import a file"), kinds_of_files())
    if path:
        open_assistant(window, path)


def open_assistant(window: Window, path: Path) -> DeskDialog:
    """Open the assistant on a file; a calendar has a small one of its own."""
    if calendar_import.is_calendar(path):
        return calendar_import.open_import(window, path)
    assistant = ImportDialog(window.root, window.desk, outside=window.outside, path=path)
    assistant.on_show = lambda operation: _show_imported(window, assistant, operation_id=operation)
    assistant.open()
    return assistant


def open_each(window: Window, paths: Sequence[Path]) -> None:
    """Open the assistant on one file, or after a question on several, one after the other."""
    if len(paths) == 1:
        open_assistant(window, paths[0])
        return
    names = [one_line(path.name, 60) for path in paths[:_NAMED]]
    if len(paths) > _NAMED:
        names.append(_("… and {count} more").format(count=len(paths) - _NAMED))
    title = _("Import {count} files, one after the other?").format(count=len(paths))
    ask(window.root, Question(title, "\n".join(names), _("Continue")), then=lambda: _open_next(window, list(paths)))


def _open_next(window: Window, waiting: list[Path]) -> None:
    """Open the first of the files that wait; the next one follows when its assistant is gone."""
    if not waiting or not window.is_open:
        return
    assistant = open_assistant(window, waiting[0])

    def gone(event: tk.Event[tk.Misc]) -> None:
        if event.widget is assistant:
            window.root.after_idle(_open_next, window, waiting[1:])

    assistant.bind("<Destroy>", gone, add="+")


def _show_imported(window: Window, assistant: ImportDialog, *, operation_id: int) -> None:
    """List what an import added, deals in the pipeline."""
    query = ListQuery(conditions=(Condition(IMPORTED.name, Operator.ANY, (operation_id,)),))
    definition = {"query": query.to_plain(), "page": {"mode": LIST, "period": ""}}
    view = SavedView(0, _("Just imported"), definition, None, False)
    if assistant.reading and assistant.reading.mapping.entity == OPPORTUNITIES:
        window.show_page(window.pipeline.key)
        _show_deals(window, view)
    else:
        window.show_page(window.contacts.key)
        window.contacts.views.use(view)


def _show_deals(window: Window, view: SavedView) -> None:
    """Show a view of the pipeline, as soon as a page that was never in view is there."""
    if not window.is_open:
        return
    if window.pipeline.known is None:
        window.root.after(_SOON, _show_deals, window, view)
    else:
        window.pipeline.views.use(view)
