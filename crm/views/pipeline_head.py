"""What stands above the pipeline: which one, search, board/forecast/list, saved views, filters, totals."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import replace
from tkinter import ttk

from crm.models.fields import Field, Kind
from crm.models.filters import Condition
from crm.models.lists import ListQuery
from crm.models.opportunities import FOLLOWING, Amount
from crm.utils.i18n import _
from crm.views import opportunity_words, pipeline_words, theme
from crm.views.commands import Entry
from crm.views.known import IMPORTED, Known
from crm.views.pipeline_state import FORECAST, LANES, LIST, MODES, PERIODS, PipelineState
from crm.views.search_box import SearchBox
from crm.views.widgets.choice_button import ChoiceButton
from crm.views.widgets.filters import FilterBar

_NARROWEST_SEARCH = 180
# Customers are found by the search; where one looks is chosen beside it.
_NOT_FILTERED = frozenset(("contact_id", "company_id", "pipeline_id", "value_from_lines", "product_id"))
_NO_ENTRIES: Sequence[Entry] = ()


class PipelineHead(ttk.Frame):
    """`on_change` hears that other deals are wanted, `on_mode` that they are to be shown in another way.

    `entries` gives what the menus hold, by their name: "pipeline", "view", "lane", "period", "card".
    """

    def __init__(self, parent: tk.Misc, known: Known) -> None:
        super().__init__(parent, padding=(theme.px(12), theme.px(10), theme.px(8), theme.px(6)))
        self.on_change: Callable[[], object] = lambda: None
        self.on_mode: Callable[[str], object] = lambda _mode: None
        self.entries: Callable[[str], Sequence[Entry]] = lambda _name: _NO_ENTRIES
        self.buttons: dict[str, ChoiceButton] = {}
        self._mode = tk.StringVar(self)
        self._build_above()
        self._build_below(known)

    @property
    def text(self) -> str:
        """What is searched for."""
        return self.search.text

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What the deals are narrowed by."""
        return tuple(self.filters.conditions())

    def set_query(self, query: ListQuery) -> None:
        """Show what is asked for, without telling anyone."""
        if list(query.conditions) != self.filters.conditions():
            self.filters.set(query.conditions)
        self.search.set(query.text)

    def show_state(self, state: PipelineState, pipeline: str) -> None:
        """Show how the page is set."""
        self._mode.set(state.mode)
        self.buttons["pipeline"].say(theme.fit(pipeline, theme.px(180), font=theme.STRONG))
        self.buttons["lane"].say(_(dict(LANES)[state.lane]))
        self.buttons["period"].say(_(dict(PERIODS)[state.period]))
        shown = {"lane": state.mode != LIST, "period": state.mode not in (LIST, FORECAST), "card": state.mode != LIST}
        for name in ("card", "lane", "period"):
            self.buttons[name].pack_forget()
        for name in ("card", "lane", "period"):
            if shown[name]:
                self.buttons[name].pack(side="right")
        self.columns.pack_forget()
        if state.mode == LIST:
            self._totals.configure(text="")  # the list says its own
            self.columns.pack(side="right")

    def show_view(self, name: str) -> None:
        """Say which saved view is in use."""
        self.buttons["view"].say(theme.fit(name or _("Saved views"), theme.px(140)))

    def show_totals(self, amounts: Sequence[Amount]) -> None:
        """Say how many deals match and what they are worth."""
        worth = " + ".join(pipeline_words.rounded(one.value, one.currency) for one in amounts)
        words = " · ".join(part for part in (opportunity_words.count(amounts), worth) if part)
        self._totals.configure(text=theme.fit(words, theme.px(300), font=theme.SMALL))

    def _build_above(self) -> None:
        row = ttk.Frame(self)
        row.pack(fill="x")
        self.buttons["pipeline"] = self._menu(row, "pipeline", style="Strong.TMenubutton")
        self.buttons["pipeline"].grid(row=0, column=0, padx=(0, theme.px(8)))
        self.search = SearchBox(row, _("Search opportunities and customers"), width=320)
        self.search.grid(row=0, column=1, sticky="ew", padx=(0, theme.px(8)))
        self.search.on_search = lambda _text: self.on_change()
        row.columnconfigure(1, weight=1)
        self._tools = ttk.Frame(row)
        row.bind("<Configure>", lambda event: self._arrange(event.width))
        for mode, label in MODES:
            button = ttk.Radiobutton(self._tools, text=_(label), value=mode, style="Pill.TRadiobutton")
            button.configure(variable=self._mode, command=lambda: self.on_mode(self._mode.get()))
            button.pack(side="left")
        self.buttons["view"] = self._menu(self._tools, "view", style="TMenubutton")
        self.buttons["view"].pack(side="left", padx=(theme.px(8), 0))

    def _build_below(self, known: Known) -> None:
        below = ttk.Frame(self)
        below.pack(fill="x", pady=(theme.px(4), 0))
        self.right = ttk.Frame(below)
        self.right.pack(side="right", anchor="n")
        for name in ("card", "lane", "period"):
            icon = "card-list" if name == "card" else ""
            self.buttons[name] = self._menu(self.right, name, icon=icon)
        theme.tooltip(self.buttons["card"], _("Card fields"))
        self.columns = ttk.Button(self.right, style="Icon.TButton", takefocus=False)
        theme.set_icon(self.columns, "layout-three-columns", size=14)
        theme.tooltip(self.columns, _("Columns"))
        self._totals = ttk.Label(below, style="Small.TLabel", anchor="e")
        self._totals.pack(side="right", padx=(theme.px(8), theme.px(8)), pady=(theme.px(6), 0), anchor="n")
        lookup = known.lookup(create_tags=False)
        self.filters = FilterBar(below, filter_fields(known), lookup=lookup, unlisted=(IMPORTED,))
        self.filters.on_change = self._changed
        self.filters.pack(side="left", fill="x", expand=True)

    def _changed(self) -> None:
        self.on_change()

    def _menu(self, parent: tk.Misc, name: str, **look: str) -> ChoiceButton:
        button = ChoiceButton(parent, lambda: self.entries(name), icon=look.get("icon", ""))
        if "style" in look:
            button.configure(style=look["style"])
        return button

    def _arrange(self, width: int) -> None:
        """Where there is little room the tools have a line of their own."""
        needed = self._tools.winfo_reqwidth() + self.buttons["pipeline"].winfo_reqwidth()
        if width < needed + theme.px(_NARROWEST_SEARCH):
            self._tools.grid(row=1, column=0, columnspan=2, sticky="w", pady=(theme.px(4), 0))
        else:
            self._tools.grid(row=0, column=2, columnspan=1, sticky="e", pady=0)


def filter_fields(known: Known) -> list[Field]:
    """The fields deals are narrowed by."""
    fields = [*known.fields, *FOLLOWING, *known.narrowing]
    return [
        replace(field, currency=known.currency) if field.kind is Kind.MONEY and not field.currency else field
        for field in fields
        if field.name not in _NOT_FILTERED
    ]
