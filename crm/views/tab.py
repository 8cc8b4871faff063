"""A page of the notebook: how it asks, how it hears of changes, when it reloads. No entity is known here."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import TypeVar

from crm.views.desk import Desk
from crm.views.jobs import Job, Jobs

Answer = TypeVar("Answer")
Choice = tuple[str, Callable[[], object], bool]  # words, what a click does, whether it is ticked


class Questions:
    """Asks the worker, and drops the answer to a question when a newer one of the same subject was asked."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._open: dict[str, Job] = {}

    def ask(self, subject: str, work: Callable[[], Answer], *, show: Callable[[Answer], object]) -> None:
        """Have `work` done and its answer shown, unless the same subject is asked again before."""
        self.drop(subject)
        self._open[subject] = self._jobs.run(work, show)

    def drop(self, *subjects: str) -> None:
        """Want no more answers about these subjects; without any, about nothing at all."""
        for subject in subjects or tuple(self._open):
            if subject in self._open:
                self._open.pop(subject).cancel()


class Tab(ttk.Frame):
    """One page, called `key` in the table of commands; `selected_count` of its rows are selected.

    `entity` is what it lists, `is_list` whether it has views, filters and columns of its own, `watches` names the
    tables whose changes it shows; `refresh` loads everything anew. A page in view reloads when something it watches
    changes; a hidden one when it is next shown.
    """

    key = ""
    entity = ""
    is_list = False
    watches: frozenset[str] = frozenset()

    def __init__(self, parent: tk.Misc, desk: Desk) -> None:
        super().__init__(parent)
        self.desk = desk
        self._questions = Questions(desk.jobs)
        self._stale = True
        self.selected_count = 0

    def ask(self, subject: str, work: Callable[[], Answer], *, show: Callable[[Answer], object]) -> None:
        """Ask the worker; only the newest question about a subject is answered."""
        self._questions.ask(subject, work, show=show)

    def heard(self, entities: frozenset[str]) -> None:
        """Something changed, here or in another process."""
        if not entities & self.watches:
            return
        self._stale = True
        if self.winfo_ismapped():
            self.shown()

    def shown(self) -> None:
        """The page came into view."""
        if self._stale:
            self._stale = False
            self.refresh()

    def refresh(self) -> None:
        """Load again all that is shown."""

    def find(self) -> None:
        """Put the keyboard into the search box."""

    def copy(self) -> None:
        """Copy what is selected as text."""

    def select_all(self) -> None:
        """Select all that is listed."""

    def add_filter(self) -> None:
        """Ask for a condition."""

    def view_choices(self) -> Sequence[Choice]:
        """The saved views, to choose from."""
        return ()

    def save_view(self) -> None:
        """Keep what is listed under a name."""

    def column_choices(self) -> Sequence[Choice]:
        """The columns, to show or hide."""
        return ()

    def leave(self, go_on: Callable[[], object]) -> None:
        """Go on once nothing typed would be lost; a page without edits goes on at once."""
        go_on()

    def destroy(self) -> None:
        """Nothing asked before is answered any more."""
        self._questions.drop()
        super().destroy()
