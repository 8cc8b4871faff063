"""Reading the calendars outside the file in its turn: the errand of the window. What is read is the controller's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm.errors import Unavailable

if TYPE_CHECKING:
    from crm.views.window import Window


def read_due(window: Window) -> int:
    """Read what is due, off the window's thread. Unavailable tells the first that failed, after all were tried."""
    problems = window.desk.session.calendars.read_due(window.passwords)
    if problems:
        raise Unavailable(problems[0])
    return len(problems)
