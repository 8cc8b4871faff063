"""The page of contacts: search and filters above, the list, the panel beside it. Writing is contact_actions.py's."""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.models.lists import ListQuery
from crm.models.segments import SEGMENT
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number
from crm.views import keys, theme
from crm.views import known as known_things
from crm.views.bulk_panel import BulkPanel
from crm.views.commands import Entry, find
from crm.views.contact_actions import ContactActions
from crm.views.contact_head import ContactHead
from crm.views.contact_list import ContactList
from crm.views.contact_panel import WIDTH, ContactPanel
from crm.views.contact_views import ContactViews
from crm.views.empty_start import EmptyStart
from crm.views.known import Known
from crm.views.mail_files import log_files
from crm.views.opportunity_opening import open_deal
from crm.views.tab import Tab

if TYPE_CHECKING:
    from crm.views.window import Window

_WIDEST_PANEL = 0.46  # of the window: on a small screen the list needs its room


class ContactsTab(Tab):
    """People and companies."""

    key = entity = "contacts"
    is_list = True
    watches = frozenset(
        ("contacts", "contact_channels", "contact_tags", "interactions", "opportunities", "activities",
         "custom_fields", "tags", "users", "saved_views", "settings", "documents", "contact_segments")
    )  # fmt: skip

    def __init__(self, parent: tk.Misc, window: Window) -> None:
        super().__init__(parent, window.desk)
        self.window = window
        self.known: Known | None = None
        self.actions = ContactActions(self)
        self.views: ContactViews = ContactViews(self)
        self.head: ContactHead
        self.list: ContactList
        self.panel: ContactPanel
        self._panes: ttk.Panedwindow | None = None
        self._shown_id: int | None = None
        self._waiting: list[Callable[[], object]] = []
        self._shows_panel = bool(self.desk.settings.get("contacts.panel", True))

    # Loading

    def refresh(self) -> None:
        """Read what the file knows, then the list and the contact shown."""
        session = self.desk.session
        self.ask("known", lambda: known_things.read(session), show=self._know)

    def once_ready(self, wanted: Callable[[], object]) -> None:
        """Do something with the list and the panel: now, or as soon as a page that nobody looked at before has them."""
        if self._panes:
            wanted()
        else:
            self._waiting.append(wanted)
            self.shown()

    def _know(self, known: Known) -> None:
        before, self.known = self.known, known
        if before is None:
            self._build(known)
            self.views.start()
            waiting, self._waiting = self._waiting, []
            for one in waiting:
                one()
        elif before.shape != known.shape and not self.is_editing:
            self.views.mend(known)
            self._rebuild(known)
        else:
            self.views.mend(known)
            self.known = before if before.shape != known.shape else known
            self.head.filters.rename(known.imported)
            self.head.filters.rename(known.viewed)
            self.list.reload()
            self.panel.reload()
        self.views.show()

    def _rebuild(self, known: Known) -> None:
        """Fields, users or tags are others now: make everything anew, at the same place."""
        query, before = self.views.query, self.list
        focused, head = str(self.tk.call("focus")), str(self.head)
        if self._panes:
            self._panes.destroy()
            self._show_start(False)
        self._shown_id = None
        self._build(known)
        self.head.set_query(query)
        if query == before.query:
            self.list.take_over(before)
        else:
            self.list.load(query)
        if focused.startswith(str(self)):
            (self.head.search.entry if focused.startswith(head) else self.list.table.tree).focus_set()

    def _build(self, known: Known) -> None:
        self._panes = ttk.Panedwindow(self, orient="horizontal")
        self._panes.pack(fill="both", expand=True)
        left = ttk.Frame(self._panes)
        self.head = ContactHead(left, known)
        self.head.pack(fill="x")
        self.list = ContactList(left, self.desk, fields=(*known.fields, SEGMENT))
        self.list.pack(fill="both", expand=True, padx=(theme.px(12), 0))
        self._panes.add(left, weight=1)
        width = theme.px(max(WIDTH - 60, self.desk.settings.get("contacts.panel_width", WIDTH)))
        self._side = ttk.Frame(
            self._panes, width=min(width, round(_WIDEST_PANEL * self.winfo_toplevel().winfo_width()))
        )
        self._side.pack_propagate(False)
        ttk.Frame(self._side, style="Line.TFrame", width=1).pack(side="left", fill="y")
        self.panel = ContactPanel(self._side, self.desk, known=known)
        self._bulk: BulkPanel | None = None
        self._start: EmptyStart | None = None
        self._connect()
        self._show_panel(self._shows_panel)

    def _connect(self) -> None:
        self.head.on_change = self.views.search
        self.head.on_columns = self.list.choose_columns
        self.head.search.on_down = self._into_list
        self.list.on_select = self._selected
        self.list.on_counted = self._counted
        self.panel.card.on_link = self._follow
        self.panel.documents.actions.outside = self.window.outside
        self.panel.on_letters = lambda paths, contact_id: log_files(self.window, paths, contact_id=contact_id)
        table = self.list.table
        table.on_open = lambda _row: self.open()
        table.on_delete = self.remove
        for key in keys.sequences(find("edit.copy").key):
            table.tree.bind(key, lambda _event: self.copy())
        table.on_context = lambda x, y, _row: self.actions.pop_up(x, y)
        self.panel.card.on_write = lambda: self.window.runner.run(find("contact.write_email"))
        self.panel.card.on_segment = lambda: self.window.runner.run(find("contact.segments"))
        self.panel.on_open = self.go_to
        self.panel.related.deals.on_open = lambda deal_id: open_deal(self.window, deal_id)
        self.panel.related.deals.on_add = lambda: self.window.runner.run(find("opportunity.add"))
        self.panel.next.list.on_done = lambda activity_id: self.window.activity_actions.complete([activity_id])
        self.panel.next.list.on_open = self.window.activity_actions.open
        self.panel.on_edited = self.window.refresh_commands
        if self._panes:
            self._panes.bind("<ButtonRelease-1>", lambda _event: self._keep_width())

    # What is shown beside the list

    @property
    def is_editing(self) -> bool:
        """Whether something typed is not saved."""
        return self._panes is not None and self.panel.is_typed

    @property
    def query(self) -> ListQuery:
        """What is searched, filtered and sorted by now."""
        return self.views.query

    def selected_ids(self) -> array[int]:
        """The ids of the selected contacts, in the order of the list; of one contact, the one that is shown."""
        if self.selected_count == 1 and self._shown_id is not None:
            return array("q", [self._shown_id])
        return self.list.table.selected_ids() if self._panes else array("q")

    def _selected(self) -> None:
        table = self.list.table
        self.selected_count = count = table.selection.count(len(table.ids))
        contact_id = table.selected_ids()[0] if count == 1 else None
        if contact_id == self._shown_id or not self.panel.is_edited:
            self._show_beside(count, contact_id)
            return
        # Edits of the contact shown are saved before another is; if they cannot be, it stays selected.
        self.panel.leave(self._selected)
        if self.panel.is_edited and not self.panel.is_saving and self._shown_id is not None:
            self.list.select_quietly(self._shown_id)
            self.selected_count = 1

    def _show_beside(self, count: int, contact_id: int | None) -> None:
        self.window.refresh_commands()
        if count > 1:
            self.panel.pack_forget()
            self.bulk.show(count)
            self.bulk.pack(fill="both", expand=True)
        else:
            if self._bulk:
                self._bulk.pack_forget()
            self.panel.pack(fill="both", expand=True)
        if contact_id != self._shown_id or contact_id is None:
            self._shown_id = contact_id
            self.panel.show(contact_id)

    def _counted(self, count: int, whole: bool) -> None:
        self.head.show_count(count, whole)
        words = ngettext("{count} contact", "{count} contacts", count)
        self.window.status.show_count(words.format(count=show_number(count) + ("" if whole else "+")))
        asked = bool(self.list.query.text or self.list.query.conditions)
        self._show_start(count == 0 and not asked)
        if asked:
            text = _("No contact matches the search and filters.")
            everyone = (_("Show everyone"), lambda: self.views.use(None))
            self.list.table.set_empty(_("Nobody found"), text, action=everyone)

    @property
    def bulk(self) -> BulkPanel:
        """What stands beside the list while several are selected."""
        if self._bulk is None:
            self._bulk = BulkPanel(self._side, self)
        return self._bulk

    def _show_start(self, visible: bool) -> None:
        """Cover an empty list with the ways to begin."""
        if visible and self._start is None:
            self._start = EmptyStart(self, self.window)
            self._start.place(relwidth=1.0, relheight=1.0)
        elif not visible and self._start is not None:
            self._start.destroy()
            self._start = None

    def _show_panel(self, visible: bool) -> None:
        self._shows_panel = visible
        self.desk.settings.set("contacts.panel", visible)
        if self._panes is None:
            return
        shown = [str(pane) for pane in self._panes.panes()]  # type: ignore[no-untyped-call]
        if visible and str(self._side) not in shown:
            self._panes.add(self._side, weight=0)
        elif not visible and str(self._side) in shown:
            self._panes.forget(self._side)

    def _keep_width(self) -> None:
        self.desk.settings.set("contacts.panel_width", round(self._side.winfo_width() / theme.px(100) * 100))

    # Moving about

    def go_to(self, contact_id: int) -> None:
        """Select one contact and show it; when search or filters leave it out, everyone is listed."""
        self.window.show_page(self.key)

        def go() -> None:
            narrowed = bool(self.list.query.text or self.list.query.conditions)
            if narrowed and contact_id not in self.list.table.ids:
                self.views.use(None, select=contact_id)
            elif not self.list.table.is_loaded:
                self.list.load(self.views.query, select=contact_id)
            else:
                self.list.go_to(contact_id)
            if contact_id != self._shown_id:
                self.selected_count = 1
                self._show_beside(1, contact_id)

        self.once_ready(lambda: self.panel.leave(go))

    def show_added(self, contact_id: int) -> None:
        """Show what was just added, the list without what would hide it."""
        self.go_to(contact_id)

    def leave(self, go_on: Callable[[], object]) -> None:
        """Go on once nothing typed would be lost."""
        if self._panes:
            self.panel.leave(go_on)
        else:
            go_on()

    def _into_list(self) -> None:
        table = self.list.table
        table.tree.focus_set()
        if table.focus_id is None and len(table.ids):
            table.select(table.ids[:1])

    # Commands

    def find(self) -> None:
        """Put the keyboard into the search box."""

        def into_search() -> None:
            self.head.search.take_focus()

        self.once_ready(into_search)

    def copy(self) -> None:
        """Copy the selected rows as text."""
        self.actions.copy()

    def select_all(self) -> None:
        """Select every row of the list."""
        self.list.table.selection.select_everything()
        self.list.table.selection_changed()

    def add(self, kind: str) -> None:
        """Ask for a new person or company."""
        self.actions.add(kind)

    def open(self) -> None:
        """Bring up the details of the contact to edit them."""
        self._show_panel(True)
        self.panel.edit()

    def save(self) -> None:
        """Save what is typed."""
        self.panel.leave(lambda: None)

    def log(self, kind: str) -> None:
        """Write about a call, an e-mail, a meeting, or a note."""
        self._show_panel(True)
        self.once_ready(lambda: self.panel.log(kind))

    def call(self) -> None:
        """Call the contact, and count how long it lasts."""
        for contact_id in self.selected_ids()[:1]:
            self.window.call_timer.start(contact_id)

    def _follow(self, link: str) -> None:
        """A number is called and timed, anything else is the system's."""
        if link.startswith("tel:") and self.panel.contact_id is not None:
            self.window.call_timer.start(self.panel.contact_id, phone=link.removeprefix("tel:"))
        else:
            self.window.outside.open_link(link)

    def plan(self) -> None:
        """Plan the next activity with the contact."""
        self._show_panel(True)
        self.panel.next.plan()

    def attach(self) -> None:
        """Ask which files are attached to the contact."""
        self._show_panel(True)
        self.panel.attach()

    def remove(self) -> None:
        """Remove the selected contacts; Undo brings them back."""
        self.actions.remove()

    def show_kind(self, kind: str) -> None:
        """List everyone, people, or companies."""
        self.head.show_kind(kind)
        self.views.search()

    def add_filter(self) -> None:
        """Ask for a condition."""
        self.head.filters.open_fields()

    def toggle_panel(self) -> None:
        """Show or hide the panel."""
        self._show_panel(not self._shows_panel)

    def view_choices(self) -> Sequence[Entry]:
        """The saved views, to choose from."""
        return self.views.choices()

    def save_view(self) -> None:
        """Ask for a name, and keep the list shown under it."""
        self.views.save()

    def column_choices(self) -> Sequence[Entry]:
        """The columns, to show or hide."""
        return self.list.column_choices() if self._panes else ()
