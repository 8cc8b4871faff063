"""The list of reports at the left of their page: ready-made ones, one's own, shared ones, found by typing."""

from __future__ import annotations

import sys
import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from crm.models.reports import Report
from crm.models.users import User
from crm.utils.i18n import N_, _
from crm.utils.text import fold
from crm.views import theme
from crm.views.report_words import name_of
from crm.views.search_box import SearchBox

READY, OWN, SHARED = "ready", "own", "shared"
_GROUPS = ((OWN, N_("My reports")), (SHARED, N_("Shared with everybody")), (READY, N_("Ready-made")))
_ICONS = {
    "bars": "bar-chart", "stacked": "bar-chart", "rows": "bar-chart-steps", "stacked_rows": "bar-chart-steps",
    "line": "graph-up", "funnel": "funnel", "donut": "pie-chart", "progress": "bullseye",
}  # fmt: skip
_NO_REPORTS: Sequence[Report] = ()


def key_of(report: Report) -> str:
    """What tells a report from all others of a file."""
    return report.ready_made or str(report.id)


class ReportList(ttk.Frame):
    """`on_choose(report)` hears which one is wanted, `on_enter` that a person goes on to it, `on_new` the button.

    `on_context(x, y)` hears where on the screen the menu of the chosen report is wanted.
    """

    def __init__(self, parent: tk.Misc, user: User) -> None:
        super().__init__(parent, padding=(theme.px(12), theme.px(10), theme.px(8), theme.px(8)))
        self.on_choose: Callable[[Report], object] = lambda _report: None
        self.on_enter: Callable[[], object] = lambda: None
        self.on_delete: Callable[[], object] = lambda: None
        self.on_new: Callable[[], object] = lambda: None
        self.on_context: Callable[[int, int], object] = lambda _x, _y: None
        self._user = user
        self._reports: Sequence[Report] = _NO_REPORTS
        self._told = ""
        self._build()

    @property
    def chosen(self) -> Report | None:
        """The report that is chosen."""
        return next((one for one in self._reports if key_of(one) == self._told), None)

    @property
    def names(self) -> list[str]:
        """What is listed now, group after group."""
        listed = [row for group in self.tree.get_children() for row in self.tree.get_children(group)]
        return [str(self.tree.item(row, "text")).strip() for row in listed]

    def show(self, reports: Sequence[Report]) -> None:
        """List these; the chosen one stays chosen while it is there."""
        self._reports = reports
        self._fill()

    def choose(self, key: str) -> None:
        """Choose a report as a click would; one that is not there chooses the first."""
        if self.search.text and not self.tree.exists(key):
            self.search.set("")
            self._fill()
        wanted = key if key and self.tree.exists(key) else self._first()
        if wanted:
            self.tree.selection_set(wanted)
            self.tree.focus(wanted)
            self.tree.see(wanted)
            self._selected()

    def group_of(self, report: Report) -> str:
        """The group a report stands in: READY, OWN or SHARED."""
        if report.ready_made:
            return READY
        return OWN if report.user_id in (None, self._user.id) else SHARED

    # ---- inside

    def _build(self) -> None:
        self.search = SearchBox(self, _("Search reports"), width=220)
        self.search.pack(fill="x")
        self.search.on_search = lambda _text: self._fill()
        self.search.on_down = self._into_list
        self.new = ttk.Button(self, text=_("New report"), style="Ghost.TButton", compound="left")
        self.new.configure(command=lambda: self.on_new())  # noqa: PLW0108 - whoever listens is told later
        theme.set_icon(self.new, "plus-lg", size=14)
        self.new.pack(side="bottom", fill="x", pady=(theme.px(6), 0))
        place = ttk.Frame(self)
        place.pack(fill="both", expand=True, pady=(theme.px(8), 0))
        self.tree = ttk.Treeview(place, style="Table.Treeview", show="tree", selectmode="browse")
        self.tree.configure(takefocus=True)
        bar = ttk.Scrollbar(place, style="Round.Vertical.TScrollbar", command=self.tree.yview)
        self.tree.configure(yscrollcommand=lambda first, last: self._scrolled(bar, first, last=last))
        self.tree.pack(side="left", fill="both", expand=True)
        self.tree.bind("<<TreeviewSelect>>", lambda _event: self._selected())
        for key in ("<Return>", "<KP_Enter>", "<Double-Button-1>"):
            self.tree.bind(key, self._entered)
        self.tree.bind("<Delete>", lambda _event: self.on_delete())
        for key in ("<Button-3>", "<Shift-F10>", "<App>" if sys.platform == "win32" else "<Menu>"):
            self.tree.bind(key, self._context)
        theme.follow(self, self._recolor)

    @staticmethod
    def _scrolled(bar: ttk.Scrollbar, first: float, *, last: float) -> None:
        bar.set(first, last)
        if float(first) <= 0.0 and float(last) >= 1.0:
            bar.pack_forget()
        else:
            bar.pack(side="right", fill="y")

    def _recolor(self) -> None:
        palette = theme.colors()
        self.tree.tag_configure("heading", foreground=palette.muted, font=theme.SMALL)
        self.tree.tag_configure("nothing", foreground=palette.placeholder, font=theme.SMALL)
        self._fill()

    def _fill(self) -> None:
        self.tree.delete(*self.tree.get_children())
        wanted = fold(self.search.text)
        for group, label in _GROUPS:
            inside = [one for one in self._reports if self.group_of(one) == group and wanted in fold(name_of(one))]
            if inside or (group == OWN and not wanted):
                self._add_group(group, _(label), inside=inside)
        if self._told and self.tree.exists(self._told):
            self.tree.selection_set(self._told)
            self.tree.focus(self._told)

    def _add_group(self, group: str, label: str, *, inside: Sequence[Report]) -> None:
        self.tree.insert("", "end", f"group {group}", text=label, open=True, tags=("heading",))
        for one in inside:
            icon = theme.icon(_ICONS.get(one.definition.chart or "", "table"), 14)
            name = "  " + theme.fit(name_of(one), max(theme.px(168), self.tree.winfo_width() - theme.px(60)))
            self.tree.insert(f"group {group}", "end", key_of(one), text=name, image=icon)
        if not inside:
            self.tree.insert(f"group {group}", "end", f"nothing {group}", text=_("None yet"), tags=("nothing",))

    def _first(self) -> str:
        rows = [row for group in self.tree.get_children() for row in self.tree.get_children(group)]
        return next((row for row in rows if not row.startswith("nothing ")), "")

    def _selected(self) -> None:
        chosen = self.tree.selection()
        report = next((one for one in self._reports if chosen and key_of(one) == chosen[0]), None)
        if report is None:
            if self._told and self.tree.exists(self._told) and chosen:
                self.tree.selection_set(self._told)
            return
        if key_of(report) != self._told:
            self._told = key_of(report)
            self.on_choose(report)

    def _context(self, event: tk.Event[tk.Misc]) -> str:
        """The menu of the report under the pointer, or of the chosen one at its line."""
        row = self.tree.identify_row(event.y) if event.num == 3 else self._told
        box = self.tree.bbox(row) if row else ""
        if box and any(key_of(one) == row for one in self._reports):
            self.choose(row)
            x, y = (event.x, event.y) if event.num == 3 else (box[0] + theme.px(24), box[1] + box[3])
            self.on_context(self.tree.winfo_rootx() + x, self.tree.winfo_rooty() + y)
        return "break"

    def _entered(self, _event: object) -> str:
        self.on_enter()
        return "break"

    def _into_list(self) -> None:
        self.tree.focus_set()
        found = self._first()
        if found and not self.tree.selection():
            self.choose(found)
