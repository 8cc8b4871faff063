"""Buttons: all made, all of one height, readable, with a focus that can be seen."""

from __future__ import annotations

from tkinter import ttk

import pytest

from crm.views import theme
from crm.views.colors import contrast

pytestmark = pytest.mark.window
FILLED = {"Primary.TButton": "primary", "Danger.TButton": "danger"}
PLAIN = ("TButton", "Secondary.TButton", "Ghost.TButton", "Remove.TButton", "Link.TButton", "Muted.TButton")


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("name", PLAIN)
def test_the_words_on_a_plain_button_can_be_read(root, mode, name):
    theme.switch(root, mode)
    style = ttk.Style(root)
    assert contrast(style.lookup(name, "foreground"), style.lookup(name, "background")) >= 4.5


def test_buttons_beside_a_field_are_as_high_as_the_field(page):
    button, entry = ttk.Button(page, text="Save", style="Primary.TButton"), ttk.Entry(page)
    box = ttk.Combobox(page)
    for widget in (button, entry, box):
        widget.pack()
    page.update()
    assert button.winfo_reqheight() == entry.winfo_reqheight() == box.winfo_reqheight()


def test_a_narrow_word_makes_a_narrow_button(page):
    button = ttk.Button(page, text="OK", style="Primary.TButton")
    assert button.winfo_reqwidth() < theme.px(80)


def test_return_presses_a_button_and_space_too(page):
    pressed = []
    button = ttk.Button(page, text="Save", style="Primary.TButton", command=lambda: pressed.append(1))
    button.pack()
    page.update()
    button.focus_force()
    page.update()
    button.event_generate("<Return>")
    button.event_generate("<space>")
    assert len(pressed) == 2
