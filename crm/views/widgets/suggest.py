"""A list of suggestions under an entry, walked with the arrow keys while the person goes on typing."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from crm.views import theme
from crm.views.widgets.popup import Popup

Option = tuple[object, str]
_MOST = 8


class Suggestions:
    """Hangs on an entry: `find(text)` gives the options, `on_pick(value, label)` hears the choice."""

    def __init__(self, entry: ttk.Entry, find: Callable[[str], Sequence[Option]]) -> None:
        self.on_pick: Callable[[object, str], None] | None = None
        self._entry = entry
        self._find = find
        self._options: list[Option] = []
        self._popup: Popup | None = None
        entry.bind("<KeyRelease>", self._typed, add="+")
        entry.bind("<Down>", lambda _event: self._move(1), add="+")
        entry.bind("<Up>", lambda _event: self._move(-1), add="+")
        entry.bind("<Return>", self._entered, add="+")
        entry.bind("<Escape>", self._escaped, add="+")
        entry.bind("<FocusOut>", lambda _event: entry.after(120, self.close), add="+")

    @property
    def is_open(self) -> bool:
        """Whether the list is on the screen."""
        return self._popup is not None and self._popup.is_open

    @property
    def labels(self) -> list[str]:
        """What is suggested now."""
        return [label for _value, label in self._options]

    def open(self) -> None:
        """Show what fits the text in the entry."""
        self._options = list(self._find(self._entry.get()))[:50]
        if not self._options:
            self.close()
            return
        popup = self._ready()
        self._list.delete(0, "end")
        self._list.insert("end", *(f" {label}" for _value, label in self._options))
        self._list.configure(height=min(_MOST, len(self._options)))
        self._list.selection_set(0)
        popup.open(width=self._entry.winfo_width())

    def close(self) -> None:
        """Take the list away."""
        if self._popup is not None and self._popup.winfo_exists():
            self._popup.close()

    def pick(self, place: int) -> None:
        """Choose one of the options shown."""
        value, label = self._options[place]
        self.close()
        if self.on_pick:
            self.on_pick(value, label)

    def _ready(self) -> Popup:
        if self._popup is None or not self._popup.winfo_exists():
            self._popup = Popup(self._entry, takes_keys=False)
            self._popup.body.configure(padding=theme.px(4))
            self._list = plain_list(self._popup.body)
            self._list.pack(fill="both", expand=True)
            self._list.bind("<ButtonRelease-1>", lambda event: self.pick(row_at(self._list, event.y)))
        return self._popup

    def _typed(self, event: tk.Event[tk.Misc]) -> None:
        if event.keysym not in (
            "Down",
            "Up",
            "Return",
            "KP_Enter",
            "Escape",
            "Tab",
            "ISO_Left_Tab",
            "Shift_L",
            "Shift_R",
        ):
            self.open()

    def _move(self, by: int) -> str:
        if not self.is_open:
            self.open()
            return "break"
        at = (self._chosen() + by) % len(self._options)
        self._list.selection_clear(0, "end")
        self._list.selection_set(at)
        self._list.see(at)
        return "break"

    def _chosen(self) -> int:
        return chosen_row(self._list)

    def _entered(self, _event: object) -> str | None:
        if not self.is_open:
            return None
        self.pick(self._chosen())
        return "break"

    def _escaped(self, _event: object) -> str | None:
        if not self.is_open:
            return None
        self.close()
        return "break"


def plain_list(parent: tk.Misc) -> tk.Listbox:
    """A flat list in the colours of the theme."""
    made = tk.Listbox(parent, font=theme.BODY, borderwidth=0, highlightthickness=0, activestyle="none", relief="flat")
    made.configure(exportselection=False, selectmode="browse")

    def paint() -> None:
        palette = theme.colors()
        made.configure(background=palette.background, foreground=palette.foreground, highlightthickness=0)
        made.configure(selectbackground=palette.selected, selectforeground=palette.foreground, activestyle="none")

    theme.follow(made, paint)
    made.bind("<Motion>", lambda event: _point(made, event.y))
    return made


def _point(box: tk.Listbox, y: int) -> None:
    box.selection_clear(0, "end")
    box.selection_set(row_at(box, y))


def row_at(box: tk.Listbox, y: int) -> int:
    """The row of a list at a height."""
    return int(box.tk.call(str(box), "nearest", y))


def chosen_row(box: tk.Listbox) -> int:
    """The chosen row of a list, the first when none is."""
    return int((*box.tk.splitlist(box.tk.call(str(box), "curselection")), 0)[0])
