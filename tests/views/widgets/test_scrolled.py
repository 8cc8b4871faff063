"""A place that scrolls: the wheel, the keyboard, and the bar only when it is needed."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

import pytest

from crm.views.widgets.scrolled import Scrolled
from tests.window import focus, pump

pytestmark = pytest.mark.window


@pytest.fixture
def place(page):
    made = Scrolled(page)
    made.place(x=0, y=0, width=300, height=200)
    for _number in range(20):
        ttk.Entry(made.body).pack()
    made.adopt()
    pump(page)
    return made


def _top(place):
    return place.body.winfo_rooty()


def test_the_wheel_scrolls_over_what_is_inside(place):
    before = _top(place)
    place.body.winfo_children()[0].event_generate("<Button-5>")
    pump(place)
    assert _top(place) < before


def test_a_focused_field_comes_into_view(place):
    last = place.body.winfo_children()[-1]
    focus(last)
    pump(place)
    assert last.winfo_rooty() + last.winfo_height() <= place.winfo_rooty() + 200


def test_a_field_in_view_that_gets_the_keyboard_leaves_the_place_as_it_is(place):
    entries = place.body.winfo_children()
    focus(entries[0])
    place._canvas.yview_moveto(0.3)
    pump(place)
    before = _top(place)
    focus(next(one for one in entries if one.winfo_rooty() > place.winfo_rooty() + 60))
    pump(place)
    assert _top(place) == before


def test_a_keyboard_that_comes_back_from_another_window_leaves_the_place_as_it_is(place):
    first = place.body.winfo_children()[0]
    focus(first)
    place._canvas.yview_moveto(1)
    pump(place)
    before = _top(place)
    popup = tk.Toplevel(place)
    focus(popup)
    popup.destroy()
    focus(first)
    pump(place)
    assert _top(place) == before


def test_a_field_that_gets_the_keyboard_from_elsewhere_in_the_window_comes_into_view(place, page):
    first, outside = place.body.winfo_children()[0], ttk.Entry(page)
    outside.place(x=320, y=0)
    focus(first)
    focus(outside)
    place._canvas.yview_moveto(1)
    pump(place)
    focus(first)
    pump(place)
    assert first.winfo_rooty() >= place.winfo_rooty()


def test_little_content_does_not_scroll_and_shows_no_bar(page):
    made = Scrolled(page)
    made.place(x=0, y=0, width=300, height=200)
    entry = ttk.Entry(made.body)
    entry.pack()
    made.adopt()
    pump(page)
    before = made.body.winfo_rooty()
    entry.event_generate("<Button-5>")
    pump(page)
    assert made.body.winfo_rooty() == before
    assert not made._bar.winfo_ismapped()


def test_it_is_as_high_as_it_is_told(page):
    made = Scrolled(page)
    made.pack()
    made.set_height(90)
    pump(page)
    assert made.winfo_height() == 90
