"""Which activities of a series a change is for: only this one, this one and those that follow, or all. It asks only."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Collection
from tkinter import ttk

from crm.models.series import SCOPES, Scope
from crm.utils.i18n import _, translate
from crm.views import theme
from crm.views.widgets.dialog import Dialog


class ScopeDialog(Dialog):
    """`chosen` is "this", "following" or "all" once it is confirmed, None when it was cancelled."""

    def __init__(self, parent: tk.Misc, *, removing: bool = False, without: Collection[str] = ()) -> None:
        title = _("What do you want to remove?") if removing else _("What do you want to change?")
        super().__init__(parent, title, confirm=_("Remove") if removing else _("Change"), danger=removing)
        done = _("What is done already stays.") if removing else _("What is done already does not change.")
        self.add_text(_("This activity repeats. {done}").format(done=done))
        self.chosen: str | None = None
        options = [one for one in SCOPES if one.value not in without]
        self.choice = tk.StringVar(self, value=str(options[0].value))
        self.buttons_of_choice = [
            ttk.Radiobutton(self.body, text=translate(one.label), value=str(one.value), variable=self.choice)
            for one in options
        ]
        for button in self.buttons_of_choice:
            button.pack(anchor="w", pady=(theme.px(8), 0))
        self.on_confirm = self._confirmed

    def open(self) -> None:
        """Show it with the keyboard on the first choice; the arrows choose, Enter confirms."""
        super().open()
        self.buttons_of_choice[0].focus_set()
        for button in self.buttons_of_choice:
            button.bind("<Return>", lambda _event: self.confirm())

    def _confirmed(self) -> None:
        self.chosen = self.choice.get()


def ask_scope(parent: tk.Misc, *, removing: bool = False, without: Collection[str] = ()) -> str | None:
    """Ask and wait for the answer: "this", "following" or "all", None when the person cancels.

    `without` leaves choices out, where one alone cannot be meant. What is done already never changes.
    """
    dialog = ScopeDialog(parent, removing=removing, without=frozenset(Scope(one) for one in without))
    dialog.open()
    parent.wait_window(dialog)
    return dialog.chosen
