"""Which activities the page shows: those of the last time, a saved view, a range of everybody's; and keeping it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from crm.models.activities import FOLLOWING
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.models.views import SavedView
from crm.utils.i18n import N_, _
from crm.views.activities_head import EVERYONE, MINE
from crm.views.activity_list_columns import COMPANY
from crm.views.commands import Entry
from crm.views.fitting import fitted, read
from crm.views.known import Known
from crm.views.remembered import Remembered

if TYPE_CHECKING:
    from crm.views.activities_tab import ActivitiesTab

_KEPT = "activities.view"
_LEFT_OUT = N_("This list was narrowed or sorted by something that is no longer there; that was left out.")


class ActivitiesViews:
    """The saved views of the page of activities, and the one in use.

    A query kept here is text, filters and order; range and whose stand beside it.
    """

    def __init__(self, tab: ActivitiesTab) -> None:
        self._tab = tab
        self._id = 0

    @property
    def query(self) -> ListQuery:
        """What is listed now, range and owner among its conditions."""
        head = self._tab.head
        kept = self._kept_query()
        when = Condition("when", Operator.ANY, (head.range,))
        return replace(kept, conditions=(when, *head.narrowing))

    @property
    def name(self) -> str:
        """What the view in use is called; "" for none."""
        return next((view.name for view in self._views() if view.id == self._id), "")

    def start(self) -> None:
        """Show what was shown the last time, without what was searched for."""
        kept = self._remembered.get(_KEPT)
        view = kept.get("view")
        self._id = view if isinstance(view, int) else 0
        self._take(self._fitted(kept), kept)

    def mend(self, known: Known) -> None:
        """Leave out of the list in use what is no longer there."""
        before = self._kept_query()
        after = fitted(before, _with_following(known))
        if after != before:
            self._tab.list.query = after
            self._tab.head.set_query(after)
            self._tab.desk.say(_(_LEFT_OUT))

    def search(self) -> None:
        """The head asks for another list; what is done is sorted by when it was done, unless a person sorted it."""
        order = self._tab.list.query
        if (order.sort, order.descending) in (_natural("done"), _natural("")):
            sort, descending = _natural(self._tab.head.range)
            self._tab.list.query = replace(order, sort=sort, descending=descending)
        self._tab.load()
        self.remember()

    def show_range(self, name: str) -> None:
        """List one of the quick ranges."""
        self._tab.head.show_range(name)
        self.search()

    def show_everyone(self) -> None:
        """List the same of everybody."""
        self._tab.head.show_whose(EVERYONE)
        self.search()

    def remember(self) -> None:
        """Show the same when this file is opened again."""
        self._remembered.set(_KEPT, {**self._kept_query().to_plain(), **self._page(), "text": "", "view": self._id})

    def use(self, view: SavedView | None) -> None:
        """Show a saved view, or all one has to do."""
        self._id = view.id if view else 0
        definition = view.definition if view else {}
        page = definition.get("page")
        self._take(self._fitted(definition.get("query", {})), page if isinstance(page, dict) else {})
        columns = definition.get("columns", {}).get("shown")
        if columns:
            self._tab.list.table.set_columns(columns)
        self.show()
        self.remember()

    def choices(self) -> Sequence[Entry]:
        """The saved views to choose from."""
        return [(view.name, partial(self.use, view), view.id == self._id) for view in self._views()]

    def entries(self) -> Sequence[Entry]:
        """What the menu of views holds."""
        all_open: Entry = (_("All there is to do"), partial(self.use, None), not self._id)
        return [all_open, *self.choices(), ("", _nothing, False), (_("Save this view…"), self.save, False)]

    def show(self) -> None:
        """Say which one is in use."""
        self._tab.head.show_view(self.name)

    def save(self) -> None:
        """Ask for a name, and keep what is shown under it."""
        from crm.views.dialogs.views import Draft
        from crm.views.dialogs.views import save as save_view

        columns = {"shown": list(self._tab.list.table.columns.visible)}
        definition = {"query": self._kept_query().to_plain(), "page": self._page(), "columns": columns}
        save_view(self._tab.window, Draft(definition, self.name, "activities")).on_saved = self._saved

    def _saved(self, view_id: int) -> None:
        self._id = view_id
        self.show()
        self.remember()

    def _take(self, query: ListQuery, page: Mapping[str, Any]) -> None:
        head = self._tab.head
        head.show_range(str(page.get("range", "")))
        head.show_whose(str(page.get("whose", MINE)))
        head.set_query(query)
        self._tab.list.query = query
        self._tab.load()

    def _kept_query(self) -> ListQuery:
        head, shown = self._tab.head, self._tab.list.query
        return ListQuery(head.text, head.conditions, shown.sort, shown.descending)

    def _page(self) -> dict[str, str]:
        return {"range": self._tab.head.range, "whose": self._tab.head.whose}

    def _views(self) -> Sequence[SavedView]:
        return self._tab.known.views if self._tab.known else ()

    @property
    def _remembered(self) -> Remembered:
        desk = self._tab.desk
        return Remembered(desk.settings, desk.session.database.path)

    def _fitted(self, plain: Mapping[str, Any]) -> ListQuery:
        """A kept list as far as it still fits the file; what was left out is said."""
        kept, known = read(plain), self._tab.known
        query = fitted(kept, _with_following(known)) if kept and known else ListQuery()
        if query != kept:
            self._tab.desk.say(_(_LEFT_OUT))
        return query


def _natural(name: str) -> tuple[str, bool]:
    """The order of a range that nobody sorted: what is done, the last first; all else by date."""
    return ("completed_at", True) if name == "done" else ("", False)


def _with_following(known: Known) -> Known:
    """What a query of activities may speak of: their fields, and what follows from them."""
    return replace(known, fields=(*known.fields, *FOLLOWING, COMPANY))


def _nothing() -> None:
    """What a line in a menu does."""
