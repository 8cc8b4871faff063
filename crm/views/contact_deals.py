"""The deals of one contact beside its people: which stage, what value; a click opens one, a link begins a new one."""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import Any

from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.models.pipelines import OPEN
from crm.session import Session
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number
from crm.views import opportunity_words, theme
from crm.views.widgets.table import Column, Table
from crm.views.widgets.table_rows import Answer

_MOST = 200  # deals of one contact that are listed
_TALLEST = 6  # rows in view


def read(session: Session, contact_id: int) -> list[dict[str, Any]]:
    """The deals with a person or a company, open ones first, the newest first; for the worker."""
    found: dict[int, None] = {}
    for field in ("contact_id", "company_id"):
        query = ListQuery(
            conditions=(Condition(field, Operator.ANY, (contact_id,)),), sort="created_at", descending=True
        )
        found |= dict.fromkeys(session.opportunities.ids(query)[:_MOST])
    rows = session.opportunities.rows(list(found))
    newest = sorted(rows, key=lambda row: (row["created_at"], row["id"]), reverse=True)
    return sorted(newest, key=lambda row: row["status"] != OPEN)[:_MOST]


class ContactDeals(ttk.Frame):
    """`on_open` hears which deal was chosen by Enter or a double click, `on_add` that a new one is wanted."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.on_open: Callable[[int], object] = lambda _deal_id: None
        self.on_add: Callable[[], object] = lambda: None
        self._rows: dict[int, dict[str, Any]] = {}
        head = ttk.Frame(self)
        head.pack(fill="x")
        self._words = ttk.Label(head, style="Small.TLabel", padding=(theme.px(8), theme.px(4)))
        self._words.pack(side="left")
        self.add_button = ttk.Button(head, text=_("New opportunity"), style="Link.TButton", command=self._add)
        theme.set_icon(self.add_button, "plus-lg", size=12, role="accent")
        self.add_button.configure(compound="left")
        self.add_button.pack(side="right", padx=(0, theme.px(8)))
        columns = (
            Column("name", _("Title"), 180, sortable=False),
            Column("stage", _("Stage"), 100, sortable=False),
            Column("value", _("Value"), 100, anchor="e", sortable=False),
        )
        self._place = ttk.Frame(self)
        self._place.pack_propagate(False)
        self.table = Table(self._place, columns, fetch=self._fetch, mark=self._mark)
        self.table.on_open = self._open
        self.table.pack(fill="both", expand=True)

    def show(self, rows: Sequence[dict[str, Any]]) -> None:
        """Show deals, as rows of a list."""
        self._rows = {row["id"]: row for row in rows}
        words = ngettext("{count} opportunity", "{count} opportunities", len(rows))
        self._words.configure(text=words.format(count=show_number(len(rows))) if rows else _("No opportunities yet"))
        self._place.configure(height=theme.px(34 + 30 * min(len(rows), _TALLEST)))
        if rows:
            self._place.pack(fill="x")
        else:
            self._place.pack_forget()
        self.table.set_ids(array("q", self._rows))
        self.table.refresh()

    def _fetch(self, ids: list[int], done: Answer) -> None:
        done({deal: _cells(self._rows[deal]) for deal in ids if deal in self._rows})

    def _mark(self, deal_id: int, _cells: Sequence[str]) -> str:
        row = self._rows.get(deal_id)
        return opportunity_words.mark_icon(opportunity_words.mark_of(row)) if row else ""

    def _open(self, deal_id: int) -> None:
        self.on_open(deal_id)

    def _add(self) -> None:
        self.on_add()


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    return (row["title"], row["stage"], opportunity_words.value(row["value"], row["currency"]))
