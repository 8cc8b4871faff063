"""Notices of the desktop: sent from another thread; one that fails is the last and costs nothing."""

from __future__ import annotations

import threading

import pytest

from crm.views.system_notices import SystemNotices


class Notifier:
    """A desktop that remembers, or fails."""

    def __init__(self, *, fails=False):
        self.sent = []
        self.threads = []
        self.done = threading.Event()
        self._fails = fails

    async def send(self, title, message, *, on_clicked):
        self.threads.append(threading.current_thread().name)
        self.sent.append((title, message, on_clicked))
        self.done.set()
        if self._fails:
            raise OSError("no bus")


def sent(notifier, notices, title="Call Ana"):
    notices.send(title, "in 5 minutes", clicked=lambda: None)
    assert notifier.done.wait(5)
    notifier.done.clear()


def test_a_notice_is_sent_on_a_thread_of_its_own():
    notifier = Notifier()
    notices = SystemNotices(lambda: notifier)
    sent(notifier, notices)
    sent(notifier, notices, "Call Berta")
    assert [title for title, _message, _clicked in notifier.sent] == ["Call Ana", "Call Berta"]
    assert set(notifier.threads) == {"cartera-notices"}
    notices.stop()


def test_a_desktop_without_notices_is_asked_once():
    made = threading.Event()

    def make():
        made.set()
        raise OSError("no bus")

    notices = SystemNotices(make)
    notices.send("Call", "now", clicked=lambda: None)
    assert made.wait(5)
    for _look in range(500):
        if notices.failed:
            break
        threading.Event().wait(0.01)
    assert notices.failed
    made.clear()
    notices.send("Call", "now", clicked=lambda: None)
    assert not made.wait(0.05)
    notices.stop()


def test_stopping_before_anything_was_sent_is_nothing():
    notices = SystemNotices(lambda: pytest.fail("nothing was to be sent"))
    notices.stop()
    notices.send("Call", "now", clicked=lambda: None)
    assert notices.failed
