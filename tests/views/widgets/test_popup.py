"""Popups: beside their widget, gone when a person turns away."""

from __future__ import annotations

from tkinter import ttk

import pytest

from crm.views.widgets.popup import Popup
from tests.window import focus, press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def anchor(page):
    made = ttk.Entry(page)
    made.pack(anchor="nw", padx=40, pady=40)
    focus(made)
    return made


def _popup(anchor):
    popup = Popup(anchor)
    ttk.Label(popup.body, text="Hello").pack()
    popup.open()
    pump(anchor)
    return popup


def test_it_opens_under_its_widget(anchor):
    popup = _popup(anchor)
    assert popup.is_open
    assert popup.winfo_rooty() >= anchor.winfo_rooty() + anchor.winfo_height()


def test_escape_closes_it_and_gives_the_keyboard_back(anchor):
    popup = _popup(anchor)
    press(popup, "Escape")
    assert not popup.is_open
    assert anchor.focus_get() is anchor


def test_a_click_elsewhere_closes_it(anchor):
    popup = _popup(anchor)
    popup.event_generate("<Button-1>", x=-30, y=-30, rootx=1, rooty=1)
    assert not popup.is_open


def test_closing_is_told_once(anchor):
    told = []
    popup = _popup(anchor)
    popup.on_close = lambda: told.append(1)
    popup.close()
    popup.close()
    assert told == [1]


def test_it_gives_clicks_back_to_the_dialog_that_had_them(page, anchor):
    page.grab_set()
    popup = _popup(anchor)
    popup.close()
    assert str(page.tk.call("grab", "current", str(page))) == str(page)
    page.grab_release()


def test_one_that_goes_with_its_owner_gives_clicks_and_keyboard_back(page, anchor):
    popup = _popup(anchor)
    anchor.destroy()
    pump(page)
    assert not popup.winfo_exists()
    assert not page.tk.call("grab", "current")
    assert page.focus_get() is page.winfo_toplevel()
