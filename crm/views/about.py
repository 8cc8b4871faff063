"""Two pages to read: the shortcuts, and what this program is."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from crm.utils.i18n import _
from crm.views import command_page, theme
from crm.views.pages import PAGES
from crm.views.widgets.dialog import Dialog, report

_COLUMNS = 3


def show_shortcuts(root: tk.Misc, page: str = "") -> Dialog:
    """Every command that has a key, menu by menu: those heard everywhere, and those of each page, `page` in view."""
    dialog = Dialog(root, _("Keyboard shortcuts"))
    pages = ttk.Notebook(dialog.body)
    pages.pack(fill="both", expand=True)
    pages.enable_traversal()
    for key, title in (("", _("Everywhere")), *((one.key, _(one.title)) for one in PAGES)):
        if sections := command_page.shortcuts(key):
            shown = ttk.Frame(pages, padding=(0, theme.px(14), 0, 0))
            _fill(shown, sections)
            pages.add(shown, text=title)
            if key == page:
                pages.select(str(shown))  # type: ignore[no-untyped-call]
    dialog.open()
    return dialog


def _fill(parent: ttk.Frame, sections: list[tuple[str, list[tuple[str, str]]]]) -> None:
    columns = [ttk.Frame(parent) for _number in range(_COLUMNS)]
    for place, column in enumerate(columns):
        column.grid(row=0, column=place, sticky="n", padx=(0, theme.px(28)))
    filled = [0] * _COLUMNS
    for heading, rows in sorted(sections, key=lambda one: -len(one[1])):  # the long ones first fill the columns evenly
        place = filled.index(min(filled))
        filled[place] += len(rows) + 2
        _section(columns[place], heading, rows=rows)


def show_about(root: tk.Misc) -> Dialog:
    """Name, purpose, licence."""
    text = _(
        "Cartera keeps your customers on your own computer: contacts, what was said, and every change, so that any"
        " mistake can be undone.\n\nFree software under the GNU General Public License, version 3 or later."
    )
    return report(root, _("About Cartera"), text=text)


def _section(parent: tk.Misc, heading: str, *, rows: list[tuple[str, str]]) -> None:
    frame = ttk.Frame(parent)
    frame.pack(anchor="w", fill="x", pady=(0, theme.px(14)))
    frame.columnconfigure(0, weight=1, minsize=theme.px(200))
    ttk.Label(frame, text=heading, style="Strong.TLabel").grid(row=0, column=0, sticky="w", pady=(0, theme.px(4)))
    for place, (words, pressed) in enumerate(rows, 1):
        ttk.Label(frame, text=words).grid(row=place, column=0, sticky="w", pady=1)
        ttk.Label(frame, text=pressed, style="Muted.TLabel").grid(
            row=place, column=1, sticky="e", padx=(theme.px(16), 0)
        )
