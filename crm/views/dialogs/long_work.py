"""One piece of long work at a time for a dialog: begun, looked at while it runs, stopped, answered once. No widgets."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from crm.views.jobs import Failed, Job, Jobs

Answer = TypeVar("Answer")
_LOOK_EVERY = 100  # milliseconds between two looks at how far the work is


@dataclass(frozen=True)
class Task:
    """What the status bar says of it, and whether it outlives the window: then its answer comes all the same.

    `lost` is what a person is told before the whole program is closed over it; "" for nothing.
    """

    label: str
    keep_on: bool = False
    lost: str = ""


class LongWork:
    """Belongs to a window; an answer to work that newer work replaced, or whose window is gone, is dropped."""

    def __init__(self, owner: tk.Misc, jobs: Jobs) -> None:
        self.on_look: Callable[[], object] = lambda: None
        self._owner = owner
        self._jobs = jobs
        self._job: Job | None = None
        self._latest: Job | None = None
        self._turn = 0
        self._timer = ""
        self._keeps_on = False

    @property
    def running(self) -> bool:
        """Whether something is under way."""
        return self._job is not None

    @property
    def was_stopped(self) -> bool:
        """Whether what ran last was told to stop, even if it had done all by then."""
        return self._latest is not None and self._latest.cancelled

    def run(
        self, task: Task, work: Callable[[Job], Answer], *, done: Callable[[Answer], object], failed: Failed
    ) -> None:
        """Begin; what ran before is stopped."""
        self.stop()
        self._turn += 1
        keep_on = self._keeps_on = task.keep_on
        turn = self._turn

        def finish(answer: Answer) -> None:
            if self._ends(turn, keep_on=keep_on):
                done(answer)

        def fail(error: BaseException) -> None:
            if self._ends(turn, keep_on=keep_on):
                failed(error)

        job = self._jobs.run_long(work, finish, failed=fail, label=task.label)
        self._latest = job
        if self._turn == turn:  # it may have ended already
            self._job = job
            self.say_lost(task.lost)
            self._look()

    def stop(self) -> None:
        """Ask what runs to stop; its answer still comes."""
        if self._job:
            self._job.cancel()

    def say_lost(self, lost: str) -> None:
        """What runs is worth a question from now on, or no longer."""
        if self._job:
            self._job.lost = lost

    def leave(self) -> None:
        """The window goes: stop, unless the work keeps on."""
        if self._timer:
            self._owner.after_cancel(self._timer)
            self._timer = ""
        if not self._keeps_on:
            self.stop()

    def _ends(self, turn: int, *, keep_on: bool) -> bool:
        alive = bool(self._owner.winfo_exists())
        if turn != self._turn:
            return False
        self._turn += 1
        self._job = None
        if alive and self._timer:
            self._owner.after_cancel(self._timer)
            self._timer = ""
        return alive or keep_on

    def _look(self) -> None:
        self._timer = ""
        if self._job is not None and self._owner.winfo_exists():  # it may have begun after its window went
            self.on_look()
            self._timer = self._owner.after(_LOOK_EVERY, self._look)
