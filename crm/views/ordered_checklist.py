"""Options to tick and to put in an order: what is ticked stands on top, in the order it is wanted in."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from crm.utils.i18n import _
from crm.utils.text import fold
from crm.views import theme
from crm.views.search_box import SearchBox

_ROWS = 8


class OrderedChecklist(ttk.Frame):
    """`on_change(values)` hears the ticked values in their order.

    Space or a click ticks, Alt+Up and Alt+Down or the pointer move what is ticked. Typing in the box finds options.
    """

    def __init__(self, parent: tk.Misc, hint: str) -> None:
        super().__init__(parent)
        self.on_change: Callable[[list[str]], object] = lambda _values: None
        self._offered: dict[str, str] = {}
        self._ticked: list[str] = []
        self._carried = ""
        self._moved = False  # whether the pointer has moved what it carries
        self._build(hint)
        theme.follow(self, self._fill)

    @property
    def values(self) -> list[str]:
        """The ticked values in their order."""
        return list(self._ticked)

    @property
    def shown(self) -> list[str]:
        """The words listed now."""
        return [self._offered[row] for row in self.tree.get_children()]

    def set(self, options: Sequence[tuple[str, str]], ticked: Sequence[str]) -> None:
        """Offer these (value, words), these values ticked. Nobody is told."""
        self._offered = dict(options)
        self._ticked = [one for one in ticked if one in self._offered]
        self._fill()
        self.tree.yview_moveto(0)

    def toggle(self, value: str) -> None:
        """Tick an option behind the others, or untick it."""
        if value in self._ticked:
            self._ticked.remove(value)
        else:
            self._ticked.append(value)
        self._changed(value)

    def move(self, value: str, by: int) -> None:
        """Move a ticked option up or down among the ticked ones."""
        if value not in self._ticked:
            return
        at = self._ticked.index(value)
        to = max(0, min(len(self._ticked) - 1, at + by))
        if to != at:
            self._ticked.insert(to, self._ticked.pop(at))
            self._changed(value)

    # ---- inside

    def _build(self, hint: str) -> None:
        above = ttk.Frame(self)
        above.pack(fill="x")
        self.search = SearchBox(above, hint, width=200)
        self.search.pack(side="left", fill="x", expand=True)
        self.search.on_search = lambda _text: self._fill()
        self.search.on_down = self._into_list
        for icon, by, words in (("arrow-up", -1, _("Move up")), ("arrow-down", 1, _("Move down"))):
            button = ttk.Button(above, style="Icon.TButton", takefocus=False)
            button.configure(command=lambda by=by: self._move_focused(by))  # type: ignore[misc]
            theme.set_icon(button, icon, size=14)
            theme.tooltip(button, f"{words} (Alt+{'↑' if by < 0 else '↓'})")
            button.pack(side="left")
        place = ttk.Frame(self)
        place.pack(fill="both", expand=True, pady=(theme.px(4), 0))
        self.tree = ttk.Treeview(place, style="Table.Treeview", show="tree", selectmode="browse", height=_ROWS)
        bar = ttk.Scrollbar(place, style="Round.Vertical.TScrollbar", command=self.tree.yview)
        self.tree.configure(yscrollcommand=bar.set)
        bar.pack(side="right", fill="y")
        self.tree.pack(side="left", fill="both", expand=True)
        self._bind_keys()

    def _bind_keys(self) -> None:
        tree = self.tree
        for key in ("<space>", "<Return>", "<KP_Enter>"):
            tree.bind(key, self._toggle_focused)
        for key, by in (("<Alt-Up>", -1), ("<Alt-Down>", 1)):
            tree.bind(key, lambda _event, by=by: self._move_focused(by))  # type: ignore[misc]
        for key, by in (("<Button-4>", -2), ("<Button-5>", 2)):
            tree.bind(key, lambda _event, by=by: self._scroll(by))  # type: ignore[misc]
        tree.bind("<MouseWheel>", lambda event: self._scroll(-2 if event.delta > 0 else 2))
        tree.bind("<ButtonPress-1>", self._pressed)
        tree.bind("<B1-Motion>", self._dragged)
        tree.bind("<ButtonRelease-1>", self._released)

    def _fill(self) -> None:
        focused = self.tree.focus()
        self.tree.delete(*self.tree.get_children())
        wanted = fold(self.search.text)
        rest = sorted((one for one in self._offered if one not in self._ticked), key=self._sort_key)
        for value in [*self._ticked, *rest]:
            if wanted in fold(self._offered[value]):
                self.tree.insert("", "end", value, text=f"  {self._offered[value]}", image=self._mark(value))
        if focused and self.tree.exists(focused):
            self._focus(focused)

    def _sort_key(self, value: str) -> str:
        return self._offered[value].casefold()

    def _mark(self, value: str) -> str:
        palette = theme.colors()
        if value in self._ticked:
            return theme.icon("check-square-fill", 14, color=palette.primary)
        return theme.icon("square", 14, color=palette.border_strong)

    def _focus(self, value: str) -> None:
        self.tree.focus(value)
        self.tree.selection_set(value)
        self.tree.see(value)

    def _into_list(self) -> None:
        rows = self.tree.get_children()
        self.tree.focus_set()
        if rows:
            self._focus(rows[0])

    def _toggle_focused(self, _event: object) -> str:
        if self.tree.focus():
            self.toggle(self.tree.focus())
        return "break"

    def _move_focused(self, by: int) -> str:
        if self.tree.focus():
            self.move(self.tree.focus(), by)
        return "break"

    def _scroll(self, by: int) -> str:
        """The wheel turns the list, and not what the list stands in as well."""
        self.tree.yview_scroll(by, "units")
        return "break"

    def _pressed(self, event: tk.Event[tk.Misc]) -> None:
        self._carried = self.tree.identify_row(event.y)

    def _dragged(self, event: tk.Event[tk.Misc]) -> str:
        over = self.tree.identify_row(event.y)
        if self._carried in self._ticked and over in self._ticked and over != self._carried:
            carried = self._carried
            self.move(carried, self._ticked.index(over) - self._ticked.index(carried))
            self._moved = True
        return "break"

    def _released(self, event: tk.Event[tk.Misc]) -> None:
        row, self._carried = self._carried, ""
        moved, self._moved = self._moved, False
        if row and not moved and row == self.tree.identify_row(event.y):
            self._focus(row)
            self.toggle(row)

    def _changed(self, value: str) -> None:
        self._fill()
        if self.tree.exists(value):
            self._focus(value)
        self.on_change(self.values)
