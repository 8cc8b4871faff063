"""What keys, clicks and the wheel do to a table. Draws nothing."""

from __future__ import annotations

import sys
import tkinter as tk
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from crm.views.widgets.table import Table

_SHIFT, _CONTROL = 0x1, 0x8 if sys.platform == "darwin" else 0x4
_MENU_BUTTONS = ("<Button-2>", "<Control-Button-1>") if sys.platform == "darwin" else ("<Button-3>",)
_WHEEL_ROWS = 3
_Event: TypeAlias = "tk.Event[tk.Misc]"


class Keys:
    """Binds a table's tree. Every handler ends the event: the tree's own idea of selection never runs."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._anchor: int | None = None  # by id: a reload moves the places
        self._hover = ""
        tree = table.tree
        for key in ("Up", "Down", "Prior", "Next", "Home", "End"):
            tree.bind(f"<{key}>", self._move)
        for key in ("<space>", "<Control-space>"):  # lists that act on Space leave the other
            tree.bind(key, self._toggle)
        for command in ("Control", "Command") if sys.platform == "darwin" else ("Control",):
            tree.bind(f"<{command}-a>", self._all)
            tree.bind(f"<{command}-A>", self._all)
        tree.bind("<Return>", self._open)
        tree.bind("<KP_Enter>", self._open)
        tree.bind("<Delete>", self._delete)
        tree.bind("<Double-Button-1>", self._double)
        tree.bind("<Button-1>", self._click, add="+")
        for key in (*_MENU_BUTTONS, "<Shift-F10>", "<App>" if sys.platform == "win32" else "<Menu>"):
            tree.bind(key, self._context)
        self._bind_wheel()
        tree.bind("<Motion>", self._hovered, add="+")
        tree.bind("<Leave>", self._left, add="+")

    def _bind_wheel(self) -> None:
        tree = self._table.tree
        tree.bind("<MouseWheel>", self._wheel)
        tree.bind("<Button-4>", lambda _event: self._scroll(-_WHEEL_ROWS))
        tree.bind("<Button-5>", lambda _event: self._scroll(_WHEEL_ROWS))

    def _move(self, event: _Event) -> str:
        table, last = self._table, len(self._table.ids) - 1
        if last < 0:
            return "break"
        at = table.focus_place
        steps = {"Up": -1, "Down": 1, "Prior": -table.page_size, "Next": table.page_size}
        ends = {"Home": 0, "End": last}
        target = ends[event.keysym] if event.keysym in ends else max(0, min(last, at + steps[event.keysym]))
        self._go(target if at >= 0 or event.keysym in ends else 0, int(event.state))
        return "break"

    def _go(self, place: int, state: int) -> None:
        table = self._table
        left = table.focus_id
        table.move_focus(place)
        if state & _SHIFT:
            self._settle_anchor(left)
            self._range(place, keep=bool(state & _CONTROL))
        elif not state & _CONTROL:
            self._anchor = table.ids[place]
            table.selection.only([table.ids[place]])
        table.selection_changed()

    def _settle_anchor(self, left: int | None) -> None:
        """A range begins at the row that was chosen last, or at the one left now when others have been selected."""
        selection, ids = self._table.selection, self._table.ids
        if self._anchor is None or self._anchor not in selection or self._anchor not in ids:
            self._anchor = left

    def _range(self, place: int, *, keep: bool) -> None:
        table = self._table
        start = table.ids.index(self._anchor) if self._anchor is not None else place
        low, high = sorted((start, place))
        rows = table.ids[low : high + 1]
        if keep:
            table.selection.add(rows)
        else:
            table.selection.only(rows)

    def _toggle(self, _event: _Event) -> str:
        row = self._table.focus_id
        if row is not None:
            self._anchor = row
            self._table.selection.toggle(row)
            self._table.selection_changed()
        return "break"

    def _all(self, _event: _Event) -> str:
        self._table.selection.select_everything()
        self._table.selection_changed()
        return "break"

    def _open(self, _event: _Event) -> str:
        row = self._table.focus_id
        if row is not None and self._table.on_open:
            self._table.on_open(row)
        return "break"

    def _delete(self, _event: _Event) -> str:
        if self._table.on_delete and self._table.selection:
            self._table.on_delete()
        return "break"

    def _in_rows(self, event: _Event) -> bool:
        return self._table.tree.identify_region(event.x, event.y) in ("cell", "tree")

    def _on_mark(self, event: _Event) -> bool:
        return "image" in self._table.tree.identify_element(event.x, event.y)

    def _click(self, event: _Event) -> str | None:
        table = self._table
        table.tree.focus_set()
        if table.tree.identify_region(event.x, event.y) in ("heading", "separator"):
            return None
        place = table.row_at(event.y) if self._in_rows(event) else -1
        if place < 0:
            return "break"
        if table.on_mark and self._on_mark(event):
            table.on_mark(table.ids[place])
            return "break"
        if int(event.state) & _CONTROL and not int(event.state) & _SHIFT:
            table.move_focus(place)
            self._anchor = table.ids[place]
            table.selection.toggle(table.ids[place])
            table.selection_changed()
        else:
            self._go(place, int(event.state))
        return "break"

    def _double(self, event: _Event) -> str | None:
        if not self._in_rows(event):
            return None
        if self._table.on_mark and self._on_mark(event):
            return "break"  # the first click was heard
        table, column = self._table, self._table.columns.column_at(event.x)
        if table.focus_id is not None and table.on_edit and table.on_edit(table.focus_id, column):
            return "break"
        return self._open(event)

    def _context(self, event: _Event) -> str:
        table = self._table
        pointed = event.keysym not in ("F10", "Menu", "App")
        if pointed and table.tree.identify_region(event.x, event.y) == "heading":
            table.columns.menu().tk_popup(event.x_root, event.y_root)
            return "break"
        place = table.row_at(event.y) if pointed else table.focus_place
        row = table.ids[place] if 0 <= place < len(table.ids) else None
        if row is not None and row not in table.selection:
            self._go(place, 0)
        if table.on_context:
            table.on_context(*(self._pointer(event) if pointed else self._beside_focus()), row)
        return "break"

    @staticmethod
    def _pointer(event: _Event) -> tuple[int, int]:
        return event.x_root, event.y_root

    def _beside_focus(self) -> tuple[int, int]:
        tree = self._table.tree
        box = tree.bbox(tree.focus()) if tree.focus() else ""
        x, y, _width, height = box or (0, 0, 0, 0)
        return tree.winfo_rootx() + x + height, tree.winfo_rooty() + y + height

    def _wheel(self, event: _Event) -> str:
        notches = event.delta / (1 if sys.platform == "darwin" else 120)
        return self._scroll(
            -round(notches * (1 if sys.platform == "darwin" else _WHEEL_ROWS)) or (-1 if event.delta > 0 else 1)
        )

    def _scroll(self, rows: int) -> str:
        self._table.scroll(rows)
        return "break"

    def _hovered(self, event: _Event) -> None:
        tree = self._table.tree
        self._highlight(tree.identify_row(event.y))

    def _left(self, _event: _Event) -> None:
        self._highlight("")

    def _highlight(self, item: str) -> None:
        tree = self._table.tree
        if item == self._hover:
            return
        if self._hover and tree.exists(self._hover):
            tree.tk.call(str(tree), "tag", "remove", "hover", self._hover)
        self._hover = item
        if item:
            tree.tk.call(str(tree), "tag", "add", "hover", item)
