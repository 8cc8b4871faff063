"""The line under a list of opportunities: how many there are, what they are worth, plain and weighted, per currency."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk

from crm.models.opportunities import Amount
from crm.views import opportunity_words, theme

_MOST_SHOWN = 3  # currencies; the others are in the figures of the board and the dashboard


class OpportunityTotals(ttk.Frame):
    """Shows the totals of all deals that match, whatever is loaded."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, style="Chrome.TFrame", padding=(theme.px(12), theme.px(6)))
        self._count = ttk.Label(self, style="ChromeStrong.TLabel")
        self._count.pack(side="left")
        self._amounts = ttk.Label(self, style="Chrome.TLabel")
        self._amounts.pack(side="left", padx=(theme.px(12), 0))
        self._all: list[str] = []
        self.bind("<Configure>", lambda _event: self._fit())

    def show(self, amounts: Sequence[Amount], *, weighted: bool = True) -> None:
        """Show totals, the largest currency first; `weighted` too, where open deals are among them."""
        self._count.configure(text=opportunity_words.count(amounts))
        ordered = sorted(amounts, key=lambda one: one.count, reverse=True)
        self._all = [opportunity_words.amount(one, weighted=weighted) for one in ordered if one.count]
        self._fit()

    @property
    def words(self) -> str:
        """What stands there, whole."""
        return "   ".join((str(self._count.cget("text")), *self._all))

    def _fit(self) -> None:
        room = self.winfo_width() - self._count.winfo_reqwidth() - theme.px(40)
        more = "  …" if len(self._all) > _MOST_SHOWN else ""
        words = "      ".join(self._all[:_MOST_SHOWN]) + more
        self._amounts.configure(text=theme.fit(words, max(1, room), font=theme.SMALL) if room > 1 else words)
