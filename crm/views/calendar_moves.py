"""What a person does with entries of the calendar: move, add, open, complete, remove. Loading is the page's."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from crm.models.calendar import ACTIVITY, EVENT, GHOST, CalendarItem
from crm.models.series import Scope
from crm.utils import dates
from crm.utils.day_names import whole_day
from crm.utils.i18n import _
from crm.utils.text import one_line
from crm.views import theme
from crm.views.calendar_words import facts, fixed
from crm.views.commands import find
from crm.views.widgets.calendar_model import WHOLE_DAY, CalendarEntry, Drop, Slot, Spot, placed
from crm.views.widgets.calendar_words import clock
from crm.views.widgets.dialog import report

if TYPE_CHECKING:
    from crm.views.calendar_tab import CalendarTab

_PATIENCE = 1500  # milliseconds after which a drop that changed nothing is shown as it was


class CalendarMoves:
    """Every write goes through the desk: said, and taken back with Ctrl+Z."""

    def __init__(self, tab: CalendarTab) -> None:
        self._tab = tab
        self._desk = tab.desk
        self._actions = tab.window.activity_actions

    # Moving

    def dropped(self, drop: Drop) -> None:
        """An entry was put somewhere: one of a series asks which of them are meant."""
        item, entry = self._tab.item(drop.key), self._tab.sheet.entry(drop.key)
        if item is None or entry is None or item.kind != ACTIVITY:
            self._tab.sheet.settle()
            return
        scope: str | None = Scope.THIS
        if item.series_id is not None:
            from crm.views.dialogs.series_scope import ask_scope  # the window opens without it

            scope = ask_scope(self._tab.winfo_toplevel())
        if scope is None:
            self._tab.sheet.settle()
            return
        self._move(item, self._values(entry, drop), scope=scope)

    def _move(self, item: CalendarItem, values: Mapping[str, Any], *, scope: str) -> None:
        session = self._desk.session
        due_on, due_at, minutes = values["due_on"], values["due_at"], values.get("duration_minutes")
        if scope == Scope.THIS:
            work = partial(session.activities.move, item.id, due_on, due_at=due_at, duration_minutes=minutes)
        else:
            work = partial(session.series.change, item.id, values, scope=scope)
        words = _moved(item.title, due_on, due_at=due_at)
        sheet = self._tab.sheet
        self._desk.write(
            work, lambda _none: words, done=lambda _none: sheet.settle_later(_PATIENCE), failed=self._failed
        )

    @staticmethod
    def _values(entry: CalendarEntry, drop: Drop) -> dict[str, Any]:
        """The columns of a drop; the length is told where it is another, or its kind is."""
        due_at = dates.to_moment(f"{drop.day.isoformat()} {_wall(drop):%H:%M}") if drop.minute is not None else ""
        values: dict[str, Any] = {"due_on": drop.day.isoformat(), "due_at": due_at}
        if drop.minutes != entry.minutes or (entry.starts is None) != (drop.minute is None):
            values["duration_minutes"] = _duration(entry, drop)
        return values

    def refuse(self, entry: CalendarEntry) -> None:
        """Say why an entry stays where it is."""
        self._desk.say(entry.fixed)

    def _failed(self, error: BaseException) -> None:
        self._tab.sheet.settle()
        self._desk.jobs.report(error)

    # Adding and opening

    def add(self, slot: Slot) -> None:
        """Ask for a new activity on a day, or at a time."""
        values: dict[str, Any] = {"due_on": slot.day.isoformat()}
        if slot.minute is not None:
            wall = Spot(slot.day, slot.minute).moment
            values["due_at"] = dates.to_moment(f"{wall.date().isoformat()} {clock(wall)}")
        if slot.minutes and (slot.minute is not None or slot.minutes > WHOLE_DAY):
            values["duration_minutes"] = slot.minutes
        if self._tab.window.runner.can_run(find("activity.add")):
            from crm.views.dialogs import activity  # the window opens without it

            activity.new(self._tab.window, values)

    def open(self, key: str) -> None:
        """Open an activity; a later day of a series becomes one first, an event tells about itself."""
        item = self._tab.item(key)
        if item is None:
            return
        if item.kind == EVENT:
            kind = self._tab.known.kind_of(item) if self._tab.known else ""
            text = "\n".join([*facts(item, kind), "", fixed(item)])
            report(self._tab.winfo_toplevel(), one_line(item.title, 80), text=text)
        elif item.kind == GHOST and item.series_id is not None:
            series, series_id, day = self._desk.session.series, item.series_id, item.series_day
            self._desk.jobs.run(lambda: series.reach(series_id, day), self._actions.open)
        else:
            self._actions.open(item.id)

    # Acting in place

    def complete(self, key: str) -> None:
        """Say that an activity was done; one that is done becomes open again."""
        item = self._activity(key)
        if item is not None:
            self._actions.toggle([item.id])

    def ask_outcome(self, key: str) -> None:
        """Ask what came of an activity, then say that it was done."""
        item = self._activity(key)
        if item is not None:
            from crm.views.dialogs.activity_done import ask_outcome

            ids, top = [item.id], self._tab.winfo_toplevel()
            ask_outcome(top, 1, then=lambda told, log: self._actions.complete(ids, outcome=told, log=log))

    def ask_day(self, key: str) -> None:
        """Ask for another day, then put an activity there."""
        item = self._activity(key)
        if item is not None:
            from crm.views.dialogs.activity_day import ask_day

            ids = [item.id]
            ask_day(self._tab.winfo_toplevel(), 1, then=lambda day: self._actions.to_day(ids, day))

    def remove(self, key: str) -> None:
        """Remove an activity; of a series, the ones that are meant."""
        item = self._activity(key)
        if item is not None:
            self._actions.remove([item.id])

    def postpone(self, key: str, days: int) -> None:
        """Put an activity off."""
        item = self._activity(key)
        if item is not None:
            self._actions.postpone([item.id], days)

    def pop_up(self, x: int, y: int) -> None:
        """Open the menu of the chosen entry, or of the day."""
        self.menu().tk_popup(x, y)

    def menu(self) -> tk.Menu:
        """What can be done with the chosen entry, or on the day."""
        tab, key, day = self._tab, self._tab.sheet.chosen, self._tab.sheet.day
        menu, item = theme.menu(tab), tab.item(key)
        if item is None:
            self._offer(menu, (_("New activity…"), lambda: self.add(Slot(day))), (_("Show this day"), tab.go_to_chosen))
            return menu
        self._offer(menu, (_("Open"), lambda: self.open(key)))
        if item.kind == ACTIVITY:
            done = (_("Reopen"), lambda: self.complete(key)) if item.done else (_("Done"), lambda: self.complete(key))
            menu.add_separator()
            self._offer(menu, done, (_("Done, with what came of it…"), lambda: self.ask_outcome(key)))
            menu.add_separator()
            self._offer(menu, (_("Put off by a day"), lambda: self.postpone(key, 1)),
                        (_("Put off by a week"), lambda: self.postpone(key, 7)),
                        (_("To another day…"), lambda: self.ask_day(key)))  # fmt: skip
            menu.add_separator()
            self._offer(menu, (_("Remove"), lambda: self.remove(key)))
        return menu

    @staticmethod
    def _offer(menu: tk.Menu, *entries: tuple[str, Callable[[], object]]) -> None:
        for words, act in entries:
            menu.add_command(label=words, command=act)

    def _activity(self, key: str) -> CalendarItem | None:
        """An item that is an activity; of others it is said why nothing can be done with them."""
        item, entry = self._tab.item(key), self._tab.sheet.entry(key)
        if item is not None and item.kind != ACTIVITY and entry is not None:
            self.refuse(entry)
            return None
        return item


def _wall(drop: Drop) -> datetime:
    return Spot(drop.day, drop.minute).moment


def _duration(entry: CalendarEntry, drop: Drop) -> int | None:
    """The minutes that pass until the end of a drop: an hour of change between summer and winter counts."""
    if drop.minute is None:
        return drop.minutes if drop.minutes > WHOLE_DAY or entry.starts is None else None
    moved = placed(entry, drop)
    if moved.starts is None or moved.ends is None:
        return None
    passed = moved.ends.astimezone() - moved.starts.astimezone()
    return max(0, int(passed / timedelta(minutes=1)))


def _moved(title: str, due_on: str, *, due_at: str) -> str:
    """What a notice says of an entry that was moved."""
    starts = dates.to_local(due_at or due_on)
    day = whole_day(starts.date())
    when = f"{day}, {clock(starts)}" if due_at else day
    return _("{title}: {when}").format(title=one_line(title, 40), when=when)
