"""Passwords of mail and calendar accounts: in the system's keyring, or in memory until the program ends. In no file.

Keyrings may ask their user to unlock them, or never answer: call these off the window's thread.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

Answer = TypeVar("Answer")

_SERVICE = "Cartera"
_PATIENCE = 60.0  # seconds: a keyring that is locked asks its user first
_logger = logging.getLogger(__name__)


def place(service: str, *, login: str, host: str) -> str:
    """Under which name a password is kept: "smtp:ana@mail.example.org"."""
    return f"{service}:{login}@{host.lower()}"


def system_keyring() -> KeyringBackend | None:
    """The keyring of this desktop; None when there is none that keeps secrets secret."""
    from keyring import core

    core.init_backend(core.recommended)
    chosen = core.get_keyring()
    return chosen if core.recommended(chosen) else None


class Passwords:
    """Passwords by their place. One object serves the whole window; what the keyring does not keep, it remembers."""

    def __init__(
        self, find: Callable[[], KeyringBackend | None] = system_keyring, *, patience: float = _PATIENCE
    ) -> None:
        self._find = find
        self._patience = patience
        self._known: dict[str, str] = {}
        self._keyring: KeyringBackend | None = None
        self._looked = False
        self._turn = threading.Lock()

    def get(self, place: str) -> str | None:
        """The password of a place; None when it has to be asked for."""
        if place not in self._known:
            found = self._ask(lambda keyring: keyring.get_password(_SERVICE, place))
            if found is None:
                return None
            self._known[place] = found
        return self._known[place]

    def keep(self, place: str, password: str) -> bool:
        """Keep a password; False when there is no keyring, so that it lasts only until the program ends."""
        self._known[place] = password

        def store(keyring: KeyringBackend) -> bool:
            keyring.set_password(_SERVICE, place, password)
            return keyring.get_password(_SERVICE, place) == password

        return bool(self._ask(store))

    def forget(self, place: str) -> None:
        """Keep the password of a place no longer, here or in the keyring."""
        self._known.pop(place, None)

        def remove(keyring: KeyringBackend) -> None:
            if keyring.get_password(_SERVICE, place) is not None:
                keyring.delete_password(_SERVICE, place)

        self._ask(remove)

    def _ask(self, call: Callable[[KeyringBackend], Answer]) -> Answer | None:
        """What the keyring says; None without one, or when it refuses. One that stays silent is not asked again."""
        if self._looked and self._keyring is None:
            return None
        answers: SimpleQueue[Answer | None] = SimpleQueue()
        threading.Thread(target=lambda: answers.put(self._answer(call)), name="cartera-keyring", daemon=True).start()
        try:
            return answers.get(timeout=self._patience)
        except Empty:
            _logger.warning("the keyring does not answer; passwords are kept until the program ends")
            self._looked, self._keyring = True, None
            return None

    def _answer(self, call: Callable[[KeyringBackend], Answer]) -> Answer | None:
        try:
            with self._turn:
                keyring = self._open()
                return call(keyring) if keyring else None
        except Exception as error:  # noqa: BLE001 - each desktop's keyring has errors of its own
            _logger.warning("the keyring refused: %s", type(error).__name__)
            return None

    def _open(self) -> KeyringBackend | None:
        if not self._looked:
            self._looked = True
            self._keyring = self._find()
        return self._keyring
