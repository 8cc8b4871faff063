"""What the program does by itself while a file is open: which errands there are and when each is run, not what they do.

An errand runs when the file is opened and then at its pace by the clock on the wall, so that one that fell due while
the laptop slept runs when it wakes. It runs off the window's thread, never twice at once, and never shows a dialog when
it fails: the bottom line says so, and the next time comes.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from crm.errors import CrmError
from crm.utils.i18n import _
from crm.views import document_care, good_customers, mail_arrivals, mail_sending, outside_calendars, pages, report_turns

if TYPE_CHECKING:
    from crm.session import Session
    from crm.views.jobs import Job
    from crm.views.window import Window

_logger = logging.getLogger(__name__)
_LOOK_EVERY = 5_000  # milliseconds between two looks at the clock
_FIRST_LOOK = 1_500  # milliseconds after a file was opened: first it is shown

Clock = Callable[[], float]


@dataclass(frozen=True)
class Errand:
    """`work(window)` runs off the window's thread every so many seconds; `show(window, answer)` on it afterwards.

    One for the `network` waits for nobody and nobody waits for it.
    """

    name: str
    every_seconds: int
    work: Callable[[Window], object]
    show: Callable[[Window, Any], object] | None = None
    network: bool = False


_Run = tuple[Errand, "Session | None"]  # an errand, and of which file


def _session(window: Window) -> Session:
    return window.desk.session


ERRANDS: tuple[Errand, ...] = (
    Errand("pages", 86_400, lambda _window: pages.import_all(), network=True),
    Errand(
        "reminders",
        20,
        lambda window: _session(window).reminders.due(),
        show=lambda window, dues: window.reminders.show(dues),
    ),
    Errand("series", 600, lambda window: _session(window).series.top_up()),
    Errand("calendars", 60, outside_calendars.read_due, network=True),
    Errand("mail", 60, mail_sending.send_due, mail_sending.told, network=True),
    Errand(mail_arrivals.NAME, mail_arrivals.EVERY, mail_arrivals.read_due, mail_arrivals.told, network=True),
    Errand(good_customers.NAME, good_customers.EVERY, good_customers.work, good_customers.tell, network=True),
    Errand("reports", 30, report_turns.write_due, report_turns.told, network=True),
    Errand("documents", 86_400, document_care.work, document_care.tell),
)


class Errands:
    """The errands of one window. `start` when a file was opened, `stop` before it is put away."""

    def __init__(self, window: Window, errands: Sequence[Errand] = ERRANDS, *, clock: Clock = time.time) -> None:
        self._window = window
        self._errands = errands
        self._clock = clock
        self._began: dict[str, float] = {}
        self._running: dict[str, Job] = {}
        self._problems: dict[str, str] = {}
        self._session: Session | None = None
        self._timer = ""

    def start(self) -> None:
        """Begin with the file that was opened; one that may only be read needs no errands."""
        self.stop()
        session = self._window.desk.session
        if not session.database.engine.read_only:
            self._session = session
            self._timer = self._window.root.after(_FIRST_LOOK, self._look)

    def stop(self) -> None:
        """Run none any more, and want no answer of those under way."""
        if self._timer:
            self._window.root.after_cancel(self._timer)
        self._timer = ""
        self._session = None
        self._began.clear()
        self._problems.clear()
        for job in self._running.values():
            job.cancel()
        self._running.clear()

    def run_due(self) -> None:
        """Begin every errand whose time has come."""
        now = self._clock()
        for errand in self._errands:
            since = now - self._began.get(errand.name, -1e12)
            if errand.name not in self._running and not 0 <= since < errand.every_seconds:
                self._run(errand, now)

    def run(self, name: str) -> None:
        """Begin one errand now, whenever it ran last; KeyError when there is none of this name."""
        known = {errand.name: errand for errand in self._errands}
        if name not in self._running:
            self._run(known[name], self._clock())

    def _look(self) -> None:
        self._timer = self._window.root.after(_LOOK_EVERY, self._look)
        self.run_due()

    def _run(self, errand: Errand, now: float) -> None:
        self._began[errand.name] = now
        ended = partial(self._ended, (errand, self._session))
        failed = partial(self._failed, (errand, self._session))
        jobs = self._window.jobs
        if errand.network:
            job = jobs.run_network(lambda _job: errand.work(self._window), ended, failed=failed)
        else:
            job = jobs.run(lambda: errand.work(self._window), ended, failed=failed)
        if job in jobs.running:
            self._running[errand.name] = job

    def _ended(self, run: _Run, answer: object) -> None:
        errand, session = run
        if self._is_over(errand, session):
            return
        self._note(errand, "")
        if errand.show:
            errand.show(self._window, answer)

    def _failed(self, run: _Run, error: BaseException) -> None:
        errand, session = run
        if self._is_over(errand, session):
            return
        if isinstance(error, CrmError):
            self._note(errand, str(error))
            return
        _logger.error("errand failed: %s", errand.name, exc_info=error)
        self._note(errand, _("Something went wrong in the background. The log tells what."))

    def _note(self, errand: Errand, problem: str) -> None:
        """Keep what stands in the way of an errand in sight for as long as it does."""
        self._problems[errand.name] = problem
        self._window.status.show_problem(next(filter(None, self._problems.values()), ""))

    def _is_over(self, errand: Errand, session: Session | None) -> bool:
        """Whether the file is another one by now."""
        self._running.pop(errand.name, None)
        return self._session is None or self._session is not session
