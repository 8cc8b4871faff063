"""What stands beside the list while many contacts are selected: how many, and what can be done with all of them."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number
from crm.views import keys, theme
from crm.views.commands import find

if TYPE_CHECKING:
    from crm.views.contacts_tab import ContactsTab

_ACTIONS = (
    ("contact.tags", "tag", "TButton"),
    ("contact.change_field", "pencil-square", "TButton"),
    ("contact.merge", "intersect", "TButton"),
    ("file.export", "download", "TButton"),
    ("contact.remove", "trash", "Remove.TButton"),
)


class BulkPanel(ttk.Frame):
    """One button for each command that works on a selection."""

    def __init__(self, parent: tk.Misc, tab: ContactsTab) -> None:
        super().__init__(parent, padding=theme.px(20))
        self._title = ttk.Label(self, style="Title.TLabel")
        self._title.pack(anchor="w")
        hint = ttk.Label(
            self, style="Muted.TLabel", text=_("What you choose is done to all of them, and can be undone.")
        )
        hint.configure(wraplength=theme.px(340), justify="left")
        hint.pack(anchor="w", pady=(theme.px(2), theme.px(14)))
        self.buttons: dict[str, ttk.Button] = {}
        for command_id, glyph, style in _ACTIONS:
            command = find(command_id)
            words = f"{_(command.label)}   {keys.text(command.key)}".rstrip()
            button = ttk.Button(self, text=words, style=style, compound="left")
            button.configure(command=lambda command=command: tab.window.runner.run(command))  # type: ignore[misc]
            theme.set_icon(button, glyph, size=14, role="danger" if style.startswith("Remove") else "muted")
            button.pack(fill="x", pady=theme.px(3))
            self.buttons[command_id] = button

    def show(self, count: int) -> None:
        """Say how many are selected."""
        words = ngettext("{count} selected", "{count} selected", count)
        self._title.configure(text=words.format(count=show_number(count)))
