"""One typed signal: listeners that are called with each value emitted. No topics, no queue, no threads of its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")

_logger = logging.getLogger(__name__)


class Signal(Generic[Value]):
    """Calls every connected listener, in the order of connecting, on the thread that emits.

    A listener that fails is logged with its traceback and the others are still called: what the emitter announces has
    already happened (a commit, for instance), so a listener's failure must not look like the emitter's.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: dict[object, Callable[[Value], None]] = {}

    def connect(self, callback: Callable[[Value], None]) -> Callable[[], None]:
        """Call `callback` with every later value; return a function that ends this, safe to call twice."""
        place = object()
        with self._lock:
            self._listeners[place] = callback

        def disconnect() -> None:
            with self._lock:
                self._listeners.pop(place, None)

        return disconnect

    def emit(self, value: Value) -> None:
        """Call each listener with `value`; one that is disconnected meanwhile is not called any more."""
        with self._lock:
            listeners = list(self._listeners.items())
        for place, callback in listeners:
            if place in self._listeners:
                self._call(callback, value)

    @staticmethod
    def _call(callback: Callable[[Value], None], value: Value) -> None:
        try:
            callback(value)
        except Exception:
            _logger.exception("A listener failed")
