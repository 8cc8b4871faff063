"""Company names suggested while one is typed. The names come from the worker; the list opens when they are here."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import Protocol

from crm.utils.text import fold
from crm.views.desk import Desk
from crm.views.tab import Questions
from crm.views.widgets.focus import has_focus
from crm.views.widgets.suggest import Option, Suggestions

_SHORTEST = 2


class _Typed(Protocol):
    """A form that has a company to type."""

    def entry(self, name: str) -> tk.Misc: ...

    def put(self, name: str, value: object) -> None: ...


class CompanySuggestions:
    """Hangs on an entry; `on_pick` hears the name chosen."""

    def __init__(self, entry: ttk.Entry, desk: Desk) -> None:
        self.on_pick: Callable[[str], object] = lambda _name: None
        self._entry = entry
        self._contacts = desk.session.contacts
        self._questions = Questions(desk.jobs)
        self._found: dict[str, Sequence[Option]] = {}
        self.list = Suggestions(entry, self._find)
        self.list.on_pick = self._picked
        entry.bind("<Destroy>", lambda _event: self._questions.drop(), add="+")

    def _picked(self, _company_id: object, name: str) -> None:
        self.on_pick(name)

    def _find(self, typed: str) -> Sequence[Option]:
        text = typed.strip()
        if len(text) < _SHORTEST:
            return ()
        if text not in self._found:
            self._questions.ask(
                "companies",
                lambda: self._contacts.suggest_companies(text),
                show=lambda found: self._arrived(text, found),
            )
        found = self._found.get(text, ())
        return () if [fold(label) for _value, label in found] == [fold(text)] else found

    def _arrived(self, text: str, found: Sequence[Option]) -> None:
        self._found[text] = found
        if self._entry.winfo_exists() and self._entry.get().strip() == text and has_focus(self._entry):
            self.list.open()


def suggest_companies(form: _Typed, desk: Desk) -> CompanySuggestions | None:
    """Suggest companies in a form's company field."""
    entry = form.entry("company")
    if not isinstance(entry, ttk.Entry):
        return None
    suggestions = CompanySuggestions(entry, desk)
    suggestions.on_pick = lambda name: form.put("company", name)
    return suggestions
