"""The first rows of a file in the assistant, as they were decoded; drawn when they are looked at. Reads nothing."""

from __future__ import annotations

import tkinter as tk
from array import array
from tkinter import ttk

from crm.utils.i18n import _
from crm.utils.text import one_line
from crm.views.dialogs.import_reading import Reading
from crm.views.widgets.table import Column, Table

_MOST_COLUMNS = 80  # a person looks at it, nobody works in it
_MOST_ROWS = 200


class Preview(ttk.Frame):
    """The first rows, in a table that is made anew for other columns."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.table: Table | None = None
        self._drawn: object = None

    def show(self, reading: Reading) -> None:
        """Show the first rows of a file."""
        if self._drawn == (reading.source, reading.headers, reading.sample):
            return
        self._drawn = (reading.source, reading.headers, reading.sample)
        if self.table is not None:
            self.table.destroy()
        columns = [
            Column(f"c{place}", one_line(header, 40), 140, sortable=False)
            for place, header in enumerate(reading.headers[:_MOST_COLUMNS])
        ]
        cells = [tuple(one_line(cell, 80) for cell in row[:_MOST_COLUMNS]) for row in reading.sample[:_MOST_ROWS]]
        self.table = Table(self, columns, fetch=lambda ids, done: done({row: cells[row] for row in ids}))
        self.table.set_empty(_("No rows under the headers"))
        self.table.pack(fill="both", expand=True)
        self.table.set_ids(array("q", range(len(cells))))
