"""What tests share: the one root window, and a fresh page in it. A display that is missing fails, it never skips."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Iterator
from tkinter import ttk

import pytest

from crm.views import theme


@pytest.fixture(scope="session")
def root() -> Iterator[theme.App]:
    """The one root window of the run, mapped, light, at 100 %."""
    window = theme.create_window("Cartera tests", mode="light", scaling=1.0)
    window.geometry("1280x800+0+0")
    window.update()
    yield window
    window.destroy()


@pytest.fixture
def page(root: theme.App) -> Iterator[ttk.Frame]:
    """An empty frame that fills the root; gone after the test, and so is every other window it left open."""
    frame = ttk.Frame(root)
    frame.pack(fill="both", expand=True)
    root.update()
    root.focus_force()
    yield frame
    frame.destroy()
    for child in root.winfo_children():
        if isinstance(child, tk.Toplevel):
            child.destroy()
    theme.switch(root, "light")
    root.update()
