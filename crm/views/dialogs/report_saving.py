"""Keeping a report under a name, for oneself or for everybody."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from crm.errors import CrmError, Invalid
from crm.models.fields import Field, Kind
from crm.models.reports import Definition
from crm.utils.i18n import N_, _
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.widgets.form import Form

FIELDS = (
    Field("name", Kind.TEXT, N_("Name"), required=True),
    Field("shared", Kind.YES_NO, N_("Show it to everybody who works with this file")),
)


class SaveReportDialog(DeskDialog):
    """`on_saved(id)` hears of the report that was made."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, definition: Definition) -> None:
        super().__init__(parent, desk, title=_("Save this report"), confirm=_("Save"))
        self.on_saved: Callable[[int], object] = lambda _report: None
        self._definition = definition
        self.form = Form(self.body, FIELDS)
        self.form.pack(fill="x")
        self.fix_size(440, 170)
        self.on_confirm = self._confirmed

    def suggest(self, name: str) -> None:
        """Begin with a name."""
        self.form.set({"name": name})

    def take_focus(self) -> None:
        """A person types the name."""
        self.form.focus_first()

    def refused(self, error: CrmError) -> None:
        """Put what cannot be kept beside its field."""
        if isinstance(error, Invalid):
            self.form.show_errors(error.fields)
        else:
            super().refused(error)

    def _confirmed(self) -> bool:
        values, reports = self.form.values(), self.desk.session.reports
        name, shared, definition = str(values["name"]).strip(), bool(values["shared"]), self._definition
        said = _("Report saved: {name}").format(name=name)
        self.write(lambda: reports.add(name, definition, shared=shared), lambda _id: said, done=self._saved)
        return False

    def _saved(self, report_id: int) -> None:
        self.close()
        self.on_saved(report_id)
