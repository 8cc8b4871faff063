"""A report carried out, on the screen: its chart, its table, what it leaves out; or why there is nothing to see."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from crm.models.figures import LeftOut
from crm.models.reports import ReportResult
from crm.utils.i18n import _
from crm.views import report_words, theme
from crm.views.report_outline import Outline
from crm.views.widgets.chart import ChartView, Run
from crm.views.widgets.chips import Flow
from crm.views.widgets.dialog import report
from crm.views.widgets.report_table import ReportTable

_BESIDE = 620  # units that a chart beside its table needs
_LOW, _HIGH, _HIGHEST = 170, 380, 520  # units: how high a chart may be over its table, and beside it
_SHARE = 0.42  # of the height
_AFTER = 16  # units between a chart and what stands at its right


class ReportView(ttk.Frame):
    """`run` draws charts off the window's thread. `on_key(key, title)` hears that the records behind a line or a bar
    are wanted, `on_record(entity, id)` one record, `on_left_out(one)` those the report leaves out,
    `on_order(key)` a column it is to be ordered by.
    """

    def __init__(self, parent: tk.Misc, run: Run) -> None:
        super().__init__(parent)
        self.on_key: Callable[[str, str], object] = lambda _key, _title: None
        self.on_record: Callable[[str, int], object] = lambda _entity, _record: None
        self.on_order: Callable[[str], object] = lambda _key: None
        self.on_left_out: Callable[[LeftOut], object] = lambda _one: None
        self.result: ReportResult | None = None
        self._lines: tuple[int, ...] = ()
        self._keys: tuple[str, ...] = ()
        self._notes = ""  # what must be known of the figures
        self._shows_chart = True
        self._build(run)

    # ---- what is shown

    def show(self, result: ReportResult, rows: Outline, *, keep_place: bool = False) -> None:
        """Show a report carried out, and its rows."""
        self.result = result
        self._problem.place_forget()
        self._lines, self._keys = rows.lines, rows.keys
        self.table.set(rows.heads, rows.rows, keep_place=keep_place, extent=rows.extent)
        if result.chart is not None and not result.chart.is_empty and self._shows_chart:
            self.chart.show(result.chart)
        self._show_left_out(result)
        self._notes = " ".join(result.notes) if result.records else ""
        self._arrange()

    def wait(self) -> None:
        """Show that a report is on its way."""
        self.result = None
        self._problem.place_forget()
        self._clear_left_out()
        self.table.wait()
        self.chart.placeholder()

    def fail(self, sentence: str) -> None:
        """Say why the report cannot be shown."""
        self.result = None
        self._clear_left_out()
        self.table.clear()
        self._chart_place.grid_remove()
        self.notes.grid_remove()
        self._problem_text.configure(text=sentence)
        self._problem.place(relx=0.5, rely=0.4, anchor="center")

    def show_chart(self, visible: bool) -> None:
        """Show or hide the chart of reports that have one."""
        self._shows_chart = visible
        if self.result is not None and self.result.chart is not None and visible:
            self.chart.show(self.result.chart)
        self._arrange()

    @property
    def problem(self) -> str:
        """Why nothing is shown, "" when something is."""
        return str(self._problem_text.cget("text")) if self._problem.winfo_manager() else ""

    @property
    def left_out(self) -> list[ttk.Button]:
        """The buttons of what is left out."""
        return [one for one in self._left_out.winfo_children() if isinstance(one, ttk.Button)]

    def show_sorted(self, key: str, *, descending: bool) -> None:
        """Show in the heads which column the report is ordered by; "" for none."""
        place = self._keys.index(key) if key in self._keys else -1
        self.table.show_sorted(place, descending=descending)

    def show_notes(self) -> None:
        """Show how the figures are worked out, in full."""
        if self.result is not None:
            report(self, self.result.title, text="\n\n".join(self.result.notes))

    def open_row(self, row: int) -> None:
        """Open the record of a row of the table, or the records it stands for."""
        if self.result is None or not 0 <= row < len(self._lines):
            return
        line = self._lines[row]
        one = self.result.lines[line]
        if one.id:
            self.on_record(self.result.entity, one.id)
        elif one.key:
            self.on_key(one.key, report_words.title_of(self.result, line))

    # ---- making

    def _build(self, run: Run) -> None:
        self.grid_propagate(False)  # asking for another size at each turn, Tk sometimes stays with the last layout
        self._chart_place = ttk.Frame(self)
        self._chart_place.pack_propagate(False)
        self.chart = ChartView(self._chart_place, run)
        self.chart.pack(fill="both", expand=True)
        self.chart.on_pick = self._picked
        self.table = ReportTable(self)
        self.table.on_open = lambda row, _column: self.open_row(row)
        self.table.on_head = self._head
        self._left_out = Flow(self)
        self.notes = ttk.Button(self, style="Muted.TButton", compound="left", command=self.show_notes)
        theme.set_icon(self.notes, "info-circle", size=12)
        self._problem = ttk.Frame(self)
        glyph = ttk.Label(self._problem)
        theme.set_icon(glyph, "exclamation-triangle", size=28, role="warning")
        glyph.pack(pady=(0, theme.px(8)))
        self._problem_text = ttk.Label(self._problem, justify="center", wraplength=theme.px(460))
        self._problem_text.pack()
        self.bind("<Configure>", lambda event: self._arrange() if event.widget is self else None)

    def _head(self, column: int) -> None:
        if 0 <= column < len(self._keys):
            self.on_order(self._keys[column])

    def _arrange(self) -> None:
        """The chart over the table, or beside it where there is room for both."""
        charted = self.result is not None and self.result.chart is not None and not self.result.chart.is_empty
        for place in (0, 1):
            self.columnconfigure(place, weight=0, minsize=0)
            self.rowconfigure(place, weight=0)
        if not (charted and self._shows_chart):
            self._chart_place.grid_remove()
            self._place_table(0)
        elif self.table.wanted + theme.px(_BESIDE) <= self.winfo_width():
            self._place_beside()
        else:
            high = max(theme.px(_LOW), min(theme.px(_HIGH), round(self.winfo_height() * _SHARE)))
            self._chart_place.configure(height=high)
            self._chart_place.grid(row=0, column=0, columnspan=2, sticky="ew", padx=(0, theme.px(_AFTER)))
            self._place_table(1)
        self._place_words()

    def _place_beside(self) -> None:
        self._place_table(0)
        self.columnconfigure(0, weight=1, minsize=self.table.wanted + theme.px(24))
        self.columnconfigure(1, weight=2)
        self._chart_place.configure(height=min(self.winfo_height(), theme.px(_HIGHEST)), width=theme.px(_BESIDE) // 2)
        self._chart_place.grid(row=0, column=1, columnspan=1, sticky="new", padx=theme.px(_AFTER))

    def _place_words(self) -> None:
        """What is left out and what must be known, under the table."""
        if self._notes:
            room = max(theme.px(80), self.winfo_width() - theme.px(48))
            self.notes.configure(text=theme.fit(self._notes, room, font=theme.SMALL))
            self.notes.grid(row=3, column=0, columnspan=2, sticky="w")
        else:
            self.notes.grid_remove()
        if self.result is not None and self.result.left_out:
            self._left_out.grid(row=2, column=0, columnspan=2, sticky="ew", pady=(theme.px(6), 0))
        else:
            self._left_out.grid_remove()

    def _place_table(self, row: int) -> None:
        self.table.grid(row=row, column=0, sticky="nsew")
        self.rowconfigure(row, weight=1)
        self.columnconfigure(0, weight=1)

    # ---- what is left out

    def _show_left_out(self, result: ReportResult) -> None:
        self._clear_left_out()
        if result.left_out:
            ttk.Label(self._left_out, text=_("Left out:"), style="Small.TLabel")
        for one in result.left_out:
            words = report_words.left_out(one)
            button = ttk.Button(self._left_out, text=words, style="Muted.TButton", compound="left")
            button.configure(command=lambda one=one: self.on_left_out(one))  # type: ignore[misc]
            theme.set_icon(button, "exclamation-circle", size=12, role="warning")
        self._left_out.update_idletasks()
        self._left_out.flow()

    def _clear_left_out(self) -> None:
        self._notes = ""
        for child in self._left_out.winfo_children():
            child.destroy()
        self._left_out.flow()

    def _picked(self, _series: int, label: int) -> None:
        result = self.result
        if result is None or not 0 <= label < len(result.chart_keys) or not result.chart_keys[label]:
            return
        title = result.chart.labels[label] if result.chart else ""
        self.on_key(result.chart_keys[label], f"{result.title} · {title}")
