"""Charts are drawn one after the other, so that other work of the window gets between: a page has many."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from crm.views.jobs import Jobs

_Turn = tuple[Callable[[], Any], Callable[[Any], object]]


class Turns:
    """`run` has work done on the worker when what was asked before is done and the window is idle; between `hold` and
    `go` it waits.

    A worker that draws and a window's thread that makes widgets hinder each other: each call of Tk may wait.
    """

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._waiting: deque[_Turn] = deque()
        self._busy = False
        self._stopped = self._held = False

    def hold(self) -> None:
        """Begin nothing until `go`."""
        self._held = True

    def go(self) -> None:
        """Begin again as soon as the window has nothing else to do."""
        self._held = False
        self._jobs.when_idle(self._next)

    def run(self, work: Callable[[], Any], show: Callable[[Any], object]) -> None:
        """Do `work` in its turn, then call `show` with its answer on the window's thread."""
        self._waiting.append((work, show))
        self._jobs.when_idle(self._next)

    def stop(self) -> None:
        """Want nothing more."""
        self._stopped = True
        self._waiting.clear()

    def _next(self) -> None:
        if self._busy or self._stopped or self._held or not self._waiting:
            return
        work, show = self._waiting.popleft()
        self._busy = True
        self._jobs.run(work, lambda answer: self._done(answer, show), failed=self._failed)

    def _done(self, answer: Any, show: Callable[[Any], object]) -> None:
        self._busy = False
        if not self._stopped:
            show(answer)
        self._next()

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        self._jobs.report(error)
        self._next()
