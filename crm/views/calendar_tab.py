"""The page of the calendar: what stands above and beside it, the sheet, and loading what they show."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from datetime import date
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.models.calendar import EVENT, CalendarItem
from crm.utils import dates
from crm.utils.i18n import _, translate
from crm.views import calendar_words, keys
from crm.views.calendar_choices import CalendarChoices
from crm.views.calendar_head import CalendarHead
from crm.views.calendar_moves import CalendarMoves
from crm.views.calendar_reading import Known, Loaded, read_items, read_known
from crm.views.calendar_side import CalendarSide
from crm.views.calendar_state import BY_OWNER, CalendarState
from crm.views.commands import find
from crm.views.tab import Tab
from crm.views.widgets.calendar_days import bounded, span, step
from crm.views.widgets.calendar_model import AGENDA, DAY, Content, Slot
from crm.views.widgets.calendar_sheet import CalendarSheet
from crm.views.widgets.calendar_words import period
from crm.views.widgets.empty import Empty

if TYPE_CHECKING:
    from crm.views.window import Window


class CalendarTab(Tab):
    """Activities and events on their days."""

    key, entity = "calendar", "activities"
    watches = frozenset(
        ("activities", "activity_series", "contacts", "opportunities", "users", "interaction_types", "calendars",
         "calendar_events")
    )  # fmt: skip

    def __init__(self, parent: tk.Misc, window: Window) -> None:
        super().__init__(parent, window.desk)
        self.window = window
        self.known: Known | None = None
        self.shown_day = self.today
        self._items: dict[str, CalendarItem] = {}
        self._words = ""
        self.choices: CalendarChoices = CalendarChoices(self)
        self.setting: CalendarState = self.choices.last()
        self.moves: CalendarMoves = CalendarMoves(self)
        self._build()

    # Loading

    @property
    def today(self) -> date:
        """The day it is."""
        return date.fromisoformat(dates.today())

    def refresh(self) -> None:
        """Read what the file knows, then what is shown."""
        session = self.desk.session
        self.ask("known", lambda: read_known(session), show=self._know)

    def _know(self, known: Known) -> None:
        is_first, self.known = self.known is None, known
        self.choices.settle()
        self.load()
        if is_first:
            self.sheet.canvas.focus_set()

    def load(self) -> None:
        """Show what the head and the state ask for."""
        now = self.setting
        self.head.show(now.view, period(now.view, self.shown_day))
        self.head.say("owner", self.choices.owner_words(), narrowed=bool(now.owners))
        self.head.say("type", self.choices.type_words(), narrowed=bool(now.types))
        self.head.say("show", _("Show"), narrowed=False)
        self._show_side()
        session, (first, last) = self.desk.session, span(now.view, self.shown_day)
        self.ask("items", lambda: read_items(session, now, first=first, last=last), show=self._show)

    def _show(self, loaded: Loaded) -> None:
        self._items = loaded.items
        now = self.setting
        self.sheet.show(Content(now.view, self.shown_day, self.today, loaded.entries, weekends=now.weekends))
        nothing = _("Nothing here. Double-click a day to plan something.")
        self._words = calendar_words.count(len(loaded.items)) if loaded.items else nothing
        self._say(False)
        self._explain()
        is_empty = now.view == AGENDA and not loaded.items
        self.empty.say(
            _("Nothing planned"),
            _("There is nothing in these days, or nothing that the filters let through."),
            action=(_("New activity"), lambda: self.moves.add(Slot(self.sheet.day))),
        )
        self._cover.place(relwidth=1.0, relheight=1.0) if is_empty else self._cover.place_forget()
        self.empty.show(is_empty)

    def item(self, key: str) -> CalendarItem | None:
        """What stands behind an entry."""
        return self._items.get(key)

    # What is in view

    def show_view(self, view: str) -> None:
        """Show a month, a week, a day or an agenda, of the day the keyboard is on."""
        day = self.sheet.day
        first, last = span(self.setting.view, self.shown_day)
        if first <= day <= last and not (day.month != self.shown_day.month and view == self.setting.view):
            self.shown_day = day
        self.choices.change(view=view)
        self.sheet.canvas.focus_set()

    def step(self, by: int) -> None:
        """Go to the next period (1) or the one before (-1)."""
        self.shown_day = step(self.setting.view, self.shown_day, by=by)
        self.sheet.day = self.shown_day
        self.load()

    def show_today(self) -> None:
        """Go to today."""
        self.reach(self.today)

    def reach(self, day: date) -> None:
        """Bring a day into view, in the view in use."""
        self.shown_day = self.sheet.day = bounded(day)
        self.load()

    def go_to(self, day: date) -> None:
        """Show one day."""
        self.shown_day = self.sheet.day = bounded(day)
        self.choices.change(view=DAY)

    def go_to_chosen(self) -> None:
        """Show the day the keyboard is on."""
        self.go_to(self.sheet.day)

    # Making

    def _build(self) -> None:
        self.head = CalendarHead(self)
        self.head.pack(fill="x")
        self.head.on_step = self.step
        self.head.on_today = self.show_today
        self.head.on_view = self.show_view
        self.head.entries = self.choices.of_menu
        self._body = ttk.Frame(self)
        self._body.pack(fill="both", expand=True)
        self.side: CalendarSide | None = None
        self._place = ttk.Frame(self._body)
        self._place.pack(side="right", fill="both", expand=True)
        self.sheet = CalendarSheet(self._place)
        self.sheet.pack(fill="both", expand=True)
        self.bind("<Map>", lambda _event: self._arrived())
        self._cover = ttk.Frame(self._place)
        self.empty = Empty(self._cover)
        self._listen()

    def _listen(self) -> None:
        sheet, moves = self.sheet, self.moves
        sheet.on_drop, sheet.on_add, sheet.on_open = moves.dropped, moves.add, moves.open
        sheet.on_complete, sheet.on_delete = moves.complete, moves.remove
        sheet.on_refuse, sheet.on_context = moves.refuse, moves.pop_up
        sheet.on_day, sheet.on_reach, sheet.on_step = self.go_to, self.reach, self.step
        sheet.on_view, sheet.on_today, sheet.on_new_day = self.show_view, self.show_today, self.load
        sheet.on_select, sheet.on_carry, sheet.tip = self._selected, self._say, self._tip
        for command_id in ("calendar.previous", "calendar.next"):
            self._bind_key(command_id)

    def _bind_key(self, command_id: str) -> None:
        """Have the keys of a command heard while the sheet has the keyboard."""

        def pressed(_event: object) -> str:
            self.window.runner.run(find(command_id))
            return "break"

        for sequence in keys.sequences(find(command_id).key):
            self.sheet.canvas.bind(sequence, pressed)

    def _arrived(self) -> None:
        """The page came into view: the keyboard follows when it was on another page."""
        focused = str(self.tk.call("focus"))
        if focused.startswith(f"{self.window.notebook}.") and not focused.startswith(str(self)):
            self.sheet.canvas.focus_set()

    def _show_side(self) -> None:
        if self.setting.side and self.side is None:
            self.side = CalendarSide(self._body)
            self.side.pack(side="left", fill="y", before=self._place)
            self.side.on_jump = self._jump
        elif not self.setting.side and self.side is not None:
            self.side.destroy()
            self.side = None
        if self.side is not None:
            self.side.show(self.shown_day, self.today)

    def _jump(self, day: date) -> None:
        self.reach(day)
        self.sheet.canvas.focus_set()

    def _explain(self) -> None:
        """Say what the colours in view stand for."""
        if self.side is None or self.known is None:
            return
        planned = [one for one in self._items.values() if one.kind != EVENT]
        if self.setting.colors == BY_OWNER:
            names = sorted({one.owner for one in planned})
            meanings = [(calendar_words.hue_of_owner(name), name or _("Nobody")) for name in names]
        else:
            there = {one.type for one in planned}
            meanings = [
                (calendar_words.hue_of_type(one.value), translate(one.label))
                for one in self.known.types
                if one.value in there
            ]
        read = {one.calendar_id: one.color for one in self._items.values() if one.kind == EVENT}
        meanings += [(read[one.id], one.name) for one in self.known.calendars if one.id in read]
        self.side.explain(meanings)

    def _selected(self) -> None:
        self.selected_count = int(bool(self.sheet.chosen))
        self.window.refresh_commands()

    def _say(self, is_carrying: bool) -> None:
        """At the foot of the window: how many entries there are, or what to do with the one in the air."""
        hint = _("Arrows choose the place, Enter puts down, Esc cancels.")
        self.window.status.show_count(hint if is_carrying else self._words)

    def _tip(self, key: str) -> str:
        item = self._items.get(key)
        if item is None:
            return ""
        return calendar_words.tip(item, self.known.kind_of(item) if self.known else "")

    # Commands

    def find(self) -> None:
        """Put the keyboard on the calendar."""
        self.sheet.canvas.focus_set()

    def add(self) -> None:
        """Ask for a new activity on the day the keyboard is on."""
        self.moves.add(Slot(self.sheet.day))

    def ask_day(self) -> None:
        """Ask for a day, and go there."""
        from crm.views.dialogs.calendar_day import ask_day  # the page opens without it

        ask_day(self.winfo_toplevel(), self.sheet.day, then=self._jump)

    def act(self, name: str) -> None:
        """Do something with the chosen entry: "open", "complete", "ask_outcome", "ask_day" or "remove"."""
        if self.sheet.chosen:
            getattr(self.moves, name)(self.sheet.chosen)

    def toggle_side(self) -> None:
        """Show the small month, or take it away."""
        self.choices.change(side=not self.setting.side)

    def copy(self) -> None:
        """Put the words about the chosen entry on the clipboard."""
        words = self._tip(self.sheet.chosen)
        if words:
            self.clipboard_clear()
            self.clipboard_append(words)
            self.desk.say(_("Copied."))

    def selected_ids(self) -> Sequence[int]:
        """The id of the chosen activity, none for what is none."""
        item = self._items.get(self.sheet.chosen)
        return [item.id] if item is not None and item.id and item.kind != EVENT else []
