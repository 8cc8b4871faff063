"""The connections to one file: one per thread, kept, and closed only while no thread is inside the engine.

Closing a connection under a running thread crashes the process; so who works holds its connection, and who closes asks
first, interrupts what runs, and leaves the closing to the thread that does not let go in time.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from traceback import clear_frames

from crm.storage.sqlite import Sqlite

_MANY = 500  # rows; fewer are written before a thread has started
_BETWEEN_INTERRUPTS = 0.02  # seconds; an interrupt that falls between two statements is lost


class Held:
    """One thread's connection, for a `with` around a whole piece of work: it is not closed inside.

    The engine's own errors come out in plain words; `call` is for a `with` around one call and knows more of them. A
    connection is used and closed under its lock only; its own thread may take that many times.
    """

    def __init__(self, engine: Sqlite) -> None:
        self.connection = engine.connect()
        self.closed = False
        self.call = _Call(self)
        self.engine = engine
        self._lock = threading.RLock()
        self._left_alone = False
        self._behind: _Behind | None = None

    def __enter__(self) -> sqlite3.Connection:
        self._lock.acquire()
        if self.closed:
            self.let_go()
            raise self.engine.closed()
        if self._behind is not None:
            self._finish_behind()
        return self.connection

    def run_behind(self, work: Callable[[sqlite3.Connection], object], *, rows: int) -> None:
        """Start a long statement about so many rows and go on without it; the connection's next use waits for its end.

        So the engine runs beside Python that computes meanwhile. Its error comes up where the connection is used next.
        For inside a `with` only, so that nobody closes the connection under it.
        """
        if rows < _MANY:
            with self.call as connection:
                work(connection)
            return
        with self as connection:
            self._behind = _Behind(work, connection)

    def drop_behind(self) -> None:
        """Stop what runs behind, whose end nobody wants any more; the transaction it belongs to must be taken back."""
        if self._behind is not None:
            self.connection.interrupt()
            self._behind.join()
            self._behind = None

    def _finish_behind(self) -> None:
        behind, self._behind = self._behind, None
        if behind is not None:
            behind.join()
            if behind.error is not None:
                self.let_go(behind.error)
                raise behind.error

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        self.let_go(error)
        if error is not None and (plain := self.engine.plain_engine(error)):
            raise plain from error

    def let_go(self, error: BaseException | None = None) -> None:
        """Take back one `__enter__`, for this error if there is one."""
        if self.closed and error is not None:
            _drop_statements(error)
        if self._left_alone:
            self._shut()
        self._lock.release()

    def close(self, until: float) -> None:
        """Close as soon as the thread lets go; after `until` it is told to do so itself."""
        while not self._lock.acquire(timeout=_BETWEEN_INTERRUPTS):
            if time.monotonic() > until:
                self._left_alone = True
                if not self._lock.acquire(blocking=False):
                    return
                break
            self.connection.interrupt()
        try:
            self._shut()
        finally:
            self._lock.release()

    def _shut(self) -> None:
        with suppress(sqlite3.Error):  # closed already, or still interrupted: freeing the connection takes back too
            self.connection.rollback()
        self.connection.close()


class _Behind(threading.Thread):
    """A piece of work on a connection whose thread does not use it meanwhile; `error` is what it ended with."""

    def __init__(self, work: Callable[[sqlite3.Connection], object], connection: sqlite3.Connection) -> None:
        super().__init__(name="behind", daemon=True)
        self.error: Exception | None = None
        self._work = work
        self._connection = connection
        self.start()

    def run(self) -> None:
        """Do the work."""
        try:
            self._work(self._connection)
        except Exception as error:  # noqa: BLE001 - any error belongs to who started the work
            self.error = error


def _drop_statements(error: BaseException) -> None:
    """Let go of what the error's frames hold: a statement that is still there keeps the file open after `close`."""
    link: BaseException | None = error
    while link is not None:
        clear_frames(link.__traceback__)
        link = link.__cause__ or link.__context__


class _Call:
    """A thread's connection for one call of the engine: errors of values it cannot take come out in plain words too."""

    def __init__(self, held: Held) -> None:
        self._held = held

    def __enter__(self) -> sqlite3.Connection:
        return self._held.__enter__()

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        self._held.let_go(error)
        if error is not None and (plain := self._held.engine.plain(error)):
            raise plain from error


class _Mine(threading.local):
    """What belongs to one thread."""

    held: Held | None = None


class Connections:
    """Opens a connection for each thread that asks and closes them all."""

    def __init__(self, engine: Sqlite) -> None:
        self._engine = engine
        self._mine = _Mine()
        self._all: list[Held] = []
        self._guard = threading.Lock()
        self.closed = False

    @property
    def mine(self) -> Held:
        """This thread's. Unavailable once the file is closed."""
        return self._mine.held or self._open()

    def close(self, *, patience: float) -> None:
        """Close them all, at once where nothing runs. What runs is interrupted, and taken back if it was a write.

        A thread that is outside the engine and does not come back within `patience` seconds closes its own when it
        does; until then the file's write-ahead log stays beside it, and nothing that was saved is lost.
        """
        with self._guard:
            self.closed = True
            for one in self._all:
                one.closed = True
        until = time.monotonic() + patience
        for one in self._all:
            one.close(until)

    def _open(self) -> Held:
        with self._guard:  # so that none is opened behind the back of `close`
            if self.closed:
                raise self._engine.closed()
            self._mine.held = Held(self._engine)
            self._all.append(self._mine.held)
            return self._mine.held
