"""The first screen of the import assistant: the file, how it is read, and where its columns go. Imports nothing."""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from tkinter import ttk

from crm.files.sheet import Source
from crm.models.imports import ENTITIES, ON_MATCH
from crm.utils.i18n import _, translate
from crm.utils.text import one_line
from crm.views import theme
from crm.views.dialogs.import_columns import ColumnGrid
from crm.views.dialogs.import_reading import DELIMITERS, ENCODINGS, NO_HEADER, Reading, can_join
from crm.views.widgets.scrolled import Scrolled
from crm.views.widgets.table import Column, Table

_MOST_COLUMNS = 80  # of the table of first rows: a person looks at it, nobody works in it
_MOST_ROWS = 200
_HEADER_ROWS = 20
_SHOWN_NOTES = 2


class Choice(ttk.Frame):
    """A small label and a field to choose from; `on_choose` hears the value."""

    def __init__(self, parent: tk.Misc, label: str, *, width: int) -> None:
        super().__init__(parent)
        self.on_choose: Callable[[str], object] = lambda _value: None
        self._offered: list[tuple[str, str]] = []
        ttk.Label(self, text=label, style="Small.TLabel").pack(side="left", padx=(0, theme.px(4)))
        self.box = ttk.Combobox(self, state="readonly", width=width)
        self.box.pack(side="left")
        self.box.bind("<<ComboboxSelected>>", self._chosen)
        for wheel in ("<MouseWheel>", "<Button-4>", "<Button-5>"):  # scrolling past must not change how a file is read
            self.box.bind(wheel, lambda _event: "break")

    def offer(self, options: Sequence[tuple[str, str]], value: str) -> None:
        """Offer (value, words) and show one of them; a value that is not offered is added."""
        known = [one for one, _words in options]
        self._offered = [*options, *([(value, value)] if value not in known else [])]
        self.box.configure(values=[words for _value, words in self._offered])
        self.box.current([one for one, _words in self._offered].index(value))

    @property
    def value(self) -> str:
        """What is chosen."""
        return self._offered[self.box.current()][0]

    def _chosen(self, _event: object) -> None:
        self.box.selection_clear()
        self.on_choose(self.value)


class FilePage(ttk.Frame):
    """`on_source(source, anew)`, `on_entity`, `on_field(place, field)`, `on_join(header)` and `on_other` hear choices.

    `anew` says that the rest of the source must be found out again.
    """

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.on_source: Callable[[Source, bool], object] = lambda _source, _anew: None
        self.on_entity: Callable[[str], object] = lambda _entity: None
        self.on_field: Callable[[int, str], object] = lambda _place, _field: None
        self.on_join: Callable[[str], object] = lambda _header: None
        self.on_other: Callable[[], object] = lambda: None
        self._reading: Reading | None = None
        self._shown_source: Source | None = None
        self._drawn: object = None
        self.preview: Table | None = None
        self._build_head()
        self._build_options()
        self._build_bottom()
        self._build_pages()
        self.match.lift()  # Tab comes here after the columns

    @property
    def on_match(self) -> str:
        """What shall happen with rows that are here already."""
        return self.match.value

    def show(self, reading: Reading, problems: Mapping[str, str]) -> None:
        """Show a file."""
        self._reading = reading
        self._file_name.configure(text=theme.fit(reading.source.path.name, theme.px(520), font=theme.HEADING))
        self._size.configure(text=reading.size)
        for value, button in self._entities.items():
            button.configure(style="Chip.TButton" if value == reading.mapping.entity else "Muted.TButton")
        if self._shown_source != reading.source:
            self._shown_source = reading.source
            self._show_options(reading.source)
        self.grid_of_columns.set_targets(reading.targets)
        self.grid_of_columns.show(reading.lines(), reading.chosen, problems=problems)
        self._show_notes(reading.notes)
        self._show_problem(problems)
        if self._page_number() == 1:
            self._draw_preview()

    # ---- making

    def _build_head(self) -> None:
        head = ttk.Frame(self)
        head.pack(fill="x")
        glyph = ttk.Label(head)
        theme.set_icon(glyph, "file-earmark-spreadsheet", size=22, role="accent")
        glyph.pack(side="left", padx=(0, theme.px(8)))
        self._file_name = ttk.Label(head, style="Heading.TLabel")
        self._file_name.pack(side="left")
        self._size = ttk.Label(head, style="Muted.TLabel")
        self._size.pack(side="left", padx=theme.px(10))
        other = ttk.Button(head, text=_("Other file…"), command=self._other)
        other.pack(side="right")

    def _build_options(self) -> None:
        row = ttk.Frame(self)
        row.pack(fill="x", pady=(theme.px(10), theme.px(6)))
        ttk.Label(row, text=_("The file holds"), style="Small.TLabel").pack(side="left", padx=(0, theme.px(4)))
        self._entities = {
            one.value: self._entity_button(row, one.value, words=translate(one.label)) for one in ENTITIES
        }
        self._choices = ttk.Frame(row)
        self._choices.pack(side="right")
        self.header = Choice(self._choices, _("Headers"), width=11)
        self.delimiter = Choice(self._choices, _("Separator"), width=12)
        self.encoding = Choice(self._choices, _("Encoding"), width=14)
        self.sheet = Choice(self._choices, _("Sheet"), width=18)
        self.header.on_choose = lambda value: self._source(False, header_row=int(value))
        self.delimiter.on_choose = lambda value: self._source(False, delimiter=value)
        self.encoding.on_choose = lambda value: self._source(True, encoding=value)
        self.sheet.on_choose = lambda value: self._source(True, sheet=value)

    def _entity_button(self, parent: tk.Misc, value: str, *, words: str) -> ttk.Button:
        button = ttk.Button(parent, text=words, command=lambda: self.on_entity(value))
        button.pack(side="left", padx=theme.px(1))
        return button

    def _build_pages(self) -> None:
        self.pages = ttk.Notebook(self)
        self.pages.pack(side="top", fill="both", expand=True)
        self.grid_of_columns = ColumnGrid(self.pages)
        self.grid_of_columns.on_choose = self._field
        self._rows = ttk.Frame(self.pages)
        self.pages.add(self.grid_of_columns, text=_("Where each column goes"))
        self.pages.add(self._rows, text=_("First rows of the file"))
        notes = Scrolled(self.pages)
        self._all_notes = ttk.Label(notes.body, justify="left", padding=theme.px(12))
        self._all_notes.pack(anchor="w")
        notes.adopt()
        self.pages.add(notes, text=_("Notes"), state="hidden")
        self.pages.bind("<<NotebookTabChanged>>", lambda _event: self._page_changed())

    def _build_bottom(self) -> None:
        self.notes = ttk.Label(self, style="Small.TLabel", justify="left")
        self.match = Choice(self, _("Contacts already here:"), width=30)
        self.match.offer([(one.value, translate(one.label)) for one in ON_MATCH], ON_MATCH[0].value)
        self.match.pack(side="bottom", anchor="w", pady=(theme.px(6), 0))
        self._problem = ttk.Frame(self)
        self._problem_words = ttk.Label(self._problem, style="Error.TLabel")
        self._problem_words.pack(side="left")
        self.join = ttk.Button(self._problem, text=_("Join them"), style="Link.TButton")
        self.bind("<Configure>", self._wrap)

    def _wrap(self, event: tk.Event[tk.Misc]) -> None:
        self.notes.configure(wraplength=max(1, event.width))
        self._all_notes.configure(wraplength=max(1, event.width - theme.px(40)))
        self._problem_words.configure(wraplength=max(1, event.width - theme.px(140)))

    # ---- showing

    def _show_options(self, source: Source) -> None:
        text = source.format in ("csv", "html", "vcard", "jsonl")
        shown = [
            (self.sheet, len(source.sheets) > 1),
            (self.encoding, text),
            (self.delimiter, source.format == "csv"),
            (self.header, source.format in ("csv", "workbook", "html")),
        ]
        if len(source.sheets) > 1:
            self.sheet.offer([(sheet.name, one_line(sheet.name, 40)) for sheet in source.sheets], source.sheet)
        self.encoding.offer(ENCODINGS, _usual(source.encoding))
        self.delimiter.offer([(mark, _(words)) for mark, words in DELIMITERS], source.delimiter)
        rows = [(str(row), _("Row {number}").format(number=row + 1)) for row in range(_HEADER_ROWS)]
        self.header.offer([*rows, (str(NO_HEADER), _("None"))], str(source.header_row))
        for choice, wanted in shown:
            choice.pack_forget()
            if wanted:
                choice.pack(side="left", padx=(theme.px(12), 0))

    def _show_notes(self, notes: Sequence[str]) -> None:
        self.notes.pack_forget()
        words = _("Notes ({count})").format(count=len(notes))
        state = "normal" if notes else "hidden"
        self.pages.tk.call(str(self.pages), "tab", 2, "-state", state, "-text", words)
        self._all_notes.configure(text="\n\n".join(notes))
        if notes:
            self.notes.configure(text="\n".join(f"·  {one_line(note, 160)}" for note in notes[:_SHOWN_NOTES]))
            self.notes.pack(side="bottom", anchor="w", pady=(theme.px(6), 0), after=self.match)

    def _show_problem(self, problems: Mapping[str, str]) -> None:
        self._problem.pack_forget()
        self.join.pack_forget()
        if not problems or self._reading is None:
            return
        header, sentence = next(iter(problems.items()))
        self._problem_words.configure(text=f"{header}: {sentence}" if header else sentence)
        if header and can_join(self._reading, header):
            self.join.configure(command=partial(self.on_join, header))
            self.join.pack(side="left", padx=theme.px(8))
        self._problem.pack(side="bottom", fill="x", pady=(theme.px(6), 0), before=self.pages)

    def _page_number(self) -> int:
        return int(self.pages.tk.call(str(self.pages), "index", "current"))

    def _page_changed(self) -> None:
        if self._page_number() == 1:
            self._draw_preview()

    def _draw_preview(self) -> None:
        reading = self._reading
        if reading is None or self._drawn == (reading.source, reading.headers, reading.sample):
            return
        self._drawn = (reading.source, reading.headers, reading.sample)
        if self.preview is not None:
            self.preview.destroy()
        columns = [
            Column(f"c{place}", one_line(header, 40), 140, sortable=False)
            for place, header in enumerate(reading.headers[:_MOST_COLUMNS])
        ]
        cells = [tuple(one_line(cell, 80) for cell in row[:_MOST_COLUMNS]) for row in reading.sample[:_MOST_ROWS]]
        self.preview = Table(self._rows, columns, fetch=lambda ids, done: done({row: cells[row] for row in ids}))
        self.preview.set_empty(_("No rows under the headers"))
        self.preview.pack(fill="both", expand=True)
        self.preview.set_ids(array("q", range(len(cells))))

    def _other(self) -> None:
        self.on_other()

    def _field(self, place: int, field: str) -> None:
        self.on_field(place, field)

    def _source(self, anew: bool, **chosen: object) -> None:
        if self._reading is not None:
            self.on_source(replace(self._reading.source, **chosen), anew)  # type: ignore[arg-type]


def _usual(encoding: str) -> str:
    """The name of an encoding as the list has it."""
    plain = encoding.lower().replace("_", "-")
    return {"utf-8-sig": "utf-8", "mac-roman": "mac_roman", "iso-8859-15": "iso8859-15"}.get(plain, plain)
