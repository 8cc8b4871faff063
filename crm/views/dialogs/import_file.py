"""The first screen of the import assistant: the file, how it is read, where its columns go. Imports nothing."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from tkinter import ttk

from crm.utils.i18n import _
from crm.utils.text import one_line
from crm.views import theme
from crm.views.dialogs.import_columns import ColumnGrid
from crm.views.dialogs.import_mappings import MappingsMenu
from crm.views.dialogs.import_preview import Preview
from crm.views.dialogs.import_questions import QuestionsPage, questions_words
from crm.views.dialogs.import_reading import Reading, can_join
from crm.views.dialogs.import_rules import RulesPage, rules_words
from crm.views.dialogs.import_source import SourceOptions
from crm.views.widgets.scrolled import Scrolled

COLUMNS, QUESTIONS, RULES, FIRST_ROWS, NOTES = range(5)
_SHOWN_NOTES = 2
_LEAST, _MOST = (1120, 590), (1240, 760)  # of the whole assistant


def size_in(parent: tk.Misc) -> tuple[int, int]:
    """A size in units that uses the room a large window has."""
    window, unit = parent.winfo_toplevel(), theme.px(100) / 100
    wide, high = int(window.winfo_width() / unit) - 160, int(window.winfo_height() / unit) - 210
    return max(_LEAST[0], min(_MOST[0], wide)), max(_LEAST[1], min(_MOST[1], high))


class FilePage(ttk.Frame):
    """`on_field(place, field)`, `on_join(header)`, `on_other()` and `on_afresh()` hear choices.

    `on_page(page)` hears which of its pages is seen.
    Its parts have ears of their own: `source` (how the file is read), `mappings`, `questions_page` and `rules_page`.
    """

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.on_field: Callable[[int, str], object] = lambda _place, _field: None
        self.on_join: Callable[[str], object] = lambda _header: None
        self.on_other: Callable[[], object] = lambda: None
        self.on_afresh: Callable[[], object] = lambda: None
        self.on_page: Callable[[int], object] = lambda _page: None
        self._reading: Reading | None = None
        self._build_head()
        self.source = SourceOptions(self)
        self.source.pack(fill="x", pady=(theme.px(10), theme.px(6)))
        self._build_bottom()
        self._build_pages()
        self._said.lift()  # Tab comes here after the columns
        self.rules.lift()

    def show(self, reading: Reading, problems: Mapping[str, str]) -> None:
        """Show a file."""
        self._reading = reading
        self._file_name.configure(text=theme.fit(reading.source.path.name, theme.px(460), font=theme.HEADING))
        self._size.configure(text=reading.size)
        self.source.show(reading.source, reading.mapping.entity)
        self.grid_of_columns.set_targets(reading.targets)
        self.grid_of_columns.show(reading.lines(), reading.chosen, problems=problems)
        self.questions_page.show(reading)
        self.rules_page.show(reading)
        self.rules.configure(text=rules_words(reading))
        self._name_page(QUESTIONS, questions_words(reading) if reading.questions else "")
        self._show_notes(reading.notes, afresh=reading.remembered)
        self._show_problem(problems)
        if self.page == FIRST_ROWS:
            self.preview.show(reading)

    @property
    def page(self) -> int:
        """Which page of the notebook is in view: COLUMNS, QUESTIONS, RULES, FIRST_ROWS or NOTES."""
        return int(self.pages.tk.call(str(self.pages), "index", "current"))

    def go_to(self, page: int) -> None:
        """Bring a page of the notebook into view."""
        self.pages.select(page)  # type: ignore[no-untyped-call]

    def ask(self) -> None:
        """Bring the first question without an answer to the keyboard."""
        self.go_to(QUESTIONS)
        self.update_idletasks()
        self.questions_page.go_to_open()

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
        buttons = ttk.Frame(head)
        buttons.pack(side="right")
        self.mappings = MappingsMenu(buttons)
        self.mappings.pack(side="left", padx=(0, theme.px(4)))
        ttk.Button(buttons, text=_("Other file…"), command=self._other).pack(side="left")

    def _build_pages(self) -> None:
        self.pages = ttk.Notebook(self)
        self.pages.enable_traversal()
        self.pages.pack(side="top", fill="both", expand=True)
        self.grid_of_columns = ColumnGrid(self.pages)
        self.grid_of_columns.on_choose = self._field
        self.questions_page = QuestionsPage(self.pages)
        self.rules_page = RulesPage(self.pages)
        self.preview = Preview(self.pages)
        self.pages.add(self.grid_of_columns, text=_("Where each column goes"))
        self.pages.add(self.questions_page, text=_("Questions"), state="hidden")
        self.pages.add(self.rules_page, text=_("Rules"))
        self.pages.add(self.preview, text=_("First rows of the file"))
        notes = Scrolled(self.pages)
        self._all_notes = ttk.Label(notes.body, justify="left", padding=theme.px(12))
        self._all_notes.pack(anchor="w")
        notes.adopt()
        self.pages.add(notes, text=_("Notes"), state="hidden")
        self.pages.bind("<<NotebookTabChanged>>", lambda _event: self._page_changed())

    def _build_bottom(self) -> None:
        self._said = ttk.Frame(self)
        self.notes = ttk.Label(self._said, style="Small.TLabel", justify="left")
        self.notes.pack(side="left")
        self.afresh = ttk.Button(self._said, text=_("Start afresh"), style="Link.TButton", command=self._start_afresh)
        self.rules = ttk.Button(self, style="Link.TButton", command=lambda: self.go_to(RULES))
        self.rules.pack(side="bottom", anchor="w", pady=(theme.px(4), 0))
        self._problem = ttk.Frame(self)
        self._problem_words = ttk.Label(self._problem, style="Error.TLabel")
        self._problem_words.pack(side="left")
        self.join = ttk.Button(self._problem, text=_("Join them"), style="Link.TButton")
        self.bind("<Configure>", self._wrap)

    def _wrap(self, event: tk.Event[tk.Misc]) -> None:
        self.notes.configure(wraplength=max(1, event.width - theme.px(140)))
        self._all_notes.configure(wraplength=max(1, event.width - theme.px(40)))
        self._problem_words.configure(wraplength=max(1, event.width - theme.px(140)))

    # ---- showing

    def _name_page(self, page: int, words: str) -> None:
        """Name a page; without words it is hidden."""
        state = "normal" if words else "hidden"
        self.pages.tk.call(str(self.pages), "tab", page, "-state", state, "-text", words)

    def _show_notes(self, notes: Sequence[str], *, afresh: bool) -> None:
        self._said.pack_forget()
        self.afresh.pack_forget()
        self._name_page(NOTES, _("Notes ({count})").format(count=len(notes)) if notes else "")
        self._all_notes.configure(text="\n\n".join(notes))
        if notes:
            self.notes.configure(text="\n".join(f"·  {one_line(note, 160)}" for note in notes[:_SHOWN_NOTES]))
            self._said.pack(side="bottom", anchor="w", pady=(theme.px(6), 0), after=self.rules)
        if afresh:
            self.afresh.pack(side="left", padx=theme.px(8))

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

    def _page_changed(self) -> None:
        if self.page == FIRST_ROWS and self._reading is not None:
            self.preview.show(self._reading)
        self.on_page(self.page)

    def _other(self) -> None:
        self.on_other()

    def _start_afresh(self) -> None:
        self.on_afresh()

    def _field(self, place: int, field: str) -> None:
        self.on_field(place, field)
