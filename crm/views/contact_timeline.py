"""The timeline of a contact: the quick log on top, then what happened and what was changed, newest first."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from tkinter import ttk

from crm.errors import Invalid
from crm.models.history import FeedEntry
from crm.utils.i18n import N_, translate
from crm.views import contact_feed, theme
from crm.views.desk import Desk
from crm.views.interaction_editor import edit_known, edit_new
from crm.views.known import Known
from crm.views.quick_log import QuickLog
from crm.views.widgets.timeline import Timeline

PAGE = 200
LOGGED = {
    "call": N_("Call logged."),
    "email": N_("E-mail logged."),
    "meeting": N_("Meeting logged."),
    "note": N_("Note saved."),
}


class ContactTimeline(ttk.Frame):
    """Shows the feed of one contact and writes into it. `on_more` is asked for a longer feed, `on_filter` for one of
    other `kinds`.
    """

    def __init__(self, parent: tk.Misc, desk: Desk, *, known: Known) -> None:
        super().__init__(parent)
        self.on_more: Callable[[], object] = lambda: None
        self.on_filter: Callable[[], object] = lambda: None
        self._desk = desk
        self._known = known
        self._contact_id = 0
        self._feed: Sequence[FeedEntry] = ()
        self._has_more = False
        self._chosen = ""
        self._drafts: dict[int, Mapping[str, str]] = {}
        self.quick = QuickLog(self)
        self.quick.pack(fill="x")
        self.quick.on_log = self._log
        self.quick.on_more = self._edit_new
        self.feed = Timeline(self)
        self.feed.pack(fill="both", expand=True, padx=(theme.px(14), theme.px(4)), pady=(theme.px(4), 0))
        self.feed.set_filters([(key, translate(words)) for key, words in contact_feed.FILTERS])
        self.feed.on_filter = self._filter
        self.feed.on_open = self._edit
        self.feed.on_more = self._more

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of entries asked for; none at all stands for every kind."""
        return contact_feed.kinds(self._chosen)

    @property
    def is_typed(self) -> bool:
        """Whether something is typed in the quick log that was not logged."""
        return self.quick.is_typed

    def show(self, contact_id: int, feed: Sequence[FeedEntry], *, more: bool) -> None:
        """Show the feed of a contact; `more` says that there are older entries. A longer feed keeps its place."""
        before: Sequence[FeedEntry] = self._feed if contact_id == self._contact_id else ()
        if contact_id != self._contact_id:
            self._keep_draft()
            self._contact_id = contact_id
            self.quick.restore(self._drafts.pop(contact_id, {}))
        elif (feed, more) == (self._feed, self._has_more):
            return
        self._feed, self._has_more = feed, more
        if before and feed[: len(before)] == before:
            self.feed.extend(contact_feed.lines(feed[len(before) :], self._known), more=more)
        else:
            self.feed.set(contact_feed.lines(feed, self._known), more=more)

    def start(self, kind: str) -> None:
        """Put the keyboard into the quick log."""
        self.quick.start(kind)

    def log(self, go_on: Callable[[], object]) -> None:
        """Log what is typed, then go on."""
        self.quick.log(go_on)

    def _keep_draft(self) -> None:
        """What is typed and not logged waits until its contact is shown again."""
        if self.quick.is_typed:
            self._drafts[self._contact_id] = self.quick.draft()

    def _filter(self, chosen: str) -> None:
        self._chosen = chosen
        self.on_filter()

    def _more(self) -> None:
        self.on_more()

    def _edit(self, interaction_id: object) -> None:
        edit_known(self, self._desk, interaction_id=int(str(interaction_id)))

    def _edit_new(self, values: Mapping[str, object]) -> None:
        editor = edit_new(self, self._desk, contact_id=self._contact_id, values=values)
        editor.on_saved = self.quick.clear

    def _log(self, values: Mapping[str, object], done: Callable[[], object]) -> None:
        contact_id, interactions = self._contact_id, self._desk.session.interactions

        def logged(_interaction_id: int) -> None:
            if contact_id == self._contact_id:
                self.quick.clear()
            done()

        keep_log(self._desk, self.quick, work=lambda: interactions.add(contact_id, values), done=logged)


def keep_log(desk: Desk, quick: QuickLog, *, work: Callable[[], int], done: Callable[[int], object]) -> None:
    """Keep what a quick log holds and say so; what is refused is told there, and what was typed stays."""
    said = translate(LOGGED[quick.kind])

    def refused(error: BaseException) -> None:
        if isinstance(error, Invalid):
            quick.show_error(" ".join(error.fields.values()))
        else:
            desk.jobs.report(error)

    desk.write(work, lambda _id: said, done=done, failed=refused)
