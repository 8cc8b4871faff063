"""The timeline of a contact: the quick log on top, then what happened and what was changed, newest first."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping, Sequence
from tkinter import ttk

from crm.errors import Invalid
from crm.models.history import FeedEntry
from crm.utils.i18n import N_, translate
from crm.views.desk import Desk
from crm.views.known import Known
from crm.views.quick_log import QuickLog

LOGGED = {
    "call": N_("Call logged."),
    "email": N_("E-mail logged."),
    "meeting": N_("Meeting logged."),
    "note": N_("Note saved."),
}


class ContactTimeline(ttk.Frame):
    """Shows the feed of one contact and writes into it."""

    def __init__(self, parent: tk.Misc, desk: Desk, known: Known) -> None:
        super().__init__(parent)
        self._desk = desk
        self._known = known
        self._contact_id = 0
        self.quick = QuickLog(self)
        self.quick.pack(fill="x")
        self.quick.on_log = self._log

    def show(self, contact_id: int, feed: Sequence[FeedEntry]) -> None:
        """Show the feed of a contact."""
        if contact_id != self._contact_id:
            self._contact_id = contact_id

    def start(self, kind: str) -> None:
        """Put the keyboard into the quick log."""
        self.quick.start(kind)

    def _log(self, values: Mapping[str, object]) -> None:
        contact_id, interactions = self._contact_id, self._desk.session.interactions
        self._desk.write(
            lambda: interactions.add(contact_id, values),
            lambda _id: translate(LOGGED[str(values["type"])]),
            done=lambda _id: self.quick.clear(),
            failed=self._refused,
        )

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, Invalid):
            self.quick.show_error(" ".join(error.fields.values()))
        else:
            self._desk.jobs.report(error)
