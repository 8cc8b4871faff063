"""What a person does to activities on their page: done, moved, changed, copied, exported. Writing is the window's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from crm.models.fields import Choice
from crm.utils import dates
from crm.utils.i18n import _
from crm.views import activity_words

if TYPE_CHECKING:
    from crm.views.activities_tab import ActivitiesTab

_CONTEXT = (
    "activity.open", "activity.contact", "", "activity.done", "activity.outcome", "", "activity.tomorrow",
    "activity.monday", "activity.day", "activity.no_date", "", "activity.change_field", "edit.copy", "file.export",
    "", "activity.remove",
)  # fmt: skip


class ActivitiesActions:
    """The commands of the page, on what is selected in its list."""

    def __init__(self, tab: ActivitiesTab) -> None:
        self._tab = tab

    def open(self) -> None:
        """Open the first of the selected activities."""
        if ids := self._ids():
            self._tab.window.activity_actions.open(ids[0])

    def go_to_contact(self) -> None:
        """Show the contact of the first of the selected activities."""
        ids, activities = self._ids(), self._tab.desk.session.activities
        if ids:
            self._tab.desk.jobs.run(lambda: activities.get(ids[0]), lambda one: self._go(one.contact_id))

    def toggle(self) -> None:
        """Say that what is selected was done; when all of it was, that it is open again."""
        if ids := self._going():
            self._tab.window.activity_actions.toggle(ids)

    def check(self, activity_id: int) -> None:
        """Say that one was done, or is open again: its circle was clicked."""
        if self._ids() == [activity_id]:
            self._tab.list.select_next()
        self._tab.window.activity_actions.toggle([activity_id])

    def ask_outcome(self) -> None:
        """Ask what came of what is selected, then say that it was done."""
        from crm.views.dialogs.activity_done import ask_outcome  # the page opens without it

        ids = self._ids()

        def told(outcome: str, log: bool) -> None:
            self._tab.list.select_next()
            self._tab.window.activity_actions.complete(ids, outcome=outcome, log=log)

        if ids:
            ask_outcome(self._tab.winfo_toplevel(), len(ids), then=told)

    def to_tomorrow(self) -> None:
        """Put what is selected on tomorrow."""
        self._to_day(self._ids(), dates.days_after(dates.today(), 1))

    def to_monday(self) -> None:
        """Put what is selected on the first Monday to come."""
        from crm.views.dialogs.activity_day import next_monday

        self._to_day(self._ids(), next_monday())

    def to_no_date(self) -> None:
        """Take the date from what is selected."""
        self._to_day(self._ids(), "")

    def ask_day(self) -> None:
        """Ask for a day, then put what is selected there."""
        from crm.views.dialogs.activity_day import ask_day

        if ids := self._ids():
            ask_day(self._tab.winfo_toplevel(), len(ids), then=partial(self._to_day, ids))

    def remove(self) -> None:
        """Remove what is selected; Undo brings it back."""
        if ids := self._going():
            self._tab.window.activity_actions.remove(ids)

    def copy(self) -> None:
        """Put the selected activities on the clipboard, a line each, ready to paste into a spreadsheet."""
        ids, session = self._ids(), self._tab.desk.session

        def read() -> str:
            return activity_words.as_text(session.activities.rows(ids), _names(session.activities.types()))

        self._tab.ask("copy", read, show=self._copied)

    def pop_up(self, x: int, y: int) -> None:
        """Open the context menu of activities."""
        self._tab.window.menus.pop_up(_CONTEXT, at=(x, y))

    # Parts

    def _ids(self) -> list[int]:
        return list(self._tab.selected_ids())

    def _going(self) -> list[int]:
        """What is selected, and may leave the list: the row that follows will be selected."""
        ids = self._ids()
        self._tab.list.select_next()
        return ids

    def _to_day(self, ids: Sequence[int], day: str) -> None:
        if ids:
            self._tab.list.select_next()
            self._tab.window.activity_actions.to_day(ids, day)

    def _go(self, contact_id: int | None) -> None:
        if contact_id is None:
            self._tab.desk.say(_("This activity is with nobody: no contact is chosen."))
        else:
            self._tab.window.contacts.go_to(contact_id)

    def _copied(self, text: str) -> None:
        self._tab.clipboard_clear()
        self._tab.clipboard_append(text)
        self._tab.desk.say(_("Copied."))


def _names(types: Sequence[Choice]) -> dict[str, str]:
    return {str(one.value): one.label for one in types}
