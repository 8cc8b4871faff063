"""The interactions behind a figure, as a list to look through; each opens with its contact."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from crm.models.interactions import Interaction
from crm.session import Session
from crm.utils import dates
from crm.utils.i18n import _, ngettext, translate
from crm.utils.money import show_number
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.record_opening import open_record
from crm.views.widgets.report_table import Head, ReportTable, Row

if TYPE_CHECKING:
    from crm.views.window import Window

MOST = 500  # that are listed; a report about more of them is read by its groups
Listed = list[tuple[int, tuple[str, ...]]]


class InteractionRecords(DeskDialog):
    """Lists interactions by their ids; `on_open` is told which one is wanted."""

    watches = frozenset(("interactions",))

    def __init__(self, parent: tk.Misc, desk: Desk, *, title: str, ids: Sequence[int]) -> None:
        super().__init__(parent, desk, title=title)
        self.on_open: Callable[[int], object] = lambda _interaction: None
        self.ids = ids
        self._rows: Listed = []
        self.fix_size(1000, 520)
        self.table = ReportTable(self.body)
        self.table.pack(fill="both", expand=True)
        self.table.set_empty(_("No interactions"))
        self.table.on_open = lambda row, _column: self.on_open(self._rows[row][0])
        self.table.wait()
        self.refresh()

    def take_focus(self) -> None:
        """A person begins in the list."""
        self.table.canvas.focus_set()

    def refresh(self) -> None:
        """Read them."""
        session, ids = self.desk.session, list(self.ids[:MOST])
        self.ask("rows", lambda: read(session, ids), show=self._show)

    def _show(self, rows: Listed) -> None:
        self._rows = rows
        heads = [Head(words) for words in (_("When"), _("Type"), _("Subject"), _("Contact"), _("Outcome"))]
        self.table.set(heads, [Row(cells, links=(3,)) for _id, cells in rows], keep_place=True)
        count = ngettext("{count} interaction", "{count} interactions", len(self.ids))
        words = count.format(count=show_number(len(self.ids)))
        if len(self.ids) > MOST:
            words = _("{words}, of which the first {most} are listed").format(words=words, most=MOST)
        self.say(words)


def read(session: Session, ids: Sequence[int]) -> Listed:
    """The cells of each interaction under its id; for the worker."""
    known = [session.interactions.get(one) for one in ids]
    types = {one.value: translate(one.label) for one in session.interactions.types()}
    rows = session.contacts.rows(list({one.contact_id for one in known}))
    names = {row["id"]: str(row["name"]) for row in rows}
    return [(one.id, _cells(one, types.get(one.type, one.type), name=names.get(one.contact_id, ""))) for one in known]


def _cells(one: Interaction, kind: str, *, name: str) -> tuple[str, ...]:
    return dates.show_moment(one.at), kind, one.subject or one.body, name, one.outcome


def show_interactions(window: Window, title: str, *, ids: Sequence[int]) -> InteractionRecords:
    """Open the list of interactions; the one that is opened is shown with its contact, the list closes."""
    made = InteractionRecords(window.root, window.desk, title=title, ids=ids)

    def opened(interaction: int) -> None:
        made.close()
        open_record(window, "interactions", record_id=interaction)

    made.on_open = opened
    made.open()
    return made
