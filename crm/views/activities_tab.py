"""The page of activities: the line that plans, the quick ranges, the list. What is done with rows stands elsewhere."""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.models.lists import ListQuery
from crm.utils.i18n import N_, _
from crm.views import keys, theme
from crm.views import known as known_things
from crm.views.activities_actions import ActivitiesActions
from crm.views.activities_head import EVERYONE, MOST, ActivitiesHead, count_words
from crm.views.activities_views import ActivitiesViews
from crm.views.activity_list import ActivityList
from crm.views.commands import Entry, find
from crm.views.known import Known
from crm.views.tab import Tab

if TYPE_CHECKING:
    from crm.views.window import Window

_EVERY = 60_000  # milliseconds: what is due passes with the time of day
_COUNT_AFTER = 400  # milliseconds without a key before the ranges of a search are counted
_EMPTY = {
    "overdue": (N_("Nothing is overdue"), N_("All that was due is done, or has another day.")),
    "today": (N_("Nothing for today"), N_("What is due today and is not done stands here.")),
    "tomorrow": (N_("Nothing for tomorrow"), N_("What is due tomorrow stands here.")),
    "week": (N_("Nothing this week"), N_("What is due from Monday to Sunday and is not done stands here.")),
    "next_week": (N_("Nothing next week"), N_("What is due next week stands here.")),
    "no_date": (N_("Everything has a date"), N_("What has no day yet stands here, so that it is not forgotten.")),
    "open": (N_("Nothing to do"), N_("Type above what is to be done, for example “call Ana tomorrow 10:00”.")),
    "done": (N_("Nothing is done yet"), N_("What was done, and what came of it, stands here.")),
}


class ActivitiesTab(Tab):
    """Calls, e-mails, meetings and tasks, to do and done."""

    key, entity, is_list = "activities", "activities", True
    watches = frozenset(
        ("activities", "activity_series", "opportunities", "contacts", "users", "interaction_types", "saved_views",
         "settings", "contact_segments")
    )  # fmt: skip

    def __init__(self, parent: tk.Misc, window: Window) -> None:
        super().__init__(parent, window.desk)
        self.window = window
        self.known: Known | None = None
        self.actions: ActivitiesActions = ActivitiesActions(self)
        self.views: ActivitiesViews = ActivitiesViews(self)
        self.head: ActivitiesHead
        self.list: ActivityList
        self._body: ttk.Frame | None = None
        self._asked = ""
        self._timer = self.after(_EVERY, self._tick)
        self._counting = ""

    # Loading

    def refresh(self) -> None:
        """Read what the file knows, then what is shown."""
        session = self.desk.session
        self.ask("known", lambda: known_things.read_for_activities(session), show=self._know)

    def load(self) -> None:
        """Show the list the head asks for."""
        self._say_empty()
        self.list.load(self.views.query)
        self._ask_counts()

    def _know(self, known: Known) -> None:
        before, self.known = self.known, known
        if before is None:
            self._build(known)
            self.views.start()
            if self._asked:
                self.views.show_range(self._asked)
            self.list.table.tree.focus_set()
        elif before.shape != known.shape:
            self._rebuild(known)
        else:
            self.views.mend(known)
            self.head.filters.rename(known.viewed)
            self.list.reload()
            self._ask_counts()
        self.views.show()

    def _rebuild(self, known: Known) -> None:
        """Types or users are others now: make everything anew, at the same place."""
        head, order = self.head, self.list.query
        asked = ListQuery(head.text, head.conditions)
        chosen, whose, phrase = head.range, head.whose, head.quick.phrase
        if self._body:
            self._body.destroy()
        self._build(known)
        self.head.show_range(chosen)
        self.head.show_whose(whose)
        self.head.set_query(asked)
        self.list.query = order
        self.views.mend(known)
        if phrase:
            self.head.quick.restore(phrase)
        self.load()

    def _build(self, known: Known) -> None:
        self._body = ttk.Frame(self)
        self._body.pack(fill="both", expand=True)
        self.head = ActivitiesHead(self._body, self.desk, known=known)
        self.head.pack(fill="x")
        self.head.on_change = self.views.search
        self.head.entries = self.views.entries
        self.head.search.on_down = self._into_list
        self.list = made = ActivityList(self._body, self.desk, known=known)
        made.pack(fill="both", expand=True, padx=(theme.px(12), 0))
        self.head.columns.configure(command=lambda: made.choose_columns(self.head.columns))
        made.on_select = self._selected
        made.on_sorted = self.views.remember
        made.on_counted = self._counted
        made.on_check = self.actions.check
        made.on_done = lambda: self._run("activity.done")
        made.table.on_open = lambda _row: self._run("activity.open")
        made.table.on_delete = lambda: self._run("activity.remove")
        made.table.on_context = lambda x, y, _row: self.actions.pop_up(x, y)
        for command_id in ("edit.copy", "activity.tomorrow", "activity.outcome"):
            for sequence in keys.sequences(find(command_id).key):
                made.table.tree.bind(sequence, self._pressing(command_id))

    def _pressing(self, command_id: str) -> Callable[[object], str]:
        def pressed(_event: object) -> str:
            self._run(command_id)
            return "break"

        return pressed

    # What is shown

    @property
    def query(self) -> ListQuery:
        """What is searched, filtered and sorted by now."""
        return self.views.query

    def selected_ids(self) -> array[int]:
        """The ids of the selected activities, in the order of the list."""
        return self.list.table.selected_ids() if self._body else array("q")

    def _selected(self) -> None:
        table = self.list.table
        self.selected_count = table.selection.count(len(table.ids))
        self.window.refresh_commands()

    def _counted(self, count: int, whole: bool) -> None:
        self.head.show_count(count, whole=whole)
        self.window.status.show_count(count_words(count, whole=whole))

    def _ask_counts(self) -> None:
        """Count the ranges; while somebody types, once the typing rests: each word is looked for in each of them."""
        if self._counting:
            self.after_cancel(self._counting)
            self._counting = ""
        if self.head.text:
            self._counting = self.after(_COUNT_AFTER, self._count)
        else:
            self._count()

    def _count(self) -> None:
        self._counting = ""
        query, activities = ListQuery(self.head.text, self.head.narrowing), self.desk.session.activities
        self.ask("counts", lambda: activities.counts(query, cap=MOST), show=self.head.show_counts)

    def _say_empty(self) -> None:
        """Say why the list is empty, if it is, and what to do then."""
        table, head = self.list.table, self.head
        if head.text or head.conditions:
            text = _("No activity matches the search and filters.")
            table.set_empty(_("Nothing found"), text, action=(_("Show all"), lambda: self.views.use(None)))
            return
        title, text = (_(words) for words in _EMPTY[head.range])
        if head.whose != EVERYONE and self.known and len(self.known.users) > 1:
            action = (_("Show everyone's"), self.views.show_everyone)
        else:
            action = (_("New activity"), lambda: self._run("activity.add"))
        table.set_empty(title, text, action=action)

    def _tick(self) -> None:
        self._timer = self.after(_EVERY, self._tick)
        if self.winfo_ismapped() and self._body:
            self.list.reload()
            self._ask_counts()
        else:
            self._stale = True

    def _into_list(self) -> None:
        table = self.list.table
        table.tree.focus_set()
        if table.focus_id is None and len(table.ids):
            table.select(table.ids[:1])

    # Commands

    def find(self) -> None:
        """Put the keyboard into the search box."""
        if self._body:
            self.head.search.take_focus()

    def plan(self) -> None:
        """Put the keyboard into the line that plans."""
        if self._body:
            self.head.quick.line.focus_set()

    def copy(self) -> None:
        """Copy the selected rows as text."""
        self.actions.copy()

    def select_all(self) -> None:
        """Select every row of the list."""
        self.list.table.selection.select_everything()
        self.list.table.selection_changed()

    def show_range(self, name: str) -> None:
        """List one of the quick ranges; at once, or as soon as the page is made."""
        if self._body:
            self.views.show_range(name)
        else:
            self._asked = name

    def add_filter(self) -> None:
        """Ask for a condition."""
        self.head.filters.open_fields()

    def view_choices(self) -> Sequence[Entry]:
        """The saved views, to choose from."""
        return self.views.choices()

    def save_view(self) -> None:
        """Ask for a name, and keep the list shown under it."""
        self.views.save()

    def column_choices(self) -> Sequence[Entry]:
        """The columns, to show or hide."""
        return self.list.column_choices() if self._body else ()

    def destroy(self) -> None:
        """Stop looking at the clock."""
        self.after_cancel(self._timer)
        if self._counting:
            self.after_cancel(self._counting)
        super().destroy()

    def _run(self, command_id: str) -> None:
        self.window.runner.run(find(command_id))
