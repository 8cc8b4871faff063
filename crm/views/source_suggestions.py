"""The business's sources suggested where the source of a contact is typed. Any other text may be typed too."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from crm.models.pipelines import Source
from crm.utils.i18n import translate
from crm.utils.text import fold
from crm.views.desk import Desk
from crm.views.tab import Questions
from crm.views.widgets.suggest import Option, Suggestions


class SourceSuggestions:
    """Hangs on an entry; `on_pick` hears the name chosen. The names are read when the keyboard comes in."""

    def __init__(self, entry: ttk.Entry, desk: Desk) -> None:
        self.on_pick: Callable[[str], object] = lambda _name: None
        self._sources = desk.session.sources
        self._questions = Questions(desk.jobs)
        self._names: Sequence[str] = ()
        self.list = Suggestions(entry, self._find)
        self.list.on_pick = self._picked
        entry.bind("<FocusIn>", lambda _event: self._read(), add="+")
        entry.bind("<Destroy>", lambda _event: self._questions.drop(), add="+")

    def _picked(self, _value: object, name: str) -> None:
        self.on_pick(name)

    def _read(self) -> None:
        self._questions.ask("sources", self._sources.all, show=self._know)

    def _know(self, sources: Sequence[Source]) -> None:
        self._names = [translate(source.name) for source in sources]

    def _find(self, typed: str) -> Sequence[Option]:
        wanted = fold(typed.strip())
        found = [name for name in self._names if wanted in fold(name)]
        return () if [fold(name) for name in found] == [wanted] else [(name, name) for name in found]


def suggest_sources(entry: tk.Misc, desk: Desk, *, put: Callable[[str, object], object]) -> SourceSuggestions | None:
    """Suggest sources in the entry of a form; `put(field, text)` takes the one chosen."""
    if not isinstance(entry, ttk.Entry):
        return None
    suggestions = SourceSuggestions(entry, desk)
    suggestions.on_pick = lambda name: put("source", name)
    return suggestions
