"""The next activity of a deal: what it is, done with one click; and the line that plans another."""

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

_MOST = 3  # open activities that are shown; the others are counted
_WIDTH = 380


class NextActivity(ttk.Frame):
    """`list` tells which activity was done or opened, `quick` plans one. `type_names` tells what types are called."""

    def __init__(self, parent: tk.Misc, desk: Desk) -> None:
        super().__init__(parent, style="Card.TFrame", padding=(theme.px(14), theme.px(10)))
        self.type_names: Mapping[str, str] = {}
        ttk.Label(self, style="Strong.TLabel", text=_("Next activity")).pack(anchor="w")
        self.list = PlannedList(self, most=_MOST, width=_WIDTH)
        self.list.pack(fill="x")
        self.quick = QuickAdd(self, desk)
        self.quick.pack(fill="x", pady=(theme.px(6), 0))
        self.quick.offer_form()

    @property
    def is_typed(self) -> bool:
        """Whether something is typed that was not planned."""
        return self.quick.is_typed

    def show(self, activities: Sequence[Activity], *, is_open: bool = True) -> None:
        """Show the open activities of a deal, the next one first; one that is won or lost needs none."""
        self.list.show(activities, types=self.type_names, needed=is_open)
