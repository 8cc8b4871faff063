"""Asks before work that is worth waiting for ends with the window or with its file. Closes nothing itself."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from crm.utils.i18n import _
from crm.views.jobs import Jobs
from crm.views.widgets.dialog import Dialog


class Closing:
    """Asked once at a time; when the work has ended meanwhile, its question goes and nothing is closed."""

    def __init__(self, root: tk.Misc, jobs: Jobs) -> None:
        self.question: Dialog | None = None
        self._root = root
        self._jobs = jobs
        jobs.changed.connect(lambda _job: self._jobs_changed())

    def ask(self, then: Callable[[], object]) -> None:
        """Go on to close: at once, or after somebody said that the work may be stopped."""
        lost = self._lost
        if not lost:
            then()
        elif self._is_asked:
            self._bring_up()
        else:
            self._open(lost, then)

    @property
    def _lost(self) -> str:
        """What the work under way says about being stopped; "" when there is none that says anything."""
        return next((job.lost for job in self._jobs.running if job.lost and not job.cancelled), "")

    @property
    def _is_asked(self) -> bool:
        return self.question is not None and bool(self.question.winfo_exists())

    def _open(self, lost: str, then: Callable[[], object]) -> None:
        question = self.question = Dialog(self._root, _("Stop and close?"), confirm=_("Stop and close"), danger=True)
        question.add_text(lost)
        question.dismiss.configure(text=_("Go on"))

        def confirmed() -> None:
            self._root.after_idle(then)  # when the question is gone

        question.on_confirm = confirmed
        question.open()

    def _bring_up(self) -> None:
        if self.question is not None:
            self.question.lift()

    def _jobs_changed(self) -> None:
        if self._is_asked and not self._lost and self.question is not None:
            self.question.close()
