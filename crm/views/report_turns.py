"""Scheduled reports, from the window: writing those that are due as an errand, and what is said about it afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from crm.errors import Unavailable
from crm.models.report_schedules import Outcome
from crm.models.users import PERMISSIONS
from crm.utils.i18n import _
from crm.views import mail_sending

if TYPE_CHECKING:
    from crm.views.window import Window


def write_due(window: Window) -> list[Outcome]:
    """The errand: write what is due. For the network's worker, because folders may be far away.

    Raises Unavailable, for the bottom line, while one stands that could not be written and none was just now.
    """
    session = window.desk.session
    if "read reports" not in PERMISSIONS[session.user.role]:
        return []
    written = [one for one in session.report_schedules.run_due() if not one.problem]
    problem = "" if written else session.report_schedules.problem()
    if problem:
        raise Unavailable(problem)
    return written


def told(window: Window, outcomes: Sequence[Outcome]) -> None:
    """After the errand: each report that was written, with a way to it."""
    if not outcomes:
        return
    from crm.views.dialogs.report_schedule import outcome_words  # nearly always there is nothing to tell

    for one in outcomes:
        path = one.path
        action = (_("Open"), partial(window.outside.open_file, path)) if path is not None else None
        window.toasts.show(outcome_words(one), action=action)
    if any(one.recipient for one in outcomes):
        mail_sending.show_mark(window)
