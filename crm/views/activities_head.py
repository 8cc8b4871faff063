"""What stands above the list of activities: the line that plans, search, whose, views, the quick ranges, filters."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from tkinter import ttk

from crm.models.activities import FOLLOWING, RANGES
from crm.models.fields import Field
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.models.users import User
from crm.utils.i18n import _, ngettext, translate
from crm.utils.money import show_number
from crm.views import theme
from crm.views.commands import Entry
from crm.views.desk import Desk
from crm.views.known import Known
from crm.views.quick_add import QuickAdd
from crm.views.search_box import SearchBox
from crm.views.widgets.chips import Flow
from crm.views.widgets.choice_button import ChoiceButton
from crm.views.widgets.filters import FilterBar

MINE, EVERYONE, NOBODY = "mine", "everyone", "nobody"
MOST = 999  # activities of a range that are counted one by one
_NARROWEST_SEARCH = 200
# Contacts and deals are found by the search; the ranges and whose they are have places of their own.
_NOT_FILTERED = frozenset(
    ("contact_id", "opportunity_id", "due_at", "when", "series_id", "assigned_to", "external_source", "external_id")
)
_NO_ENTRIES: Sequence[Entry] = ()


class ActivitiesHead(ttk.Frame):
    """`on_change` hears that another list is wanted: `text`, `range`, `whose` and `conditions` say which.

    `whose` is MINE, EVERYONE, NOBODY, or the id of a user as text. `entries` gives the saved views, for their menu.
    """

    def __init__(self, parent: tk.Misc, desk: Desk, *, known: Known) -> None:
        super().__init__(parent, padding=(theme.px(12), theme.px(10), theme.px(8), theme.px(4)))
        self.on_change: Callable[[], object] = lambda: None
        self.entries: Callable[[], Sequence[Entry]] = lambda: _NO_ENTRIES
        self._me = desk.session.user.id
        self._users = known.users
        self._whose = MINE
        self._range = tk.StringVar(self)
        self.quick = QuickAdd(self, desk)
        self.quick.pack(fill="x", padx=(0, theme.px(4)))
        self._build_search()
        self.pills = self._build_ranges()
        self._build_filters(known)
        self.show_whose(MINE)
        self.show_range("open")

    # What is asked for

    @property
    def text(self) -> str:
        """What is searched for."""
        return self.search.text

    @property
    def range(self) -> str:
        """Which of RANGES is listed."""
        return self._range.get()

    @property
    def whose(self) -> str:
        """Whose activities are listed."""
        return self._whose

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What the filter bar narrows the list by."""
        return tuple(self.filters.conditions())

    @property
    def narrowing(self) -> tuple[Condition, ...]:
        """All that narrows the list but the range."""
        owners = {MINE: (self._me, None), NOBODY: (None,), EVERYONE: ()}.get(self._whose) if not self._user else None
        values: tuple[object, ...] = (self._user.id,) if self._user else owners or ()
        whose = (Condition("assigned_to", Operator.ANY, values),) if values else ()
        return whose + self.conditions

    def set_query(self, query: ListQuery) -> None:
        """Show what is asked for, without telling anyone."""
        if list(query.conditions) != self.filters.conditions():
            self.filters.set(query.conditions)
        self.search.set(query.text)

    def show_range(self, name: str) -> None:
        """Show which range is listed, without telling anyone; a name that is none stands for all that is open."""
        self._range.set(name if name in self.pills else "open")

    def show_whose(self, whose: str) -> None:
        """Show whose activities are listed, without telling anyone; somebody unknown stands for oneself."""
        known = whose in (MINE, EVERYONE, NOBODY) or any(str(one.id) == whose for one in self._users)
        self._whose = whose if known else MINE
        words = self._user.name if self._user else self._words(self._whose)
        self.whose_button.say(theme.fit(words, theme.px(140)))

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say on the pills how many activities stand in each range."""
        for choice in RANGES:
            count = counts.get(str(choice.value), 0)
            number = f"{show_number(MOST)}+" if count > MOST else show_number(count)
            words = translate(choice.label)
            self.pills[str(choice.value)].configure(text=f"{words}  {number}" if count else words)
        self._flow.flow()

    def show_count(self, count: int, *, whole: bool) -> None:
        """Say how many rows the list has; "+" while the rest is not counted."""
        self._count.configure(text=count_words(count, whole=whole))

    def show_view(self, name: str) -> None:
        """Say which saved view is in use."""
        self.view_button.say(theme.fit(name or _("Saved views"), theme.px(140)))

    def choices_of_whose(self) -> Sequence[Entry]:
        """Whose activities may be listed."""
        users: list[Entry] = [
            (one.name, partial(self._choose, str(one.id)), self._whose == str(one.id))
            for one in self._users
            if one.active and one.id != self._me
        ]
        usual: list[Entry] = [
            (self._words(one), partial(self._choose, one), self._whose == one) for one in (MINE, EVERYONE, NOBODY)
        ]
        return [*usual, *([("", _nothing, False)] if users else []), *users]

    # Making

    def _build_search(self) -> None:
        row = ttk.Frame(self)
        row.pack(fill="x", pady=(theme.px(8), 0))
        self.search = SearchBox(row, _("Search subject, contact, opportunity"), width=320)
        self.search.grid(row=0, column=0, sticky="ew", padx=(0, theme.px(8)))
        self.search.on_search = lambda _text: self._changed()
        row.columnconfigure(0, weight=1)
        tools = ttk.Frame(row)
        tools.grid(row=0, column=1, sticky="e")
        self.whose_button = ChoiceButton(tools, self.choices_of_whose)
        self.whose_button.configure(style="TMenubutton")
        self.view_button = ChoiceButton(tools, self._views_offered)
        self.view_button.configure(style="TMenubutton")
        for button in (self.whose_button, self.view_button):
            button.pack(side="left", padx=(0, theme.px(4)))

    def _build_ranges(self) -> dict[str, ttk.Radiobutton]:
        self._flow = Flow(self)
        self._flow.pack(fill="x", pady=(theme.px(8), 0))
        pills = {}
        for choice in RANGES:
            pill = ttk.Radiobutton(self._flow, text=translate(choice.label), value=choice.value)
            pill.configure(variable=self._range, style="Pill.TRadiobutton", command=self._changed)
            pills[str(choice.value)] = pill
        return pills

    def _build_filters(self, known: Known) -> None:
        below = ttk.Frame(self)
        below.pack(fill="x", pady=(theme.px(4), 0))
        self.columns = ttk.Button(below, style="Icon.TButton", takefocus=False)
        theme.set_icon(self.columns, "layout-three-columns", size=14)
        theme.tooltip(self.columns, _("Columns"))
        self.columns.pack(side="right")
        self._count = ttk.Label(below, style="Small.TLabel", anchor="e")
        self._count.pack(side="right", padx=(theme.px(8), theme.px(4)))
        self.filters = FilterBar(below, filter_fields(known), lookup=known.lookup(create_tags=False))
        self.filters.on_change = self._changed
        self.filters.pack(side="left", fill="x", expand=True)

    # Inside

    @property
    def _user(self) -> User | None:
        return next((one for one in self._users if str(one.id) == self._whose), None)

    @staticmethod
    def _words(whose: str) -> str:
        return {MINE: _("Mine"), EVERYONE: _("Everyone's"), NOBODY: _("Nobody's")}[whose]

    def _views_offered(self) -> Sequence[Entry]:
        return self.entries()

    def _choose(self, whose: str) -> None:
        self.show_whose(whose)
        self._changed()

    def _changed(self) -> None:
        self.on_change()


def filter_fields(known: Known) -> list[Field]:
    """The fields activities are narrowed by."""
    return [field for field in (*known.fields, *FOLLOWING, *known.narrowing) if field.name not in _NOT_FILTERED]


def count_words(count: int, *, whole: bool) -> str:
    """How many activities there are, with "+" while the rest is not counted."""
    words = ngettext("{count} activity", "{count} activities", count)
    return words.format(count=show_number(count) + ("" if whole else "+"))


def _nothing() -> None:
    """What a line in a menu does."""
