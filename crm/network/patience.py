"""An end to all patience: a server that drips for ever is cut off. Pauses between bytes are the socket's own."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress


class Patience:
    """Cuts a connection when the time allowed is over; `connection()` is the one to cut, None while there is none."""

    def __init__(self, connection: Callable[[], socket.socket | None]) -> None:
        self._connection = connection
        self._clock: threading.Timer | None = None

    def allow(self, seconds: float) -> None:
        """From now on, so long and no longer."""
        self.settle()
        self._clock = threading.Timer(seconds, self._cut)
        self._clock.daemon = True
        self._clock.start()

    def settle(self) -> None:
        """Watch no more."""
        if self._clock:
            self._clock.cancel()

    def _cut(self) -> None:
        connection = self._connection()
        if connection is not None:
            with suppress(OSError):
                socket.socket.shutdown(connection, socket.SHUT_RDWR)
