"""Which e-mails left this computer: a list of its own, so that an older copy of a file sends none of them again.

A backup that is opened still holds what waited when it was made. Kept are hashes of Message-IDs, which say nothing of
anybody.
"""

from __future__ import annotations

import hashlib
import logging
import os
import threading
from pathlib import Path

_MOST = 50_000  # letters that are remembered; a copy older than that is not sent from
_logger = logging.getLogger(__name__)


class SentLetters:
    """The Message-IDs this computer sent, one hash a line in a file that is made when it is needed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = threading.Lock()
        self._read_to = -1
        self._known: dict[str, None] = {}

    def has(self, message_id: str) -> bool:
        """Whether this e-mail was sent from here, by this program or another one of its kind."""
        with self._turn:
            self._read()
            return _mark(message_id) in self._known

    def note(self, message_id: str) -> None:
        """Remember that it was sent, before anything else is done. A file that cannot be written costs only that."""
        with self._turn:
            self._known[_mark(message_id)] = None
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                with self._path.open("a", encoding="ascii") as lines:
                    lines.write(_mark(message_id) + "\n")
                    lines.flush()
                    os.fsync(lines.fileno())
            except OSError as error:
                _logger.warning("the list of sent e-mails cannot be written: %s", error.strerror)

    def _read(self) -> None:
        """Read what was added since, also by others; a list that grew too long loses its oldest lines."""
        try:
            size = self._path.stat().st_size
            if size == self._read_to:
                return
            marks = self._path.read_text(encoding="ascii", errors="replace").splitlines()
            self._read_to = size
            self._known = dict.fromkeys(marks[-_MOST:])
            if len(marks) > 2 * _MOST:
                self._shorten()
        except FileNotFoundError:
            return
        except OSError as error:
            _logger.warning("the list of sent e-mails cannot be read: %s", error.strerror)

    def _shorten(self) -> None:
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}.new")
        beside.write_text("".join(f"{mark}\n" for mark in self._known), encoding="ascii")
        beside.replace(self._path)


def _mark(message_id: str) -> str:
    return hashlib.sha256(message_id.encode("utf-8")).hexdigest()
