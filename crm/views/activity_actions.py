"""What a person does to activities, wherever they are listed: done, put off, moved to a day, removed, opened.

Writes go through the desk, with Undo; what is done asks for the next step where nothing is planned any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crm.models.activities import Completion
from crm.utils import dates
from crm.utils.i18n import ngettext

if TYPE_CHECKING:
    from crm.views.window import Window


class ActivityActions:
    """The one place of the window that completes, moves and removes activities."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def complete(self, ids: Sequence[int], *, outcome: str = "") -> None:
        """Say that these were done; where nothing is planned any more, the next step is offered."""
        activities = self._window.desk.session.activities
        self._window.desk.write(lambda: activities.complete(ids, outcome), _completed, done=self.offer_next)

    def postpone(self, ids: Sequence[int], days: int) -> None:
        """Put these off by so many days, overdue ones from today on."""
        activities = self._window.desk.session.activities
        self._window.desk.write(lambda: activities.postpone(ids, days), _moved)

    def to_day(self, ids: Sequence[int], day: str) -> None:
        """Move these to a day, at their time of day."""
        activities = self._window.desk.session.activities
        self._window.desk.write(lambda: activities.to_day(ids, day), lambda count: _moved_to(count, day))

    def remove(self, ids: Sequence[int]) -> None:
        """Remove these; Undo brings them back."""
        activities = self._window.desk.session.activities
        self._window.desk.write(lambda: activities.remove(ids), _removed)

    def open(self, activity_id: int) -> None:
        """Show one in its window."""
        from crm.views.dialogs import activity  # the window opens without it

        activity.show(self._window, activity_id)

    def offer_next(self, done: Completion) -> None:
        """Ask for the next activity of the deal, or the contact, that has none now; of one alone."""
        values: dict[str, object] = {}
        if len(done.next_missing) == 1:
            values = {"opportunity_id": done.next_missing[0]}
        elif not done.next_missing and len(done.contacts_missing) == 1:
            values = {"contact_id": done.contacts_missing[0]}
        if not values:
            return
        from crm.views.dialogs import activity

        activity.ask_next(self._window, values)


def _completed(done: Completion) -> str:
    return ngettext("Done.", "{count} activities done.", done.count).format(count=done.count)


def _moved(count: int) -> str:
    return ngettext("Put off.", "{count} activities put off.", count).format(count=count)


def _moved_to(count: int, day: str) -> str:
    words = ngettext("Moved to {day}.", "{count} activities moved to {day}.", count)
    return words.format(count=count, day=dates.show_day(day))


def _removed(count: int) -> str:
    return ngettext("Activity removed.", "{count} activities removed.", count).format(count=count)
