"""What a person does to activities, wherever they are listed: done, put off, moved to a day, removed, opened.

Writes go through the desk, with Undo; what is done asks for the next step where nothing is planned any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crm.models.activities import Completion
from crm.models.series import Scope
from crm.utils import dates
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number

if TYPE_CHECKING:
    from crm.views.window import Window


class ActivityActions:
    """The one place of the window that completes, moves and removes activities."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def complete(self, ids: Sequence[int], *, outcome: str = "", log: bool = True) -> None:
        """Say that these were done; where nothing is planned any more, the next step is offered."""
        activities = self._window.desk.session.activities
        self._window.desk.write(lambda: activities.complete(ids, outcome, log=log), _completed, done=self.offer_next)

    def reopen(self, ids: Sequence[int]) -> None:
        """Say that these are still to do; what they logged goes away again."""
        activities = self._window.desk.session.activities
        self._window.desk.write(lambda: activities.reopen(ids), _reopened)

    def toggle(self, ids: Sequence[int]) -> None:
        """Say that these were done, or when all of them were, that they are still to do."""
        chosen, activities = list(ids), self._window.desk.session.activities

        def work() -> Completion | int:
            if any(not row["completed_at"] for row in activities.rows(chosen)):
                return activities.complete(chosen)
            return activities.reopen(chosen)

        def said(answer: Completion | int) -> str:
            return _reopened(answer) if isinstance(answer, int) else _completed(answer)

        def done(answer: Completion | int) -> None:
            if isinstance(answer, Completion):
                self.offer_next(answer)

        if chosen:
            self._window.desk.write(work, said, done=done)

    def postpone(self, ids: Sequence[int], days: int) -> None:
        """Put these off by so many days, overdue ones from today on."""
        activities = self._window.desk.session.activities
        self._window.desk.write(lambda: activities.postpone(ids, days), _moved)

    def to_day(self, ids: Sequence[int], day: str) -> None:
        """Move these to a day at their time of day, or with "" to none."""
        activities = self._window.desk.session.activities
        self._window.desk.write(lambda: activities.to_day(ids, day), lambda count: _moved_to(count, day))

    def remove(self, ids: Sequence[int]) -> None:
        """Remove these; Undo brings them back. Of one that repeats it is asked which of its series are meant."""
        if len(ids) != 1:
            self._remove(ids, Scope.THIS)
            return
        activities = self._window.desk.session.activities
        self._window.desk.jobs.run(lambda: activities.get(ids[0]).series_id, lambda series: self._ask(ids, series))

    def open(self, activity_id: int) -> None:
        """Show one in its window."""
        from crm.views.dialogs import activity  # the window opens without it

        activity.show(self._window, activity_id)

    def offer_next(self, done: Completion) -> None:
        """Ask for the next activity of the deal, or the contact, that has none now; of one alone."""
        values: dict[str, Any] = {}
        if len(done.next_missing) == 1:
            values = {"opportunity_id": done.next_missing[0]}
        elif not done.next_missing and len(done.contacts_missing) == 1:
            values = {"contact_id": done.contacts_missing[0]}
        if not values:
            return
        from crm.views.dialogs import activity

        activity.ask_next(self._window, values)

    def _ask(self, ids: Sequence[int], series_id: int | None) -> None:
        scope: str | None = Scope.THIS
        if series_id is not None:
            from crm.views.dialogs.series_scope import ask_scope

            scope = ask_scope(self._window.root, removing=True)
        if scope is not None:
            self._remove(ids, scope)

    def _remove(self, ids: Sequence[int], scope: str) -> None:
        activities = self._window.desk.session.activities
        self._window.desk.write(lambda: activities.remove(ids, scope=scope), _removed)


def _completed(done: Completion) -> str:
    return ngettext("Done.", "{count} activities done.", done.count).format(count=show_number(done.count))


def _reopened(count: int) -> str:
    return ngettext("Open again.", "{count} activities open again.", count).format(count=show_number(count))


def _moved(count: int) -> str:
    return ngettext("Put off.", "{count} activities put off.", count).format(count=show_number(count))


def _moved_to(count: int, day: str) -> str:
    if not count:
        return _("Nothing to move: they stand there already, or are done.")
    if not day:
        words = ngettext("Without a date now.", "{count} activities without a date now.", count)
        return words.format(count=show_number(count))
    words = ngettext("Moved to {day}.", "{count} activities moved to {day}.", count)
    return words.format(count=show_number(count), day=dates.show_day(day))


def _removed(count: int) -> str:
    return ngettext("Activity removed.", "{count} activities removed.", count).format(count=show_number(count))
