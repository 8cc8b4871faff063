"""Which list is shown: the last one, a saved view, everyone; and keeping it. Draws nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from crm.models.lists import ListQuery
from crm.models.views import SavedView
from crm.utils.i18n import _
from crm.views.commands import Entry

if TYPE_CHECKING:
    from crm.views.contacts_tab import ContactsTab

_KEPT = "contacts.view"


class ContactViews:
    """The saved views of the page of contacts, and the one in use."""

    def __init__(self, tab: ContactsTab) -> None:
        self._tab = tab
        self._name = ""

    @property
    def query(self) -> ListQuery:
        """What is searched, filtered and sorted by now."""
        head, shown = self._tab.head, self._tab.list.query
        return ListQuery(head.text, head.conditions, shown.sort, shown.descending)

    def last(self) -> ListQuery:
        """The list of the last time, without what was searched for."""
        return ListQuery.from_plain(self._tab.desk.settings.get(_KEPT) or {})

    def remember(self) -> None:
        """Show the same list at the next start."""
        self._tab.desk.settings.set(_KEPT, {**self.query.to_plain(), "text": ""})

    def start(self) -> None:
        """Show the list of the last time, the keyboard in the search box."""
        query = self.last()
        self._tab.head.set_query(query)
        self._tab.list.load(query)
        self._tab.head.search.take_focus()

    def search(self) -> None:
        """The head asks for another list; a new text is sorted by how well it fits."""
        query, shown = self.query, self._tab.list.query
        if query.text and query.text != shown.text:
            query = ListQuery(query.text, query.conditions)
        self._tab.list.load(query)
        self.remember()

    def use(self, view: SavedView | None) -> None:
        """Show a saved view, or everyone."""
        definition = view.definition if view else {}
        query = ListQuery.from_plain(definition.get("query", {}))
        self._name = view.name if view else ""
        self._tab.head.set_query(query)
        columns = definition.get("columns", {}).get("shown")
        if columns:
            self._tab.list.table.set_columns(columns)
        self._tab.list.load(query)
        self.show()
        self.remember()

    def choices(self) -> Sequence[Entry]:
        """The saved views to choose from."""
        views = self._tab.known.views if self._tab.known else ()
        return [(view.name, partial(self.use, view), view.name == self._name) for view in views]

    def show(self) -> None:
        """Fill the menu of views."""
        entries: list[Entry] = [(_("All contacts"), partial(self.use, None), not self._name), *self.choices()]
        self._tab.head.show_views(entries, self._name or _("All contacts"), save=self.save)

    def save(self) -> None:
        """Ask for a name, and keep the list shown under it."""
        columns = {"shown": list(self._tab.list.table.columns.visible)}
        definition = {"query": self.query.to_plain(), "columns": columns}
        from crm.views.dialogs.views import save as save_view

        save_view(self._tab.window, definition, name=self._name)
