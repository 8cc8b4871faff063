"""How a file is read, in the assistant: what it holds, sheet, encoding, separator, header row. Reads nothing."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import replace
from tkinter import ttk

from crm.files.sheet import Source
from crm.models.imports import ENTITIES
from crm.utils.i18n import _, translate
from crm.utils.text import one_line
from crm.views import theme
from crm.views.dialogs.import_reading import DELIMITERS, ENCODINGS, NO_HEADER

_HEADER_ROWS = 20


class Choice(ttk.Frame):
    """A small label and a field to choose from; `on_choose` hears the value."""

    def __init__(self, parent: tk.Misc, label: str, *, width: int) -> None:
        super().__init__(parent)
        self.on_choose: Callable[[str], object] = lambda _value: None
        self._offered: list[tuple[str, str]] = []
        if label:
            ttk.Label(self, text=label, style="Small.TLabel").pack(side="left", padx=(0, theme.px(4)))
        self.box = ttk.Combobox(self, state="readonly", width=width)
        self.box.pack(side="left")
        self.box.bind("<<ComboboxSelected>>", self._chosen)
        for wheel in ("<MouseWheel>", "<Button-4>", "<Button-5>"):  # scrolling past must not change how a file is read
            self.box.bind(wheel, lambda _event: "break")

    def offer(self, options: Sequence[tuple[str, str]], value: str | None) -> None:
        """Offer (value, words) and show one of them, None for none; a value that is not offered is added."""
        known = [one for one, _words in options]
        self._offered = [*options, *([(value, value)] if value is not None and value not in known else [])]
        self.box.configure(values=[words for _value, words in self._offered])
        if value is None:
            self.box.set(_("Choose…"))
        else:
            self.box.current([one for one, _words in self._offered].index(value))

    @property
    def value(self) -> str:
        """What is chosen."""
        return self._offered[self.box.current()][0]

    def show(self, value: str) -> None:
        """Show a value that is offered, without telling anyone."""
        self.box.current([one for one, _words in self._offered].index(value))

    def choose(self, value: str) -> None:
        """Choose a value, as a person would."""
        self.show(value)
        self._chosen(None)

    def _chosen(self, _event: object) -> None:
        self.box.selection_clear()
        self.on_choose(self.value)


class SourceOptions(ttk.Frame):
    """`on_entity(entity)` and `on_source(source, anew)` hear choices; `anew`: the rest must be found out again."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.on_entity: Callable[[str], object] = lambda _entity: None
        self.on_source: Callable[[Source, bool], object] = lambda _source, _anew: None
        self._source: Source | None = None
        self.entity = Choice(self, _("The file holds"), width=15)
        self.entity.pack(side="left")
        self.entity.on_choose = self._choose_entity
        self._choices = ttk.Frame(self)
        self._choices.pack(side="right")
        self.sheet = Choice(self._choices, _("Sheet"), width=18)
        self.encoding = Choice(self._choices, _("Encoding"), width=14)
        self.delimiter = Choice(self._choices, _("Separator"), width=13)
        self.header = Choice(self._choices, _("Headers"), width=10)
        self.sheet.on_choose = lambda value: self._choose(True, sheet=value)
        self.encoding.on_choose = lambda value: self._choose(True, encoding=value)
        self.delimiter.on_choose = lambda value: self._choose(False, delimiter=value)
        self.header.on_choose = lambda value: self._choose(False, header_row=int(value))

    def show(self, source: Source, entity: str) -> None:
        """Show how a file is read now."""
        self.entity.offer([(one.value, translate(one.label)) for one in ENTITIES], entity)
        if self._source != source:
            self._source = source
            self._show_source(source)

    def _choose_entity(self, entity: str) -> None:
        self.on_entity(entity)

    def _show_source(self, source: Source) -> None:
        if len(source.sheets) > 1:
            self.sheet.offer([(sheet.name, one_line(sheet.name, 40)) for sheet in source.sheets], source.sheet)
        self.encoding.offer(ENCODINGS, _usual(source.encoding))
        self.delimiter.offer([(mark, translate(words)) for mark, words in DELIMITERS], source.delimiter)
        rows = [(str(row), _("Row {number}").format(number=row + 1)) for row in range(_HEADER_ROWS)]
        self.header.offer([*rows, (str(NO_HEADER), _("None"))], str(source.header_row))
        for choice, wanted in self._wanted(source):
            choice.pack_forget()
            if wanted:
                choice.pack(side="left", padx=(theme.px(12), 0))

    def _wanted(self, source: Source) -> list[tuple[Choice, bool]]:
        """What there is to choose, in the order it is shown: a workbook has no encoding, a vCard no header."""
        return [
            (self.sheet, len(source.sheets) > 1),
            (self.encoding, source.format in ("csv", "html", "vcard", "jsonl")),
            (self.delimiter, source.format == "csv"),
            (self.header, source.format in ("csv", "workbook", "html")),
        ]

    def _choose(self, anew: bool, **chosen: object) -> None:
        if self._source is not None:
            self.on_source(replace(self._source, **chosen), anew)  # type: ignore[arg-type]


def _usual(encoding: str) -> str:
    """The name of an encoding as the list has it."""
    plain = encoding.lower().replace("_", "-")
    return {"utf-8-sig": "utf-8", "mac-roman": "mac_roman", "iso-8859-15": "iso8859-15"}.get(plain, plain)
