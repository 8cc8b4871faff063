"""The search box: an entry with a glass, a hint and a cross, which tells what was typed after a short pause."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from crm.utils.i18n import _
from crm.views import theme
from crm.views.hint import Hint

PAUSE = 80  # milliseconds without a key before a search: shorter than people notice, longer than between two keys


class SearchBox(ttk.Frame):
    """`on_search` hears the text; `on_down` when a person goes on to the list with Down or Enter."""

    def __init__(self, parent: tk.Misc, hint: str, *, width: int = 300) -> None:
        super().__init__(parent)
        self.on_search: Callable[[str], object] = lambda _text: None
        self.on_down: Callable[[], object] = lambda: None
        self._timer = ""
        self._told = ""
        self._text = tk.StringVar(self)
        self.entry = ttk.Entry(self, textvariable=self._text, style="Search.TEntry", width=1)
        self.entry.pack(fill="x", expand=True, padx=0)
        self.configure(width=theme.px(width), height=self.entry.winfo_reqheight())
        self.pack_propagate(False)
        self._glass = ttk.Label(self, cursor="xterm")
        self.hint = Hint(self.entry, self._text, words=hint, left=24)
        self._cross = ttk.Label(self, cursor="hand2")
        self._dress()
        self._bind_keys()

    @property
    def text(self) -> str:
        """What is typed, without spaces around it."""
        return self._text.get().strip()

    def set(self, text: str) -> None:
        """Put a text in without telling anyone."""
        self._told = text
        self._text.set(text)

    def clear(self) -> None:
        """Empty the box and tell at once."""
        self._text.set("")
        self._tell()
        self.entry.focus_set()

    def take_focus(self) -> None:
        """Put the keyboard here, with what is there selected."""
        self.entry.focus_set()
        self.entry.selection_range(0, "end")
        self.entry.icursor("end")

    def _dress(self) -> None:
        def paint() -> None:
            side = theme.px(8)
            ttk.Style(self).configure("Search.TEntry", padding=(theme.px(28), theme.px(6), theme.px(28), theme.px(6)))
            self._glass.configure(image=theme.icon("search", 14), background=theme.colors().raised)
            self._cross.configure(background=theme.colors().raised)
            self._glass.place(x=side + theme.px(3), rely=0.5, anchor="w")

        theme.follow(self, paint)
        theme.set_icon(self._cross, "x", size=14)
        theme.tooltip(self._cross, _("Clear the search"))
        self._show_parts()

    def _bind_keys(self) -> None:
        self._text.trace_add("write", lambda *_names: self._typed())
        self._glass.bind("<Button-1>", lambda _event: self.entry.focus_set())
        self._cross.bind("<Button-1>", lambda _event: self.clear())
        for key in ("<Down>", "<Return>", "<KP_Enter>"):
            self.entry.bind(key, self._on_down)
        self.entry.bind("<Escape>", lambda _event: self.clear())

    def _on_down(self, _event: object) -> str:
        self._tell()
        self.on_down()
        return "break"

    def _typed(self) -> None:
        self._show_parts()
        if self._timer:
            self.after_cancel(self._timer)
        self._timer = self.after(PAUSE, self._tell)

    def _tell(self) -> None:
        if self._timer:
            self.after_cancel(self._timer)
            self._timer = ""
        if self.text != self._told:
            self._told = self.text
            self.on_search(self.text)

    def _show_parts(self) -> None:
        if self._text.get():
            self._cross.place(relx=1.0, rely=0.5, x=-theme.px(10), anchor="e")
        else:
            self._cross.place_forget()

    def destroy(self) -> None:
        """Tell nothing more."""
        if self._timer:
            self.after_cancel(self._timer)
            self._timer = ""
        super().destroy()
