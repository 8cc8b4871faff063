"""A person at the window, played with real key and mouse events, who counts every step. No assertions."""

from __future__ import annotations

import tkinter as tk
from pathlib import Path
from tkinter import ttk
from typing import Any

from crm.utils import dates
from crm.utils.settings import Settings
from crm.views.search_box import PAUSE
from crm.views.window import Window
from tests.window import click, focus, pump


class User:
    """Acts on a window; `steps` is what it cost."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.steps = 0

    def chord(self, keys: str, *, at: tk.Misc | None = None) -> None:
        """Press one key with its modifiers, where the keyboard is or in a widget."""
        self.steps += 1
        if at is not None:
            focus(at)
        widget = self.focused()
        widget.event_generate(f"<{keys}>")
        self.wait()

    def enter(self) -> None:
        """Press Enter."""
        self.chord("Return")

    def type(self, text: str, *, into: tk.Misc | None = None) -> None:
        """Type one value where the keyboard is, or into a field reached by Tab."""
        self.steps += 1
        if into is not None:
            focus(into)
        widget: Any = self.focused()
        for letter in text:
            widget.insert("insert", letter)
            widget.event_generate("<KeyRelease>", keysym="a")
        self.wait()

    def click(self, widget: tk.Misc) -> None:
        """Click a widget."""
        self.steps += 1
        widget.update()
        click(widget, widget.winfo_width() // 2, widget.winfo_height() // 2)
        if isinstance(widget, ttk.Entry):
            focus(widget)
        self.wait()

    def menu(self, name: str, words: str) -> None:
        """Open a menu and choose an entry: two steps."""
        self.steps += 2
        self.window.menus.choose(name, words)
        self.wait()

    def focused(self) -> tk.Misc:
        """Where the keyboard is."""
        self.window.root.update()
        found = self.window.root.focus_get()
        return found if found is not None else self.window.root

    def dialog(self) -> Any:
        """The dialog that is open."""
        return [child for child in every(self.window.root) if isinstance(child, tk.Toplevel)][-1]

    def wait(self) -> None:
        """Let what follows happen: the pause before a search, the notice of a change."""
        waited: list[bool] = []
        self.window.root.after(PAUSE + 20, lambda: waited.append(True))
        pump(self.window.root, lambda: bool(waited))


def on_contacts(path: Path) -> Settings:
    """Window settings of somebody who worked on the page of contacts a moment ago."""
    made = Settings(path)
    made.set("window.page", "contacts")
    made.set("window.day", dates.today())
    return made


def settle(window: Window) -> None:
    """Let the notice of a change reach the pages, and what it starts come to an end."""
    waited: list[bool] = []
    window.root.after(30, lambda: waited.append(True))
    pump(window.root, lambda: bool(waited))


def every(widget: tk.Misc) -> list[tk.Misc]:
    """All widgets inside a widget."""
    inside = list(widget.winfo_children())
    return inside + [deeper for child in inside for deeper in every(child)]


def opened(window: Window, kind: type[Any]) -> Any:
    """The window of a kind that was opened last."""
    return [one for one in every(window.root) if isinstance(one, kind)][-1]
