"""How far a long piece of work is: words, a bar, its pace, and a button that stops it. Does no work."""

from __future__ import annotations

import time
import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from crm.utils import money
from crm.utils.i18n import _
from crm.views import theme

_SETTLED = 1.0  # seconds before a pace means anything


class ProgressPanel(ttk.Frame):
    """`begin`, then `advance` or `fill` as the work reports, then `finish`. `on_cancel` hears Cancel once."""

    def __init__(self, parent: tk.Misc, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self.on_cancel: Callable[[], None] | None = None
        self._clock = clock
        self._began = 0.0
        self.columnconfigure(0, weight=1)
        self._title = ttk.Label(self, style="Strong.TLabel")
        self._title.grid(row=0, column=0, sticky="w")
        self.cancel = ttk.Button(self, text=_("Cancel"), style="Secondary.TButton", command=self._cancelled)
        self.cancel.grid(row=0, column=1, rowspan=3, padx=(theme.px(16), 0))
        self._bar = ttk.Progressbar(self, style="Horizontal.TProgressbar", maximum=1.0)
        self._bar.grid(row=1, column=0, sticky="ew", pady=theme.px(6))
        self._detail = ttk.Label(self, style="Small.TLabel")
        self._detail.grid(row=2, column=0, sticky="w")

    @property
    def detail(self) -> str:
        """The words under the bar."""
        return str(self._detail.cget("text"))

    def begin(self, title: str) -> None:
        """Start; until a total is known the bar only shows that something happens."""
        self._began = self._clock()
        self._title.configure(text=title)
        self._detail.configure(text="")
        self._bar.configure(mode="indeterminate", value=0)
        self._bar.start(20)
        self.cancel.configure(text=_("Cancel"), state="normal")
        self.cancel.grid()

    def advance(self, done: int, total: int = 0) -> None:
        """So many of so many rows are done; total 0 means nobody knows."""
        if total:
            self._bar.stop()
            self._bar.configure(mode="determinate", value=min(1.0, done / total))
        self._detail.configure(text=self._words(done, total))

    def fill(self, share: float, detail: str = "") -> None:
        """So much is done, from 0.0 to 1.0, of work that is not counted in rows."""
        self._bar.stop()
        self._bar.configure(mode="determinate", value=min(1.0, share))
        seconds = self._clock() - self._began
        left = _left(seconds / share - seconds) if share and seconds >= _SETTLED and share < 1 else ""
        self._detail.configure(text=" · ".join(part for part in (detail, left) if part))

    def finish(self, title: str, detail: str = "") -> None:
        """Say how it ended."""
        self._bar.stop()
        self._bar.configure(mode="determinate", value=1.0)
        self._title.configure(text=title)
        self._detail.configure(text=detail)
        self.cancel.grid_remove()

    def _words(self, done: int, total: int) -> str:
        shown = money.show_number
        words = [_("{done} of {total} rows").format(done=shown(done), total=shown(total))] if total else []
        words = words or [_("{done} rows").format(done=shown(done))]
        seconds = self._clock() - self._began
        if seconds >= _SETTLED and done:
            pace = done / seconds
            words.append(_("{pace} rows a second").format(pace=shown(round(pace))))
            if total > done:
                words.append(_left((total - done) / pace))
        return " · ".join(words)

    def _cancelled(self) -> None:
        self.cancel.configure(text=_("Stopping…"), state="disabled")
        if self.on_cancel:
            self.on_cancel()


def _left(seconds: float) -> str:
    if seconds < 90:
        return _("{seconds} s left").format(seconds=max(1, round(seconds)))
    return _("{minutes} min left").format(minutes=round(seconds / 60))
