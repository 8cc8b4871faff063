"""The screen of a check: what an import would do with every row, by outcome, its cells beside. Runs nothing."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from tkinter import ttk

from crm.models.import_results import FieldChange, ImportResult, Outcome, Outcomes, RowError, RowOutcome
from crm.utils.i18n import N_, _, ngettext, translate
from crm.utils.money import show_number
from crm.utils.text import one_line
from crm.views import theme
from crm.views.dialogs.import_cells import Cell, CellList
from crm.views.dialogs.import_words import side_words, warning_lines
from crm.views.widgets.table import Column, Table
from crm.views.widgets.table_rows import Answer, Cells

Edits = Mapping[tuple[int, str], str]
ALL, PROBLEMS = "all", "problems"
WORDS = {
    Outcome.CREATED: N_("Add"),
    Outcome.UPDATED: N_("Update"),
    Outcome.UNCHANGED: N_("Unchanged"),
    Outcome.SKIPPED: N_("Leave out"),
    Outcome.FAILED: N_("Refuse"),
}
_ROLES = {
    Outcome.CREATED: "success",
    Outcome.UPDATED: "primary",
    Outcome.UNCHANGED: "border_strong",
    Outcome.SKIPPED: "placeholder",
    Outcome.FAILED: "danger",
}
_SIDE = 420
_BANNER = 340  # the room beside the words for what was changed since the check
_SHOWN_CHANGES, _SHOWN_WARNINGS = 6, 2
_LINE = 150  # characters of a warning
_KEPT = 2000  # rows whose colours are known


@dataclass(frozen=True)
class _Row:
    """A row of the file as looked up: its outcome, and what was refused in it."""

    outcome: RowOutcome
    errors: Sequence[RowError]


class CheckPage(ttk.Frame):
    """`on_edit((row, header), text)` hears a cell typed over; `on_again()` and `on_save_problems()` are asked for."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.on_edit: Callable[[tuple[int, str], str], object] = lambda _cell, _text: None
        self.on_again: Callable[[], object] = lambda: None
        self.on_save_problems: Callable[[], object] = lambda: None
        self.chips: dict[str, ttk.Radiobutton] = {}
        self._outcomes: Outcomes | None = None
        self._headers: Sequence[str] = ()
        self._edits: Edits = {}
        self._known: dict[int, _Row] = {}
        self.cells: CellList
        self._chosen = tk.StringVar(self, value=ALL)
        self._build_words()
        self._build_head()
        self._build_body()

    def show(self, result: ImportResult, headers: Sequence[str], *, edits: Edits) -> None:
        """Show what a check found; `headers` are those of the file."""
        self._outcomes, self._headers = result.outcomes, headers
        self._known = {}
        self._words.configure(text=_words_of(result))
        self._show_chips(result)
        self.show_edits({})
        self._edits = edits
        self.filter(ALL)

    def show_edits(self, edits: Edits) -> None:
        """Say how many cells were changed since the check."""
        self._edits = edits
        self._banner.grid_remove()
        if edits:
            words = ngettext("{count} cell changed", "{count} cells changed", len(edits))
            self._edited.configure(text=words.format(count=show_number(len(edits))))
            self._banner.grid()

    def filter(self, wanted: str) -> None:
        """List the rows of an outcome, ALL, or those with PROBLEMS."""
        self._chosen.set(wanted)
        if self._outcomes is None:
            return
        outcome = "" if wanted in (ALL, PROBLEMS) else wanted
        places = self._outcomes.places(outcome, with_errors=wanted == PROBLEMS)
        self.table.set_ids(places)
        self.table.select(places[:1])
        self._show_cells()

    def take_focus(self) -> None:
        """The keyboard begins in the list."""
        self.table.tree.focus_set()

    # ---- making

    def _build_words(self) -> None:
        """What the check came to; at its right there is always room for what was changed since."""
        top = ttk.Frame(self)
        top.pack(fill="x", pady=(0, theme.px(8)))
        top.columnconfigure(0, weight=1)
        self._words = ttk.Label(top, style="Muted.TLabel", justify="left")
        self._words.grid(row=0, column=0, sticky="nw")
        self._banner = ttk.Frame(top)
        self._banner.grid(row=0, column=1, sticky="ne")
        self._banner.grid_remove()
        self._edited = ttk.Label(self._banner, style="Accent.TLabel")
        self._edited.pack(side="left", padx=(0, theme.px(12)))
        self.again = ttk.Button(self._banner, text=_("Check again"), command=self._again)
        self.again.pack(side="left")
        top.rowconfigure(0, minsize=self.again.winfo_reqheight())
        room = theme.px(_BANNER)
        top.bind("<Configure>", lambda event: self._words.configure(wraplength=max(1, event.width - room)))

    def _build_head(self) -> None:
        head = ttk.Frame(self)
        head.pack(fill="x", pady=(0, theme.px(8)))
        self._chips = ttk.Frame(head)
        self._chips.pack(side="left")
        for value, words in ((ALL, ""), *WORDS.items(), (PROBLEMS, "")):
            chip = ttk.Radiobutton(self._chips, style="Pill.TRadiobutton", text=words, value=str(value))
            chip.configure(variable=self._chosen, command=partial(self.filter, str(value)))
            self.chips[str(value)] = chip
        self.save = ttk.Button(head, text=_("Export the problem rows…"), command=self._save)
        self.save.pack(side="right")

    def _build_body(self) -> None:
        self._body = ttk.Frame(self)
        self._body.pack(fill="both", expand=True)
        side = ttk.Frame(self._body, width=theme.px(_SIDE))
        side.pack_propagate(False)
        columns = [
            Column("outcome", _("What happens"), 120, sortable=False),
            Column("row", _("Row"), 64, anchor="e", sortable=False),
            Column("name", _("Name"), 150, sortable=False),
            Column("changes", _("What changes"), 240, sortable=False),
        ]
        self.table = Table(self._body, columns, fetch=self._fetch, mark=self._mark)
        self.table.set_empty(_("No rows of this kind"))
        self.table.tag = self._tag
        self.table.on_select = self._show_cells
        self.table.on_open = lambda _place: self.cells.table.tree.focus_set()
        self.cells = CellList(side)
        self.cells.on_edit = self._cell_edited
        self._changes = ttk.Label(side, style="Small.TLabel", justify="left", wraplength=theme.px(_SIDE))
        self._changes.pack(side="bottom", anchor="w", pady=(theme.px(6), 0))
        self.cells.pack(fill="both", expand=True)
        side.pack(side="right", fill="y", padx=(theme.px(16), 0))
        self.table.pack(side="left", fill="both", expand=True)
        side.lift()  # Tab comes here after the rows

    # ---- rows

    def _fetch(self, ids: list[int], done: Answer) -> None:
        found = {place: row for place in ids if (row := self._look(place)) is not None}
        self._known = {**dict(list(self._known.items())[-_KEPT:]), **found}
        done({place: _cells(row) for place, row in found.items()})

    def _look(self, place: int) -> _Row | None:
        outcomes = self._outcomes
        if outcomes is None or not 0 <= place < len(outcomes):
            return None
        outcome = outcomes[place]
        return _Row(outcome, outcomes.row_errors(outcome.row))

    def _mark(self, place: int, _cells: Cells) -> str:
        row = self._known.get(place)
        return theme.dot(getattr(theme.colors(), _ROLES[row.outcome.outcome])) if row else ""

    def _tag(self, place: int, _cells: Cells) -> str:
        row = self._known.get(place)
        if row is None:
            return ""
        if row.errors:
            return "danger"
        return "muted" if row.outcome.outcome in (Outcome.UNCHANGED, Outcome.SKIPPED) else ""

    # ---- cells

    def _show_cells(self) -> None:
        place = self.table.focus_id
        row = self._look(place) if place is not None else None
        self.cells.show(self._cells_of(row) if row else ())
        self._changes.configure(text="\n".join(self._lines_of(row)) if row else "")

    def _lines_of(self, row: _Row) -> list[str]:
        """What stands against the row as a whole, and what changes in a record that is here."""
        whole = [one_line(error.reason, 300) for error in row.errors if error.column not in self._headers]
        changes = row.outcome.changes if row.outcome.outcome == Outcome.UPDATED else ()
        return [*whole, *(_change(change) for change in changes)][:_SHOWN_CHANGES]

    def _cells_of(self, row: _Row) -> list[Cell]:
        reasons: dict[str, str] = {}
        for error in row.errors:
            reasons[error.column] = f"{reasons.get(error.column, '')} {error.reason}".strip()
        found = []
        for header, text in zip(self._headers, row.outcome.cells, strict=False):
            typed = self._edits.get((row.outcome.row, header))
            if typed is None or typed == text:
                found.append(Cell(header, text, reasons.get(header, "")))
            else:
                found.append(Cell(header, typed, edited=True))
        return found

    def _save(self) -> None:
        self.on_save_problems()

    def _again(self) -> None:
        self.on_again()

    def _cell_edited(self, header: str, text: str) -> None:
        place = self.table.focus_id
        row = self._known.get(place) if place is not None else None
        if row is not None:
            self.on_edit((row.outcome.row, header), text)
            self.cells.update_cell(header, text)

    # ---- chips

    def _show_chips(self, result: ImportResult) -> None:
        outcomes = result.outcomes
        wrong = len(outcomes.places(with_errors=True)) if outcomes is not None else 0
        counts = {ALL: result.rows, PROBLEMS: wrong, **{str(one): int(getattr(result, one)) for one in WORDS}}
        words = {ALL: _("All"), PROBLEMS: _("With problems")}
        words |= {str(value): translate(label) for value, label in WORDS.items()}
        for value, chip in self.chips.items():
            chip.configure(text=f"{words[value]} {show_number(counts[value])}")
            chip.pack_forget()
            if counts[value] or value == ALL:
                chip.pack(side="left", padx=(0, theme.px(2)))
        self.save.state(["!disabled" if wrong else "disabled"])


def _cells(row: _Row) -> Cells:
    outcome = row.outcome
    words = translate(WORDS[outcome.outcome])
    return (words, str(outcome.row), one_line(outcome.name, 80), " · ".join([*_wrong(row), *_changes(outcome)]))


def _wrong(row: _Row) -> list[str]:
    errors = row.errors[:_SHOWN_CHANGES]
    return [one_line(f"{error.column}: {error.reason}" if error.column else error.reason, 160) for error in errors]


def _changes(outcome: RowOutcome) -> list[str]:
    """What changes: old and new of a record that is here, what a new one holds."""
    return [_change(change) for change in outcome.changes[:_SHOWN_CHANGES]]


def _change(change: FieldChange) -> str:
    label, old, new = translate(change.label), one_line(change.old, 40), one_line(change.new, 40)
    then = new or _("empty")
    return f"{label}: {old} → {then}" if old else f"{label}: {new}"


def _words_of(result: ImportResult) -> str:
    rows = ngettext("{count} row of the file", "{count} rows of the file", result.rows)
    counted = rows.format(count=show_number(result.rows))
    nothing_yet = _("Nothing has been written yet.")
    first = f"{counted}. {nothing_yet} {side_words(result, dry_run=True)}".strip()
    return "\n".join([first, *(one_line(line, _LINE) for line in warning_lines(result, _SHOWN_WARNINGS))])
