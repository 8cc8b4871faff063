"""Lists of activities: a page, all ids, the rows of some, counts, what belongs to a deal or a contact.

The SQL is activity_queries.py's; what a row shows, activity_rows.py's.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

from crm.controllers.access import Controller, reads
from crm.controllers.activity_queries import ActivityConditions, reading, select
from crm.controllers.activity_rows import finished, rows_of
from crm.controllers.conditions import Selection
from crm.controllers.interaction_types import with_own_types
from crm.controllers.list_pages import count_of, ids_of, page_of
from crm.controllers.opportunity_queries import next_order
from crm.controllers.view_filters import ViewFilters
from crm.errors import NotFound
from crm.models.activities import FIELDS, RANGES, Activity
from crm.models.fields import Choice, Field
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery, Page
from crm.storage.sqlite import Row
from crm.utils import text
from crm.utils.i18n import _

_MOST_WORDS = 12
_COUNTED = tuple(one.value for one in RANGES)


class ActivityLists(Controller):
    """Reading activities, one by one and in lists."""

    @reads("activities")
    def fields(self) -> list[Field]:
        """The fields of an activity in the order of a form, the type with every choice that is in use."""
        return with_own_types(FIELDS, self.database, inactive=False)

    @reads("activities")
    def types(self) -> tuple[Choice, ...]:
        """The types an activity may have: the built-in ones, then those the business added and uses."""
        return with_own_types(FIELDS, self.database, inactive=False)[0].choices

    @reads("activities")
    def get(self, activity_id: int) -> Activity:
        """One activity. NotFound when there is none."""
        return Activity(**self._row(activity_id))

    @reads("activities")
    def page(self, query: ListQuery, *, after: tuple[Any, ...] | None = None, limit: int = 50) -> Page:
        """The next `limit` rows of a list, found by the last row's place and not by counting.

        A list that names no sort is by date, what has none behind it.
        """
        rows, place = page_of(self.database, self._select(query), columns="a.*", span=(after, limit))
        return Page(finished(self.database, rows), place)

    @reads("activities")
    def ids(self, query: ListQuery) -> array[int]:
        """The id of every row of a list, in its order."""
        return ids_of(self.database, self._select(query))

    @reads("activities")
    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The rows of these activities in the order asked; those that are gone are left out."""
        return rows_of(self.database, ids)

    @reads("activities")
    def count(self, query: ListQuery, *, cap: int = 0) -> int:
        """How many rows a list has; with `cap`, at most cap + 1, which means "more than cap"."""
        return count_of(self.database, self._select(query), cap=cap)

    @reads("activities")
    def selection(self, query: ListQuery) -> Selection:
        """Which rows a list has, as SQL: for figures over all of them. Invalid names an unknown field."""
        return self._select(query)

    @reads("activities")
    def counts(self, query: ListQuery | None = None, *, cap: int = 0) -> dict[str, int]:
        """How many activities of a list stand in each quick range, by the range's name; capped as `count` is."""
        whole = query or ListQuery()
        found = {}
        for name in _COUNTED:
            within = (*whole.conditions, Condition("when", Operator.ANY, (name,)))
            found[name] = count_of(self.database, self._select(ListQuery(whole.text, within)), cap=cap)
        return found

    @reads("activities")
    def next_of(self, opportunity_id: int) -> Activity | None:
        """The open activity of a deal that is due first, those without a day last; None when nothing is planned."""
        return self._next("opportunity_id = :id", opportunity_id)

    @reads("activities")
    def next_of_contact(self, contact_id: int) -> Activity | None:
        """The open activity with a contact that is due first, as `next_of` of a deal."""
        return self._next("contact_id = :id", contact_id)

    @reads("activities")
    def of_opportunity(self, opportunity_id: int, *, limit: int = 200) -> list[Activity]:
        """The activities of a deal: open ones, the next first, of a series only that; then those done, the last
        first."""
        return self._of("opportunity_id = :id", opportunity_id, limit=limit)

    @reads("activities")
    def of_contact(self, contact_id: int, *, limit: int = 200) -> list[Activity]:
        """The activities with a contact, in the order of a deal's."""
        return self._of("contact_id = :id", contact_id, limit=limit)

    # Parts

    def _row(self, activity_id: int) -> Row:
        row = self.database.one("SELECT * FROM activities WHERE id = :id", id=activity_id)
        if row is None:
            raise NotFound(_("This activity no longer exists."))
        return row

    def _next(self, condition: str, owner_id: int) -> Activity | None:
        rows = self.database.all(f"SELECT * FROM activities WHERE {condition} AND completed_at = ''", id=owner_id)
        return Activity(**min(rows, key=next_order)) if rows else None

    def _of(self, condition: str, owner_id: int, *, limit: int) -> list[Activity]:
        rows = self.database.all(f"SELECT * FROM activities WHERE {condition}", id=owner_id)
        still = _one_of_each_series(sorted((row for row in rows if not row["completed_at"]), key=next_order))
        done = sorted((row for row in rows if row["completed_at"]), key=lambda row: row["completed_at"], reverse=True)
        return [Activity(**row) for row in [*still, *done][:limit]]

    def _select(self, query: ListQuery) -> Selection:
        known = {field.name: field for field in with_own_types(FIELDS, self.database)}
        words = list(dict.fromkeys(text.fold(query.text).split()))[:_MOST_WORDS]
        within = reading(words, [self._customers(word) for word in words]) if words else None
        parts = ActivityConditions(known)
        ViewFilters(self.context).on(parts)
        return select(query, parts, within=within)

    def _customers(self, word: str) -> array[int]:
        condition, marks = self.database.search.matching("id", word)
        return self.database.ids(f"SELECT id FROM contacts WHERE {condition}", **marks)


def _one_of_each_series(rows: Sequence[Row]) -> list[Row]:
    """Open activities in their order, of each series the first alone."""
    first: dict[tuple[str, int], Row] = {}
    for row in rows:
        key = ("alone", row["id"]) if row["series_id"] is None else ("series", row["series_id"])
        first.setdefault(key, row)
    return list(first.values())
