"""Tab goes through a row as it is seen."""

from __future__ import annotations

from tkinter import ttk

import pytest

from crm.views.widgets.dialog import Dialog, Question, ask
from crm.views.widgets.tab_order import follow_sight
from tests.window import press

pytestmark = pytest.mark.window


def _places(widget, count):
    """Where the keyboard is after each Tab, from left to right."""
    places = [widget.winfo_rootx()]
    for _step in range(count - 1):
        press(widget, "Tab")
        widget = widget.focus_get()
        places.append(widget.winfo_rootx())
    return places


def test_tab_goes_from_left_to_right_whatever_was_made_first(page):
    row = ttk.Frame(page)
    row.pack(fill="x")
    made = [ttk.Button(row, text=side) for side in ("right", "right", "left", "left")]
    for button in made:
        button.pack(side=str(button.cget("text")))
    follow_sight(row)
    page.update()
    places = _places(made[2], 4)
    assert places == sorted(places)


def test_tab_goes_from_cancel_to_the_primary_button(page):
    dialog = Dialog(page, "New tag", confirm="Save")
    dialog.open()
    press(dialog.dismiss, "Tab")
    assert dialog.focus_get() is dialog.primary


def test_the_keyboard_begins_on_the_choice_that_loses_nothing(page):
    done = []
    dialog = ask(page, Question("Close?", "Typed", "Discard", danger=True), then=lambda: done.append(1))
    page.update()
    assert dialog.focus_get() is dialog.dismiss
    press(dialog.dismiss, "Return")
    page.update()
    assert done == [] and not dialog.winfo_exists()
