"""Whose turn it is to write, among the threads of this process. Other processes are the engine's to wait for.

A file has one writer at a time. A thread that finds another one's long work at it is told so at once, with the name of
that work, rather than standing still until the engine gives up.
"""

from __future__ import annotations

import threading
from functools import partial
from typing import Any

from crm.errors import Unavailable
from crm.storage.changelog import Operation
from crm.utils.i18n import _, translate

_PATIENCE = 0.2  # seconds somebody at the window waits for one operation of another thread
_BULK_PATIENCE = 5.0  # seconds bulk work waits: nobody looks at it


class WritingTurn:
    """Given to one operation at a time."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._holder: Operation | None = None

    def take(self, operation: Operation, *, bulk: bool) -> None:
        """Wait for the turn while others' writes are short; Unavailable, naming the work, when one goes on."""
        patience = _BULK_PATIENCE if bulk else _PATIENCE
        with self._changed:
            while (other := self._holder) is not None:
                if not self._changed.wait_for(partial(self._is_not, other), patience):
                    raise Unavailable(_sentence(other))
            self._holder = operation

    def _is_not(self, operation: Operation) -> bool:
        return self._holder is not operation

    def give_back(self, operation: Operation) -> None:
        """Let the next one write; nothing happens when it is not this operation's turn."""
        with self._changed:
            if self._holder is operation:
                self._holder = None
                self._changed.notify_all()


def _sentence(operation: Operation) -> str:
    label = _label(operation)
    if not label:
        return _("Other work on this file is still running. Nothing was saved yet; try again when it is done.")
    return _("Still running: {label}. Nothing was saved yet; try again when it is done.").format(label=label)


def _label(operation: Operation) -> str:
    """The operation's label filled in; "" while what fills it is not known yet."""
    return _filled(operation.label, operation.details)


def _filled(label: str, details: dict[str, Any]) -> str:
    inner = details.get("details")
    if isinstance(inner, dict):  # an undo is filled with what it undoes
        details = {"label": _filled(details["label"], inner)}
    try:
        return translate(label).format(**details)
    except (KeyError, IndexError):
        return ""
