"""Which day to go to: typed in any usual way, "mañana" or "3 dec", or picked. Going there is the calendar's."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from datetime import date

from crm.errors import Invalid
from crm.models.fields import Field, Kind
from crm.utils.i18n import N_, _
from crm.views.widgets.dialog import Dialog
from crm.views.widgets.form import Form

_DAY = Field("day", Kind.DATE, N_("Day"))


class GoToDialog(Dialog):
    """`on_day` hears the day."""

    def __init__(self, parent: tk.Misc, day: date) -> None:
        super().__init__(parent, _("Go to a day"), confirm=_("Go there"))
        self.on_day: Callable[[date], object] = lambda _day: None
        self.form = Form(self.body, [_DAY])
        self.form.set({_DAY.name: day.isoformat()})
        self.form.pack(fill="x")
        self.on_confirm = self._confirmed

    def open(self) -> None:
        """Show it with the keyboard on the day."""
        super().open()
        self.form.focus_first()

    def _confirmed(self) -> bool | None:
        try:
            day = str(self.form.values()[_DAY.name] or "")
        except Invalid as error:
            self.form.show_errors(error.fields)
            return False
        if not day:
            self.form.show_errors({_DAY.name: _("Say which day.")})
            return False
        self.master.after_idle(self.on_day, date.fromisoformat(day))
        return None


def ask_day(parent: tk.Misc, day: date, *, then: Callable[[date], object]) -> GoToDialog:
    """Ask for a day, beginning with one; `then` receives it."""
    dialog = GoToDialog(parent, day)
    dialog.on_day = then
    dialog.open()
    return dialog
