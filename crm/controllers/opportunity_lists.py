"""Lists of opportunities: a page, all ids, the rows of some, a count, totals, what fits a text.

The SQL is opportunity_queries.py's; what a row shows, opportunity_rows.py's.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from typing import Any

from crm.controllers.access import Context, Controller, reads
from crm.controllers.conditions import Selection
from crm.controllers.custom_fields import CustomFields
from crm.controllers.list_pages import count_of, ids_of, page_of
from crm.controllers.opportunity_board import BoardReading
from crm.controllers.opportunity_queries import TOTALS, OpportunityConditions, reading, select
from crm.controllers.opportunity_rows import finished, rows_of
from crm.controllers.opportunity_stages import rotting_stages
from crm.controllers.view_filters import ViewFilters
from crm.models.boards import Board, BoardQuery
from crm.models.fields import Field
from crm.models.lists import ListQuery, Page
from crm.models.opportunities import FIELDS, Amount
from crm.storage.sqlite import Row
from crm.utils import text


class OpportunityLists(Controller):
    """Reading opportunities in lists and on boards."""

    def __init__(self, context: Context, custom_fields: CustomFields) -> None:
        super().__init__(context)
        self._custom_fields = custom_fields

    @reads("opportunities")
    def fields(self) -> list[Field]:
        """Every field of a deal, in the order of a form: built-in ones, then those the business added."""
        return self._fields()

    @reads("opportunities")
    def page(self, query: ListQuery, *, after: tuple[Any, ...] | None = None, limit: int = 50) -> Page:
        """The next `limit` rows of a list, found by the last row's place and not by counting."""
        rows, place = page_of(self.database, self._select(query), columns="o.*", span=(after, limit))
        return Page(finished(self.database, rows), place)

    @reads("opportunities")
    def ids(self, query: ListQuery) -> array[int]:
        """The id of every row of a list, in its order."""
        return ids_of(self.database, self._select(query))

    @reads("opportunities")
    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The rows of these deals in the order asked; those that are gone are left out."""
        return rows_of(self.database, ids)

    @reads("opportunities")
    def count(self, query: ListQuery, *, cap: int = 0) -> int:
        """How many rows a list has; with `cap`, at most cap + 1, which means "more than cap"."""
        return count_of(self.database, self._select(query), cap=cap)

    @reads("opportunities")
    def selection(self, query: ListQuery) -> Selection:
        """Which rows a list has, as SQL: for figures over all of them. Invalid names an unknown field."""
        return self._select(query)

    @reads("opportunities")
    def totals(self, query: ListQuery) -> list[Amount]:
        """The totals of everything a list holds, one per currency."""
        chosen = self._select(query)
        rows = self.database.all(
            f"SELECT {TOTALS} FROM {chosen.tables} WHERE {chosen.where} GROUP BY o.currency ORDER BY o.currency",
            **chosen.values,
        )
        return [Amount(**row) for row in rows]

    @reads("opportunities")
    def search(self, typed: str, *, limit: int = 50) -> list[Row]:
        """The deals that fit what was typed: titles that begin so first, then open ones before closed ones."""
        begin = text.fold(typed).strip()
        if not begin:
            return []
        found = self.database.ids(
            "SELECT id FROM opportunities WHERE sort_title >= :low AND sort_title < :high"
            " ORDER BY sort_title, id LIMIT :limit",
            low=begin,
            high=begin + "\U0010ffff",
            limit=limit,
        )
        if len(found) < limit:
            found += ids_of(self.database, self._select(ListQuery(typed, sort="status")), limit=limit)
        return rows_of(self.database, list(dict.fromkeys(found))[:limit])

    # Boards

    @reads("opportunities")
    def board(self, wanted: BoardQuery) -> Board:
        """The columns of a board, and its lanes, with totals over all their deals."""
        return self._board(wanted).board()

    @reads("opportunities")
    def column_ids(self, wanted: BoardQuery, column: str, *, lane: str | None = None) -> array[int]:
        """The ids of all deals of a column, or of its part in a lane, in the order of its cards.

        Open stages show them by rank, won and lost ones the last closed first, months by day; a sort of the query
        comes before that.
        """
        return self._board(wanted).ids(column, lane=lane)

    @reads("opportunities")
    def cell_ids(self, wanted: BoardQuery, columns: Collection[str]) -> dict[tuple[str, str], array[int]]:
        """The ids of all deals of some columns in the order of their cards, by the keys of column and lane.

        Cells without a deal are left out; the lane is "" where there are none. Invalid for a column that is gone.
        """
        return self._board(wanted).cell_ids(columns)

    @reads("opportunities")
    def column_page(self, wanted: BoardQuery, column: str, *, offset: int = 0, limit: int = 40) -> list[Row]:
        """Some rows of a column, from the `offset`th on."""
        return rows_of(self.database, self._board(wanted).ids(column, span=(offset, limit)))

    @reads("opportunities")
    def cards(self, wanted: BoardQuery, *, limit: int = 30) -> dict[str, list[Row]]:
        """The first rows of every column, by the column's key: what a board shows when it opens."""
        board = self._board(wanted)
        ids = {key: board.ids(key, span=(0, limit)) for key in board.column_keys()}
        rows = {row["id"]: row for row in rows_of(self.database, [one for some in ids.values() for one in some])}
        return {key: [rows[one] for one in some] for key, some in ids.items()}

    # Parts of reading

    def _fields(self) -> list[Field]:
        return [*FIELDS, *(one.as_field() for one in self._custom_fields.all("opportunities"))]

    def _board(self, wanted: BoardQuery) -> BoardReading:
        return BoardReading(self.database, wanted, select=self._selected)

    def _select(self, query: ListQuery) -> Selection:
        return self._selected(query, everywhere=True)

    def _selected(self, query: ListQuery, *, everywhere: bool) -> Selection:
        """The SQL of a query, for all deals or for the few that other conditions leave."""
        within = None
        if query.text.strip():
            within = reading(query.text, self._customers(query.text), everywhere=everywhere)
        known = {field.name: field for field in self._fields()}
        parts = OpportunityConditions(known, lambda: rotting_stages(self.database))
        ViewFilters(self.context).on(parts)
        return select(query, parts, within=within)

    def _customers(self, typed: str) -> array[int]:
        condition, marks = self.database.search.matching("id", typed)
        return self.database.ids(f"SELECT id FROM contacts WHERE {condition}", **marks)
