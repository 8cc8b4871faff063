"""Asking for a period of one's own: two days, either of which may stay open."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import replace

from crm.errors import Invalid
from crm.models.dashboards import Filters
from crm.models.fields import Field, Kind
from crm.models.periods import EVER, OWN
from crm.utils.i18n import N_, _
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.widgets.form import Form

FIELDS = (Field("since", Kind.DATE, N_("From")), Field("until", Kind.DATE, N_("Until")))


class OwnPeriodDialog(DeskDialog):
    """`on_chosen(filters)` hears the same filters with the chosen days; both included, an empty one is open."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, filters: Filters) -> None:
        super().__init__(parent, desk, title=_("Own period"), confirm=_("Show"))
        self.on_chosen: Callable[[Filters], object] = lambda _filters: None
        self._filters = filters
        self.add_text(_("Both days belong to it. Leave one empty for an open end."))
        self.form = Form(self.body, FIELDS)
        self.form.share_lines(300, whole=())
        self.form.set({"since": filters.since, "until": filters.until})
        self.form.pack(fill="x", pady=(8, 0))
        self.fix_size(420, 96)
        self.on_confirm = self._confirmed

    def take_focus(self) -> None:
        """A person types the first day."""
        self.form.focus_first()

    def _confirmed(self) -> bool:
        try:
            values = self.form.values()
        except Invalid as wrong:
            self.form.show_errors(wrong.fields)
            return False
        since, until = (str(values[name] or "") for name in ("since", "until"))
        if since and until and until < since:
            self.form.show_errors({"until": _("This day is before the first one.")})
            return False
        key = OWN if since or until else EVER
        self.close()
        self.on_chosen(replace(self._filters, period=key, since=since, until=until))
        return False
