"""A column of buttons beside a list: what can be done with it, in groups. Knows no records."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from crm.views import theme
from crm.views.widgets.tab_order import follow_sight


class ActionColumn(ttk.Frame):
    """Fill it with `add` from above; `allow` greys what needs a chosen line while there is none."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self._needing: list[ttk.Button] = []

    def head(self, words: str) -> None:
        """Begin a group of its own with a heading."""
        above = theme.px(20) if self.winfo_children() else 0
        ttk.Label(self, text=words, style="Small.TLabel").pack(anchor="w", pady=(above, theme.px(4)))

    def add(self, words: str, run: Callable[[], object], *, needs: bool = True) -> ttk.Button:
        """A button; unless it `needs` a chosen line it is never greyed."""
        button = ttk.Button(self, text=words, command=run)
        button.pack(fill="x", pady=theme.px(2))
        follow_sight(self)
        if needs:
            self._needing.append(button)
        return button

    def add_removal(self, words: str, run: Callable[[], object]) -> ttk.Button:
        """The button that takes the chosen line away."""
        button = self.add(words, run)
        button.configure(style="Remove.TButton")
        return button

    def allow(self, chosen: bool) -> None:
        """Grey what needs a chosen line, or not."""
        for button in self._needing:
            button.state(["!disabled" if chosen else "disabled"])
