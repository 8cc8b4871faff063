"""The page of contacts: search and filters above, the list, the panel beside it. Writing is contact_actions.py's."""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Callable, Sequence
from functools import partial
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.models.lists import ListQuery
from crm.models.views import SavedView
from crm.utils.i18n import N_, _, ngettext
from crm.utils.money import show_number
from crm.views import known as known_things
from crm.views import theme
from crm.views.bulk_panel import BulkPanel
from crm.views.commands import Entry
from crm.views.contact_actions import ContactActions
from crm.views.contact_head import ContactHead
from crm.views.contact_list import ContactList
from crm.views.contact_panel import WIDTH, ContactPanel
from crm.views.empty_start import EmptyStart
from crm.views.known import Known
from crm.views.tab import Tab

if TYPE_CHECKING:
    from crm.views.window import Window

_SHAPE = frozenset(("custom_fields", "tags", "users", "saved_views", "settings"))


class ContactsTab(Tab):
    """People and companies."""

    title = N_("Contacts")
    watches = _SHAPE | {"contacts", "contact_channels", "contact_tags", "interactions"}

    def __init__(self, parent: tk.Misc, window: Window) -> None:
        super().__init__(parent, window.desk)
        self.window = window
        self.known: Known | None = None
        self.actions = ContactActions(self)
        self._panes: ttk.Panedwindow | None = None
        self._shown_id: int | None = None
        self._view_name = ""
        self._shows_panel = bool(self.desk.settings.get("contacts.panel", True))

    # Loading

    def refresh(self) -> None:
        """Read what the file knows, then the list and the contact shown."""
        session = self.desk.session
        self.ask("known", lambda: known_things.read(session), self._know)

    def _know(self, known: Known) -> None:
        before, self.known = self.known, known
        if before is None or (before.fields, before.users, before.tags) != (known.fields, known.users, known.tags):
            self._build(known)
        else:
            self.list.reload()
            self.panel.reload()
        self._show_views()

    def _build(self, known: Known) -> None:
        query = self.query if self._panes else self._kept_query()
        text = self.head.text if self._panes else ""
        chosen = list(self.list.table.selected_ids()[:1]) if self._panes else []
        if self._panes:
            self._panes.destroy()
        self._panes = ttk.Panedwindow(self, orient="horizontal")
        self._panes.pack(fill="both", expand=True)
        left = ttk.Frame(self._panes)
        self.head = ContactHead(left, known)
        self.head.pack(fill="x")
        self.list = ContactList(left, self.desk, known.fields)
        self.list.pack(fill="both", expand=True, padx=(theme.px(12), 0))
        self._panes.add(left, weight=1)
        self.side = ttk.Frame(self._panes, width=theme.px(WIDTH))
        self.side.pack_propagate(False)
        ttk.Frame(self.side, style="Line.TFrame", width=1).pack(side="left", fill="y")
        self.panel = ContactPanel(self.side, self.desk, known)
        self.bulk = BulkPanel(self.side, self)
        self.start = EmptyStart(self, self.window)
        self._connect()
        self._show_panel(self._shows_panel)
        self.head.set_query(query, text=text)
        self.list.load(self.query)
        if chosen:
            self.list.table.select(chosen)
        self.head.search.take_focus()

    def _connect(self) -> None:
        self.head.on_change = self._searched
        self.head.on_view = self.use_view
        self.head.search.on_down = self._into_list
        self.list.on_select = self._selected
        self.list.on_counted = self._counted
        table = self.list.table
        table.on_open = lambda _row: self.open()
        table.on_delete = self.remove
        table.on_context = lambda x, y, _row: self.actions.pop_up(x, y)
        table.tree.bind("<Key-slash>", lambda _event: self.find())
        self.panel.on_open = self.go_to
        self.panel.on_edited = self.window.refresh_commands

    # What is asked for

    @property
    def query(self) -> ListQuery:
        """The list shown: for export and saved views."""
        sort = self.list.query if self._panes else ListQuery()
        return ListQuery(self.head.text, self.head.conditions, sort.sort, sort.descending)

    def selected_ids(self) -> array[int]:
        """The ids of the selected contacts, in the order of the list."""
        return self.list.table.selected_ids() if self._panes else array("q")

    @property
    def selected_count(self) -> int:
        """How many contacts are selected."""
        if not self._panes:
            return 0
        selection = self.list.table.selection
        return len(self.list.table.selected_ids()) if selection else 0

    @property
    def is_editing(self) -> bool:
        """Whether something typed is not saved."""
        return self._panes is not None and self.panel.is_edited

    def _searched(self) -> None:
        text_changed = self.head.text != self.list.query.text
        sort = ListQuery() if text_changed and self.head.text else self.list.query
        query = ListQuery(self.head.text, self.head.conditions, sort.sort, sort.descending)
        self.list.load(query)
        self.desk.settings.set("contacts.view", {**query.to_plain(), "text": ""})

    def _kept_query(self) -> ListQuery:
        return ListQuery.from_plain(self.desk.settings.get("contacts.view") or {})

    # What is shown beside

    def _selected(self) -> None:
        count = self.selected_count
        focused = self.list.table.selected_ids()[0] if count == 1 else None
        if focused != self._shown_id and self.panel.is_edited:
            self._stay_until_saved()
            return
        self._show_beside(count, focused)

    def _stay_until_saved(self) -> None:
        """Edits of the contact shown are saved before another is; if they cannot be, it stays selected."""
        self.panel.leave(self._selected)
        if self.panel.is_edited and self._shown_id is not None:
            kept, self.list.on_select = self.list.on_select, lambda: None
            self.list.table.select([self._shown_id])
            self.list.on_select = kept

    def _show_beside(self, count: int, contact_id: int | None) -> None:
        self.window.refresh_commands()
        if count > 1:
            self.panel.pack_forget()
            self.bulk.show(count)
            self.bulk.pack(fill="both", expand=True)
            self._shown_id = None
            return
        self.bulk.pack_forget()
        self.panel.pack(fill="both", expand=True)
        if contact_id != self._shown_id or contact_id is None:
            self._shown_id = contact_id
            self.panel.show(contact_id)

    def _counted(self, count: int, whole: bool) -> None:
        self.head.show_count(count, whole)
        words = ngettext("{count} contact", "{count} contacts", count)
        self.window.status.show_count(words.format(count=show_number(count) + ("" if whole else "+")))
        nothing_asked = not self.head.text and not self.head.conditions
        self.start.show(count == 0 and whole and nothing_asked)
        if nothing_asked:
            return
        self.list.table.set_empty(
            _("Nobody found"),
            _("No contact fits what is searched and filtered."),
            action=(_("Show everyone"), self.show_everyone),
        )

    def show_everyone(self) -> None:
        """Drop the search and the filters."""
        self.use_view(None)

    def go_to(self, contact_id: int) -> None:
        """Show one contact, whatever the list holds."""

        def go() -> None:
            self.list.table.select([contact_id])
            self.list.table.see(contact_id)
            if contact_id not in self.list.table.ids:
                self._show_beside(1, contact_id)

        self.panel.leave(go)

    def show_added(self, contact_id: int) -> None:
        """Show what was just added, the list without a search that would hide it."""
        if self.head.text:
            self.head.search.set("")
            self._searched()
        self.go_to(contact_id)

    def _into_list(self) -> None:
        table = self.list.table
        table.tree.focus_set()
        if table.focus_id is None and len(table.ids):
            table.select(table.ids[:1])

    # Commands

    def find(self) -> str:
        """Put the keyboard into the search box."""
        self.head.search.take_focus()
        return "break"

    def copy(self) -> None:
        """Copy the selected rows as text."""
        self.actions.copy()

    def select_all(self) -> None:
        """Select every row of the list."""
        self.list.table.selection.select_everything()
        self.list.table.selection_changed()

    def add_person(self) -> None:
        """Ask for a new person."""
        self.actions.add("person")

    def add_company(self) -> None:
        """Ask for a new company."""
        self.actions.add("company")

    def open(self) -> None:
        """Bring up the details of the contact to edit them."""
        self._show_panel(True)
        self.panel.edit()

    def edit(self) -> None:
        """The same from anywhere in the window."""
        self.open()

    def save(self) -> None:
        """Save the edits."""
        self.panel.leave(lambda: None)

    def log(self, kind: str) -> None:
        """Write about a call, an e-mail, a meeting, or a note."""
        self._show_panel(True)
        self.panel.log(kind)

    def tag(self) -> None:
        """Put tags on the selected contacts."""
        self.actions.tag()

    def change_field(self) -> None:
        """Give the selected contacts one value."""
        self.actions.change_field()

    def remove(self) -> None:
        """Remove the selected contacts; Undo brings them back."""
        self.actions.remove()

    def show_kind(self, kind: str) -> None:
        """List everyone, people, or companies."""
        self.head.show_kind(kind)
        self._searched()

    def add_filter(self) -> None:
        """Ask for a condition."""
        self.head.add_filter()

    def toggle_panel(self) -> None:
        """Show or hide the panel."""
        self._show_panel(not self._shows_panel)

    def leave(self, go_on: Callable[[], object]) -> None:
        """Go on once nothing typed would be lost."""
        if self._panes and self.panel.is_edited:
            self.panel.leave(go_on)
        else:
            go_on()

    def _show_panel(self, visible: bool) -> None:
        self._shows_panel = visible
        self.desk.settings.set("contacts.panel", visible)
        if self._panes is None:
            return
        present = str(self.side) in [str(pane) for pane in self._panes.panes()]
        if visible and not present:
            self._panes.add(self.side, weight=0)
        elif present and not visible:
            self._panes.forget(self.side)

    # Views

    def use_view(self, view: SavedView | None) -> None:
        """Show a saved view, or everyone."""
        query = ListQuery.from_plain(view.definition.get("query", {})) if view else ListQuery()
        self._view_name = view.name if view else ""
        self.head.set_query(query, text=query.text)
        self.list.load(query)
        self._show_views()
        self.desk.settings.set("contacts.view", {**query.to_plain(), "text": ""})

    def saved_views(self) -> Sequence[Entry]:
        """The saved views to choose from."""
        views = self.known.views if self.known else ()
        return [(view.name, partial(self.use_view, view), view.name == self._view_name) for view in views]

    def save_view(self) -> None:
        """Keep the list shown under a name."""
        self.actions.save_view()

    def column_choices(self) -> Sequence[Entry]:
        """The columns, to show or hide."""
        return self.list.column_choices() if self._panes else ()

    def _show_views(self) -> None:
        if self.known:
            extra = [(_("Save this view…"), self.save_view)]
            self.head.show_views(self.known.views, self._view_name, extra=extra)
