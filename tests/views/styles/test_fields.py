"""Fields: their text is never cut, ticks and switches answer, all by the style alone."""

from __future__ import annotations

import tkinter as tk
from tkinter import font as tkfont
from tkinter import ttk

import pytest

from crm.views import theme

pytestmark = pytest.mark.window


@pytest.mark.parametrize("make", [ttk.Entry, ttk.Combobox])
def test_a_field_is_high_enough_for_its_letters(page, make):
    field = make(page)
    assert field.winfo_reqheight() >= tkfont.nametofont(theme.BODY).metrics("linespace") + theme.px(8)


@pytest.mark.parametrize("style", ["TCheckbutton", "Switch.TCheckbutton"])
def test_a_click_on_the_mark_ticks(page, style):
    on = tk.BooleanVar(page)
    box = ttk.Checkbutton(page, text="Yes", style=style, variable=on)
    box.pack()
    page.update()
    box.event_generate("<Enter>", x=5, y=10)
    box.event_generate("<Button-1>", x=5, y=10)
    box.event_generate("<ButtonRelease-1>", x=5, y=10)
    assert on.get()


def test_a_click_on_the_arrow_of_a_combobox_opens_its_list(page):
    box = ttk.Combobox(page, values=["a", "b"], state="readonly")
    box.pack()
    page.update()
    assert "downarrow" in box.identify(box.winfo_width() - theme.px(16), box.winfo_height() // 2)


def test_a_slider_shows_its_knob_at_its_value(page):
    slider = ttk.Scale(page, from_=0, to=100, length=200, value=100)
    slider.pack()
    page.update()
    assert "slider" in slider.identify(slider.winfo_width() - theme.px(9), slider.winfo_height() // 2)
