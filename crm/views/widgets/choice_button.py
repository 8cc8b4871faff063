"""A quiet button that opens a menu of choices, filled anew each time it opens. It knows words and what they do."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from crm.views import theme

Choice = tuple[str, Callable[[], object], bool]  # words, what a click does, whether it is ticked


class ChoiceButton(ttk.Menubutton):
    """`choices()` says what the menu holds when it opens; words of "" are a line between two."""

    def __init__(
        self, parent: tk.Misc, choices: Callable[[], Sequence[Choice]], *, text: str = "", icon: str = ""
    ) -> None:
        super().__init__(parent, text=text, style="Icon.TMenubutton" if icon else "Quiet.TMenubutton")
        self._choices = choices
        self._kept: list[tk.BooleanVar] = []
        self.menu = theme.menu(self)
        self.menu.configure(postcommand=self._fill)
        self.configure(menu=self.menu, compound="right")
        theme.set_icon(self, icon or "chevron-down", size=14 if icon else 10)

    def say(self, text: str) -> None:
        """Show what is chosen."""
        self.configure(text=text)

    def labels(self) -> list[str]:
        """The words of the menu as it would open now."""
        return [words for words, _run, _ticked in self._choices() if words]

    def choose(self, words: str) -> None:
        """Choose an entry as a click would; ValueError when there is none of these words."""
        for label, run, _ticked in self._choices():
            if label == words:
                run()
                return
        raise ValueError(words)

    def _fill(self) -> None:
        ground = theme.colors().background  # the menu's own is its border, once it has been seen
        self.menu.delete(0, "end")
        self._kept = []
        for words, run, ticked in self._choices():
            if not words:
                self.menu.add_separator(background=ground)
                continue
            chosen = tk.BooleanVar(self, value=ticked)
            self._kept.append(chosen)
            self.menu.add_checkbutton(label=words, command=run, variable=chosen, background=ground)
