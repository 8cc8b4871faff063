"""The screen of a file being read, checked or imported: what is done, how far, how fast, and Stop. Does no work."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from crm.models.import_results import ImportProgress
from crm.utils.i18n import _
from crm.views import theme
from crm.views.widgets.progress import ProgressPanel


class RunningPage(ttk.Frame):
    """`on_stop` hears that the work shall stop."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.on_stop: Callable[[], object] = lambda: None
        middle = ttk.Frame(self)
        middle.place(relx=0.5, rely=0.4, anchor="center", relwidth=0.72)
        self.panel = ProgressPanel(middle)
        self.panel.on_cancel = self._stop
        self.panel.pack(fill="x")
        self._hint = ttk.Label(middle, style="Small.TLabel", justify="left")
        self._hint.pack(anchor="w", pady=(theme.px(20), 0))
        middle.bind("<Configure>", lambda event: self._hint.configure(wraplength=max(1, event.width)))

    def begin(self, title: str, hint: str = "") -> None:
        """Start at nothing."""
        self._hint.configure(text=hint)
        self.panel.begin(title)

    def show(self, progress: ImportProgress) -> None:
        """Show how far it is."""
        if progress.finishing:
            self.panel.finish(_("Finishing…"))
        else:
            self.panel.advance(progress.rows, progress.total or 0)

    def end(self, title: str, detail: str = "") -> None:
        """Say how it ended."""
        self.panel.finish(title, detail)

    def _stop(self) -> None:
        self.on_stop()
