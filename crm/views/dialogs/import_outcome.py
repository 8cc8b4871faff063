"""The screen of what an import did: every row counted, how full each field arrived, each value that was refused."""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Callable, Sequence
from tkinter import ttk

from crm.models.import_results import FieldFill, ImportResult, RowError
from crm.utils.i18n import N_, _, ngettext, translate
from crm.utils.money import show_number
from crm.utils.text import fold, one_line
from crm.views import theme
from crm.views.dialogs.import_words import errors_words, seconds_words, side_words, warning_lines
from crm.views.search_box import SearchBox
from crm.views.widgets.scrolled import Scrolled
from crm.views.widgets.tab_order import follow_sight
from crm.views.widgets.table import Column, Table
from crm.views.widgets.table_rows import Answer

# What became of the rows: the name in the result, the words, the colour.
_COUNTS = (
    ("created", N_("Added"), "success"),
    ("updated", N_("Updated"), "info"),
    ("unchanged", N_("Unchanged"), "muted"),
    ("skipped", N_("Left out"), "muted"),
    ("failed", N_("Refused"), "danger"),
)
_MOST_WARNINGS = 500


class OutcomePage(ttk.Frame):
    """`on_save_errors()` hears that the rows with refused values are wanted as a file."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.on_save_errors: Callable[[], object] = lambda: None
        self._errors: Sequence[RowError] = ()
        self._fill: Sequence[FieldFill] = ()
        self._words = ttk.Label(self, style="Muted.TLabel", justify="left")
        self._words.pack(anchor="w", fill="x", pady=(0, theme.px(10)))
        self._tiles = ttk.Frame(self)
        self._tiles.pack(fill="x", pady=(0, theme.px(12)))
        self.bind("<Configure>", lambda event: self._words.configure(wraplength=max(1, event.width)))
        self.pages = ttk.Notebook(self)
        self.pages.enable_traversal()
        self.pages.pack(fill="both", expand=True)
        self._build_errors()
        self._build_fill()
        self._build_notes()

    def show(self, result: ImportResult) -> None:
        """Show a result."""
        self._errors, self._fill = result.errors, result.fill
        rows = ngettext("{count} row of the file", "{count} rows of the file", result.rows)
        counted = rows.format(count=show_number(result.rows))
        side = side_words(result, dry_run=False)
        self._words.configure(text=f"{counted}{seconds_words(result)}. {side}".strip())
        self._show_tiles(result)
        self.search.set("")
        self._filter("")
        self.fill.set_ids(array("q", range(len(self._fill))))
        notes = warning_lines(result, _MOST_WARNINGS)
        self._notes.configure(text="\n\n".join(notes))
        self._name_pages(notes)

    # ---- making

    def _build_errors(self) -> None:
        page = ttk.Frame(self.pages, padding=(0, theme.px(8), 0, 0))
        head = ttk.Frame(page)
        head.pack(fill="x", pady=(0, theme.px(6)))
        self.save = ttk.Button(head, text=_("Export the problem rows…"), command=self._save)
        self.save.pack(side="right", padx=(theme.px(8), 0))
        self.search = SearchBox(head, _("Find in the list"), width=240)
        self.search.pack(side="right")
        follow_sight(head)
        self.search.on_search = self._filter
        columns = [
            Column("row", _("Row"), 70, sortable=False),
            Column("column", _("Column"), 170, sortable=False),
            Column("value", _("Content"), 220, sortable=False),
            Column("reason", _("Reason"), 360, sortable=False),
        ]
        self.table = Table(page, columns, fetch=self._fetch)
        self.table.set_empty(_("Nothing in the list fits"))
        self.table.pack(fill="both", expand=True)
        self.pages.add(page, text="")

    def _build_fill(self) -> None:
        page = ttk.Frame(self.pages, padding=(0, theme.px(8), 0, 0))
        columns = [
            Column("column", _("Column"), 220, sortable=False),
            Column("field", _("Goes to"), 220, sortable=False),
            Column("taken", _("Arrived"), 90, anchor="e", sortable=False),
            Column("in_file", _("In the file"), 90, anchor="e", sortable=False),
            Column("words", _("Not taken"), 160, sortable=False),
        ]
        self.fill = Table(page, columns, fetch=self._fetch_fill)
        self.fill.tag = lambda place, _cells: "danger" if self._fill[place].taken < self._fill[place].in_file else ""
        self.fill.set_empty(_("No column went anywhere"))
        self.fill.pack(fill="both", expand=True)
        self.pages.add(page, text=_("Column by column"))

    def _build_notes(self) -> None:
        page = Scrolled(self.pages)
        self._notes = ttk.Label(page.body, justify="left", padding=theme.px(12))
        self._notes.pack(anchor="w")
        page.adopt()
        page.bind("<Configure>", lambda event: self._notes.configure(wraplength=max(1, event.width - theme.px(40))))
        self.pages.add(page, text="")

    def _name_pages(self, notes: Sequence[str]) -> None:
        words = (
            errors_words(len(self._errors)) if self._errors else "",
            _("Column by column"),
            _("Notes ({count})").format(count=len(notes)) if notes else "",
        )
        for place, text in enumerate(words):
            state = "normal" if text else "hidden"
            self.pages.tk.call(str(self.pages), "tab", place, "-state", state, "-text", text)
        self.pages.select(0 if self._errors else 1)  # type: ignore[no-untyped-call]

    # ---- showing

    def _save(self) -> None:
        self.on_save_errors()

    def _fetch(self, ids: list[int], done: Answer) -> None:
        done({place: _cells(self._errors[place]) for place in ids if place < len(self._errors)})

    def _fetch_fill(self, ids: list[int], done: Answer) -> None:
        done({place: _fill_cells(self._fill[place]) for place in ids if place < len(self._fill)})

    def _filter(self, typed: str) -> None:
        wanted = fold(typed)
        if not wanted:
            self.table.set_ids(array("q", range(len(self._errors))))
            return
        found = (
            place
            for place, one in enumerate(self._errors)
            if wanted in fold(f"{one.row} {one.column} {one.value[:200]} {one.reason}")
        )
        self.table.set_ids(array("q", found))

    def _show_tiles(self, result: ImportResult) -> None:
        for child in self._tiles.winfo_children():
            child.destroy()
        for place, (name, words, role) in enumerate(_COUNTS):
            count = getattr(result, name)
            tile = ttk.Frame(self._tiles, style="Card.TFrame", padding=(theme.px(14), theme.px(8)))
            tile.grid(row=0, column=place, sticky="nsew", padx=(0 if place == 0 else theme.px(6), 0))
            self._tiles.columnconfigure(place, weight=1, uniform="tiles")
            number = ttk.Label(tile, text=show_number(count), style="Title.TLabel")
            number.pack(anchor="w")
            ttk.Label(tile, text=translate(words), style="Small.TLabel").pack(anchor="w")
            _color(number, role if count else "placeholder")


def _color(label: ttk.Label, role: str) -> None:
    theme.follow(label, lambda: label.configure(foreground=getattr(theme.colors(), role)))


def _cells(error: RowError) -> tuple[str, ...]:
    return (str(error.row), one_line(error.column, 60), one_line(error.value, 120), error.reason)


def _fill_cells(fill: FieldFill) -> tuple[str, ...]:
    lost = fill.in_file - fill.taken
    words = ngettext("{count} value", "{count} values", lost).format(count=show_number(lost)) if lost > 0 else ""
    header, label = one_line(fill.header, 60), translate(fill.label)
    return (header, label, show_number(fill.taken), show_number(fill.in_file), words)
