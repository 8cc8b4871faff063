"""What is planned with a contact, and planning more, in the panel beside the list. What is done is the window's."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping, Sequence
from tkinter import ttk

from crm.models.activities import Activity
from crm.utils.i18n import _
from crm.views import theme
from crm.views.desk import Desk
from crm.views.planned_list import PlannedList
from crm.views.quick_add import QuickAdd

_MOST = 2  # open activities that are shown; the others are counted
_WIDTH = 255


class ContactNext(ttk.Frame):
    """`list` tells which activity was done or opened; `quick`, unfolded by `plan`, plans one. What is typed and not
    planned waits until its contact is shown again.
    """

    def __init__(self, parent: tk.Misc, desk: Desk) -> None:
        super().__init__(parent, padding=(theme.px(14), 0, theme.px(14), theme.px(8)))
        self.columnconfigure(0, weight=1)
        self.list = PlannedList(self, most=_MOST, width=_WIDTH)
        self.list.grid(row=0, column=0, sticky="ew")
        self.button = ttk.Button(self, style="Icon.TButton", command=self.plan, takefocus=False)
        theme.set_icon(self.button, "calendar-plus", size=16)
        theme.tooltip(self.button, _("Plan the next activity…"))
        self.button.grid(row=0, column=1, sticky="ne", padx=(theme.px(4), 0))
        self.quick = QuickAdd(self, desk)
        self.quick.offer_form()
        self.quick.on_leave = self._fold
        self._contact_id = 0
        self._drafts: dict[int, str] = {}

    @property
    def is_typed(self) -> bool:
        """Whether something is typed that was not planned."""
        return self.quick.is_typed

    def show(self, contact_id: int, activities: Sequence[Activity], *, types: Mapping[str, str]) -> None:
        """Show the open activities with a contact, the next one first."""
        self.list.show(activities, types=types)
        if contact_id != self._contact_id:
            self._turn_to(contact_id)

    def plan(self) -> None:
        """Unfold the line that plans, with the keyboard in it."""
        self._unfold()
        self.quick.line.focus_set()

    def _turn_to(self, contact_id: int) -> None:
        self._drafts[self._contact_id] = self.quick.phrase
        self._contact_id = contact_id
        draft = self._drafts.pop(contact_id, "")
        self.quick.about(contact_id=contact_id)
        self.quick.clear()
        if draft.strip():
            self._unfold()
            self.quick.restore(draft)
        else:
            self._fold()

    def _unfold(self) -> None:
        self.button.grid_remove()
        self.quick.grid(row=1, column=0, columnspan=2, sticky="ew", pady=(theme.px(6), 0))

    def _fold(self) -> None:
        self.quick.grid_remove()
        self.button.grid()
