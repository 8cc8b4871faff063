"""Which list is shown: the last one, a saved view, everyone; and keeping it. Draws nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from crm.models.lists import ListQuery
from crm.models.views import SavedView
from crm.utils.i18n import N_, _
from crm.views.commands import Entry
from crm.views.fitting import fitted, read
from crm.views.known import Known
from crm.views.remembered import Remembered

if TYPE_CHECKING:
    from crm.views.contacts_tab import ContactsTab

_KEPT = "contacts.view"
_LEFT_OUT = N_("This list was narrowed or sorted by something that is no longer there; that was left out.")


class ContactViews:
    """The saved views of the page of contacts, and the one in use."""

    def __init__(self, tab: ContactsTab) -> None:
        self._tab = tab
        self._id = 0
        self._named = ""

    @property
    def query(self) -> ListQuery:
        """What is searched, filtered and sorted by now."""
        head, shown = self._tab.head, self._tab.list.query
        return ListQuery(head.text, head.conditions, shown.sort, shown.descending)

    @property
    def name(self) -> str:
        """What the list in use is called now; "" for everyone and for a view that is gone."""
        if not self._id:
            return self._named
        return next((view.name for view in self._views() if view.id == self._id), "")

    def last(self) -> ListQuery:
        """The list of the last time with this file, without what was searched for."""
        return self._fitted(self._remembered.get(_KEPT))

    def remember(self) -> None:
        """Show the same list when this file is opened again."""
        kept = {**self.query.to_plain(), "text": "", "view": self._id, "name": self.name}
        self._remembered.set(_KEPT, kept)

    def start(self) -> None:
        """Show the list of the last time, the keyboard in the search box."""
        kept, query = self._remembered.get(_KEPT), self.last()
        view, name = kept.get("view"), kept.get("name")
        self._id, self._named = view if isinstance(view, int) else 0, name if isinstance(name, str) else ""
        self._tab.head.set_query(query)
        self._tab.list.load(query)
        self._tab.head.search.take_focus()

    def mend(self, known: Known) -> None:
        """Leave out of the list in use what is no longer there; for the moment before it is read again."""
        before = self._tab.list.query
        self._tab.list.query = after = fitted(before, known)
        if after != before:
            self._tab.head.set_query(after)
            self._tab.desk.say(_(_LEFT_OUT))

    def search(self) -> None:
        """The head asks for another list; a new text is sorted by how well it fits."""
        query, shown = self.query, self._tab.list.query
        if query.text and query.text != shown.text:
            query = ListQuery(query.text, query.conditions)
        self._tab.list.load(query)
        self.remember()

    def use(self, view: SavedView | None, *, select: int | None = None) -> None:
        """Show a saved view, or everyone; `select` is the contact to be selected in it."""
        definition = view.definition if view else {}
        query = self._fitted(definition.get("query", {}))
        self._id, self._named = (view.id, view.name) if view else (0, "")
        self._tab.head.set_query(query)
        columns = definition.get("columns", {}).get("shown")
        if columns:
            self._tab.list.table.set_columns(columns)
        self._tab.list.load(query, select=select)
        self.show()
        self.remember()

    def choices(self) -> Sequence[Entry]:
        """The saved views to choose from."""
        chosen = self._id or None
        return [(view.name, partial(self.use, view), view.id == chosen) for view in self._views()]

    def show(self) -> None:
        """Fill the menu of views."""
        name = self.name
        entries: list[Entry] = [(_("All contacts"), partial(self.use, None), not name), *self.choices()]
        self._tab.head.show_views(entries, name or _("All contacts"), save=self.save)

    def save(self) -> None:
        """Ask for a name, and keep the list shown under it."""
        columns = {"shown": list(self._tab.list.table.columns.visible)}
        definition = {"query": self.query.to_plain(), "columns": columns}
        from crm.views.dialogs.views import Draft
        from crm.views.dialogs.views import save as save_view

        save_view(self._tab.window, Draft(definition, self.name)).on_saved = self._saved

    def _saved(self, view_id: int) -> None:
        self._id = view_id
        self.show()
        self.remember()

    def _views(self) -> Sequence[SavedView]:
        return self._tab.known.views if self._tab.known else ()

    @property
    def _remembered(self) -> Remembered:
        desk = self._tab.desk
        return Remembered(desk.settings, desk.session.database.path)

    def _fitted(self, plain: Mapping[str, Any]) -> ListQuery:
        """A kept list as far as it still fits the file; what was left out is said."""
        kept, known = read(plain), self._tab.known
        query = fitted(kept, known) if kept and known else ListQuery()
        if query != kept:
            self._tab.desk.say(_(_LEFT_OUT))
        return query
