"""What both sides of a kept-alike calendar changed: one event after the other, mine or theirs for each field."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk

from crm.controllers.calendar_conflicts import MINE, THEIRS
from crm.models.calendars import Dispute, SyncConflict
from crm.utils import dates
from crm.utils.i18n import _
from crm.utils.text import one_line
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.listed import Listed
from crm.views.widgets.scrolled import Scrolled
from crm.views.widgets.table import Column

_LONGEST = 300
_COLUMN = 230


class ConflictsDialog(DeskDialog):
    """The events on the left, the fields of the chosen one on the right; deciding goes on to the next."""

    watches = frozenset(("calendars", "activities"))

    def __init__(self, parent: tk.Misc, desk: Desk) -> None:
        super().__init__(parent, desk, title=_("Changed on both sides"), confirm=_("Keep this choice"))
        self.fix_size(880, 420)
        self._conflicts: dict[int, SyncConflict] = {}
        self._shown: SyncConflict | None = None
        self.choices: dict[str, tk.StringVar] = {}
        columns = [Column("title", _("Event"), 190, sortable=False)]
        self.list = Listed(self.body, columns)
        self.list.table.set_empty(_("Nothing to decide"), _("Both sides are alike."))
        self.list.pack(side="left", fill="y")
        self.list.on_choose = self._choose
        self._place = Scrolled(self.body)
        self._place.pack(side="left", fill="both", expand=True, padx=(theme.px(20), 0))
        self._head = ttk.Label(self._place.body, style="Strong.TLabel", wraplength=theme.px(600), justify="left")
        self._head.pack(anchor="w")
        self._fields = ttk.Frame(self._place.body)
        self._fields.pack(fill="x", pady=(theme.px(8), 0))
        self.dismiss.configure(text=_("Close"))
        self.mine_button = self.add_button(_("All mine"), lambda: self._choose_all(MINE), left=True)
        self.theirs_button = self.add_button(_("All theirs"), lambda: self._choose_all(THEIRS), left=True)
        self.on_confirm = self._confirmed
        self.busy(True)
        self.refresh()

    def refresh(self) -> None:
        """Load the conflicts."""
        self.ask("conflicts", self.desk.session.calendars.conflicts, show=self._show)

    def decide(self) -> None:
        """Keep what is chosen for the event in view."""
        conflict = self._shown
        if conflict is None:
            return
        choices = {name: variable.get() for name, variable in self.choices.items()}
        said = _("Decided: {title}. It is sent when the calendar is read next.").format(title=conflict.title)
        calendars = self.desk.session.calendars
        self.write(
            lambda: calendars.resolve(conflict, choices), lambda _none: said, done=lambda _none: self._decided(conflict)
        )

    # ---- inside

    def _show(self, conflicts: Sequence[SyncConflict]) -> None:
        self._conflicts = {conflict.link_id: conflict for conflict in conflicts}
        self.list.show({one.link_id: (one.title,) for one in conflicts})
        self.list.choose_first()
        if not conflicts:
            self._present(None)

    def _choose(self, link_id: int) -> None:
        conflict = self._conflicts.get(link_id)
        if conflict != self._shown:
            self._present(conflict)

    def _present(self, conflict: SyncConflict | None) -> None:
        self._shown = conflict
        self.choices = {}
        for child in self._fields.winfo_children():
            child.destroy()
        self.busy(conflict is None)
        for button in (self.mine_button, self.theirs_button):
            button.state(["disabled" if conflict is None else "!disabled"])
        if conflict is None:
            self._head.configure(text="")
            return
        words = _("{title} was changed here and in {calendar}, seen {when}. Choose what holds.")
        self._head.configure(
            text=words.format(title=conflict.title, calendar=conflict.calendar, when=dates.show_moment(conflict.at))
        )
        for column, text in enumerate(("", _("Here"), _("There"))):
            ttk.Label(self._fields, text=text, style="Small.TLabel").grid(row=0, column=column, sticky="w")
        for row, dispute in enumerate(conflict.disputes, 1):
            self._add_row(row, dispute)

    def _add_row(self, row: int, dispute: Dispute) -> None:
        chosen = self.choices[dispute.name] = tk.StringVar(self, value=MINE)
        ttk.Label(self._fields, text=dispute.label, width=14).grid(row=row * 2, column=0, sticky="nw", pady=theme.px(4))
        for column, (side, value) in enumerate(((MINE, dispute.mine), (THEIRS, dispute.theirs)), 1):
            place = ttk.Frame(self._fields)
            place.grid(row=row * 2, column=column, sticky="nw", padx=(0, theme.px(12)), pady=theme.px(4))
            ttk.Radiobutton(place, value=side, variable=chosen).pack(side="left", anchor="n")
            ttk.Label(place, text=_words(value), wraplength=theme.px(_COLUMN), justify="left").pack(side="left")
        before = _("before: {value}").format(value=_words(dispute.original))
        ttk.Label(self._fields, text=before, style="Small.TLabel", wraplength=theme.px(2 * _COLUMN)).grid(
            row=row * 2 + 1, column=1, columnspan=2, sticky="w"
        )

    def _choose_all(self, side: str) -> None:
        for variable in self.choices.values():
            variable.set(side)

    def _decided(self, conflict: SyncConflict) -> None:
        self._conflicts.pop(conflict.link_id, None)
        self._shown = None
        self.refresh()

    def _confirmed(self) -> bool:
        self.decide()
        return False


def _words(value: str) -> str:
    return one_line(value, _LONGEST) or _("(empty)")
