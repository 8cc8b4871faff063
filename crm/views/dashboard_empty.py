"""What a dashboard without cards shows in their place: the way to the first one."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.utils.i18n import _
from crm.views import theme
from crm.views.commands import find

if TYPE_CHECKING:
    from crm.views.window import Window


class DashboardEmpty(ttk.Frame):
    """A sentence and, for who may change the dashboard, the button that adds a card."""

    def __init__(self, parent: tk.Misc, window: Window) -> None:
        super().__init__(parent, style="Tile.TFrame", padding=theme.px(28))
        ttk.Label(self, text=_("This dashboard has no cards yet."), style="Strong.TLabel").pack()
        command = find("dashboard.add_card")
        self.add: ttk.Button | None = None
        if window.runner.can_run(command):
            self.add = ttk.Button(self, text=_("Add a card"), command=lambda: window.runner.run(command))
            self.add.pack(pady=(theme.px(14), 0))
