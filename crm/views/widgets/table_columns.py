"""The columns of a table: which are shown, in what order, how wide, and the heading a person sorts and drags by."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from tkinter import ttk
from typing import Literal

from crm.models.fields import Kind
from crm.utils.i18n import _
from crm.views import theme

_NARROWEST = 48
_RIGHT = (Kind.NUMBER, Kind.MONEY)


@dataclass(frozen=True)
class Column:
    """One column: `width` in units; `label` is already translated; numbers and money stand right unless told."""

    key: str
    label: str
    width: int = 160
    anchor: Literal["w", "e", "center"] | None = None
    sortable: bool = True
    kind: Kind = Kind.TEXT

    @property
    def side(self) -> Literal["w", "e", "center"]:
        """Where its texts stand."""
        return self.anchor or ("e" if self.kind in _RIGHT else "w")


class Columns:
    """The heading row of a table's tree. The first column is the record's name: always there, always first."""

    def __init__(self, tree: ttk.Treeview, columns: Sequence[Column]) -> None:
        self._tree = tree
        self.all = tuple(columns)
        self.visible: list[str] = [column.key for column in columns]
        self.sorted_by: tuple[str, bool] | None = None
        self.on_sort: Callable[[str, bool], None] | None = None
        self.on_change: Callable[[], None] | None = None
        self._widths = {column.key: theme.px(column.width) for column in columns}
        self._stretched: tuple[str, int] | None = None
        self._dragged = ""
        tree.configure(columns=[column.key for column in columns[1:]])
        for column in columns:
            self._head(column)
        self._arrange()
        theme.follow(tree, self._arrows)
        tree.bind("<ButtonPress-1>", self._pressed, add="+")
        tree.bind("<ButtonRelease-1>", self._released, add="+")

    def show(self, visible: Sequence[str]) -> None:
        """Show these columns in this order; the first column leads whatever the list says, unknown keys are dropped."""
        known = {column.key for column in self.all}
        first = self.all[0].key
        self.visible = [first, *dict.fromkeys(key for key in visible if key in known and key != first)]
        self._arrange()

    def widths(self) -> dict[str, int]:
        """The width of every column in units."""
        return {key: round(width / theme.px(100) * 100) for key, width in self._widths.items()}

    def set_widths(self, widths: dict[str, int]) -> None:
        """Set widths in units; keys that are missing keep theirs."""
        for key, width in widths.items():
            if key in self._widths:
                self._widths[key] = theme.px(max(_NARROWEST, width))
        self._arrange()

    def pixels(self, key: str) -> int:
        """How wide a column stands now, in pixels."""
        if self._stretched and self._stretched[0] == key:
            return self._stretched[1]
        return self._widths[key]

    def total(self) -> int:
        """The width of the visible columns in pixels, before the last is stretched."""
        return sum(self._widths[key] for key in self.visible)

    def stretch(self, available: int) -> None:
        """Let the last visible column fill what the others leave."""
        last = self.visible[-1]
        width = max(self._widths[last], available - self.total() + self._widths[last])
        if self._stretched and self._stretched[0] != last:
            self._size(self._stretched[0], self._widths[self._stretched[0]])
        self._stretched = (last, width)
        self._size(last, width)

    def mark_sorted(self, key: str, *, descending: bool) -> None:
        """Show the arrow that says how the list is sorted."""
        self.sorted_by = (key, descending)
        self._arrows()

    def column_at(self, x: int) -> str:
        """The key of the column at a horizontal place, or ""."""
        place = self._tree.identify_column(x)
        if place == "#0":
            return self.all[0].key
        shown = self.visible[1:]
        return shown[int(place[1:]) - 1] if place[1:].isdigit() and int(place[1:]) <= len(shown) else ""

    def box(self, item: str, key: str) -> tuple[int, int, int, int] | None:
        """Where the cell of a column stands in a row: x, y, width, height; None when it is out of sight."""
        if key not in self.visible:
            return None
        found = self._tree.bbox(item, self._name(key))
        return found or None

    def menu(self) -> tk.Menu:
        """The column chooser."""
        menu = theme.menu(self._tree)
        for column in self.all[1:]:
            shown = tk.BooleanVar(menu, value=column.key in self.visible)
            menu.add_checkbutton(label=column.label, variable=shown, command=partial(self._toggle, column.key))
            setattr(menu, f"shown_{column.key}", shown)  # the menu keeps the variable alive
        menu.add_separator()
        menu.add_command(label=_("Reset columns"), command=self._reset)
        return menu

    def _head(self, column: Column) -> None:
        name = self._name(column.key)
        command = (lambda: self._sort(column.key)) if column.sortable else ""
        self._tree.heading(name, text=column.label, anchor=column.side, command=command)
        self._tree.column(name, anchor=column.side, stretch=False, minwidth=theme.px(_NARROWEST))

    def _name(self, key: str) -> str:
        return "#0" if key == self.all[0].key else key

    def _size(self, key: str, width: int) -> None:
        self._tree.column(self._name(key), width=width)

    def _arrange(self) -> None:
        self._tree.configure(displaycolumns=self.visible[1:])
        self._stretched = None
        for key in self.visible:
            self._size(key, self._widths[key])
        if self._tree.winfo_width() > 1:
            self.stretch(self._tree.winfo_width())

    def _arrows(self) -> None:
        key, descending = self.sorted_by or ("", False)
        arrow = theme.icon("caret-down-fill" if descending else "caret-up-fill", 10)
        for column in self.all:
            self._tree.heading(self._name(column.key), image=arrow if column.key == key else "")

    def _sort(self, key: str) -> None:
        descending = self.sorted_by == (key, False)
        self.mark_sorted(key, descending=descending)
        if self.on_sort:
            self.on_sort(key, descending)

    def _toggle(self, key: str) -> None:
        shown = [other for other in self.visible if other != key]
        self.show(shown if key in self.visible else [*shown, key])
        self._changed()

    def _reset(self) -> None:
        self._widths = {column.key: theme.px(column.width) for column in self.all}
        self.show([column.key for column in self.all])
        self._changed()

    def _pressed(self, event: tk.Event[tk.Misc]) -> None:
        heading = self._tree.identify_region(event.x, event.y) == "heading"
        self._dragged = self.column_at(event.x) if heading else ""

    def _released(self, event: tk.Event[tk.Misc]) -> None:
        dragged, self._dragged = self._dragged, ""
        target = self.column_at(event.x)
        if dragged and target and target != dragged and dragged != self.visible[0]:
            self._move(dragged, target)
        self._tree.after_idle(self._read_widths)

    def _move(self, dragged: str, target: str) -> None:
        before = self.visible.index(target) if self.visible.index(dragged) > self.visible.index(target) else None
        order = [key for key in self.visible if key != dragged]
        order.insert(max(1, order.index(target) + (before is None)), dragged)
        self.show(order)
        self._changed()

    def _read_widths(self) -> None:
        """Learn what a person dragged a separator to."""
        changed = False
        for key in self.visible:
            width = int(self._tree.column(self._name(key), "width"))
            if width != self.pixels(key):
                self._widths[key], changed = width, True
        if changed:
            self._stretched = None
            self.stretch(self._tree.winfo_width())
            self._changed()

    def _changed(self) -> None:
        if self.on_change:
            self.on_change()
