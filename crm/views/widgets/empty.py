"""What stands in the middle of a place that holds nothing: a title, a sentence, one thing to do."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from crm.views import theme


class Empty(ttk.Frame):
    """Placed over its parent while `show(True)`; it never takes part in the layout."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self._glyph = ttk.Label(self)
        self._title = ttk.Label(self, style="Heading.TLabel")
        self._text = ttk.Label(self, style="Muted.TLabel", justify="center", wraplength=theme.px(420))
        self.button = ttk.Button(self, style="Primary.TButton")
        theme.set_icon(self._glyph, "inbox", size=32, role="placeholder")
        self._glyph.pack(pady=(0, theme.px(8)))
        self._title.pack()

    def say(self, title: str, text: str = "", *, action: tuple[str, Callable[[], None]] | None = None) -> None:
        """Set the words, and the button when there is something to do."""
        self._title.configure(text=title)
        self._text.configure(text=text)
        self._text.pack_forget()
        self.button.pack_forget()
        if text:
            self._text.pack(pady=(theme.px(4), 0))
        if action:
            self.button.configure(text=action[0], command=action[1])
            self.button.pack(pady=(theme.px(16), 0))

    def show(self, visible: bool) -> None:
        """Come or go. Without words it stays away."""
        if visible and self._title.cget("text"):
            self.place(relx=0.5, rely=0.45, anchor="center")
        else:
            self.place_forget()
