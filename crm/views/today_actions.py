"""What a person does to a row of the day: done, put off, call, plan, open. Writes go through the desk, with Undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from crm.models.calls import CallSubject
from crm.utils.i18n import _
from crm.views import theme, today_cards
from crm.views.widgets.day_cards import OPEN

if TYPE_CHECKING:
    from crm.views.today_tab import TodayTab


def _subject(entity: str, row: Mapping[str, Any]) -> CallSubject:
    """What a call about a row is about: the planned call it is, its deal, or nothing else."""
    if entity == "activities":
        planned = (row["id"], row["subject"]) if row["type"] == "call" else (None, "")
        return CallSubject(row["opportunity_id"], *planned)
    return CallSubject(row["id"] if entity == "opportunities" else None)


class TodayActions:
    """`act` is told by the cards which row of which section is meant."""

    def __init__(self, tab: TodayTab) -> None:
        self._tab = tab

    def act(self, section: str, key: int, *, action: str) -> None:
        """Do one thing with one row."""
        entity = self._tab.day.section(section).entity if self._tab.day else ""
        todo: dict[str, Callable[[int], None]] = {
            today_cards.DONE: self._complete,
            today_cards.LATER: self._put_off,
            today_cards.CALL: partial(self._call, section),
            today_cards.PLAN: partial(self._plan, entity),
            OPEN: partial(self._open, entity),
        }
        todo[action](key)

    def pop_up(self, x: int, y: int) -> None:
        """The menu of the row in focus."""
        menu = theme.menu(self._tab)
        for action in self._tab.cards.actions():
            menu.add_command(label=action.words, command=partial(self._tab.cards.act, action.key))
        menu.tk_popup(x, y)

    def plan_any(self) -> None:
        """Plan an activity, with anybody."""
        from crm.views.dialogs import activity  # the window opens without it

        activity.new(self._tab.window)

    def _complete(self, key: int) -> None:
        self._tab.window.activity_actions.complete([key])

    def _put_off(self, key: int) -> None:
        self._tab.window.activity_actions.postpone([key], 1)

    def _call(self, section: str, key: int) -> None:
        """Call the contact of a row, and count how long it lasts; what is logged is about the row."""
        row = self._tab.rows(section)[key]
        contact_id = row["id"] if "kind" in row else row["contact_id"] or row.get("company_id")
        if contact_id is None:
            self._tab.desk.say(_("There is nobody to call: no contact is chosen."))
            return
        entity = self._tab.day.section(section).entity if self._tab.day else ""
        self._tab.window.call_timer.start(contact_id, about=_subject(entity, row))

    def _plan(self, entity: str, key: int) -> None:
        from crm.views.dialogs import activity

        activity.new(self._tab.window, {"opportunity_id" if entity == "opportunities" else "contact_id": key})

    def _open(self, entity: str, key: int) -> None:
        window = self._tab.window
        if entity == "contacts":
            window.contacts.go_to(key)
        elif entity == "opportunities":
            from crm.views.opportunity_opening import open_deal

            open_deal(window, key)
        else:
            window.activity_actions.open(key)
