"""Choosing the field a column of a file goes to: the words for it, and a list searched by typing. Maps nothing."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk

from crm.models.contacts import CHANNEL_LABELS
from crm.models.fields import Field
from crm.models.imports import ELSE, JOIN, Column
from crm.utils.i18n import N_, _, translate
from crm.utils.text import fold
from crm.views import theme
from crm.views.widgets.popup import Popup
from crm.views.widgets.suggest import plain_list, row_at

NEW = "+new"  # what is chosen when the field is still to be made
_SECTION_OF_OTHERS = N_("Other")
_ROWS = 14


@dataclass(frozen=True)
class Entry:
    """One line of the list: a heading (`field` is None) or something to choose; "" leaves the column out."""

    words: str
    field: str | None


def leave_out() -> str:
    """The words for a column that goes nowhere."""
    return _("Do not import")


def words_of(column: Column, targets: Sequence[Field]) -> str:
    """Where a column goes, in words."""
    field = next((one for one in targets if one.name == column.field), None)
    if field is None:
        return column.field or leave_out()
    words = translate(field.label)
    if of_second(field):
        words = f"{words} · {translate(field.section)}"
    label = next((translate(one.label) for one in CHANNEL_LABELS if one.value == column.label), "")
    if label and fold(label) not in fold(words):
        words = f"{words} · {label}"
    if column.combine == JOIN:
        return _("{field}, added behind").format(field=words)
    return _("{field}, where empty").format(field=words) if column.combine == ELSE else words


def of_second(field: Field) -> bool:
    """Whether a field belongs to the second record of a row, as to the company of a person."""
    return "." in field.name and not field.is_custom


def entries(targets: Sequence[Field], typed: str = "") -> list[Entry]:
    """The lines that fit what was typed, in sections: leaving the column out first, a field still to be made last."""
    folded = fold(typed.strip())
    found = [Entry(leave_out(), "")] if folded in fold(leave_out()) else []
    sections: dict[str, list[Entry]] = {}
    for field in targets:
        words, section = translate(field.label), translate(field.section or _SECTION_OF_OTHERS)
        if folded in fold(words) or folded in fold(section):
            sections.setdefault(section, []).append(Entry(words, field.name))
    for section, inside in sections.items():
        found += [Entry(section, None), *inside]
    return [*found, Entry(_("New field…"), NEW)]


class TargetList(Popup):
    """Opens under a field: type to find, arrows and Enter or a click choose; `on_choose` hears the field's name."""

    def __init__(self, anchor: tk.Misc, targets: Sequence[Field], *, chosen: str) -> None:
        super().__init__(anchor)
        self.on_choose: Callable[[str], None] = lambda _field: None
        self._targets = targets
        self._chosen = chosen
        self._entries: list[Entry] = []
        self._typed = tk.StringVar(self)
        self._entry = ttk.Entry(self.body, textvariable=self._typed)
        self._entry.pack(fill="x", pady=(0, theme.px(6)))
        self.list = plain_list(self.body)
        self.list.configure(height=_ROWS)
        self.list.pack(side="left", fill="both", expand=True)
        bar = ttk.Scrollbar(self.body, style="Round.Vertical.TScrollbar", command=self.list.yview)
        bar.pack(side="right", fill="y")
        self.list.configure(yscrollcommand=bar.set)
        self._listen()
        self._fill()

    def show(self, *, width: int) -> None:
        """Open it, ready to be typed into."""
        self.open(width=width)
        self._entry.focus_set()

    @property
    def words(self) -> list[str]:
        """What the list shows now."""
        return [entry.words for entry in self._entries]

    def choose(self, place: int) -> None:
        """Choose a line; a heading is no choice."""
        if 0 <= place < len(self._entries) and self._entries[place].field is not None:
            field = self._entries[place].field or ""
            self.close(back=True)
            self.on_choose(field)

    def _listen(self) -> None:
        self._typed.trace_add("write", lambda *_names: self._fill())
        self._entry.bind("<Down>", lambda _event: self._move(1))
        self._entry.bind("<Up>", lambda _event: self._move(-1))
        for key in ("<Return>", "<KP_Enter>"):
            self._entry.bind(key, lambda _event: self.choose(self._place()))
        self.list.bind("<ButtonRelease-1>", lambda event: self.choose(row_at(self.list, event.y)))

    def _fill(self) -> None:
        self._entries = entries(self._targets, self._typed.get())
        self.list.delete(0, "end")
        for place, entry in enumerate(self._entries):
            self.list.insert("end", f" {entry.words}" if entry.field is None else f"    {entry.words}")
            if entry.field is None:
                muted = theme.colors().placeholder
                self.list.itemconfigure(place, foreground=muted, selectforeground=muted)
        fits = [place for place, entry in enumerate(self._entries) if entry.field is not None]
        marked = [place for place in fits if self._entries[place].field == self._chosen]
        wanted = marked if marked and not self._typed.get() else fits
        self._mark(wanted[0] if wanted else -1)

    def _place(self) -> int:
        chosen = self.list.tk.splitlist(self.list.tk.call(str(self.list), "curselection"))
        return int(chosen[0]) if chosen else -1

    def _move(self, by: int) -> str:
        place = self._place() + by
        while 0 <= place < len(self._entries) and self._entries[place].field is None:
            place += by
        if 0 <= place < len(self._entries):
            self._mark(place)
        return "break"

    def _mark(self, place: int) -> None:
        self.list.selection_clear(0, "end")
        if place >= 0:
            self.list.selection_set(place)
            self.list.see(place)
