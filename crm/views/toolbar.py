"""The row of buttons at the top right: the commands that carry an icon, greyed by the table. Does nothing itself."""

from __future__ import annotations

import tkinter as tk
from functools import partial
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.views import keys, theme
from crm.views.commands import COMMANDS, Command, find

if TYPE_CHECKING:
    from crm.views.window import Window

PRIMARY = {
    "today": "activity.add",
    "contacts": "contact.add_person",
    "pipeline": "opportunity.add",
    "activities": "activity.add",
    "calendar": "activity.add",
    "dashboard": "dashboard.add_card",
}
_WORDLESS = frozenset(("edit.undo", "edit.redo"))


class Toolbar(ttk.Frame):
    """One primary button, the others quiet; undo and redo are icons whose tooltips say what they would do."""

    def __init__(self, parent: tk.Misc, window: Window) -> None:
        super().__init__(parent)
        self._window = window
        self._buttons: dict[str, ttk.Button] = {}
        self._page = ""
        for command in sorted((one for one in COMMANDS if one.icon), key=_place):
            self._add(command)
        self.refresh()

    def refresh(self) -> None:
        """Show the buttons of the page in view, and grey what cannot be done now."""
        if self._window.page_key != self._page:
            self._page = self._window.page_key
            self._arrange()
        for command_id, button in self._buttons.items():
            command = find(command_id)
            button.state(["!disabled" if self._window.runner.can_run(command) else "disabled"])

    def button(self, command_id: str) -> ttk.Button:
        """The button of a command."""
        return self._buttons[command_id]

    def _add(self, command: Command) -> None:
        primary, wordless = command.id in PRIMARY.values(), command.id in _WORDLESS
        style = "Primary.TButton" if primary else "Icon.TButton" if wordless else "Ghost.TButton"
        words = "" if wordless else self._window.runner.words(command).rstrip("…")
        button = ttk.Button(self, text=words, style=style, compound="left", takefocus=False)
        button.configure(command=partial(self._window.runner.run, command))
        theme.set_icon(button, command.icon, size=14, role="on_primary" if primary else "muted")
        theme.tooltip(button, f"{self._window.runner.words(command)}  {keys.text(command.key)}".strip())
        self._buttons[command.id] = button

    def _arrange(self) -> None:
        for command_id, button in self._buttons.items():
            button.pack_forget()
            primary = command_id in PRIMARY.values()
            if command_id == PRIMARY.get(self._page) if primary else self._window.runner.is_here(find(command_id)):
                button.pack(side="left", padx=(theme.px(8 if primary else 0), 0))


def _place(command: Command) -> tuple[bool, bool]:
    """Where a button stands: undo and redo first, what makes a new record last."""
    return command.id in PRIMARY.values(), command.menu != "edit/1"
