"""Work off the window's thread: a worker that owns the window's connection, others for long work and for servers.

Answers come back through a queue that `after` drains, so that callbacks always run on the window's thread. InlineJobs
has the same face and does everything at once.
"""

from __future__ import annotations

import queue
import sys
import threading
import time
import tkinter as tk
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from crm.utils.signal import Signal

Answer = TypeVar("Answer")
Failed = Callable[[BaseException], object]
Call = Callable[[], object]

_TICK = 8  # milliseconds between two looks at the queue while work is under way; quick answers are seen sooner
# Each worker, and the seconds it gets to end: what is saved shall be, long work stops when told, servers may hang.
_QUICK, _LONG, _NETWORK = "quick", "long", "network"
_PATIENCE = {_QUICK: 10.0, _LONG: 1.0, _NETWORK: 0.5}
_QUIET = 80  # milliseconds in which the screen's own events arrive: a place that was made is shown, then laid out
_TURN = 0.0005  # seconds a thread computes while another waits; each call of Tk lets others in, and waits so long
_SLICE = 0.012  # seconds of callbacks in one go: a window that answers within 50 ms feels immediate


def give_way() -> None:
    """Let the window's thread have its turn soon while a worker computes: once, before any work."""
    sys.setswitchinterval(_TURN)


class Job:
    """One piece of work. `label` is empty for quick work; `share` goes from 0 to 1, or is None while unknown.

    `lost` is the sentence with which a person is asked before the window is closed over it; "" asks nothing.
    """

    def __init__(self, label: str = "", *, worker: str = _QUICK) -> None:
        self.label = label
        self.worker = worker
        self.share: float | None = None
        self.detail = ""
        self.lost = ""
        self._stopped = threading.Event()

    @property
    def long(self) -> bool:
        """Whether it takes its time: it runs and answers even if cancelled."""
        return self.worker != _QUICK

    @property
    def cancelled(self) -> bool:
        """Whether it was given up."""
        return self._stopped.is_set()

    def cancel(self) -> None:
        """Give it up: quick work is skipped or its answer dropped; long work stops at its next `report`."""
        self._stopped.set()

    def report(self, share: float | None, detail: str = "") -> bool:
        """Told by long work how far it is; False when it should stop."""
        self.share, self.detail = share, detail
        return not self.cancelled


@dataclass(frozen=True)
class _Task:
    """A job, what it does, and who hears of its end. Long work runs and answers even if cancelled."""

    job: Job
    work: Callable[[], Any]
    done: Callable[[Any], object] | None
    failed: Failed

    @property
    def wanted(self) -> bool:
        return self.job.long or not self.job.cancelled

    def carry_out(self) -> Call:
        """Do the work on this thread; what comes back is for the window's thread to call."""
        if not self.wanted:
            return lambda: None
        try:
            answer = self.work()
        except BaseException as error:  # noqa: BLE001 - whatever it is, the window's thread must hear of it
            return lambda error=error: self.wanted and self.failed(error)  # type: ignore[misc]
        return lambda: self.wanted and self.done and self.done(answer)


class Jobs:
    """Runs work and brings its answers back to the window.

    `run` and `run_long` belong to the window's thread. Without `failed` an error goes where the window's own errors
    go: `report`. `running` holds what has not ended; `changed` tells when one begins or ends.
    """

    def __init__(self, root: tk.Misc) -> None:
        self.root = root
        self.running: list[Job] = []
        self.changed: Signal[Job] = Signal()
        self._answers: queue.SimpleQueue[Call] = queue.SimpleQueue()
        self._workers = {name: _Worker(f"cartera-{name}") for name in _PATIENCE}
        self._timer = ""
        self._pause = 1
        self.stopped = False  # whether `stop` was called: the window goes, or is gone

    def run(
        self,
        work: Callable[[], Answer],
        done: Callable[[Answer], object] | None = None,
        *,
        failed: Failed | None = None,
        label: str = "",
    ) -> Job:
        """Do `work` on the worker, in the order asked, then call `done` with its answer here."""
        return self._begin(_Task(Job(label), work, done, failed or self.report))

    def run_long(
        self,
        work: Callable[[Job], Answer],
        done: Callable[[Answer], object] | None = None,
        *,
        failed: Failed | None = None,
        label: str = "",
    ) -> Job:
        """Do `work(job)` beside the quick work, on a connection of its own; it calls `job.report` as it goes.

        A cancelled job still gives its answer: only the work knows what it left behind.
        """
        job = Job(label, worker=_LONG)
        return self._begin(_Task(job, lambda: work(job), done, failed or self.report))

    def run_network(
        self,
        work: Callable[[Job], Answer],
        done: Callable[[Answer], object] | None = None,
        *,
        failed: Failed | None = None,
        label: str = "",
    ) -> Job:
        """Talk to other machines in `work(job)`, beside all other work: a server that hangs holds up nobody here.

        Otherwise as `run_long`.
        """
        job = Job(label, worker=_NETWORK)
        return self._begin(_Task(job, lambda: work(job), done, failed or self.report))

    def post(self, call: Call) -> None:
        """Have the window's thread make a call; for work under way, from its own thread."""
        self._answers.put(call)

    def in_turns(self, calls: Iterable[Call]) -> None:
        """Make calls that take their time here, on the window's thread, few in one go: it answers in between."""
        for call in calls:
            self._answers.put(call)
        self._wake()

    def when_idle(self, call: Call) -> None:
        """Make a call here when all that happened to the window is seen to."""
        self.root.after(_QUIET, lambda: self.root.after_idle(call))

    def stop(self) -> None:
        """Cancel long work, finish quick work, and end the workers; nothing is called back any more.

        Work that does not end in time goes on until its file is closed.
        """
        self.stopped = True
        if self._timer:
            self.root.after_cancel(self._timer)
        self.cancel_long()
        for worker in self._workers.values():
            worker.stop()
        for name, worker in self._workers.items():
            worker.wait(_PATIENCE[name])

    def cancel_long(self) -> None:
        """Cancel all long work."""
        for job in self.running:
            if job.long:
                job.cancel()

    def _begin(self, task: _Task) -> Job:
        self.running.append(task.job)
        self.changed.emit(task.job)
        self._hand_over(task)
        return task.job

    def _hand_over(self, task: _Task) -> None:
        def carry_out() -> None:
            tell = task.carry_out()
            self.post(lambda: self._end(task, tell))

        self._workers[task.job.worker].line.put(carry_out)
        self._wake()

    def _wake(self) -> None:
        """Look at the queue soon."""
        self._pause = 1
        if not (self._timer or self.stopped):
            self._timer = self.root.after(self._pause, self._drain)

    def _end(self, task: _Task, tell: Call) -> None:
        self.running.remove(task.job)
        self.changed.emit(task.job)
        tell()

    def _drain(self) -> None:
        until = time.perf_counter() + _SLICE
        while time.perf_counter() < until and not (self.stopped or self._answers.empty()):
            try:
                self._answers.get()()
            except Exception as error:  # noqa: BLE001 - a bug in one answer must not hold up the others
                self.report(error)
        if self.stopped:  # by one of the answers: the window may be gone
            return
        waiting = not self._answers.empty()
        more = self.running or waiting
        self._pause = 1 if waiting else min(_TICK, 2 * self._pause)
        self._timer = self.root.after(self._pause, self._drain) if more else ""

    def report(self, error: BaseException) -> None:
        """Show an error where the window's own errors are shown."""
        root: Any = self.root
        root.report_callback_exception(type(error), error, error.__traceback__)


class InlineJobs(Jobs):
    """Does all work at once on the calling thread: for tests."""

    def __init__(self, root: tk.Misc) -> None:
        super().__init__(root)
        self.stop()
        self.stopped = False  # the workers are not needed, the answers are

    def post(self, call: Call) -> None:
        """Make the call now."""
        call()

    def in_turns(self, calls: Iterable[Call]) -> None:
        """Make the calls now."""
        for call in calls:
            call()

    def when_idle(self, call: Call) -> None:
        """Make the call now."""
        call()

    def _hand_over(self, task: _Task) -> None:
        self._end(task, task.carry_out())


class _Worker:
    """A thread that makes the calls put into its line, in order."""

    def __init__(self, name: str) -> None:
        self.line: queue.SimpleQueue[Call | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End after what is in the line."""
        self.line.put(None)

    def wait(self, seconds: float) -> None:
        """Wait for the end, so long at most."""
        self._thread.join(timeout=seconds)

    def _work(self) -> None:
        for call in iter(self.line.get, None):
            call()
