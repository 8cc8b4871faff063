"""What stands above a report: its title and description, what it is about, and what can be done with it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from crm.utils.i18n import _
from crm.views import theme
from crm.views.report_filters import ReportFilters
from crm.views.widgets.choice_button import Choice, ChoiceButton

_NO_CHOICES: Sequence[Choice] = ()


class ReportHead(ttk.Frame):
    """`on_edit` and `on_reset` hear the buttons; `exports` and `more` give what the two menus hold."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, padding=(theme.px(12), theme.px(10), theme.px(12), theme.px(4)))
        self.on_edit: Callable[[], object] = lambda: None
        self.on_reset: Callable[[], object] = lambda: None
        self.exports: Callable[[], Sequence[Choice]] = lambda: _NO_CHOICES
        self.more: Callable[[], Sequence[Choice]] = lambda: _NO_CHOICES
        self._title = ""
        self.columnconfigure(0, weight=1)
        self._build_title()
        self._build_filters()
        self.bind("<Configure>", lambda _event: self._fit())

    def show(self, title: str, description: str) -> None:
        """Say which report it is."""
        self._title = title
        self.description.configure(text=description)
        if description:
            self.description.grid(row=1, column=0, columnspan=2, sticky="w", pady=(theme.px(2), 0))
        else:
            self.description.grid_remove()
        self._fit()

    def show_facts(self, text: str) -> None:
        """Say what the report is about, under its filters."""
        self.facts.configure(text=text)
        if text:
            self.facts.grid(row=3, column=0, columnspan=2, sticky="w", pady=(theme.px(6), 0))
        else:
            self.facts.grid_remove()

    def show_changed(self, changed: bool) -> None:
        """Offer to go back to the filters the report was saved with."""
        if changed:
            self.reset.pack(side="left")
        else:
            self.reset.pack_forget()

    def enable(self, *, export: bool, edit: bool) -> None:
        """Grey what may not be done."""
        self.export.state(["!disabled" if export else "disabled"])
        self.edit.state(["!disabled" if edit else "disabled"])

    def pop_exports(self) -> None:
        """Open the menu of formats under its button."""
        self._fill(self.menu_of_formats, self.exports())
        left, top = self.export.winfo_rootx(), self.export.winfo_rooty() + self.export.winfo_height()
        self.menu_of_formats.tk_popup(left, top)

    def _build_title(self) -> None:
        self.title = ttk.Label(self, style="Title.TLabel")
        self.title.grid(row=0, column=0, sticky="w")
        self.description = ttk.Label(self, style="Muted.TLabel")
        tools = self._tools = ttk.Frame(self)
        tools.grid(row=0, column=1, sticky="e", padx=(theme.px(12), 0))
        self.edit = ttk.Button(tools, text=_("Edit"), style="Secondary.TButton")
        self.edit.configure(command=lambda: self.on_edit())  # noqa: PLW0108 - whoever listens is told later
        self.menu = ChoiceButton(tools, lambda: self.more(), icon="three-dots")  # noqa: PLW0108
        theme.tooltip(self.menu, _("More"))
        self.export = ttk.Button(tools, text=_("Export"), style="Primary.TButton", compound="right")
        self.export.configure(command=self.pop_exports)
        theme.set_icon(self.export, "chevron-down", size=10, role="on_primary")
        for button in (self.edit, self.menu, self.export):
            button.pack(side="left", padx=(theme.px(6), 0))
        self.menu_of_formats = theme.menu(self)

    def _build_filters(self) -> None:
        row = ttk.Frame(self)
        row.grid(row=2, column=0, columnspan=2, sticky="ew", pady=(theme.px(8), 0))
        self.filters = ReportFilters(row)
        self.filters.pack(side="left")
        self.reset = ttk.Button(row, text=_("As saved"), style="Muted.TButton")
        self.reset.configure(command=lambda: self.on_reset())  # noqa: PLW0108
        theme.tooltip(self.reset, _("Go back to the period, pipeline and owner the report was saved with"))
        self.facts = ttk.Label(self, style="Small.TLabel", justify="left")

    def _fit(self) -> None:
        width = self.winfo_width() - theme.px(24)
        if width > 1:
            room = width - self._tools.winfo_reqwidth() - theme.px(16)
            self.title.configure(text=theme.fit(self._title, max(theme.px(120), room), font=theme.TITLE))
            self.facts.configure(wraplength=width)
            self.description.configure(wraplength=width)

    @staticmethod
    def _fill(menu: tk.Menu, choices: Sequence[Choice]) -> None:
        menu.delete(0, "end")
        for words, run, _ticked in choices:
            menu.add_command(label=words, command=run)
