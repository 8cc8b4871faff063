"""The connections to one file: one per thread, kept, and closed only while no thread is inside the engine.

Closing a connection under a running thread crashes the process; so who works holds its connection, and who closes asks
first, interrupts what runs, and leaves the closing to the thread that does not let go in time.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from crm.storage.sqlite import Sqlite

_BETWEEN_INTERRUPTS = 0.02  # seconds; an interrupt that falls between two statements is lost


class _Kept:
    """One thread's connection. It is used and closed under its lock only; its own thread may take that many times."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.lock = threading.RLock()
        self.left_alone = False

    def close(self, until: float) -> None:
        """Close as soon as the thread lets go; after `until` it is told to do so itself."""
        while not self.lock.acquire(timeout=_BETWEEN_INTERRUPTS):
            if time.monotonic() > until:
                self.left_alone = True
                if not self.lock.acquire(blocking=False):
                    return
                break
            self.connection.interrupt()
        try:
            self.connection.close()
        finally:
            self.lock.release()


class _Mine(threading.local):
    """What belongs to one thread."""

    kept: _Kept | None = None


class Connections:
    """Opens a connection for each thread that asks and closes them all."""

    def __init__(self, engine: Sqlite) -> None:
        self._engine = engine
        self._mine = _Mine()
        self._all: list[_Kept] = []
        self._guard = threading.Lock()
        self.closed = False

    @contextmanager
    def held(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection, safe from `close` inside the block. Unavailable once the file is closed."""
        kept = self._kept()
        with kept.lock:
            try:
                self._require_open()
                yield kept.connection
            finally:
                if kept.left_alone:
                    kept.connection.close()

    def close(self, *, patience: float) -> None:
        """Close them all, at once where nothing runs. What runs is interrupted, and taken back if it was a write.

        A thread that is outside the engine and does not come back within `patience` seconds closes its own when it
        does; until then the file's write-ahead log stays beside it, and nothing that was saved is lost.
        """
        with self._guard:
            self.closed = True
            kept = list(self._all)
        until = time.monotonic() + patience
        for one in kept:
            one.close(until)

    def _kept(self) -> _Kept:
        if self._mine.kept is None:
            self._require_open()
            kept = _Kept(self._engine.connect())
            with self._guard:
                self._all.append(kept)
                late = self.closed
            if late:
                kept.connection.close()
            self._mine.kept = kept
        return self._mine.kept

    def _require_open(self) -> None:
        if self.closed:
            raise self._engine.closed()
