"""A form built from field declarations: sections, labels, editors, and what is wrong beside each. Saves nothing."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from tkinter import ttk

from crm.errors import Invalid
from crm.models.fields import Field, Kind
from crm.utils.i18n import translate
from crm.views import theme
from crm.views.widgets.editors import Editor, Lookup
from crm.views.widgets.pickers import editor_for

_TWO_COLUMNS = 620  # units of width from which two fields stand side by side
_WHOLE_LINE = (Kind.LONG_TEXT, Kind.TAGS)


class _Cell(ttk.Frame):
    """A field in the form: its label above, its editor, and under it the sentence about it."""

    def __init__(self, parent: tk.Misc, field: Field, *, lookup: Lookup) -> None:
        super().__init__(parent)
        self.columnconfigure(0, weight=1)
        self.label = ttk.Label(
            self, style="Small.TLabel", text=translate(field.label) + (" *" if field.required else "")
        )
        self.label.grid(row=0, column=0, sticky="w", padx=theme.px(2))
        self.editor: Editor = editor_for(self, field, lookup=lookup)
        self.editor.grid(row=1, column=0, sticky="ew")
        self._words = ttk.Label(self, style="Error.TLabel")
        self.label.bind("<Button-1>", lambda _event: self.editor.entry.focus_set())
        self.bind("<Configure>", lambda event: self._words.configure(wraplength=max(1, event.width - theme.px(4))))

    def say(self, sentence: str, *, wrong: bool) -> None:
        """Show a sentence under the editor; "" takes it away."""
        self.editor.mark(wrong=wrong and bool(sentence))
        self._words.configure(text=sentence, style="Error.TLabel" if wrong else "Warning.TLabel")
        if sentence:
            self._words.grid(row=2, column=0, sticky="w", padx=theme.px(2))
        else:
            self._words.grid_remove()

    @property
    def words(self) -> str:
        """The sentence shown now."""
        return str(self._words.cget("text"))


class Form(ttk.Frame):
    """Fields in sections, one column or two by width. `on_change(name)` hears every edit of a person."""

    def __init__(self, parent: tk.Misc, fields: Sequence[Field], *, lookup: Lookup | None = None) -> None:
        super().__init__(parent)
        self.on_change: Callable[[str], None] | None = None
        self._fields = list(fields)
        self._setting = False
        self._columns = 0
        self._two_from = _TWO_COLUMNS
        self._whole: frozenset[str] = frozenset()
        self._hidden: frozenset[str] = frozenset()
        self._headings: list[tuple[ttk.Label, list[str]]] = []
        self._cells: dict[str, _Cell] = {}
        self._make(lookup or Lookup())
        self._arrange(1)
        self.set({})
        self.bind("<Configure>", self._resized, add="+")

    # ---- values

    def set(self, values: Mapping[str, object]) -> None:
        """Show stored values; a field that is missing shows its default. Nothing counts as changed afterwards."""
        self._setting = True
        for field in self._fields:
            self._cells[field.name].editor.set(values.get(field.name, field.default))
        self._setting = False
        self.clear_errors()

    def values(self) -> dict[str, object]:
        """Every field's stored value. Raises Invalid with a sentence per field for what cannot be read."""
        return self._read([field.name for field in self._fields])

    def changed(self) -> dict[str, object]:
        """The stored values of the fields a person changed. Raises Invalid as `values` does."""
        return self._read([name for name, cell in self._cells.items() if cell.editor.changed()])

    @property
    def is_changed(self) -> bool:
        """Whether a person changed anything, readable or not."""
        return any(cell.editor.changed() for cell in self._cells.values())

    def put(self, name: str, value: object) -> None:
        """Fill one field as a person would: it counts as changed."""
        self._cells[name].editor.put(value)

    # ---- errors

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Put each sentence under its field and the keyboard into the first; what is not a field's is left out."""
        self.clear_errors()
        for name, sentence in errors.items():
            if name in self._cells:
                self._cells[name].say(sentence, wrong=True)
        first = next((field.name for field in self._fields if field.name in errors), None)
        if first:
            self._cells[first].editor.entry.focus_set()

    def show_warnings(self, warnings: Mapping[str, str]) -> None:
        """Put each sentence under its field, in the colour of a warning, where no error stands."""
        for name, sentence in warnings.items():
            if name in self._cells and not self._cells[name].words:
                self._cells[name].say(sentence, wrong=False)

    def clear_errors(self) -> None:
        """Take every sentence away."""
        for cell in self._cells.values():
            cell.say("", wrong=False)

    # ---- places

    def focus_first(self) -> None:
        """Put the keyboard into the first field, its text selected: what is typed replaces it."""
        if self._fields:
            self.focus_field(self._fields[0].name)
            entry = self.editor(self._fields[0].name).entry
            if isinstance(entry, ttk.Entry):
                entry.selection_range(0, "end")
                entry.icursor("end")

    def focus_field(self, name: str) -> None:
        """Put the keyboard into a field."""
        self._cells[name].editor.entry.focus_set()

    def hide(self, names: Sequence[str]) -> None:
        """Leave fields out of sight until this is asked again; their values stay part of the form."""
        for name, cell in self._cells.items():
            if name in names:
                cell.grid_remove()
        self._hidden = frozenset(names)
        self._arrange(self._columns)

    def below(self, name: str) -> ttk.Frame:
        """A place under a field for what belongs to it."""
        place = ttk.Frame(self._cells[name])
        place.grid(row=3, column=0, sticky="w")
        return place

    def share_lines(self, width: int, *, whole: Sequence[str]) -> None:
        """Let two fields stand side by side from a width in units, except those that take the `whole` line."""
        self._two_from, self._whole = width, frozenset(whole)
        self._columns = 0

    def has(self, name: str) -> bool:
        """Whether there is such a field."""
        return name in self._cells

    def editor(self, name: str) -> Editor:
        """The editor of a field."""
        return self._cells[name].editor

    def error_of(self, name: str) -> str:
        """The sentence under a field, "" when there is none."""
        return self._cells[name].words

    def _read(self, names: Sequence[str]) -> dict[str, object]:
        values: dict[str, object] = {}
        wrong: dict[str, str] = {}
        for name in names:
            try:
                values[name] = self._cells[name].editor.get()
            except ValueError as problem:
                wrong[name] = str(problem)
        if wrong:
            raise Invalid(wrong)
        return values

    def _make(self, lookup: Lookup) -> None:
        for section, fields in groupby(self._fields, key=lambda field: field.section):
            heading = ttk.Label(self, style="Strong.TLabel", text=translate(section))
            names = []
            for field in fields:
                cell = _Cell(self, field, lookup=lookup)
                cell.editor.on_change = lambda name=field.name: self._edited(name)
                self._cells[field.name] = cell
                names.append(field.name)
                if not field.editable:
                    _lock(cell.editor)
            self._headings.append((heading, names))

    def _edited(self, name: str) -> None:
        if self._setting:
            return
        self._cells[name].say("", wrong=False)
        if self.on_change:
            self.on_change(name)

    def _resized(self, event: tk.Event[tk.Misc]) -> None:
        columns = 2 if event.width >= theme.px(self._two_from) else 1
        if columns != self._columns:
            self._arrange(columns)

    def _arrange(self, columns: int) -> None:
        self._columns = columns
        self.columnconfigure(0, weight=1, uniform="fields")
        self.columnconfigure(1, weight=columns - 1, uniform="fields" if columns == 2 else "")
        row = 0
        for heading, names in self._headings:
            if heading.cget("text"):
                heading.grid(
                    row=row, column=0, columnspan=2, sticky="w", pady=(theme.px(12 if row else 0), theme.px(8))
                )
            row = self._arrange_section(names, row + 1)

    def _arrange_section(self, names: Sequence[str], row: int) -> int:
        column = 0
        for name in (name for name in names if name not in self._hidden):
            cell = self._cells[name]
            whole = self._columns == 1 or cell.editor.field.kind in _WHOLE_LINE or name in self._whole
            if column == 1 and whole:
                row, column = row + 1, 0
            gap = (0 if column == 0 else theme.px(8), 0 if column or whole else theme.px(8))
            cell.grid(
                row=row, column=column, columnspan=2 if whole else 1, sticky="new", padx=gap, pady=(0, theme.px(8))
            )
            row, column = (row + 1, 0) if whole or column == 1 else (row, 1)
        return row + column


def _lock(editor: Editor) -> None:
    if isinstance(editor.entry, ttk.Widget):
        editor.entry.state(["disabled"])
    elif isinstance(editor.entry, tk.Text):
        editor.entry.configure(state="disabled")
