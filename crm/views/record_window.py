"""The records behind a figure, in a window of their own: a list with its count and total, to open and to export."""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from crm.models.contacts import COMPANY
from crm.models.dashboards import Behind
from crm.models.fields import Kind
from crm.models.imports import ACTIVITIES, CONTACTS, OPPORTUNITIES
from crm.models.lists import ListQuery, Page
from crm.models.pipelines import LOST, OPEN
from crm.models.segments import SEGMENT
from crm.session import Session
from crm.utils import dates
from crm.utils.i18n import _, ngettext, translate
from crm.utils.money import show_number
from crm.utils.text import fold
from crm.views import (
    activity_list_columns,
    activity_words,
    contact_columns,
    known,
    opportunity_list_columns,
    opportunity_words,
    theme,
)
from crm.views.colors import hue_of
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.known import Known
from crm.views.opportunity_list_totals import OpportunityTotals
from crm.views.record_list import Listed, RecordList, Shown, Ways
from crm.views.record_opening import open_record
from crm.views.widgets.table import Column

if TYPE_CHECKING:
    from crm.views.window import Window

_SIZE = (1120, 540)
_OF_DEALS = ("name", "contact", "company", "value", "stage")
_OF_OPEN, _OF_CLOSED, _OF_LOST = ("expected_close", "next_activity"), ("closed_on",), ("loss_reason_id",)
_READ = {
    CONTACTS: known.read,
    OPPORTUNITIES: known.read_for_opportunities,
    ACTIVITIES: known.read_for_activities,
}


class FixedSource:
    """Records by their ids, as a list asks for them: in their own order until a column is chosen."""

    def __init__(self, source: Listed, ids: Sequence[int]) -> None:
        self._source = source
        self._ids = array("q", ids)
        self._wanted = frozenset(ids)

    def page(self, query: ListQuery, *, after: tuple[Any, ...] | None = None, limit: int = 50) -> Page:
        """The first rows; what follows is asked for by ids."""
        ids = self.ids(query)
        more: tuple[Any, ...] | None = (limit,) if after is None and len(ids) > limit else None
        return Page(self.rows(ids[:limit]), more)

    def ids(self, query: ListQuery) -> array[int]:
        """Those that are still there, in the order asked for."""
        there = self._source.ids(ListQuery(sort=query.sort, descending=query.descending))
        if query.sort:
            return array("q", (one for one in there if one in self._wanted))
        left = self._wanted.intersection(there)
        return array("q", (one for one in self._ids if one in left))

    def rows(self, ids: Sequence[int]) -> list[dict[str, Any]]:
        """The rows of some."""
        return self._source.rows(ids)


class BehindList(RecordList):
    """A list of fixed records of any of the three kinds."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, ways: Ways, mark: Callable[[str, Sequence[str]], str]) -> None:
        self._picture = mark
        super().__init__(parent, desk, ways=ways)

    def mark_of(self, mark: str, cells: Sequence[str]) -> str:
        """The picture its kind of record has in its own list."""
        return self._picture(mark, cells)


class RecordWindow(DeskDialog):
    """Lists the records behind a figure; `on_open(id)` hears which one is opened, `on_export` that they are wanted."""

    watches = frozenset((CONTACTS, OPPORTUNITIES, ACTIVITIES))

    def __init__(self, parent: tk.Misc, desk: Desk, *, title: str, behind: Behind) -> None:
        super().__init__(parent, desk, title=title)
        self.on_open: Callable[[int], object] = lambda _id: None
        self.on_export: Callable[[RecordWindow], object] = lambda _window: None
        self.behind = behind
        self.list: BehindList | None = None
        self.fix_size(*_SIZE)
        self.dismiss.pack_forget()
        self.export = self.add_button(_("Export…"), self._export, left=True)
        self.open_one = self.add_button(_("Open"), self._open_chosen)
        self.on_confirm = None
        session = desk.session
        self.ask("known", lambda: (_READ[behind.entity](session), _statuses(session, behind)), show=self._know)

    @property
    def words(self) -> str:
        """The count and total under the list."""
        return self._totals.words if isinstance(self._totals, OpportunityTotals) else str(self._totals.cget("text"))

    def take_focus(self) -> None:
        """A person begins in the list."""
        if self.list is not None:
            self.list.table.tree.focus_set()

    def refresh(self) -> None:
        """Something in it changed: read its rows anew. Which records they are stays."""
        if self.list is not None:
            self.list.reload()
            self._ask_totals()

    def columns(self) -> list[str]:
        """The columns in view."""
        return list(self.list.table.columns.visible) if self.list is not None else []

    def _know(self, read: tuple[Known, frozenset[str]]) -> None:
        found, statuses = read
        shape = _shape(self.desk, self.behind, found=found)
        first = _first_of_deals(statuses) if self.behind.entity == OPPORTUNITIES else shape.first
        source = FixedSource(shape.source, self.behind.ids)
        ways = Ways(
            source,
            shape.columns,
            first,
            shape.in_words,
            shape.sort_name,
            shape.column_of,
            ".".join(("records", self.behind.entity, *sorted(statuses), *self.behind.told)),
        )
        self._build_totals()
        self.list = made = BehindList(self.body, self.desk, ways=ways, mark=shape.mark)
        made.pack(fill="both", expand=True)
        made.table.on_open = self._opened
        made.table.set_empty(_("No records"), _("Nothing stands behind this figure."))
        made.load(ListQuery())
        self._ask_totals()
        self.take_focus()

    def _build_totals(self) -> None:
        self._totals: OpportunityTotals | ttk.Label
        if self.behind.entity == OPPORTUNITIES:
            self._totals = OpportunityTotals(self.body)
        else:
            self._totals = ttk.Label(self.body, style="ChromeStrong.TLabel", padding=(theme.px(12), theme.px(6)))
            self._totals.configure(text=_count(self.behind.entity, len(self.behind.ids)))
        self._totals.pack(side="bottom", fill="x")

    def _ask_totals(self) -> None:
        totals = self._totals
        if isinstance(totals, OpportunityTotals):
            dashboards, behind = self.desk.session.dashboards, self.behind
            self.ask(
                "totals",
                lambda: (dashboards.totals(behind.ids), dashboards.statuses(behind.ids)),
                show=lambda read: totals.show(read[0], weighted=OPEN in read[1]),
            )

    def _opened(self, record_id: int) -> None:
        self.on_open(record_id)

    def _open_chosen(self) -> None:
        chosen = self.list.selected_ids() if self.list is not None else ()
        if chosen:
            self.on_open(chosen[0])

    def _export(self) -> None:
        self.on_export(self)


@dataclass(frozen=True)
class _Shape:
    """What a list of one kind of records is made of."""

    source: Listed
    columns: Sequence[Any]
    first: Sequence[str]
    in_words: Callable[[Sequence[dict[str, Any]]], list[Shown]]
    sort_name: Callable[[str], str]
    sorted_by: Callable[[ListQuery], str]
    mark: Callable[[str, Sequence[str]], str]

    def column_of(self, query: ListQuery) -> str:
        """The column it is sorted by; none until one is chosen, for the figure has an order of its own."""
        return self.sorted_by(query) if query.sort else ""


def _statuses(session: Session, behind: Behind) -> frozenset[str]:
    """Whether deals that are listed are open, won or lost; nothing of other records."""
    return session.dashboards.statuses(behind.ids) if behind.entity == OPPORTUNITIES else frozenset()


def _first_of_deals(statuses: frozenset[str]) -> tuple[str, ...]:
    """The columns that have something to say of deals that are so."""
    told = (_OF_OPEN, OPEN in statuses), (_OF_CLOSED, bool(statuses - {OPEN})), (_OF_LOST, LOST in statuses)
    return (*_OF_DEALS, *(one for columns, wanted in told if wanted for one in columns), "owner")


def _shape(desk: Desk, behind: Behind, *, found: Known) -> _Shape:
    if behind.told:
        return _customers(desk, found, told=behind.told)
    return {CONTACTS: _contacts, OPPORTUNITIES: _deals, ACTIVITIES: _activities}[behind.entity](desk, found)


def _customers(desk: Desk, found: Known, *, told: Sequence[str]) -> _Shape:
    """Contacts with what they bought beside their segment."""
    plain, segments = _contacts(desk, found), desk.session.segments
    first = ("name", "company", *told, "email", "phone", "owner")

    def in_words(rows: Sequence[dict[str, Any]]) -> list[Shown]:
        bought = segments.purchases([row["id"] for row in rows])
        return [Shown(one.id, one.mark, (*one.cells, *_bought(bought.get(one.id)))) for one in plain.in_words(rows)]

    return replace(plain, columns=(*plain.columns, *_purchase_columns()), first=first, in_words=in_words)


def _purchase_columns() -> tuple[Column, ...]:
    return (
        Column("last_won_on", _("Last purchase"), 105, kind=Kind.DATE, sortable=False),
        Column("won_count", _("Purchases"), 75, kind=Kind.NUMBER, sortable=False),
    )


def _bought(row: dict[str, Any] | None) -> tuple[str, str]:
    if row is None:
        return "", ""
    return dates.show_day(row["last_won_on"]), show_number(row["won_count"])


def _contacts(desk: Desk, found: Known) -> _Shape:
    fields = (*found.fields, SEGMENT)
    offered = contact_columns.columns(fields)

    def in_words(rows: Sequence[dict[str, Any]]) -> list[Shown]:
        cells = contact_columns.Cells(fields, offered, region=desk.region)
        return [Shown(row["id"], row["kind"], cells.of(row)) for row in rows]

    lists = contact_columns
    return _Shape(
        desk.session.contacts, offered, lists.DEFAULT, in_words, lists.sort_name, lists.column_of, _contact_mark
    )


def _deals(desk: Desk, found: Known) -> _Shape:
    offered = opportunity_list_columns.columns(found.fields)
    reasons = {one.id: translate(one.name) for one in found.loss_reasons}

    def in_words(rows: Sequence[dict[str, Any]]) -> list[Shown]:
        cells = opportunity_list_columns.Cells(found.fields, region=desk.region, reasons=reasons)
        return [Shown(row["id"], opportunity_words.mark_of(row), cells.of(row)) for row in rows]

    lists = opportunity_list_columns
    return _Shape(
        desk.session.opportunities, offered, _OF_DEALS, in_words, lists.sort_name, lists.column_of, _deal_mark
    )


def _activities(desk: Desk, found: Known) -> _Shape:
    offered = activity_list_columns.columns(found.fields)

    def in_words(rows: Sequence[dict[str, Any]]) -> list[Shown]:
        cells = activity_list_columns.Cells(found.fields, region=desk.region)
        return [Shown(row["id"], row["when"], cells.of(row)) for row in rows]

    lists = activity_list_columns
    return _Shape(
        desk.session.activities, offered, lists.DEFAULT, in_words, lists.sort_name, lists.column_of, _activity_mark
    )


def _deal_mark(mark: str, _cells: Sequence[str]) -> str:
    return opportunity_words.mark_icon(mark)


def _activity_mark(mark: str, _cells: Sequence[str]) -> str:
    return activity_words.mark_icon(mark)


def _contact_mark(kind: str, cells: Sequence[str]) -> str:
    if kind == COMPANY:
        return theme.icon("building", 18, color=theme.colors().muted)
    name = cells[0] if cells else ""
    return theme.avatar(fold(name), size=20, hue=hue_of(name))


def _count(entity: str, count: int) -> str:
    words = {
        CONTACTS: ngettext("{count} contact", "{count} contacts", count),
        ACTIVITIES: ngettext("{count} activity", "{count} activities", count),
    }
    return words[entity].format(count=show_number(count))


def show_records(window: Window, title: str, *, behind: Behind) -> RecordWindow | None:
    """Open the window of the records behind a figure called `title`; what is opened from it opens over it.

    Interactions have no list of their own: where they are is said.
    """
    if behind.entity not in _READ:
        window.desk.say(_("These stand in the histories of their contacts; export the report to see each."))
        return None
    made = RecordWindow(window.root, window.desk, title=title, behind=behind)
    made.on_open = lambda record_id: _open(window, made, record_id=record_id)
    made.on_export = partial(_ask_export, window)
    made.open()
    return made


def _open(window: Window, shown: RecordWindow, *, record_id: int) -> None:
    """Open one of them; the list goes from before the page that a contact stands on."""
    if shown.behind.entity == CONTACTS:
        shown.close()
    open_record(window, shown.behind.entity, record_id=record_id)


def _ask_export(window: Window, shown: RecordWindow) -> None:
    """Offer exactly these records."""
    from crm.views.dialogs.export import ExportDialog, Scope

    scope = Scope(ListQuery(), None, shown.behind.ids, shown.columns(), shown.behind.entity, only_selected=True)
    ExportDialog(window.root, window.desk, scope=scope, outside=window.outside).open()
