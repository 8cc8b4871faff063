"""Choosing when an e-mail shall go: a moment ahead."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from datetime import datetime, timedelta
from tkinter import ttk

from crm.errors import Invalid
from crm.models.fields import Field, Kind
from crm.utils import dates
from crm.utils.i18n import N_, _
from crm.views import theme
from crm.views.widgets.dialog import Dialog
from crm.views.widgets.form import Form

_WHEN = Field("send_after", Kind.MOMENT, N_("When"), required=True)


class SendLaterDialog(Dialog):
    """`on_chosen(moment)` hears the moment chosen."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, _("Send later"), confirm=_("Send then"))
        self.on_chosen: Callable[[str], object] = lambda _moment: None
        self._behind = parent
        self.form = Form(self.body, [_WHEN])
        self.form.pack(fill="x")
        row = ttk.Frame(self.body)
        row.pack(fill="x", pady=(theme.px(4), 0))
        for words, moment in usual(dates.to_local(dates.now())):
            ttk.Button(row, text=words, command=lambda moment=moment: self.form.put("send_after", moment)).pack(  # type: ignore[misc]
                side="left", padx=(0, theme.px(4))
            )
        self.form.set({"send_after": usual(dates.to_local(dates.now()))[1][1]})
        self.on_confirm = self._confirmed

    def _confirmed(self) -> bool:
        try:
            moment = str(self.form.values()["send_after"] or "")
        except Invalid as error:
            self.form.show_errors(error.fields)
            return False
        if moment <= dates.now():
            self.form.show_errors({"send_after": _("This time is past. Choose one ahead.")})
            return False
        self._behind.after_idle(self.on_chosen, moment)  # when this dialog is gone
        return True


def usual(now: datetime) -> list[tuple[str, str]]:
    """(words, moment) of the times usually wanted: in an hour, tomorrow morning, Monday morning."""
    tomorrow = now + timedelta(days=1)
    monday = now + timedelta(days=7 - now.weekday())
    return [
        (_("In an hour"), _kept(now + timedelta(hours=1))),
        (_("Tomorrow at 9:00"), _kept(_morning(tomorrow))),
        (_("Monday at 9:00"), _kept(_morning(monday))),
    ]


def _morning(day: datetime) -> datetime:
    return datetime.fromisoformat(f"{day.date().isoformat()}T09:00")


def _kept(moment: datetime) -> str:
    return dates.to_moment(f"{moment:%Y-%m-%d %H:%M}")
