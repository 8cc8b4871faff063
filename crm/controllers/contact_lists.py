"""Lists of contacts: a page, all ids, the rows of some, a count, what fits a text. The SQL is contact_queries.py's."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from typing import Any

from crm.controllers import contact_queries
from crm.controllers.access import Context, Controller, reads
from crm.controllers.conditions import Selection
from crm.controllers.contact_queries import ContactConditions
from crm.controllers.custom_fields import CustomFields
from crm.controllers.list_pages import count_of, ids_of, page_of
from crm.controllers.view_filters import ViewFilters
from crm.models.contacts import COMPANY, FIELDS, display_name
from crm.models.fields import Field
from crm.models.lists import ListQuery, Page
from crm.models.tags import Tag
from crm.storage.changelog import to_json
from crm.storage.sqlite import Row, among, in_order_of, joined
from crm.utils import text

_ROW = (
    "c.*, coalesce((SELECT name FROM users u WHERE u.id = c.assigned_to), '') AS owner,"
    f" (SELECT {joined('ct.tag_id')} FROM contact_tags ct WHERE ct.contact_id = c.id) AS tags,"
    " coalesce((SELECT g.segment FROM contact_segments g WHERE g.id = c.id), '') AS segment"
)


class ContactLists(Controller):
    """Reading people and companies in lists.

    A list with text and no order of its own has its `ranked` best rows first and all others behind them by name.
    """

    def __init__(self, context: Context, custom_fields: CustomFields) -> None:
        super().__init__(context)
        self.ranked = 1000
        self._custom_fields = custom_fields

    @reads("contacts")
    def fields(self) -> list[Field]:
        """Every field of a contact, in the order of a form: built-in ones, then those the business added."""
        return [*FIELDS, *(one.as_field() for one in self._custom_fields.all("contacts"))]

    @reads("contacts")
    def page(self, query: ListQuery, *, after: tuple[Any, ...] | None = None, limit: int = 50) -> Page:
        """The next `limit` rows of a list, found by the last row's place and not by counting."""
        if query.text and not query.sort:
            start, ids = self._found_next(query, after, limit=limit)
            return Page(self._rows(ids), (start + len(ids), ids[-1]) if len(ids) == limit else None)
        chosen = self._select(query)
        rows, place = page_of(self.database, chosen, columns=_ROW, span=(after, limit))
        return Page(self._finish(rows), place)

    @reads("contacts")
    def ids(self, query: ListQuery) -> array[int]:
        """The id of every row of a list, in its order."""
        return self._found(query) if query.text and not query.sort else self._in_order(query)

    @reads("contacts")
    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The rows of these contacts in the order asked; those that are gone are left out."""
        return self._rows(ids)

    @reads("contacts")
    def count(self, query: ListQuery, *, cap: int = 0) -> int:
        """How many rows a list has; with `cap`, at most cap + 1, which means "more than cap"."""
        return count_of(self.database, self._select(query), cap=cap)

    @reads("contacts")
    def selection(self, query: ListQuery) -> Selection:
        """Which rows a list has, as SQL: for figures over all of them. Invalid names an unknown field."""
        return self._select(query)

    @reads("contacts")
    def search(self, typed: str, *, limit: int = 50) -> list[Row]:
        """The rows that fit what was typed so far, best first."""
        return self._rows(self._find(typed, limit=limit))

    @reads("contacts")
    def suggest_companies(self, typed: str, *, limit: int = 8) -> list[tuple[int, str]]:
        """Companies whose name begins with, or holds, what was typed: (id, name)."""
        begin = text.fold(typed).strip()
        if not begin:
            return []
        companies = self.database.ids(
            "SELECT id FROM contacts WHERE kind = 'company' AND sort_name >= :low AND sort_name < :high"
            " ORDER BY sort_name, id LIMIT :limit",
            low=begin,
            high=begin + "\U0010ffff",
            limit=limit,
        )
        others = self._find(typed, limit=200) if len(companies) < limit else []
        rows = self._rows(list(dict.fromkeys([*companies, *others])))
        return [(row["id"], row["company"]) for row in rows if row["kind"] == COMPANY][:limit]

    @reads("contacts")
    def people_of(self, company_id: int) -> array[int]:
        """The ids of the people linked to a company, by name."""
        return self.database.ids("SELECT id FROM contacts WHERE company_id = :id ORDER BY sort_name, id", id=company_id)

    def _rows(self, ids: Sequence[int]) -> list[Row]:
        return self._finish(
            self.database.all(
                f"SELECT {_ROW} FROM {in_order_of('ids')} JOIN contacts c ON c.id = wanted.id ORDER BY wanted.place",
                ids=to_json(list(ids)),
            )
        )

    def _finish(self, rows: list[Row]) -> list[Row]:
        tags = self._tags() if rows else {}
        for row in rows:
            row["name"] = display_name(row)
            worn = sorted(tags[one] for one in row["tags"].split(",") if one in tags) if row["tags"] else ()
            row["tags"] = [tag for _place, tag in worn]
            row["custom"] = {} if row["custom"] == "{}" else json.loads(row["custom"])
        return rows

    def _tags(self) -> dict[str, tuple[int, Tag]]:
        """Every tag by its id as text, each with its place in the order to show them."""
        rows = self.database.all("SELECT id, name, color FROM tags ORDER BY folded")
        return {str(row["id"]): (place, Tag(row["id"], row["name"], row["color"])) for place, row in enumerate(rows)}

    def _found_next(self, query: ListQuery, after: tuple[Any, ...] | None, *, limit: int) -> tuple[int, array[int]]:
        """The next ids of a search, and the place of the first; from the ranked ones alone where they are enough."""
        if after is None and not query.conditions and limit <= self.ranked:
            return 0, self._find(query.text, limit=limit)
        best, whole = self._best(query)
        enough = limit if after is None else limit + (best.index(after[1]) + 1 if after[1] in best else len(best))
        found = best if whole or enough <= len(best) else self._found(query)
        start = _behind(after, found) if after else 0
        return start, found[start : start + limit]

    def _found(self, query: ListQuery) -> array[int]:
        """Every hit of a search that its conditions keep: the best first, the others by name."""
        best, whole = self._best(query)
        if whole:
            return best
        known = set(best)
        everyone = self._in_order(ListQuery(query.text, query.conditions))
        return best + array("q", (one for one in everyone if one not in known))

    def _best(self, query: ListQuery) -> tuple[array[int], bool]:
        """Those of the ranked hits of a search that its conditions keep, and whether there are no others."""
        found = self._find(query.text, limit=self.ranked)
        whole = len(found) < self.ranked
        if not query.conditions:
            return found, whole
        within = (among("c.id", "found"), {"found": to_json(list(found))})
        chosen = contact_queries.select(ListQuery(conditions=query.conditions), self._parts(), within=within)
        kept = set(self.database.ids(f"SELECT c.id FROM {chosen.tables} WHERE {chosen.where}", **chosen.values))
        return array("q", (one for one in found if one in kept)), whole

    def _find(self, typed: str, *, limit: int) -> array[int]:
        with self.database.at_work() as connection:
            return self.database.search.find(connection, typed, limit=limit)

    def _in_order(self, query: ListQuery) -> array[int]:
        return ids_of(self.database, self._select(query))

    def _select(self, query: ListQuery) -> Selection:
        within = self.database.search.matching("c.id", query.text) if query.text else None
        return contact_queries.select(query, self._parts(), within=within)

    def _parts(self) -> ContactConditions:
        parts = ContactConditions({field.name: field for field in self.fields()})
        ViewFilters(self.context).on(parts)
        return parts


def _behind(place: Sequence[Any], found: array[int]) -> int:
    """Where a search goes on after a row: behind it, or where it stood when it is gone."""
    rank, row_id = place
    return found.index(row_id) + 1 if row_id in found else int(rank) - 1
