"""Desk: what every part of the window works with, and the one way to write: save, say so, offer Undo. No widgets."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from crm.models.history import OperationSummary, UndoReport
from crm.session import Session
from crm.utils.i18n import _
from crm.utils.settings import Settings
from crm.utils.signal import Signal
from crm.views.jobs import Failed, Job, Jobs

if TYPE_CHECKING:
    from crm.views.widgets.toast import Toasts

Answer = TypeVar("Answer")


class Desk:
    """One signed-in session at the window: `session`, `jobs`, `toasts`, `settings`.

    `undoable` and `redoable` are what Ctrl+Z and Ctrl+Y would do now; `history_moved` tells when they change.
    """

    def __init__(self, session: Session, jobs: Jobs, *, toasts: Toasts, settings: Settings) -> None:
        self.session = session
        self.jobs = jobs
        self.toasts = toasts
        self.settings = settings
        self.undoable: OperationSummary | None = None
        self.redoable: OperationSummary | None = None
        self.region = "ES"
        self.history_moved: Signal[None] = Signal()

    @property
    def root(self) -> tk.Misc:
        """The window."""
        return self.jobs.root

    def write(
        self,
        work: Callable[[], Answer],
        said: Callable[[Answer], str],
        *,
        done: Callable[[Answer], object] | None = None,
        failed: Failed | None = None,
    ) -> Job:
        """Do `work` on the worker, then say `said(answer)` in a notice with Undo; "" says nothing.

        Nothing is repainted here: the change notice of the commit does that.
        """

        def working() -> tuple[Answer, OperationSummary | None]:
            before = self.session.history.can_undo()
            answer = work()
            after = self.session.history.can_undo()
            return answer, None if after == before else after

        def finished(outcome: tuple[Answer, OperationSummary | None]) -> None:
            answer, operation = outcome
            if done:
                done(answer)
            if self.jobs.stopped:  # `done` closed the window: there is nobody left to tell
                return
            if words := said(answer):
                self.say(words, undo=operation.id if operation else None)

        return self.jobs.run(working, finished, failed=failed)

    def say(self, text: str, *, undo: int | None = None) -> None:
        """Show a notice; with an operation's id it offers Undo."""
        self._notice(text, (_("Undo"), lambda: self.undo(undo)) if undo else None)

    def undo(self, operation_id: int | None = None) -> None:
        """Take back one operation, or the newest."""
        self.jobs.run(lambda: self.session.history.undo(operation_id), self._undone)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self.jobs.run(self.session.history.redo, self._redone)

    def read_history(self) -> None:
        """Find out anew what can be undone and redone, and the country phones are shown for."""

        def read() -> tuple[OperationSummary | None, OperationSummary | None, str]:
            history = self.session.history
            return history.can_undo(), history.can_redo(), str(self.session.settings.get("country", "ES"))

        def known(found: tuple[OperationSummary | None, OperationSummary | None, str]) -> None:
            self.undoable, self.redoable, self.region = found
            self.history_moved.emit(None)

        self.jobs.run(read, known)

    def _undone(self, report: UndoReport) -> None:
        if report.operation_id:
            text = _("Undone: {label}").format(label=report.label)
            self._notice(_with_kept(text, report), (_("Redo"), self.redo))
        else:
            text = _("Nothing of this could be undone: {label}").format(label=report.label)
            self._notice(_with_kept(text, report), None)

    def _redone(self, report: UndoReport) -> None:
        text = _("Redone: {label}").format(label=report.label)
        self._notice(_with_kept(text, report), (_("Undo"), self.undo))

    def _notice(self, text: str, action: tuple[str, Callable[[], object]] | None) -> None:
        """Show one notice: those of earlier writes go, Ctrl+Z reaches them all."""
        self.toasts.clear()
        self.toasts.show(text, action=action)


def _with_kept(text: str, report: UndoReport) -> str:
    """The words of a notice, with what was left alone because it changed since."""
    if not report.kept:
        return text
    return "\n".join([text, _("Left as they are:"), *report.kept[:5], *(["…"] if len(report.kept) > 5 else [])])
