"""Notices of the desktop itself, where it offers them: sent from a thread of their own, so that nothing waits for them.

The library talks to the desktop in its own way on each system and is loaded with the first notice. A desktop without
notices costs a line in the log; the window shows the same anyhow.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from typing import Protocol

_logger = logging.getLogger(__name__)
_LONGEST = 10.0  # seconds for one notice


class Notifier(Protocol):
    """What sends a notice."""

    async def send(self, title: str, message: str, *, on_clicked: Callable[[], object]) -> object: ...


def _desktop() -> Notifier:
    from desktop_notifier import DesktopNotifier

    logging.getLogger("desktop_notifier").setLevel(logging.ERROR)
    return _Desktop(DesktopNotifier(app_name="Cartera"))


class _Desktop:
    """The library behind the face this file needs."""

    def __init__(self, notifier: object) -> None:
        self._notifier = notifier

    async def send(self, title: str, message: str, *, on_clicked: Callable[[], object]) -> object:
        return await self._notifier.send(title=title, message=message, on_clicked=on_clicked)  # type: ignore[attr-defined]


class SystemNotices:
    """Sends notices; the first that fails is the last. `make` gives what sends them, on their own thread."""

    def __init__(self, make: Callable[[], Notifier] = _desktop) -> None:
        self._make = make
        self._loop: asyncio.AbstractEventLoop | None = None
        self._notifier: Notifier | None = None
        self.failed = False

    def send(self, title: str, message: str, *, clicked: Callable[[], object]) -> None:
        """Show a notice; `clicked` is called on the other thread when a person clicks it."""
        if self.failed:
            return
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            threading.Thread(target=self._loop.run_forever, name="cartera-notices", daemon=True).start()
        asyncio.run_coroutine_threadsafe(self._send(title, message, clicked=clicked), self._loop)

    def stop(self) -> None:
        """Send no more."""
        self.failed = True
        if self._loop is not None:
            asyncio.run_coroutine_threadsafe(self._end(self._loop), self._loop)

    @staticmethod
    async def _end(loop: asyncio.AbstractEventLoop) -> None:
        """Give up what is under way, then the loop."""
        under_way = asyncio.all_tasks() - {asyncio.current_task()}
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        loop.call_soon(loop.stop)

    async def _send(self, title: str, message: str, *, clicked: Callable[[], object]) -> None:
        try:
            self._notifier = self._notifier or self._make()
            await asyncio.wait_for(self._notifier.send(title, message, on_clicked=clicked), _LONGEST)
        except Exception as error:  # noqa: BLE001 - whatever the desktop does, the window goes on without its notices
            self.failed = True
            _logger.info("This desktop shows no notices: %r", error)
