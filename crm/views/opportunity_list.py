"""The list of opportunities: how a deal reads as a row, its cells edited in place, the totals under it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from typing import Any

from crm.models.lists import ListQuery
from crm.utils.i18n import _, translate
from crm.views import opportunity_words
from crm.views.desk import Desk
from crm.views.known import Known
from crm.views.opportunity_list_columns import DEFAULT, Cells, column_of, columns, sort_name
from crm.views.opportunity_list_editing import InPlace
from crm.views.opportunity_list_totals import OpportunityTotals
from crm.views.record_list import RecordList, Shown, Ways

_PLACE = "pipeline_id"  # which pipeline is shown narrows nothing: it is where one looks


class OpportunityList(RecordList):
    """A windowed list of deals.

    `on_open` hears which deal was opened, `on_add` that a new one is wanted, `on_all` that nothing should narrow it.
    """

    def __init__(self, parent: tk.Misc, desk: Desk, *, known: Known) -> None:
        offered = columns(known.fields)
        reasons = {one.id: translate(one.name) for one in known.loss_reasons}

        def in_words(rows: Sequence[dict[str, Any]]) -> list[Shown]:
            cells = Cells(known.fields, region=desk.region, reasons=reasons)
            return [Shown(row["id"], opportunity_words.mark_of(row), cells.of(row)) for row in rows]

        source = desk.session.opportunities
        super().__init__(
            parent, desk, ways=Ways(source, offered, DEFAULT, in_words, sort_name, column_of, "opportunities.columns")
        )
        self.on_open: Callable[[int], object] = lambda _deal_id: None
        self.on_add: Callable[[], object] = lambda: None
        self.on_all: Callable[[], object] = lambda: None
        self.totals = OpportunityTotals(self)
        self.totals.pack(side="bottom", fill="x", before=self.table)
        self.in_place = InPlace(self.table, desk, known=known)
        self.table.on_open = self._opened

    def mark_of(self, mark: str, _cells: Sequence[str]) -> str:
        """What the next activity asks for, that the deal rots, or how it ended."""
        return opportunity_words.mark_icon(mark)

    def load(self, query: ListQuery, *, select: int | None = None) -> None:
        """Show another list, and its totals."""
        self.in_place.close()
        self._say_empty(query)
        super().load(query, select=select)
        self._ask_totals()

    def reload(self) -> None:
        """Load the same list again, in place, and its totals."""
        super().reload()
        self._ask_totals()

    def _ask_totals(self) -> None:
        query, opportunities = self.query, self.desk.session.opportunities
        self._questions.ask("totals", lambda: opportunities.totals(query), show=self.totals.show)

    def _opened(self, deal_id: int) -> None:
        self.on_open(deal_id)

    def _say_empty(self, query: ListQuery) -> None:
        if query.text or any(one.field != _PLACE for one in query.conditions):
            text = _("No opportunity matches the search and filters.")
            self.table.set_empty(_("Nothing found"), text, action=(_("Show all"), lambda: self._call(self.on_all)))
        else:
            text = _("An opportunity is a sale you are working on: what, for whom, how much.")
            action = (_("New opportunity"), lambda: self._call(self.on_add))
            self.table.set_empty(_("No opportunities yet"), text, action=action)

    @staticmethod
    def _call(heard: Callable[[], object]) -> None:
        heard()
