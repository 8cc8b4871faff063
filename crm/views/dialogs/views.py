"""Saved views: keeping the list shown under a name, and renaming, sharing, removing the ones there are."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from crm.errors import CrmError, Invalid
from crm.models.fields import Field, Kind
from crm.models.views import SavedView
from crm.utils.i18n import N_, _
from crm.utils.text import fold
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.listed import Listed, side
from crm.views.widgets.form import Form
from crm.views.widgets.table import Column

if TYPE_CHECKING:
    from crm.views.window import Window

FIELDS = (
    Field("name", Kind.TEXT, N_("Name"), required=True),
    Field("shared", Kind.YES_NO, N_("Show it to everybody who works with this file")),
)


@dataclass(frozen=True)
class Draft:
    """A view to be kept: of which records, what it shows, and the name it has by now."""

    definition: Mapping[str, Any]
    name: str = ""
    entity: str = "contacts"


class SaveViewDialog(DeskDialog):
    """Keeps a `draft` under a name; a name of one's own that is taken is replaced after saying so."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, draft: Draft) -> None:
        super().__init__(parent, desk, title=_("Save this view"), confirm=_("Save"))
        self.on_saved: Callable[[int], object] = lambda _view: None
        self._draft = draft
        self._views: Sequence[SavedView] = ()
        self.form = Form(self.body, FIELDS)
        self.form.set({"name": draft.name})
        self.form.pack(fill="x")
        self.form.on_change = self._typed
        self.fix_size(440, 170)
        self.on_confirm = self._confirmed
        self.ask("views", lambda: desk.session.views.all(draft.entity), show=self._know)

    @property
    def has_edits(self) -> bool:
        """A name is quickly typed again: closing asks nothing."""
        return False

    def take_focus(self) -> None:
        """A person types the name."""
        self.form.focus_first()

    def save(self) -> None:
        """Save under the name typed."""
        views, values = self.desk.session.views, self.form.values()
        name, shared, draft = str(values["name"]).strip(), bool(values["shared"]), self._draft
        known = self._named(name)

        def work() -> int:
            if known is None:
                return views.add(name, draft.definition, shared=shared, entity=draft.entity)
            views.change(known.id, name=name, definition=draft.definition, shared=shared)
            return known.id

        self.write(work, lambda _id: _("View saved: {name}").format(name=name), done=self._saved)

    def refused(self, error: CrmError) -> None:
        """Put what cannot be kept beside its field."""
        if isinstance(error, Invalid):
            self.form.show_errors(error.fields)
        else:
            super().refused(error)

    def _know(self, views: Sequence[SavedView]) -> None:
        self._views = views
        self._typed("name")

    def _typed(self, _name: str) -> None:
        name = str(self.form.editor("name").typed())
        known = self._named(name)
        self.say(_("The view {name} will be replaced.").format(name=known.name) if known else "")
        self.primary.configure(text=_("Replace") if known else _("Save"))

    def _named(self, name: str) -> SavedView | None:
        me = self.desk.session.user.id
        own = [view for view in self._views if view.user_id in (None, me)]
        return next((view for view in own if fold(view.name.strip()) == fold(name.strip())), None)

    def _saved(self, view_id: int) -> None:
        self.close()
        self.on_saved(view_id)

    def _confirmed(self) -> bool:
        self.save()
        return False


class ViewsDialog(DeskDialog):
    """The saved views; every change is saved at once and can be undone."""

    watches = frozenset(("saved_views",))

    def __init__(self, parent: tk.Misc, desk: Desk, *, entity: str = "contacts") -> None:
        super().__init__(parent, desk, title=_("Saved views"))
        self._entity = entity
        self.fix_size(680, 380)
        self._views: dict[int, SavedView] = {}
        self._build_details()
        columns = [Column("name", _("View"), 260, sortable=False), Column("who", _("For"), 120, sortable=False)]
        self.list = Listed(self.body, columns)
        self.list.table.set_empty(_("No saved views"), _("Filter the list, then choose “Save this view”."))
        self.list.pack(side="left", fill="both", expand=True)
        self.list.on_choose = lambda _view: self._show_chosen()
        self.list.table.on_delete = self.remove
        self.on_confirm = self.rename
        self.refresh()

    @property
    def chosen(self) -> SavedView | None:
        """The chosen view."""
        return self._views.get(self.list.chosen or 0)

    def refresh(self) -> None:
        """Load the views."""
        self.ask("views", lambda: self.desk.session.views.all(self._entity), show=self._show)

    def take_focus(self) -> None:
        """A person begins in the list."""
        self.list.table.tree.focus_set()

    def rename(self) -> None:
        """Give the chosen view the name typed."""
        view, name = self.chosen, self._named_text.get().strip()
        if view and name != view.name:
            self.write(lambda: self.desk.session.views.change(view.id, name=name))

    def share(self) -> None:
        """Show the chosen view to everybody, or to oneself alone."""
        view, shared = self.chosen, self._shared.get()
        if view:
            self.write(lambda: self.desk.session.views.change(view.id, shared=shared))

    def remove(self) -> None:
        """Remove the chosen view; the contacts in it stay."""
        view = self.chosen
        if view:
            said = _("View removed: {name}").format(name=view.name)
            self.write(lambda: self.desk.session.views.remove(view.id), lambda _none: said)

    def refused(self, error: CrmError) -> None:
        """Show the sentence, and the view as it is."""
        super().refused(error)
        self._show_chosen()

    def _build_details(self) -> None:
        details = side(self.body, width=270)
        self._named_text, self._shared = tk.StringVar(self), tk.BooleanVar(self)
        self.details = ttk.Frame(details)
        ttk.Label(self.details, text=_("Name"), style="Small.TLabel").pack(anchor="w")
        self.entry = ttk.Entry(self.details, textvariable=self._named_text)
        self.entry.pack(fill="x", pady=(0, theme.px(10)))
        self.shared = ttk.Checkbutton(self.details, text=_("For everybody"), variable=self._shared, command=self.share)
        self.shared.pack(anchor="w")
        remove = ttk.Button(self.details, text=_("Remove"), style="Remove.TButton", command=self.remove)
        remove.pack(anchor="w", pady=(theme.px(20), 0))
        self.entry.bind("<FocusOut>", lambda _event: self.rename())
        self.entry.bind("<Return>", self._entered_name)

    def _entered_name(self, _event: object) -> str:
        self.rename()
        return "break"

    def _show(self, views: Sequence[SavedView]) -> None:
        self._views = {view.id: view for view in views}
        self.list.show({view.id: (view.name, _("Everybody") if view.shared else _("Me")) for view in views})
        self.list.choose_first()
        self._show_chosen()

    def _show_chosen(self) -> None:
        view = self.chosen
        if view is None:
            self.details.pack_forget()
            return
        self._named_text.set(view.name)
        self._shared.set(view.shared)
        self.details.pack(fill="x")


def show(window: Window) -> None:
    """Open the list of the saved views of the page in view."""
    ViewsDialog(window.root, window.desk, entity=window.page.entity).open()


def save(window: Window, draft: Draft) -> SaveViewDialog:
    """Ask under which name a list is kept."""
    dialog = SaveViewDialog(window.root, window.desk, draft=draft)
    dialog.open()
    return dialog
