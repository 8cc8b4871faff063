"""The screen of what an import did, or a check says it would do: every row counted, and each value that was refused."""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from tkinter import ttk

from crm.files.writing import write_csv
from crm.models.import_results import ImportResult, RowError
from crm.utils.i18n import N_, _, ngettext
from crm.utils.money import show_number
from crm.utils.text import fold, one_line
from crm.views import theme
from crm.views.search_box import SearchBox
from crm.views.widgets.tab_order import follow_sight
from crm.views.widgets.table import Column, Table

# What became of the rows: the name in the result, the words after an import, the words after a check, the colour.
_COUNTS = (
    ("created", N_("Added"), N_("Would be added"), "success"),
    ("updated", N_("Updated"), N_("Would be updated"), "info"),
    ("unchanged", N_("Unchanged"), N_("Unchanged"), "muted"),
    ("skipped", N_("Left out"), N_("Would be left out"), "muted"),
    ("failed", N_("Refused"), N_("Would be refused"), "danger"),
)
_OTHERS = N_("others: {count}")
_SIDE = {"tags": N_("{count} tags"), "companies": N_("{count} companies"), "contacts": N_("{count} contacts")}
_SHOWN_WARNINGS = 4


class OutcomePage(ttk.Frame):
    """`on_save_errors()` hears that the list of refused values is wanted as a file."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.on_save_errors: Callable[[], object] = lambda: None
        self._errors: Sequence[RowError] = ()
        self._words = ttk.Label(self, style="Muted.TLabel")
        self._words.pack(anchor="w", pady=(0, theme.px(12)))
        self._tiles = ttk.Frame(self)
        self._tiles.pack(fill="x")
        self._warnings = ttk.Label(self, style="TLabel", justify="left")
        self._warnings.pack(anchor="w", fill="x", pady=(theme.px(12), 0))
        self.bind("<Configure>", lambda event: self._warnings.configure(wraplength=max(1, event.width)))
        self._list = ttk.Frame(self)
        self._build_list()

    def show(self, result: ImportResult) -> None:
        """Show a result."""
        self._errors = result.errors
        rows = ngettext("{count} row of the file", "{count} rows of the file", result.rows)
        counted = rows.format(count=show_number(result.rows))
        nothing = _("Nothing has been written yet.")
        self._words.configure(text=f"{counted}. {nothing}" if result.dry_run else f"{counted}{_seconds(result)}.")
        self._show_tiles(result)
        self._warnings.configure(text="\n".join(f"·  {line}" for line in _lines(result)))
        self._list.pack_forget()
        if self._errors:
            self._heading.configure(text=errors_words(len(self._errors)))
            self.search.set("")
            self._list.pack(fill="both", expand=True, pady=(theme.px(14), 0))
            self._filter("")

    def save_errors(self, path: Path) -> int:
        """Write every refused value to a CSV; the number of lines."""
        rows = [(one.row, one.column, one.value, one.reason) for one in self._errors]
        return write_csv(path, [_("Row"), _("Column"), _("Value"), _("Reason")], rows=rows)

    # ---- making

    def _build_list(self) -> None:
        head = ttk.Frame(self._list)
        head.pack(fill="x", pady=(0, theme.px(6)))
        self._heading = ttk.Label(head, style="Strong.TLabel")
        self._heading.pack(side="left")
        self.save = ttk.Button(head, text=_("Save the list…"), command=self._save)
        self.save.pack(side="right", padx=(theme.px(8), 0))
        self.search = SearchBox(head, _("Find in the list"), width=240)
        self.search.pack(side="right")
        follow_sight(head)
        self.search.on_search = self._filter
        columns = [
            Column("row", _("Row"), 70, sortable=False),
            Column("column", _("Column"), 170, sortable=False),
            Column("value", _("Value"), 220, sortable=False),
            Column("reason", _("Reason"), 360, sortable=False),
        ]
        self.table = Table(self._list, columns, fetch=self._fetch)
        self.table.set_empty(_("Nothing in the list fits"))
        self.table.pack(fill="both", expand=True)

    def _save(self) -> None:
        self.on_save_errors()

    def _fetch(self, ids: list[int], done: Callable[[dict[int, tuple[str, ...]]], None]) -> None:
        done({place: _cells(self._errors[place]) for place in ids if place < len(self._errors)})

    def _filter(self, typed: str) -> None:
        wanted = fold(typed)
        found = (
            place
            for place, one in enumerate(self._errors)
            if not wanted or wanted in fold(f"{one.row} {one.column} {one.value} {one.reason}")
        )
        self.table.set_ids(array("q", found))

    def _show_tiles(self, result: ImportResult) -> None:
        for child in self._tiles.winfo_children():
            child.destroy()
        for place, (name, done, checked, role) in enumerate(_COUNTS):
            count = getattr(result, name)
            tile = ttk.Frame(self._tiles, style="Card.TFrame", padding=(theme.px(14), theme.px(10)))
            tile.grid(row=0, column=place, sticky="nsew", padx=(0 if place == 0 else theme.px(6), 0))
            self._tiles.columnconfigure(place, weight=1, uniform="tiles")
            number = ttk.Label(tile, text=show_number(count), style="Title.TLabel")
            number.pack(anchor="w")
            ttk.Label(tile, text=_(checked if result.dry_run else done), style="Small.TLabel").pack(anchor="w")
            _color(number, role if count else "placeholder")


def _color(label: ttk.Label, role: str) -> None:
    theme.follow(label, lambda: label.configure(foreground=getattr(theme.colors(), role)))


def _cells(error: RowError) -> tuple[str, ...]:
    return (str(error.row), one_line(error.column, 60), one_line(error.value, 120), error.reason)


def errors_words(count: int) -> str:
    """How many values were refused."""
    words = ngettext("{count} value was not taken", "{count} values were not taken", count)
    return words.format(count=show_number(count))


def title_of(result: ImportResult) -> str:
    """One line that says how it went."""
    if result.dry_run:
        return _("This is what the import would do")
    if result.operation is None:
        return _("The file brought nothing new")
    taken = result.created + result.updated
    return ngettext("{count} contact imported", "{count} contacts imported", taken).format(count=show_number(taken))


def _seconds(result: ImportResult) -> str:
    if result.seconds < 1:
        return ""
    return " " + _("in {seconds} s").format(seconds=show_number(round(result.seconds, 1)))


def _lines(result: ImportResult) -> list[str]:
    """What came into being beside the rows, and the warnings."""
    lines = []
    made = [
        _(_SIDE.get(kind, _OTHERS)).format(count=show_number(count))
        for kind, count in result.side_created.items()
        if count
    ]
    if made:
        lines.append(_("Also added: {things}").format(things=", ".join(made)))
    warnings = list(result.warnings)
    lines += warnings[:_SHOWN_WARNINGS]
    if len(warnings) > _SHOWN_WARNINGS:
        lines.append(_("… and {count} more").format(count=len(warnings) - _SHOWN_WARNINGS))
    return lines
