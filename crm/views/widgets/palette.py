"""The command palette: an entry that finds whatever its owner offers, walked and run by keyboard. Knows no commands."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk

from crm.utils.i18n import _
from crm.views import theme
from crm.views.widgets.focus import focused

_WIDE, _MOST = 600, 10


@dataclass(frozen=True)
class PaletteItem:
    """One thing to do: `icon` is a Bootstrap icon's name, `hint` says where it belongs."""

    title: str
    run: Callable[[], object]
    hint: str = ""
    shortcut: str = ""
    icon: str = "arrow-return-right"


class Palette(ttk.Frame):
    """Laid over the upper part of the window by `open()`. `find(query)` answers at once; `add` brings late finds."""

    def __init__(self, root: tk.Misc, find: Callable[[str], Sequence[PaletteItem]]) -> None:
        super().__init__(root, style="Card.TFrame", padding=theme.px(10))
        self._find = find
        self._items: list[PaletteItem] = []
        self._before: tk.Misc | None = None
        self._text = tk.StringVar(self)
        self.entry = ttk.Entry(self, textvariable=self._text)
        self.entry.pack(fill="x")
        self._build_list()
        self._nothing = ttk.Label(self, text=_("Nothing found"), style="Muted.TLabel", padding=theme.px(8))
        self._text.trace_add("write", lambda *_names: self._search())
        self._bind_keys()
        theme.follow(self, self._recolor)

    @property
    def is_open(self) -> bool:
        """Whether it is on the screen."""
        return bool(self.winfo_ismapped())

    @property
    def query(self) -> str:
        """What is typed."""
        return self._text.get()

    @property
    def titles(self) -> list[str]:
        """What is offered now."""
        return [item.title for item in self._items]

    def open(self, query: str = "") -> None:
        """Show it, the keyboard in its entry."""
        self._before = focused(self)
        self.place(relx=0.5, y=theme.px(72), anchor="n", width=theme.px(_WIDE))
        self.lift()
        self._text.set(query)
        self._search()
        self.entry.focus_set()
        self.entry.icursor("end")

    def close(self) -> None:
        """Take it away and give the keyboard back."""
        self.place_forget()
        if self._before is not None and self._before.winfo_exists():
            self._before.focus_set()
        self._before = None

    def add(self, query: str, items: Sequence[PaletteItem]) -> None:
        """Offer what was found later, if the person still looks for `query`."""
        if query == self.query and self.is_open:
            self._show([*self._items, *items])

    def run(self) -> None:
        """Run the marked item."""
        place = self._marked()
        if 0 <= place < len(self._items):
            item = self._items[place]
            self.close()
            item.run()

    def _build_list(self) -> None:
        self._tree = ttk.Treeview(self, style="Table.Treeview", show="tree", selectmode="browse", takefocus=False)
        self._tree.configure(columns=("hint", "shortcut"), height=1)
        self._tree.column("#0", width=theme.px(330), stretch=True)
        self._tree.column("hint", width=theme.px(130), anchor="e", stretch=False)
        self._tree.column("shortcut", width=theme.px(110), anchor="e", stretch=False)
        self._tree.bind("<ButtonRelease-1>", lambda event: self._clicked(event.y))
        self._tree.bind("<Motion>", lambda event: self._mark(self._tree.identify_row(event.y)))

    def _bind_keys(self) -> None:
        for key, by in (("<Down>", 1), ("<Up>", -1), ("<Next>", _MOST), ("<Prior>", -_MOST)):
            self.entry.bind(key, lambda _event, by=by: self._step(by))  # type: ignore[misc]
        self.entry.bind("<Return>", lambda _event: self.run())
        self.entry.bind("<Escape>", self._escaped)
        self.entry.bind("<FocusOut>", lambda _event: self.after(120, self._left))

    def _escaped(self, _event: object) -> str:
        self.close()
        return "break"

    def _search(self) -> None:
        if self.winfo_manager():
            self._show(list(self._find(self.query)))

    def _show(self, items: list[PaletteItem]) -> None:
        self._items = items[:50]
        self._tree.delete(*self._tree.get_children())
        for item in self._items:
            title = "  " + theme.fit(item.title, theme.px(290))
            image = theme.icon(item.icon, 16)
            self._tree.insert("", "end", text=title, image=image, values=(item.hint, item.shortcut))
        self._tree.configure(height=max(1, min(_MOST, len(self._items))))
        self._nothing.pack_forget()
        self._tree.pack_forget()
        if self._items:
            self._tree.pack(fill="x", pady=(theme.px(8), 0))
            self._mark(self._tree.get_children()[0])
        else:
            self._nothing.pack(anchor="w")

    def _mark(self, row: str) -> None:
        if row:
            self._tree.selection_set(row)
            self._tree.focus(row)
            self._tree.see(row)

    def _marked(self) -> int:
        chosen = self._tree.selection()
        return self._tree.index(chosen[0]) if chosen else -1

    def _step(self, by: int) -> str:
        if self._items:
            rows = self._tree.get_children()
            at = self._marked() + by
            self._mark(rows[at % len(rows) if abs(by) == 1 else max(0, min(len(rows) - 1, at))])
        return "break"

    def _clicked(self, y: int) -> None:
        row = self._tree.identify_row(y)
        if row:
            self._mark(row)
            self.run()

    def _left(self) -> None:
        if not self.winfo_exists() or not self.is_open:
            return
        focused = str(self.tk.call("focus"))
        if focused and not focused.startswith(str(self)):
            self._before = None
            self.close()

    def _recolor(self) -> None:
        self._search()
