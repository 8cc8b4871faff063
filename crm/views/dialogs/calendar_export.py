"""Exporting activities to a calendar file: which ones, and where to. The writing is the calendars controller's."""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.models.lists import ListQuery
from crm.utils.i18n import N_, _, ngettext
from crm.utils.money import show_number
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.outside import Outside

if TYPE_CHECKING:
    from crm.views.window import Window

KINDS = ((N_("Calendar files"), "*.ics"),)
SELECTED, LISTED, EVERYTHING = "selected", "listed", "everything"


@dataclass(frozen=True)
class Chosen:
    """What there is to export beside everything: the selected activities, the list in view."""

    selected: Sequence[int] = ()
    query: ListQuery | None = None


class CalendarExportDialog(DeskDialog):
    """Asks which, then where; says how many were written and offers the folder."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, chosen: Chosen, outside: Outside) -> None:
        super().__init__(parent, desk, title=_("Export to a calendar file"), confirm=_("Export…"))
        self._chosen = chosen
        self._outside = outside
        self.add_text(_("Google Calendar, Outlook and telephones read such a file (.ics)."))
        offered = _offered(chosen)
        self.which = tk.StringVar(self, value=offered[0][0])
        for value, words in offered:
            ttk.Radiobutton(self.body, text=words, value=value, variable=self.which).pack(
                anchor="w", pady=(theme.px(8), 0)
            )
        self.on_confirm = self._confirmed

    def start(self, path: Path) -> None:
        """Export to this file."""
        calendars, chosen = self.desk.session.calendars, self._chosen
        ids = array("q", chosen.selected) if self.which.get() == SELECTED else None
        query = chosen.query if self.which.get() == LISTED else None
        self.busy(True)
        self.desk.jobs.run_long(
            lambda _job: calendars.export(path, query, ids=ids),
            lambda count: self._done(path, count),
            failed=self.failed,
            label=_("Exporting to {file}").format(file=path.name),
        )

    def _done(self, path: Path, count: int) -> None:
        words = ngettext("{count} event written to {file}", "{count} events written to {file}", count)
        told = words.format(count=show_number(count), file=path.name)
        if self.winfo_exists():
            self.close()
        self.desk.toasts.show(told, action=(_("Show"), lambda: self._outside.show_folder(path.parent)))

    def _confirmed(self) -> bool:
        kinds = tuple((_(words), endings) for words, endings in KINDS)
        path = self._outside.ask_save(_("Export to"), kinds, name=_("activities") + ".ics")
        if path:
            self.start(path)
        return False


def _offered(chosen: Chosen) -> list[tuple[str, str]]:
    found = []
    if len(chosen.selected):
        words = _("Only the selected ones · {count}")
        found.append((SELECTED, words.format(count=show_number(len(chosen.selected)))))
    if chosen.query is not None:
        found.append((LISTED, _("The list in view, with its filters")))
    return [*found, (EVERYTHING, _("Everything, what repeats as a series"))]


def show(window: Window) -> None:
    """Open the dialog for the page in view."""
    chosen = Chosen()
    if window.page_key == "activities":
        chosen = Chosen(window.activities.selected_ids(), window.activities.query)
    CalendarExportDialog(window.root, window.desk, chosen=chosen, outside=window.outside).open()
