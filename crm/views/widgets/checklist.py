"""Options to tick: a searchable list of check boxes for popups."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Iterable, Sequence
from tkinter import ttk

from crm.utils.text import fold
from crm.views import theme
from crm.views.widgets.popup import Popup
from crm.views.widgets.scrolled import Scrolled

_SEARCHED_FROM = 9
_HIGHEST = 280


class Checklist(ttk.Frame):
    """`on_change(values)` hears the ticked values in the order of the options. Long lists get a search entry.

    Enter closes the popup it stands in.
    """

    def __init__(self, parent: tk.Misc, options: Sequence[tuple[object, str]], *, chosen: Iterable[object]) -> None:
        super().__init__(parent)
        self.on_change: Callable[[list[object]], None] | None = None
        self._offered = list(options)
        kept = list(chosen)
        self._ticks = [(value, tk.BooleanVar(self, value=value in kept)) for value, _label in self._offered]
        if len(self._offered) >= _SEARCHED_FROM:
            self._add_search()
        rows = Scrolled(self, height=min(_HIGHEST, 30 * len(self._offered)), width=220)
        rows.pack(fill="both", expand=True)
        self.boxes = [self._box(rows.body, place) for place in range(len(self._offered))]
        rows.adopt()

    @property
    def values(self) -> list[object]:
        """The ticked values."""
        return [value for value, tick in self._ticks if tick.get()]

    def _box(self, parent: tk.Misc, place: int) -> ttk.Checkbutton:
        text = theme.fit(self._offered[place][1], theme.px(200))
        box = ttk.Checkbutton(parent, text=text, variable=self._ticks[place][1], command=self._ticked)
        box.pack(anchor="w", fill="x")
        box.bind("<Down>", lambda _event: self._focus(place + 1))
        box.bind("<Up>", lambda _event: self._focus(place - 1))
        self._bind_enter(box, lambda: None)
        return box

    def _focus(self, place: int) -> str:
        shown = [at for at, box in enumerate(self.boxes) if box.winfo_manager()]
        if place in shown:
            self.boxes[place].focus_set()
        return "break"

    def _bind_enter(self, widget: tk.Misc, before: Callable[[], object]) -> None:
        """Enter is the end of ticking: the popup the list stands in closes."""

        def entered(_event: object) -> str | None:
            before()
            popup = self.winfo_toplevel()
            if not isinstance(popup, Popup):
                return None
            popup.close(back=True)
            return "break"

        for key in ("<Return>", "<KP_Enter>"):
            widget.bind(key, entered)

    def _take_first(self) -> None:
        """What was searched for is what is meant."""
        found = next((at for at, box in enumerate(self.boxes) if box.winfo_manager()), None)
        if found is not None and not self._ticks[found][1].get():
            self.boxes[found].invoke()

    def _ticked(self) -> None:
        if self.on_change:
            self.on_change(self.values)

    def _add_search(self) -> None:
        text = tk.StringVar(self)
        entry = ttk.Entry(self, textvariable=text)
        entry.pack(fill="x", pady=(0, theme.px(4)))
        entry.bind("<Down>", lambda _event: self._focus(0))
        self._bind_enter(entry, lambda: self._take_first() if text.get().strip() else None)
        text.trace_add("write", lambda *_names: self._search(fold(text.get())))
        entry.focus_set()

    def _search(self, folded: str) -> None:
        for box in self.boxes:
            box.pack_forget()
        for (_value, label), box in zip(self._offered, self.boxes, strict=True):
            if folded in fold(label):
                box.pack(anchor="w", fill="x")
