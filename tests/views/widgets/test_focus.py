"""Who has the keyboard, also while the menu bar has it."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

import pytest

from crm.views.widgets.focus import focus_path, focused, has_focus
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def entry(page):
    made = ttk.Entry(page)
    made.pack()
    made.focus_force()
    pump(page, lambda: has_focus(made))
    return made


def test_the_widget_with_the_keyboard_is_told(page, entry):
    assert focused(page) is entry
    assert focus_path(page) == str(entry)
    assert not has_focus(page)


def test_in_the_copy_of_a_menu_nobody_of_ours_has_it(root, page, entry):
    """A menu bar shows a copy of its menu under a name that tkinter does not know."""
    before = root.cget("menu")
    menu = tk.Menu(root)
    menu.add_command(label="One")
    root.configure(menu=menu)
    root.update()
    copy = next(path for path in root.tk.splitlist(root.tk.call("winfo", "children", root)) if "#" in path)
    root.tk.call("focus", "-force", copy)
    pump(page, lambda: focus_path(page) == copy)
    assert focused(page) is None
    assert not has_focus(entry)
    root.configure(menu=before)
