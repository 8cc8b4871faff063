"""The cells of one row of a file, each beside its header and what was refused in it; typed over in place."""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from tkinter import ttk

from crm.utils.i18n import _
from crm.utils.text import one_line
from crm.views import theme
from crm.views.widgets.table import Column, Table
from crm.views.widgets.table_rows import Answer, Cells

_LONGEST = 10_000  # characters that a field of one line is given to show


@dataclass(frozen=True)
class Cell:
    """One cell: its text as it would be imported now, and why it was refused ("" when it was not)."""

    header: str
    text: str
    reason: str = ""
    edited: bool = False


class CellList(ttk.Frame):
    """`on_edit(header, text)` hears what a person typed over a cell."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.on_edit: Callable[[str, str], object] = lambda _header, _text: None
        self.entry: ttk.Entry | None = None
        self._cells: Sequence[Cell] = ()
        columns = [
            Column("header", _("Column"), 150, sortable=False),
            Column("text", _("In the file"), 125, sortable=False),
            Column("reason", _("Problem"), 120, sortable=False),
        ]
        self.table = Table(self, columns, fetch=self._fetch, mark=self._mark)
        self.table.set_empty(_("No row is chosen"))
        self.table.tag = lambda place, _cells: "danger" if self._cells[place].reason else ""
        self.table.on_open = self.edit
        self.table.on_select = self._selected
        self.table.tree.bind("<F2>", lambda _event: self._edit_focused())
        self.table.pack(fill="both", expand=True)
        self._reason = ttk.Label(self, style="Error.TLabel", justify="left")
        self._reason.bind("<Configure>", lambda event: self._reason.configure(wraplength=max(1, event.width)))

    def show(self, cells: Sequence[Cell]) -> None:
        """Show the cells of a row; the first with a problem is chosen."""
        self._close()
        self._cells = cells
        self.table.set_ids(array("q", range(len(cells))))
        self._show_columns()
        wrong = next((place for place, cell in enumerate(cells) if cell.reason), 0)
        if cells:
            self.table.select([wrong])
            self.table.see(wrong)

    def update_cell(self, header: str, text: str) -> None:
        """A cell was typed over: show it so, where the list stands."""
        self._cells = [Cell(one.header, text, "", True) if one.header == header else one for one in self._cells]
        self._show_columns()
        self.table.refresh()
        self._selected()

    def edit(self, place: int) -> None:
        """Open a cell for typing: Enter takes what is typed, Escape leaves the cell as it was."""
        self._close()
        if len(self._cells[place].text) > _LONGEST:
            self._say(_("This cell is too long to be changed here."))
            return
        self.table.move_focus(place)
        self.update_idletasks()
        tree = self.table.tree
        box = tree.bbox(tree.focus(), "text") if tree.focus() else ""
        if box:
            self._open(place, box)

    def _open(self, place: int, box: tuple[int, int, int, int]) -> None:
        entry = self.entry = ttk.Entry(self.table.tree)
        entry.insert(0, self._cells[place].text)
        entry.select_range(0, "end")
        entry.place(x=box[0], y=box[1], width=max(box[2], self.table.tree.winfo_width() - box[0]), height=box[3])
        for key in ("<Return>", "<KP_Enter>"):
            entry.bind(key, lambda _event: self._take(place, back=True))
        entry.bind("<Escape>", lambda _event: self._close(back=True))
        entry.bind("<FocusOut>", lambda _event: self._take(place))
        entry.focus_set()

    def _show_columns(self) -> None:
        """A row without problems leaves their room to its cells."""
        wrong = any(cell.reason or cell.edited for cell in self._cells)
        self.table.set_columns(["header", "text", *(["reason"] if wrong else [])])

    def _edit_focused(self) -> str:
        if self.table.focus_place >= 0:
            self.edit(self.table.focus_place)
        return "break"

    def _take(self, place: int, *, back: bool = False) -> str:
        typed = self.entry.get() if self.entry is not None else None
        self._close(back=back)
        if typed is not None and typed != self._cells[place].text:
            self.on_edit(self._cells[place].header, typed)
        return "break"

    def _close(self, *, back: bool = False) -> str:
        entry, self.entry = self.entry, None
        if entry is not None:
            entry.destroy()
        if back:
            self.table.tree.focus_set()
        return "break"

    def _selected(self) -> None:
        place = self.table.focus_place
        self._say(self._cells[place].reason if 0 <= place < len(self._cells) else "")

    def _say(self, words: str) -> None:
        self._reason.pack_forget()
        if words:
            self._reason.configure(text=words)
            self._reason.pack(side="bottom", fill="x", pady=(theme.px(6), 0), before=self.table)

    def _mark(self, place: int, _cells: Cells) -> str:
        palette, cell = theme.colors(), self._cells[place]
        color = palette.danger if cell.reason else palette.primary if cell.edited else palette.border
        return theme.dot(color)

    def _fetch(self, ids: list[int], done: Answer) -> None:
        found: Mapping[int, Cells] = {
            place: (one_line(one.header, 60), one_line(one.text, 200), _words(one))
            for place, one in ((place, self._cells[place]) for place in ids if place < len(self._cells))
        }
        done(found)


def _words(cell: Cell) -> str:
    if cell.edited:
        return _("changed here")
    return one_line(cell.reason, 200)
