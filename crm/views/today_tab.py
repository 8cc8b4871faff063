"""The first page: what there is to do today, each row acting in place. What is read is the session's `today`."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping
from datetime import date
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from crm.models.today import DUE, MEETINGS, OVERDUE, Day
from crm.utils.day_names import weekday_and_day
from crm.utils.i18n import _
from crm.views import today_cards, today_month
from crm.views.tab import Tab
from crm.views.today_actions import TodayActions
from crm.views.today_head import TodayHead
from crm.views.today_month import Month
from crm.views.widgets.day_cards import DayCards
from crm.views.widgets.day_model import DayCard
from crm.views.widgets.empty import Empty

if TYPE_CHECKING:
    from crm.views.window import Window

_MOST = 500  # rows of a card that is shown whole
_RANGES = {OVERDUE: "overdue", MEETINGS: "today", DUE: "today"}  # where the list of activities has the same
_EVERY = 60_000  # milliseconds: what is due passes with the time of day
_AFTER_THE_DAY = 250  # milliseconds from the day on the screen to asking how the month goes
_EVERYONE = "today.everyone"
_Read = tuple[Day, dict[str, str], list[DayCard]]  # the day, the names of types of activities, what is shown


class TodayTab(Tab):
    """Overdue, due, meetings, deals that need a word, contacts gone quiet, birthdays."""

    key, entity = "today", "activities"
    watches = frozenset(
        ("activities", "activity_series", "interactions", "opportunities", "contacts", "pipelines", "stages",
         "settings", "users", "interaction_types", "contact_segments")
    )  # fmt: skip

    def __init__(self, parent: tk.Misc, window: Window) -> None:
        super().__init__(parent, window.desk)
        self.window = window
        self.day: Day | None = None
        self.types: Mapping[str, str] = {}
        self.whole: frozenset[str] = frozenset()
        self.head = TodayHead(self, self.desk, everyone=bool(self.desk.settings.get(_EVERYONE, False)))
        self.head.pack(fill="x")
        self.head.on_everyone = self._show_everyone
        self._month: Month | None = None
        self.head.on_month = self._open_month
        self.cards = DayCards(self)
        self.cards.pack(fill="both", expand=True)
        self.actions: TodayActions = TodayActions(self)
        self.cards.on_act = lambda section, key, action: self.actions.act(section, key, action=action)
        self.cards.on_more = self._show_whole
        self.cards.on_context = self.actions.pop_up
        self._cover = ttk.Frame(self.cards)
        self.empty = Empty(self._cover)
        self._timer = self.after(_EVERY, self._tick)
        self._later = ""

    def refresh(self) -> None:
        """Read the day anew."""
        session, everyone, whole = self.desk.session, self.head.everyone, self.whole
        limit = _MOST if self.whole else today_cards.SHOWN

        def read() -> _Read:
            types = {one.value: one.label for one in session.activities.types()}
            day = session.today.day(everyone=everyone, limit=limit)
            return day, types, today_cards.cards(day, types=types, whole=whole)

        self.ask("day", read, show=self._show)

    def find(self) -> None:
        """Search is the contacts' page's: go there."""
        self.window.show_page("contacts")
        self.window.contacts.find()

    def rows(self, key: str) -> dict[int, Mapping[str, Any]]:
        """The rows of a section that were read, by their ids."""
        return {row["id"]: row for row in self.day.section(key).rows} if self.day else {}

    def _show(self, answer: _Read) -> None:
        first = self.day is None
        self.day, self.types, shown = answer
        self.head.show(weekday_and_day(date.fromisoformat(self.day.day)), today_cards.summary(self.day))
        self.cards.show(shown)
        self._say_empty(not shown)
        if first:
            self.cards.canvas.focus_set()
        self.window.status.show_count(today_cards.summary(self.day))
        if not self._later:
            self._later = self.after(_AFTER_THE_DAY, self._ask_month)

    def _ask_month(self) -> None:
        """The month comes when the day is shown: the program starts without it."""
        self._later = ""
        session, owner_id = self.desk.session, None if self.head.everyone else self.desk.session.user.id
        self.ask("month", lambda: today_month.read(session, owner_id), show=self._show_month)

    def _open_month(self) -> None:
        """The dashboard of whom the line is about: both say the same."""
        self.window.show_page("dashboard")
        if self._month:
            self.window.dashboard.choices.narrow(**self._month.filters.to_plain())

    def _show_month(self, month: Month | None) -> None:
        self._month = month
        self.head.show_month(today_month.words(month) if month else "")

    def _say_empty(self, empty: bool) -> None:
        self.empty.say(
            _("Nothing to do today"),
            _("What you plan, what is due and who waits for a word stands here. Plan a call or a visit to begin."),
            action=(_("Plan an activity"), self.actions.plan_any),
        )
        self.empty.show(empty)
        self._cover.place(relwidth=1.0, relheight=1.0) if empty else self._cover.place_forget()

    def _show_everyone(self) -> None:
        self.desk.settings.set(_EVERYONE, self.head.everyone)
        self.refresh()

    def _show_whole(self, key: str) -> None:
        """All rows of a card, or where they are more than a card holds, their list."""
        if key in self.whole and key in _RANGES:
            self.window.show_page("activities")
            self.window.activities.show_range(_RANGES[key])
            return
        self.whole |= {key}
        self.refresh()

    def _tick(self) -> None:
        self._timer = self.after(_EVERY, self._tick)
        if self.winfo_ismapped():
            self.refresh()
        else:
            self._stale = True

    def destroy(self) -> None:
        """Stop looking at the clock."""
        for timer in (self._timer, self._later):
            if timer:
                self.after_cancel(timer)
        super().destroy()
