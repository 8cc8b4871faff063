"""A field of several lines that grows with its text. Plain text only."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from crm.views import theme

_FEWEST, _MOST = 3, 12
_COUNTED = 20_000  # characters; a longer text is surely at its full height


class TextArea(ttk.Frame):
    """`get()` gives back letter for letter what `set` or a person put in. Tab leaves, Ctrl+Z takes back."""

    def __init__(self, parent: tk.Misc, *, lines: int = _FEWEST) -> None:
        super().__init__(parent, style="Field.TFrame", padding=theme.px(4))
        self.on_change: Callable[[], None] | None = None
        self._fewest = lines
        self.columnconfigure(0, weight=1)
        self.rowconfigure(0, weight=1)
        self.text = tk.Text(self, height=lines, width=24, wrap="word", undo=True, autoseparators=True, maxundo=500)
        self.text.configure(font=theme.BODY, borderwidth=0, highlightthickness=0, relief="flat")
        self.text.grid(row=0, column=0, sticky="nsew", padx=theme.px(5), pady=theme.px(3))
        self._bar = ttk.Scrollbar(self, style="Round.Vertical.TScrollbar", command=self.text.yview)
        self.text.configure(yscrollcommand=self._scrolled)
        self.text.bind("<<Modified>>", self._modified)
        self.text.bind("<Tab>", lambda event: _leave(event, forward=True))
        self.text.bind("<Shift-Tab>", lambda event: _leave(event, forward=False))
        self.text.bind("<FocusIn>", lambda _event: self.state(["focus"]), add="+")
        self.text.bind("<FocusOut>", lambda _event: self.state(["!focus"]), add="+")
        self.text.bind("<Configure>", lambda _event: self._grow(), add="+")
        theme.follow(self.text, self._paint)

    def get(self) -> str:
        """The text."""
        return self.text.get("1.0", "end-1c")

    def set(self, text: str) -> None:
        """Replace the text; this cannot be undone in the field."""
        self.text.delete("1.0", "end")
        self.text.insert("1.0", text)
        self.text.edit_reset()
        self.text.edit_modified(False)
        self._grow()

    def mark(self, *, wrong: bool) -> None:
        """Show that the text cannot be kept, or no longer."""
        self.state(["invalid" if wrong else "!invalid"])

    def _paint(self) -> None:
        palette = theme.colors()
        fill = palette.background if palette.mode == "light" else palette.raised
        self.text.configure(background=fill, foreground=palette.foreground, insertbackground=palette.foreground)
        self.text.configure(selectbackground=palette.primary, selectforeground=palette.on_primary, relief="flat")
        self.text.configure(inactiveselectbackground=palette.pressed, highlightthickness=0, borderwidth=0)

    def _modified(self, _event: object) -> None:
        if not self.text.edit_modified():
            return
        self.text.edit_modified(False)
        self._grow()
        if self.on_change:
            self.on_change()

    def _grow(self) -> None:
        if self.text.winfo_width() < theme.px(40):
            return
        many = len(self.text.get("1.0", f"1.0+{_COUNTED}c")) >= _COUNTED
        counted = self.text.tk.call(str(self.text), "count", "-displaylines", "1.0", "end") if not many else _MOST
        height = max(self._fewest, min(_MOST, int(counted)))
        if height != int(self.text.cget("height")):
            self.text.configure(height=height)

    def _scrolled(self, first: float, last: float) -> None:
        if float(first) <= 0.0 and float(last) >= 1.0:
            self._bar.grid_remove()
        else:
            self._bar.grid(row=0, column=1, sticky="ns")
        self._bar.set(first, last)


def _leave(event: tk.Event[tk.Misc], *, forward: bool) -> str:
    target = event.widget.tk_focusNext() if forward else event.widget.tk_focusPrev()
    if target is not None:
        target.focus_set()
    return "break"
