"""The short lists of the business: loss reasons, sources, types of interactions. Names, their order, in use or not."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from crm.controllers.interaction_types import InteractionTypes
from crm.controllers.loss_reasons import LossReasons
from crm.controllers.sources import Sources
from crm.errors import CrmError, Invalid
from crm.models.pipelines import InteractionType, LossReason, Source
from crm.session import Session
from crm.utils.i18n import N_, _, translate
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.listed import Listed, side
from crm.views.widgets.tab_order import follow_sight
from crm.views.widgets.table import Column

if TYPE_CHECKING:
    from crm.views.window import Window

Row = LossReason | Source | InteractionType
Keeper = LossReasons | Sources | InteractionTypes


@dataclass(frozen=True)
class Kept:
    """One of the lists: its table, its name, what it is for, and who keeps it."""

    table: str
    name: str
    hint: str
    keeper: Callable[[Session], Keeper]


LISTS = (
    Kept("loss_reasons", N_("Loss reasons"), N_("Asked for when a deal is lost."), lambda one: one.loss_reasons),
    Kept("sources", N_("Sources"), N_("Suggested where the source of a contact or deal is typed; records keep their"
         " text."), lambda one: one.sources),
    Kept("interaction_types", N_("Types of interactions"), N_("Beside calls, e-mails, meetings, notes and tasks."),
         lambda one: one.interaction_types),
)  # fmt: skip


class NamedListsDialog(DeskDialog):
    """Every change is saved at once and can be undone."""

    watches = frozenset(kept.table for kept in LISTS)

    def __init__(self, parent: tk.Misc, desk: Desk) -> None:
        super().__init__(parent, desk, title=_("Loss reasons, sources and types"))
        self.fix_size(760, 480)
        self._kept = LISTS[0]
        self._rows: dict[int, Row] = {}
        self._wanted = 0
        self._which = tk.StringVar(self, LISTS[0].table)
        self._new_name, self._named_text = tk.StringVar(self), tk.StringVar(self)
        self._needs_text, self._active = tk.BooleanVar(self), tk.BooleanVar(self)
        self._build_head()
        self._build_details()
        self.list = Listed(self.body, [Column("name", _("Name"), 300, sortable=False)])
        self.list.table.set_empty(_("Nothing here yet"), _("Type a name on the right and press Enter."))
        self.list.table.tag = lambda row, _cells: "" if row in self._rows and self._rows[row].active else "muted"
        self.list.pack(side="left", fill="both", expand=True)
        follow_sight(self.body)
        self.list.on_choose = lambda _row: self._show_chosen()
        self.list.table.on_delete = self.remove
        self.on_confirm = self.rename
        self.refresh()

    @property
    def chosen(self) -> Row | None:
        """The entry whose details are shown."""
        return self._rows.get(self.list.chosen or 0)

    def refresh(self) -> None:
        """Load the list shown."""
        keeper = self._keeper
        self.ask("rows", lambda: keeper.all(inactive=True), show=self._show)

    def take_focus(self) -> None:
        """A person begins in the list."""
        self.list.table.tree.focus_set()

    # ---- what a person does

    def turn_to(self, table: str) -> None:
        """Show another of the lists."""
        self.rename()
        self._which.set(table)
        self._kept = next(kept for kept in LISTS if kept.table == table)
        self._hint.configure(text=translate(self._kept.hint))
        self._new_name.set("")
        self.say("")
        self.refresh()

    def add(self) -> None:
        """Add an entry of the name typed."""
        name, keeper = self._new_name.get().strip(), self._keeper
        if name:
            self.write(lambda: keeper.add(name), done=self._added)

    def rename(self) -> None:
        """Give the chosen entry the name typed."""
        row, name, keeper = self.chosen, self._named_text.get().strip(), self._keeper
        if row and name != translate(row.name):
            self.write(lambda: keeper.change(row.id, name=name))

    def use(self) -> None:
        """Put the chosen entry out of use or back."""
        row, keeper, active = self.chosen, self._keeper, self._active.get()
        if row:
            self.write(lambda: keeper.change(row.id, active=active))

    def ask_words(self) -> None:
        """Ask for more words with the chosen loss reason, or not."""
        row, needed = self.chosen, self._needs_text.get()
        if row:
            self.write(lambda: self.desk.session.loss_reasons.change(row.id, needs_text=needed))

    def move(self, by: int) -> None:
        """Move the chosen entry up or down."""
        row, keeper = self.chosen, self._keeper
        if row:
            self.write(lambda: keeper.move(row.id, by=by))

    def remove(self) -> None:
        """Take the chosen entry off the list; what is used keeps it."""
        row, keeper = self.chosen, self._keeper
        if row:
            said = _("Removed from the list: {name}").format(name=translate(row.name))
            self.write(lambda: keeper.remove(row.id), lambda _none: said)

    def refused(self, error: CrmError) -> None:
        """Show the sentence, and mark the field it is about."""
        super().refused(error)
        if isinstance(error, Invalid):
            (self.new if self._new_name.get().strip() else self.entry).state(["invalid"])

    # ---- making

    @property
    def _keeper(self) -> Any:
        return self._kept.keeper(self.desk.session)

    def _build_head(self) -> None:
        head = ttk.Frame(self.body)
        head.pack(side="top", fill="x", pady=(0, theme.px(12)))
        self.pills: dict[str, ttk.Radiobutton] = {}
        row = ttk.Frame(head)
        row.pack(anchor="w")
        for kept in LISTS:
            pill = ttk.Radiobutton(row, text=translate(kept.name), value=kept.table, style="Pill.TRadiobutton")
            pill.configure(variable=self._which, command=lambda: self.turn_to(self._which.get()))
            pill.pack(side="left", padx=(0, theme.px(4)))
            self.pills[kept.table] = pill
        self._hint = ttk.Label(head, text=translate(LISTS[0].hint), style="Small.TLabel")
        self._hint.pack(anchor="w", pady=(theme.px(6), 0))

    def _build_details(self) -> None:
        details = side(self.body, width=300)
        ttk.Label(details, text=_("New entry"), style="Small.TLabel").pack(anchor="w")
        row = ttk.Frame(details)
        row.pack(fill="x", pady=(0, theme.px(20)))
        ttk.Button(row, text=_("Add"), command=self.add).pack(side="right")
        self.new = ttk.Entry(row, textvariable=self._new_name)
        self.new.pack(side="left", fill="x", expand=True, padx=(0, theme.px(4)))
        follow_sight(row)
        self.details = ttk.Frame(details)
        ttk.Label(self.details, text=_("Name"), style="Small.TLabel").pack(anchor="w")
        self.entry = ttk.Entry(self.details, textvariable=self._named_text)
        self.entry.pack(fill="x", pady=(0, theme.px(10)))
        self.active = ttk.Checkbutton(self.details, text=_("In use"), variable=self._active, command=self.use)
        self.active.pack(anchor="w")
        self.needs_text = ttk.Checkbutton(
            self.details, text=_("Ask for more words"), variable=self._needs_text, command=self.ask_words
        )
        self._order = self._make_order()
        self._order.pack(anchor="w", pady=(theme.px(16), 0))
        remove = ttk.Button(self.details, text=_("Remove"), style="Remove.TButton", command=self.remove)
        remove.pack(anchor="w", pady=(theme.px(16), 0))
        self.entry.bind("<FocusOut>", lambda _event: self.rename())
        self.entry.bind("<Return>", lambda _event: self._entered_in(self.rename))
        self.new.bind("<Return>", lambda _event: self._entered_in(self.add))

    def _make_order(self) -> ttk.Frame:
        row = ttk.Frame(self.details)
        for words, by in ((_("Move up"), -1), (_("Move down"), 1)):
            button = ttk.Button(row, text=words, command=lambda by=by: self.move(by))  # type: ignore[misc]
            button.pack(side="left", padx=(0, theme.px(4)))
        return row

    def _entered_in(self, act: Callable[[], None]) -> str:
        act()
        return "break"

    # ---- showing

    def _show(self, rows: Sequence[Row]) -> None:
        self._rows = {row.id: row for row in rows}
        self.list.show({row.id: (_shown(row),) for row in rows})
        if self._wanted in self._rows:
            self.list.choose(self._wanted)
            self._wanted = 0
        self.list.choose_first()
        self._show_chosen()

    def _show_chosen(self) -> None:
        row = self.chosen
        if row is None:
            self.details.pack_forget()
            return
        self._named_text.set(translate(row.name))
        self._active.set(row.active)
        for entry in (self.entry, self.new):
            entry.state(["!invalid"])
        if isinstance(row, LossReason):
            self._needs_text.set(row.needs_text)
            self.needs_text.pack(anchor="w", after=self.active)
        else:
            self.needs_text.pack_forget()
        self.details.pack(fill="x")

    def _added(self, row_id: int) -> None:
        self._wanted = row_id
        self._new_name.set("")
        self.refresh()


def _shown(row: Row) -> str:
    name = translate(row.name)
    return name if row.active else _("{name} (out of use)").format(name=name)


def show(window: Window) -> None:
    """Open the dialog."""
    NamedListsDialog(window.root, window.desk).open()
