"""The timeline of a deal: the quick log on top, then what was said and done and which way it went, newest first."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from tkinter import ttk

from crm.models.history import FeedEntry
from crm.utils.i18n import N_, _, translate
from crm.utils.text import one_line
from crm.views import contact_feed, opportunity_words, theme
from crm.views.contact_timeline import keep_log
from crm.views.desk import Desk
from crm.views.interaction_editor import edit_known, edit_new
from crm.views.known import Known
from crm.views.quick_log import QuickLog
from crm.views.widgets.timeline import Entry, Timeline

ACTIVITY, MOVE = "activity", "move"
_TALK, _PLANS, _MOVES = "talk", "plans", "moves"
_FILTERS = (("", N_("Everything")), (_TALK, N_("Conversations")), (_PLANS, N_("Activities")), (_MOVES, N_("Stages")))
_HUES = {ACTIVITY: "#0e7490", MOVE: "#475569"}


class DealTimeline(ttk.Frame):
    """Shows the story of one deal and writes into it; `on_activity` hears the id of an activity that was clicked,
    `on_more` that older entries are wanted.
    """

    def __init__(self, parent: tk.Misc, desk: Desk, *, known: Known) -> None:
        super().__init__(parent)
        self.on_activity: Callable[[int], object] = lambda _activity_id: None
        self.on_more: Callable[[], object] = lambda: None
        self._desk = desk
        self._known = known
        self._deal_id = 0
        self._customer: int | None = None
        self._entries: Sequence[FeedEntry] = ()
        self._has_more = False
        self._lines: list[Entry] = []
        self._chosen = ""
        self.quick = QuickLog(self)
        self.quick.on_log = self._log
        self.quick.on_more = self._edit_new
        self._nobody = ttk.Label(
            self,
            style="Small.TLabel",
            padding=(theme.px(14), theme.px(10), theme.px(14), 0),
            text=_("Calls and notes are kept with a contact: choose one to log them here."),
        )
        self.feed = Timeline(self)
        self.feed.pack(fill="both", expand=True, padx=(theme.px(14), theme.px(4)), pady=(theme.px(4), 0))
        self.feed.set_filters([(key, translate(words)) for key, words in _FILTERS])
        self.feed.on_filter = self._filter
        self.feed.on_open = self._open
        self.feed.on_more = self._ask_more

    @property
    def is_typed(self) -> bool:
        """Whether something is typed in the quick log that was not logged."""
        return self.quick.is_typed

    def show(self, deal_id: int, entries: Sequence[FeedEntry], *, customer: int | None, more: bool = False) -> None:
        """Show the story of a deal; what is logged is kept with `customer`, a contact; `more`: there is older."""
        self._deal_id, self._customer = deal_id, customer
        if customer is None:
            self.quick.pack_forget()
            self._nobody.pack(fill="x", before=self.feed)
        else:
            self._nobody.pack_forget()
            self.quick.pack(fill="x", before=self.feed)
        if (entries, more) != (self._entries, self._has_more):
            self._entries, self._has_more = entries, more
            self._draw()

    def start(self, kind: str) -> None:
        """Put the keyboard into the quick log."""
        self.quick.start(kind)

    def _draw(self) -> None:
        shown = [one for one in self._entries if not self._chosen or _part_of(one) == self._chosen]
        lines = [self._line(one) for one in shown]
        if self._lines and lines[: len(self._lines)] == self._lines:
            self.feed.extend(lines[len(self._lines) :], more=self._has_more)
        else:
            self.feed.set(lines, more=self._has_more)
        self._lines = lines

    def _line(self, entry: FeedEntry) -> Entry:
        if entry.interaction_id is not None:
            return contact_feed.lines([entry], self._known)[0]
        return _activity(entry) if entry.kind == ACTIVITY else _move(entry)

    def _ask_more(self) -> None:
        self.on_more()

    def _filter(self, chosen: str) -> None:
        self._chosen = chosen
        self._draw()

    def _open(self, key: object) -> None:
        kind, _mark, number = str(key).rpartition(" ")
        if kind == ACTIVITY:
            self.on_activity(int(number))
        else:
            edit_known(self, self._desk, interaction_id=int(number))

    def _edit_new(self, values: Mapping[str, object]) -> None:
        if self._customer is not None:
            editor = edit_new(self, self._desk, contact_id=self._customer, values=values)
            editor.opportunity_id = self._deal_id
            editor.on_saved = self.quick.clear

    def _log(self, values: Mapping[str, object], done: Callable[[], object]) -> None:
        customer, interactions = self._customer, self._desk.session.interactions
        if customer is None:
            return
        whole = {**values, "opportunity_id": self._deal_id}

        def logged(_interaction_id: int) -> None:
            if self.winfo_exists():
                self.quick.clear()
            done()

        keep_log(self._desk, self.quick, work=lambda: interactions.add(customer, whole), done=logged)


def _part_of(entry: FeedEntry) -> str:
    return _TALK if entry.interaction_id is not None else _PLANS if entry.kind == ACTIVITY else _MOVES


def _activity(entry: FeedEntry) -> Entry:
    details = entry.details
    kind = opportunity_words.activity_type(details)
    glyph = opportunity_words.ACTIVITY_GLYPHS.get(details["type"], "check2-square")
    done = bool(details["completed_at"])
    due = opportunity_words.due(details["due_on"], details["due_at"])
    state = _("done") if done else _("due {when}").format(when=due) if due else _("planned")
    meta = " · ".join(part for part in (kind if entry.title else "", state, entry.user) if part)
    outcome = _("Outcome: {text}").format(text=details["outcome"]) if details["outcome"] else ""
    body = "\n".join(part for part in (entry.body, outcome) if part)
    key = f"{ACTIVITY} {details['activity_id']}"
    glyph = "check-circle" if done else glyph
    return Entry(entry.at, one_line(entry.title, 200) or kind, body, meta, glyph, _HUES[ACTIVITY], key)


def _move(entry: FeedEntry) -> Entry:
    spent = entry.details["seconds"]
    after = _("after {time}").format(time=opportunity_words.span(spent)) if spent else ""
    meta = " · ".join(part for part in (after, entry.user) if part)
    return Entry(entry.at, entry.title, "", meta, "arrow-right-circle", _HUES[MOVE])
