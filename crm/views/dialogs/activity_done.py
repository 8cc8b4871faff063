"""Saying what came of activities that were done, one or many at once. The writing is activity_actions.py's."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from crm.models.fields import Field, Kind
from crm.utils.i18n import N_, _, ngettext
from crm.utils.money import show_number
from crm.views.widgets.dialog import Dialog
from crm.views.widgets.form import Form

FIELDS = (
    Field("outcome", Kind.TEXT, N_("What came of it")),
    Field("log", Kind.YES_NO, N_("Note it in the history of the contact")),
)

Told = Callable[[str, bool], object]


class DoneDialog(Dialog):
    """`on_told` hears the outcome, and whether what was done is logged with the contacts."""

    def __init__(self, parent: tk.Misc, *, count: int) -> None:
        words = ngettext("It was done", "{count} activities were done", count)
        super().__init__(parent, words.format(count=show_number(count)), confirm=_("Done"))
        self.on_told: Told = lambda _outcome, _log: None
        self.form = Form(self.body, FIELDS)
        self.form.set({"outcome": "", "log": 1})
        self.form.pack(fill="x")
        self.on_confirm = self._confirmed

    def open(self) -> None:
        """Show it with the keyboard where one types what came of it."""
        super().open()
        self.form.focus_first()

    def _confirmed(self) -> None:
        values = self.form.values()
        self.master.after_idle(self.on_told, str(values["outcome"] or "").strip(), bool(values["log"]))


def ask_outcome(parent: tk.Misc, count: int, *, then: Told) -> DoneDialog:
    """Ask what came of activities; `then` receives it, and whether it is logged."""
    dialog = DoneDialog(parent, count=count)
    dialog.on_told = then
    dialog.open()
    return dialog
