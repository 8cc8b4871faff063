"""Choosing a card for the dashboard: what there is, each with the question it answers, and the reports of the file."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm.models.dashboards import CARD_VARIANTS, REPORT, Card, CardKind
from crm.models.reports import Report
from crm.session import Session
from crm.utils.i18n import _, translate
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.listed import Listed
from crm.views.widgets.table import Column

if TYPE_CHECKING:
    from crm.views.dashboard_tab import DashboardTab


@dataclass(frozen=True)
class Offered:
    """One card to choose, in words."""

    card: Card
    title: str
    question: str


class CardDialog(DeskDialog):
    """The cards that are not on the page yet; `on_chosen(*cards)` hears which ones are wanted."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, placed: Sequence[Card]) -> None:
        super().__init__(parent, desk, title=_("Add a card"), confirm=_("Add"))
        self.on_chosen: Callable[..., object] = lambda *_cards: None
        self._placed = [(card.kind, dict(card.options)) for card in placed]
        self.offered: Mapping[int, Offered] = {}
        columns = [
            Column("title", _("Card"), 270, sortable=False),
            Column("question", _("Answers"), 580, sortable=False),
        ]
        self.fix_size(900, 440)
        self.list = Listed(self.body, columns)
        self.list.table.set_empty(_("Every card is on the page"), _("Build a report, and it can stand here as a card."))
        self.list.table.on_open = lambda _row: self.confirm()
        self.list.pack(fill="both", expand=True)
        self.on_confirm = self._confirmed
        self.ask("cards", lambda: offered(desk.session), show=self._show)

    def take_focus(self) -> None:
        """A person begins in the list."""
        self.list.table.tree.focus_set()

    def _show(self, found: Sequence[Offered]) -> None:
        left = [one for one in found if (one.card.kind, dict(one.card.options)) not in self._placed]
        self.offered = dict(enumerate(left))
        self.list.show({number: (one.title, one.question) for number, one in self.offered.items()})
        self.list.choose_first()

    def _confirmed(self) -> bool:
        chosen = [self.offered[row].card for row in self.list.table.selected_ids()]
        if not chosen:
            return False
        self._parent.after_idle(self.on_chosen, *chosen)  # when the dialog is gone
        return True


def offered(session: Session) -> list[Offered]:
    """Every card there is to choose; for the worker."""
    kinds = session.dashboards.kinds()
    found = [one for kind in kinds if kind.key != REPORT for one in (_of_kind(kind), *_variants(kind))]
    report = next((kind for kind in kinds if kind.key == REPORT), None)
    return [*found, *(_of_report(report, one) for one in session.reports.all())] if report else found


def show(tab: DashboardTab) -> CardDialog:
    """Open it for the page in view."""
    dialog = CardDialog(tab.window.root, tab.desk, placed=list(tab.cards.values()))
    dialog.on_chosen = tab.editing.add
    dialog.open()
    return dialog


def _of_kind(kind: CardKind) -> Offered:
    return Offered(Card(kind.key, kind.width, kind.height), translate(kind.title), translate(kind.question))


def _variants(kind: CardKind) -> list[Offered]:
    return [
        Offered(Card(kind.key, kind.width, kind.height, one.options), translate(one.title), translate(kind.question))
        for one in CARD_VARIANTS
        if one.kind == kind.key
    ]


def _of_report(kind: CardKind, report: Report) -> Offered:
    options = {"report": report.id} if report.id else {"ready_made": report.ready_made}
    name = translate(report.name) if report.ready_made else report.name
    title = _("Report: {name}").format(name=name)
    answers = translate(report.description or kind.question)
    return Offered(Card(kind.key, kind.width, kind.height, options), title, answers)
