"""What a chart says of the part under the pointer or in focus: a small window beside it."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from crm.views import theme


class ChartTip:
    """One small window over a widget; its words change while it stands."""

    def __init__(self, parent: tk.Misc) -> None:
        self._parent = parent
        self._window: tk.Toplevel | None = None
        self._label: ttk.Label | None = None
        self.text = ""  # what is said now

    def show(self, words: str, at: tuple[int, int]) -> None:
        """Say something over a place of the parent, in its pixels."""
        window, label = self._window, self._label
        if window is None or label is None:
            window, label = self._made()
        label.configure(text=words)
        self.text = words
        window.update_idletasks()
        window.geometry("+{}+{}".format(*self._place(window, at)))
        window.deiconify()
        window.lift()

    def hide(self) -> None:
        """Say nothing."""
        if self._window is not None:
            self._window.destroy()
        self._window = self._label = None
        self.text = ""

    def _made(self) -> tuple[tk.Toplevel, ttk.Label]:
        window = tk.Toplevel(self._parent)
        window.withdraw()
        window.overrideredirect(True)
        label = ttk.Label(window, style="Tip.TLabel", wraplength=theme.px(320), padding=theme.px(8))
        label.pack()
        self._window, self._label = window, label
        return window, label

    def _place(self, window: tk.Toplevel, at: tuple[int, int]) -> tuple[int, int]:
        """Above the place where there is room, else below; never beyond the screens."""
        width, height, gap = window.winfo_reqwidth(), window.winfo_reqheight(), theme.px(8)
        left, top = window.winfo_vrootx(), window.winfo_vrooty()
        x = self._parent.winfo_rootx() + at[0] - width // 2
        y = self._parent.winfo_rooty() + at[1] - height - gap
        if y < top:
            y += height + 3 * gap
        most = left + window.winfo_vrootwidth() - width
        return max(left, min(x, most)), max(top, y)
