"""What stands above the list of contacts: search, everyone/people/companies, saved views, filters, the count."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from crm.models.contacts import COMPANY, PERSON
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.utils.i18n import N_, _, ngettext
from crm.utils.money import show_number
from crm.views import theme
from crm.views.commands import Entry
from crm.views.known import Known
from crm.views.search_box import SearchBox
from crm.views.widgets.filters import FilterBar

KINDS = (("", N_("All")), (PERSON, N_("People")), (COMPANY, N_("Companies")))

_NARROWEST_SEARCH = 200
_NOT_FILTERED = frozenset(("kind", "first_name", "last_name"))


class ContactHead(ttk.Frame):
    """`on_change` hears that another list is wanted: `text`, `kind` and `conditions` say which.

    `on_columns` that the columns are to be chosen
    under the button; `filters` is the filter bar.
    """

    def __init__(self, parent: tk.Misc, known: Known) -> None:
        super().__init__(parent, padding=(theme.px(12), theme.px(10), theme.px(8), theme.px(6)))
        self.on_change: Callable[[], object] = lambda: None
        self.on_columns: Callable[[tk.Misc], object] = lambda _button: None
        row = ttk.Frame(self)
        row.pack(fill="x")
        self.search = SearchBox(row, _("Search name, company, phone, notes"), width=320)
        self.search.grid(row=0, column=0, sticky="ew", padx=(0, theme.px(8)))
        self._tools = ttk.Frame(row)
        row.columnconfigure(0, weight=1)
        row.bind("<Configure>", lambda event: self._arrange(event.width))
        self.search.on_search = lambda _text: self.on_change()
        self._kind = tk.StringVar(self)
        for kind, label in KINDS:
            button = ttk.Radiobutton(
                self._tools, text=_(label), value=kind, variable=self._kind, style="Pill.TRadiobutton"
            )
            button.configure(command=self._changed)
            button.pack(side="left")
        self._view = ttk.Menubutton(self._tools, text=_("Saved views"))
        self._view.pack(side="left", padx=(theme.px(8), 0))
        self._view_menu = theme.menu(self._view)
        self._view.configure(menu=self._view_menu, compound="right")
        theme.set_icon(self._view, "chevron-down", size=10)
        fields = [field for field in (*known.fields, *known.narrowing) if field.name not in _NOT_FILTERED]
        below = ttk.Frame(self)
        below.pack(fill="x", pady=(theme.px(4), 0))
        self._count = ttk.Label(below, style="Small.TLabel", anchor="e")
        columns = ttk.Button(below, style="Icon.TButton", takefocus=False)
        columns.configure(command=lambda: self.on_columns(columns))
        theme.set_icon(columns, "layout-three-columns", size=14)
        theme.tooltip(columns, _("Columns"))
        columns.pack(side="right")
        self._count.pack(side="right", padx=(theme.px(8), theme.px(4)))
        self.filters = FilterBar(below, fields, lookup=known.lookup(create_tags=False), unlisted=(known.imported,))
        self.filters.on_change = self._changed
        self.filters.pack(side="left", fill="x", expand=True)
        self.show_kind("")

    @property
    def text(self) -> str:
        """What is searched for."""
        return self.search.text

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What the list is narrowed by: the kind chosen, and the filter bar."""
        kind = (Condition("kind", Operator.ANY, (self.kind,)),) if self.kind else ()
        return kind + tuple(self.filters.conditions())

    def set_query(self, query: ListQuery) -> None:
        """Show what is asked for, without telling anyone."""
        kinds = [one.values[0] for one in query.conditions if _is_kind(one)]
        others = [one for one in query.conditions if not _is_kind(one)]
        if others != self.filters.conditions():
            self.filters.set(others)
        self.show_kind(str(kinds[0]) if kinds else "")
        self.search.set(query.text)

    @property
    def kind(self) -> str:
        """Which kind is listed: "" for all."""
        return self._kind.get()

    def show_kind(self, kind: str) -> None:
        """Show which kind is listed, without telling anyone."""
        self._kind.set(kind)

    def show_count(self, count: int, whole: bool) -> None:
        """Say how many rows the list has; "+" while the rest is not counted."""
        words = ngettext("{count} contact", "{count} contacts", count)
        self._count.configure(text=words.format(count=show_number(count) + ("" if whole else "+")))

    def _arrange(self, width: int) -> None:
        """Where there is little room the search has a line of its own."""
        alone = width < self._tools.winfo_reqwidth() + theme.px(_NARROWEST_SEARCH)
        if alone:
            self._tools.grid(row=1, column=0, sticky="w", pady=(theme.px(4), 0))
        else:
            self._tools.grid(row=0, column=1, sticky="e", pady=0)

    def _changed(self) -> None:
        self.on_change()

    def show_views(self, entries: Sequence[Entry], current: str, *, save: Callable[[], object]) -> None:
        """Fill the menu of saved views; `save` keeps the list shown under a name."""
        menu = self._view_menu
        menu.delete(0, "end")
        for words, run, _chosen in entries:
            menu.add_command(label=words, command=run)
        menu.add_separator()
        menu.add_command(label=_("Save this view…"), command=save)
        self._view.configure(text=theme.fit(current, theme.px(140)))


def _is_kind(condition: Condition) -> bool:
    return condition.field == "kind" and condition.operator is Operator.ANY and len(condition.values) == 1
