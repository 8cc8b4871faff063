"""What was done in the file: every operation, what it changed, and taking it back. The log itself is elsewhere."""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Mapping, Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.models.history import OperationSummary, ToldChange, UndoReport
from crm.utils import dates
from crm.utils.i18n import N_, _, ngettext, translate
from crm.utils.money import show_number
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.history_changes import cells
from crm.views.widgets.dialog import report
from crm.views.widgets.table import Column, Table
from crm.views.widgets.table_rows import Answer, Cells

if TYPE_CHECKING:
    from crm.views.window import Window

DOORS = {
    "window": N_("Window"),
    "cli": N_("Command line"),
    "api": N_("API"),
    "import": N_("Import"),
    "automation": N_("Automation"),
}
_PAGE = 200


class HistoryDialog(DeskDialog):
    """Newest first, a page at a time; `Undo this` or Enter takes back the chosen one, whatever came after it."""

    watches = frozenset(
        (
            "contacts", "contact_channels", "contact_tags", "interactions", "tags", "custom_fields", "saved_views",
            "opportunities", "opportunity_lines", "opportunity_tags", "activities", "pipelines", "stages",
            "loss_reasons", "sources", "interaction_types", "products", "exchange_rates", "goals", "dashboards",
        )
    )  # fmt: skip

    def __init__(self, parent: tk.Misc, desk: Desk) -> None:
        super().__init__(parent, desk, title=_("History"))
        self.fix_size(1080, 580)
        self._operations: dict[int, OperationSummary] = {}
        self._changes: Sequence[ToldChange] = ()
        self._shown: int | None = None
        self._wanted = _PAGE
        self._build_list()
        self._build_details()
        self.refresh()

    @property
    def chosen(self) -> OperationSummary | None:
        """The operation whose changes are shown."""
        chosen = self.list.selected_ids()
        return self._operations.get(chosen[0]) if chosen else None

    def refresh(self) -> None:
        """Load as many operations as were shown."""
        history, limit = self.desk.session.history, self._wanted
        self.ask("operations", lambda: history.operations(limit=limit), show=self._show)

    def earlier(self) -> None:
        """Load older operations too."""
        self._wanted += _PAGE
        self.refresh()

    def undo(self) -> None:
        """Take the chosen operation back; what changed since is kept and listed."""
        operation = self.chosen
        if operation and not self.undo_button.instate(["disabled"]):
            history = self.desk.session.history
            self.undo_button.state(["disabled"])
            self.ask("undo", lambda: history.undo(operation.id), show=self._undone)

    def take_focus(self) -> None:
        """A person begins in the list."""
        self.list.tree.focus_set()

    def _entered_on_list(self) -> str:
        self.undo_button.invoke()
        return "break"

    # ---- making

    def _build_list(self) -> None:
        left = ttk.Frame(self.body)
        left.pack(side="left", fill="both", expand=True)
        columns = [
            Column("what", _("What"), 300, sortable=False),
            Column("when", _("When"), 110, sortable=False),
            Column("who", _("Who"), 80, sortable=False),
            Column("door", _("Through"), 90, sortable=False),
        ]
        self.list = Table(left, columns, fetch=self._fetch)
        self.list.set_empty(_("Nothing has been done yet"))
        self.list.tag = lambda row, _cells: "muted" if self._operations[row].undone else ""
        self.list.on_select = self._selected
        for key in ("<Return>", "<KP_Enter>"):  # a double click must not take back what it points at
            self.list.tree.bind(key, lambda _event: self._entered_on_list())
        self.list.pack(fill="both", expand=True)
        self._more = ttk.Button(left, text=_("Show earlier ones"), style="Link.TButton", command=self.earlier)

    def _build_details(self) -> None:
        right = ttk.Frame(self.body, width=theme.px(470), padding=(theme.px(20), 0, 0, 0))
        right.pack_propagate(False)
        right.pack(side="right", fill="y")
        self._title = ttk.Label(right, style="Heading.TLabel", wraplength=theme.px(430), justify="left")
        self._title.pack(anchor="w")
        self._words = ttk.Label(right, style="Muted.TLabel", wraplength=theme.px(430), justify="left")
        self._words.pack(anchor="w", pady=(theme.px(2), theme.px(10)))
        self.undo_button = ttk.Button(right, text=_("Undo this"), command=self.undo)
        self.undo_button.pack(anchor="w", pady=(0, theme.px(12)))
        columns = [
            Column("record", _("Record"), 130, sortable=False),
            Column("field", _("Field"), 100, sortable=False),
            Column("before", _("Before"), 100, sortable=False),
            Column("after", _("After"), 110, sortable=False),
        ]
        self.changes = Table(right, columns, fetch=self._fetch_changes)
        self.changes.set_empty(_("No fields were changed"), _("Records were only added or removed."))
        self.changes.pack(fill="both", expand=True)

    # ---- showing

    def _fetch(self, ids: list[int], done: Answer) -> None:
        done({row: _cells(self._operations[row]) for row in ids if row in self._operations})

    def _fetch_changes(self, ids: list[int], done: Answer) -> None:
        found: Mapping[int, Cells] = {place: cells(self._changes[place]) for place in ids if place < len(self._changes)}
        done(found)

    def _show(self, operations: Sequence[OperationSummary]) -> None:
        self._operations = {one.id: one for one in operations}
        self.list.set_ids(array("q", self._operations), keep_place=True)
        if self.chosen is None and operations:
            self.list.select([operations[0].id])
        self._more.pack_forget()
        if len(operations) >= self._wanted:
            self._more.pack(anchor="w", pady=(theme.px(4), 0))
        self._show_chosen()

    def _selected(self) -> None:
        self.say("")
        self._show_chosen()

    def _show_chosen(self) -> None:
        operation = self.chosen
        self._title.configure(text=operation.label if operation else "")
        self._words.configure(text=described(operation) if operation else "")
        can = operation is not None and not operation.undone
        self.undo_button.state(["!disabled" if can else "disabled"])
        undone = operation is not None and operation.undone
        self.undo_button.configure(text=_("Undone already") if undone else _("Undo this"))
        if operation and operation.id != self._shown:
            self._shown = operation.id
            history, operation_id = self.desk.session.history, operation.id
            self.ask("changes", lambda: history.told(operation_id), show=self._show_changes)

    def _show_changes(self, found: Sequence[ToldChange]) -> None:
        self._changes = found
        self.changes.set_ids(array("q", range(len(found))))

    def _undone(self, answer: UndoReport) -> None:
        self.desk.toasts.clear()  # one of them may offer to take back what is taken back now
        words = ngettext("{count} change taken back", "{count} changes taken back", answer.restored)
        taken = f"{answer.label} · {words.format(count=show_number(answer.restored))}"
        self.say(_("Undone: {label}").format(label=taken))
        if answer.kept:
            text = ngettext(
                "{count} record changed since and was left as it is:",
                "{count} records changed since and were left as they are:",
                len(answer.kept),
            )
            lines = "\n".join(answer.kept)
            report(self, _("Undone, except for this"), text=text.format(count=len(answer.kept)), details=lines)


def _cells(operation: OperationSummary) -> Cells:
    label = _("{label} (undone)").format(label=operation.label) if operation.undone else operation.label
    door = translate(DOORS.get(operation.door, operation.door))
    return (label, dates.show_ago(operation.at), operation.user, door)


def described(operation: OperationSummary) -> str:
    """When, who, how, and how many records."""
    door = translate(DOORS.get(operation.door, operation.door))
    parts = [dates.show_moment(operation.at), operation.user, door]
    counts = operation.counts
    if counts.get("create"):
        parts.append(_("{count} added").format(count=show_number(counts["create"])))
    if counts.get("change"):
        parts.append(_("{count} changed").format(count=show_number(counts["change"])))
    if counts.get("remove"):
        parts.append(_("{count} removed").format(count=show_number(counts["remove"])))
    return " · ".join(part for part in parts if part)


def show(window: Window) -> None:
    """Open the dialog."""
    HistoryDialog(window.root, window.desk).open()
