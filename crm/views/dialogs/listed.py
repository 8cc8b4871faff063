"""A dialog with a list on the left and the details of the chosen line on the right: tags, fields, saved views."""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Callable, Mapping, Sequence
from tkinter import ttk

from crm.views import theme
from crm.views.widgets.table import Column, Table
from crm.views.widgets.table_rows import Cells


class Listed(ttk.Frame):
    """A small table of records that are all known: `show` gives them, `on_choose(id)` hears which one is chosen."""

    def __init__(self, parent: tk.Misc, columns: Sequence[Column], *, mark: Callable[[int], str] | None = None) -> None:
        super().__init__(parent)
        self.on_choose: Callable[[int], object] = lambda _row: None
        self._cells: dict[int, Cells] = {}
        marked = (lambda row, _cells: mark(row)) if mark else None
        self.table = Table(self, columns, fetch=self._fetch, mark=marked)
        self.table.on_select = self._selected
        self.table.pack(fill="both", expand=True)

    @property
    def chosen(self) -> int | None:
        """The id of the chosen line."""
        chosen = self.table.selected_ids()
        return chosen[0] if chosen else None

    def show(self, rows: Mapping[int, Cells]) -> None:
        """Show these rows in their order; the chosen one stays chosen while it is there."""
        self._cells = dict(rows)
        self.table.set_ids(array("q", rows), keep_place=True)
        self.table.refresh()

    def choose(self, row: int) -> None:
        """Choose a line as a click would."""
        self.table.select([row])
        self.table.see(row)

    def choose_first(self) -> None:
        """Choose the first line when none is chosen."""
        if self.chosen is None and len(self.table.ids):
            self.choose(self.table.ids[0])

    def _fetch(self, ids: list[int], done: Callable[[Mapping[int, Cells]], None]) -> None:
        done({row: self._cells[row] for row in ids if row in self._cells})

    def _selected(self) -> None:
        chosen = self.chosen
        if chosen is not None:
            self.on_choose(chosen)


def side(parent: tk.Misc, *, width: int) -> ttk.Frame:
    """The frame for the details, of a fixed width, beside the list."""
    frame = ttk.Frame(parent, width=theme.px(width), padding=(theme.px(20), 0, 0, 0))
    frame.pack_propagate(False)
    frame.pack(side="right", fill="y")
    return frame
