"""The small dialog of a dashboard: its name, and who sees it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from crm.errors import CrmError, Invalid
from crm.models.fields import Field, Kind
from crm.utils.i18n import N_, _
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.widgets.form import Form

NAMED = (
    Field("name", Kind.TEXT, N_("Name"), required=True),
    Field("shared", Kind.YES_NO, N_("Show it to everybody who works with this file")),
)


class NameDialog(DeskDialog):
    """Asks for a name; `keep(name, shared)` keeps it on the worker and gives the id, which `on_saved` hears."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, heading: str, keep: Callable[[str, bool], int]) -> None:
        super().__init__(parent, desk, title=heading, confirm=_("Save"))
        self.on_saved: Callable[[int], object] = lambda _id: None
        self._keep = keep
        self.form = Form(self.body, NAMED)
        self.form.pack(fill="x")
        self.fix_size(440, 170)
        self.on_confirm = self._confirmed

    def begin(self, name: str, *, shared: bool) -> None:
        """What stands there before anything is typed."""
        self.form.set({"name": name, "shared": shared})

    def take_focus(self) -> None:
        """A person types the name."""
        self.form.focus_first()

    def save(self) -> None:
        """Keep it under the name typed."""
        values, keep = self.form.values(), self._keep
        name, shared = str(values["name"] or "").strip(), bool(values["shared"])
        said = _("Dashboard saved: {name}").format(name=name)
        self.write(lambda: keep(name, shared), lambda _id: said, done=self._saved)

    def refused(self, error: CrmError) -> None:
        """Put what cannot be kept beside its field."""
        if isinstance(error, Invalid) and "name" in error.fields:
            self.form.show_errors(error.fields)
        else:
            super().refused(error)

    def _saved(self, dashboard_id: int) -> None:
        self.close()
        self.on_saved(dashboard_id)

    def _confirmed(self) -> bool:
        self.save()
        return False
