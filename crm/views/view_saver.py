"""The name of a view to save: a small dialog."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping
from tkinter import ttk
from typing import Any

from crm.errors import CrmError, Invalid
from crm.models.fields import Field, Kind
from crm.utils.i18n import N_, _
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.widgets.form import Form

_FIELDS = (
    Field("name", Kind.TEXT, N_("Name"), required=True),
    Field("shared", Kind.YES_NO, N_("Others see it too"), default=0),
)


class ViewSaver(DeskDialog):
    """Keeps `definition` under the name typed."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, definition: Mapping[str, Any]) -> None:
        super().__init__(parent, desk, title=_("Save this view"), confirm=_("Save"))
        self._definition = definition
        text = _("The search, the filters, the order and the columns are kept under this name.")
        ttk.Label(self.body, text=text, style="Muted.TLabel", wraplength=380, justify="left").pack(anchor="w")
        self.form = Form(self.body, _FIELDS)
        self.form.pack(fill="x")
        self.on_confirm = self.save

    def take_focus(self) -> None:
        """One types the name."""
        self.form.focus_first()

    def save(self) -> bool:
        """Save and close. False: it is not closed yet."""
        values = self.form.values()
        views, definition = self.desk.session.views, self._definition
        name, shared = str(values["name"]), bool(values["shared"])
        self.write(
            lambda: views.add(name, definition, shared=shared),
            lambda _id: _("View {name} saved.").format(name=name.strip()),
            done=lambda _id: self.close(),
        )
        return False

    def refused(self, error: CrmError) -> None:
        """An error of the name stands beside it."""
        if isinstance(error, Invalid):
            self.form.show_errors(error.fields)
        else:
            super().refused(error)
