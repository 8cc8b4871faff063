"""Words in an empty entry that say what to type, gone with the first letter. Tk's entries have none themselves."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from crm.views import theme

_INSET = 9  # units between the edge of an entry and its text


class Hint:
    """Lies on an entry while it is empty; the entry shows its text `left` units further in than usual."""

    def __init__(self, entry: ttk.Entry, text: tk.StringVar, *, words: str = "", left: int = 0) -> None:
        self._entry = entry
        self._text = text
        self._words = words
        self._left = left
        self._label = ttk.Label(entry, cursor="xterm")
        self._label.bind("<Button-1>", lambda _event: entry.focus_set())
        text.trace_add("write", lambda *_names: self._show())
        entry.bind("<Configure>", lambda _event: self._show(), add="+")
        theme.follow(self._label, self._paint)
        self._show()

    @property
    def words(self) -> str:
        """What it says while the entry is empty, else ""."""
        return "" if self._text.get() else self._words

    def say(self, words: str) -> None:
        """Say something else."""
        self._words = words
        self._show()

    def _paint(self) -> None:
        palette = theme.colors()
        self._label.configure(foreground=palette.placeholder, background=palette.raised)

    def _show(self) -> None:
        if self._text.get() or not self._words:
            self._label.place_forget()
            return
        left = theme.px(_INSET + self._left)
        room = self._entry.winfo_width() - left - theme.px(_INSET)
        self._label.configure(text=theme.fit(self._words, room) if room > 0 else "")
        self._label.place(x=left, rely=0.5, anchor="w")
